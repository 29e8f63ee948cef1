"""Which programme a text names by its full name: the studios (青创室) or the stations (千人进千企)."""

from __future__ import annotations

import re

from extractor.citing import running, tight
from extractor.document import Part
from extractor.records.cited import Absent, Field, cite
from extractor.text.similarity import near

STUDIO, STATION = "studio", "station"
TITLES = {STUDIO: "北京优秀青年工程师创新工作室", STATION: "“千人进千企”科创公共服务工作站点"}
MISSPELT = 3  # edits, as in QC-10.3
# 北京优秀青年工程师 alone is also an honour of persons, and 工作站点 alone may be anybody's.
_FULL = (
    (STUDIO, re.compile(r"优秀青年工程师[”」』]?创新工[作坊]|青年工程师创新工作室")),
    (
        STATION,
        re.compile(
            r"千人进千企[^。；]{0,30}(?:科创公共服务|站点)|科创公共服务(?:工作)?站点"
            r"|(?:工作|合作|服务)站点[^。；]{0,30}千人进千企"
        ),
    ),
)


def named(part: Part) -> Field[str]:
    """studio or station where the paper names that one in full; unreadable, citing both, where it names the two."""
    source = tight(running((span, "") for line in part.lines for span in line.spans))
    # A name broken over two lines is one name; so is the studio's where it is misspelt.
    text = source.text.replace("\n", " ")
    found = {name: match.span() for name, sign in _FULL if (match := sign.search(text))}
    if not found and (misspelt := near(TITLES[STUDIO], text, MISSPELT)):
        found[STUDIO] = misspelt[0][:2]
    spans = tuple(span for at in found.values() for span in source.cite(*at))
    if len(found) == 1 and spans:
        return cite(next(iter(found)), *spans)
    return Absent("项目类别", "unreadable" if found else "not_found", spans=spans)

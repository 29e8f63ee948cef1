"""The district that a station is for, where no label says it: beside the class or the applicant's name.

>>> said_districts("站点类别：B类（平谷区）"), said_districts("乙方承担昌平区A类工作站点建设任务")
(['平谷区'], ['昌平区'])
>>> said_districts("□A类（昌平区）☑B类（密云区）"), said_districts("区工作站点（A类）"), said_districts("A类、B类")
(['密云区'], [], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.citing import Tight, tight
from extractor.fields import PROSE
from extractor.flow import Flow
from extractor.records.cited import Absent, Cited, Field
from extractor.text.boxes import EMPTY_OPTIONS
from extractor.text.gazetteer import districts

_EMPTY_BOX = f"[{EMPTY_OPTIONS}]"
_CLASS = r"(?:区?工作站点?[（(]?)?[ABＡＢab]类[)）]?(?:区?工作站点?|站点)?"
_STATION = r"(?:区?(?:科创公共服务)?工作站点?[（(]?[ABＡＢ]类|[ABＡＢ]类|区?科创公共服务工作站点?)"
_UNIT = r"(?:申报|申请|承担|依托|实施)(?:单位|主体)(?:名称|全称)?[：:]?[^（(\n，,。；;：:]{4,30}"


def district(rows: Flow) -> Field[str]:
    """The one district said there; several are not told apart."""
    source = tight(rows.prose)
    for pattern in _patterns():
        found = list(_said(source.text, pattern))
        if len({source.text[start:end] for start, end in found}) == 1:
            return _cited(source, *found[0])
    return Absent("所在区", "not_found")


def said_districts(text: str) -> list[str]:
    """What the first way of saying it that occurs names, each once."""
    for pattern in _patterns():
        if found := list(_said(text, pattern)):
            return list(dict.fromkeys(text[start:end] for start, end in found))
    return []


def _said(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where districts stand; a choice whose box is empty names none."""
    for match in pattern.finditer(text):
        if not re.search(rf"{_EMPTY_BOX}$", text[: match.start()]):
            yield match.span("district")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The surest first: in brackets after the class, before the class or the station, in brackets after the unit."""
    names = "|".join(re.escape(name) for name in sorted(districts(), key=len, reverse=True) if name.endswith("区"))
    named = rf"(?P<district>{names})"
    inside = rf"[（(](?:北京市)?{named}[)）]"
    return (
        re.compile(rf"{_CLASS}{inside}"),
        re.compile(rf"(?<![\u3400-\u9fff]区、){named}(?:的)?{_STATION}"),
        re.compile(rf"{_UNIT}{inside}"),
    )


def _cited(source: Tight, start: int, end: int) -> Field[str]:
    spans = source.cite(start, end)
    if not spans:
        return Absent("所在区", "unreadable")
    return Cited(source.text[start:end], spans, min(span.confidence for span in spans) * PROSE)

"""合作协议, 技术合同, 合作备忘录 of a station with firms and universities (field_schemas §5)."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.citing import Tight, running, tight
from extractor.document import Part
from extractor.fields import value_after
from extractor.flow import Flow, flow
from extractor.labels import key
from extractor.paper_titles import paper_title, whole_title
from extractor.records.cited import Absent, Field, cite
from extractor.records.cooperation import Cooperation
from extractor.records.partial_date import PartialDate
from extractor.text.amounts import find_amounts
from extractor.text.dates import find_dates

NAME = "cooperation"

_NAME = r"(?P<value>[^，,。；;：:\n]{4,50})"
_ASIDE = r"(?:[（(][^（）()\n]{1,16}[）)])?"
_SUBJECT = (
    re.compile(
        r"(?:合作|项目|服务|协议|研发|开发)(?:内容|事项|目标|主题|名称|任务|范围)(?:为|包括|如下)?[：:]\n?"
        r"(?P<value>[^。\n]{4,160})"
    ),
    re.compile(r"(?:达成|开展)(?:如下|以下)?(?:战略|技术|产学研)?合作(?:事宜|协议)?[：:]\n?(?P<value>[^。]{4,160})"),
    re.compile(r"(?:就|围绕)(?P<value>[^。\n]{4,80}?)(?:开展|进行|达成|签订|事宜|等方面)"),
    re.compile(r"(?P<value>(?:共建|联合|共同)[^。\n]{4,120})"),
)  # fmt: skip


def score(part: Part) -> float:
    """As sure as its title; an agreement on the programme itself is another kind's."""
    found = paper_title(part)
    return found.score if found is not None and found.kind == NAME else 0.0


def parse(part: Part) -> tuple[Cooperation, ...]:
    found = paper_title(part)
    if found is None:
        return ()
    rows = flow(part)
    source = tight(rows.prose)
    return (
        Cooperation(
            title=whole_title(part, found.headline),
            party_a=_party("甲", rows, source),
            party_b=_party("乙", rows, source),
            subject=_subject(source),
            sign_date=_signed(part),
            amount=_amount(source),
        ),
    )


def _party(which: str, rows: Flow, source: Tight) -> Field[str]:
    for match in re.finditer(rf"{which}方(?:单位|名称|全称)?{_ASIDE}[：:]\n?{_NAME}", source.text):
        name = match["value"].strip()
        if not re.match(r"[盖签]|负责人|法定|地址|联系|代表", name):
            spans = source.cite(*match.span("value"))
            return cite(name, *spans) if spans else Absent(f"{which}方", "unreadable")
    return value_after(rows, f"{which}方", wanted=frozenset({key(f"{which}方"), key(f"{which}方单位")}))


def _subject(source: Tight) -> Field[str]:
    """The first sentence that says what is to be done together."""
    for pattern in _SUBJECT:
        match = pattern.search(source.text)
        spans = source.cite(*match.span("value")) if match else ()
        if match and spans:
            return cite("".join(match["value"].split()), *spans)
    return Absent("合作内容", "not_found")


def _signed(part: Part) -> Field[PartialDate]:
    """The last full date of the paper, which signs it."""
    whole = tight(running((span, "\n") for line in part.lines for span in line.spans))
    dates = [found for found in find_dates(whole.text) if found.date.precision == "day"]
    spans = whole.cite(dates[-1].start, dates[-1].end) if dates else ()
    return cite(dates[-1].date, *spans) if spans else Absent("签订日期", "not_found")


def _amount(source: Tight) -> Field[Decimal]:
    match = re.search(r"(?:合同|合作|项目|协议)(?:总)?(?:金额|经费|价款|额)(?:为|共计|合计|：|:)?", source.text)
    near = source.text[match.end() : match.end() + 30] if match else ""
    found = find_amounts(near)
    if match is None or not found:
        return Absent("合同金额", "not_found")
    spans = source.cite(match.end() + found[0].start, match.end() + found[0].end)
    return cite(found[0].amount, *spans) if spans else Absent("合同金额", "unreadable")

"""What stands around a table of money: the paper's title, its organisation and its date."""

from __future__ import annotations

import re

from extractor import prose
from extractor.citing import running, tight
from extractor.document import Part
from extractor.fields import value_after
from extractor.flow import Flow
from extractor.headline import Headline, headlines, title_span
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.text.dates import find_dates

_CHAPTER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]+）|第.{1,3}[章节条部]|\d{1,2}[、.．])"
)
_UNIT_LABEL = re.compile(
    r"(?:填报|编制|发放|制表|付款|支付|承担|实施|依托|申报|报账|核算)?单位(?:名称|全称)?(?:[（(](?:盖章|公章)[)）])?[：:]"
    r"(?P<value>[^\s：:；;，,。|\d]{4,40}?)(?=[\u3400-\u9fff]{2}[：:]|[；;，,。（(\d]|$)"
)
_DATE_LABEL = r"(?:发放|支付|填表|填报|制表|编制|报告|决算|活动|会议)?(?:日期|时间)[：:]$"


def title_like(part: Part, pattern: re.Pattern[str]) -> Headline | None:
    """The title line that fits `pattern` and is neither a numbered chapter nor a label with its value."""
    found = title_span(part, pattern)
    if found is None or _CHAPTER.match(found.text) or re.search(r"[：:。]", found.text):
        return None
    return found


def title(part: Part, pattern: re.Pattern[str]) -> Field[str]:
    """The paper's title: the line that says its kind, else its most title-like line."""
    lines = [line for line in headlines(part) if not re.search(r"[：:]|^\d+$", line.text)]
    found = title_like(part, pattern) or (lines[0] if lines else None)
    return cite(found.text, *found.spans) if found else Absent("标题", "not_found")


def organisation(flow: Flow) -> Field[str]:
    """Whose money it is: a labelled unit outside the tables' columns, else the one named last."""
    for row in flow.rows:
        for box in row.boxes:
            plain = "".join(box.text.split())
            match = _UNIT_LABEL.search(plain)
            if match and not re.search("万?元$|人民币", match["value"]):
                return Cited(match["value"], (box.span,), box.span.confidence)
    outside = Flow(tuple(row for row in flow.rows if row.table < 0))
    labelled = value_after(outside, "单位", "host_org")
    return labelled if labelled.present else prose.last_organisation(outside)


def date(part: Part) -> Field[PartialDate]:
    """The date that a label gives, else the last full date outside the tables that is no end of a period."""
    lines = [line for line in part.lines if line.spans and line.table is None]
    source = tight(running((span, "\n") for line in lines for span in line.spans))
    found = [one for one in find_dates(source.text) if one.date.precision in ("day", "month")]
    labelled = [one for one in found if re.search(_DATE_LABEL, source.text[max(0, one.start - 8) : one.start])]
    alone = [one for one in found if not _in_period(source.text, one.start, one.end)]
    full = [one for one in alone if one.date.precision == "day"] or alone
    chosen = labelled[-1] if labelled else full[-1] if full else None
    if chosen is None:
        return Absent("日期", "not_found")
    spans = source.cite(chosen.start, chosen.end)
    return cite(chosen.date, *spans) if spans else Absent("日期", "unreadable")


def _in_period(text: str, start: int, end: int) -> bool:
    return bool(re.match(r"[至到—–~～-]", text[end : end + 1]) or re.search(r"[至到—–~～-]$", text[:start]))

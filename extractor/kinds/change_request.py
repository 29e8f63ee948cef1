"""调整说明, 变更申请: the note that ZD 第十一条 asks for before anything of the agreed work changes."""

from __future__ import annotations

import re

from extractor.citing import Tight, tight
from extractor.document import Part
from extractor.flow import flow
from extractor.paper_titles import paper_title, whole_title
from extractor.records.change_request import ChangeRequest
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.text.dates import find_dates

NAME = "change_request"

_SUBJECT = re.compile(
    r"(?:拟?将|拟|申请|现)(?P<value>[^。；;\n]{2,60}?(?:调整|变更|更换|调减|调增|延期)[^。；;\n]{0,80})"
    r"|(?:调整|变更)(?:内容|事项)[：:]?\n?(?P<also>[^。\n]{2,120})"
)
_REASON = re.compile(r"(?:因|由于|鉴于|(?:调整|变更)(?:原因|理由)[：:]?\n?)(?P<value>[^。；;\n]{2,80})")
# 请予同意 asks for what 同意 gives.
_APPROVAL = re.compile(
    r"(?:^|\n|意见[：:]?|经(?:研究|审核)[，,]?|[。；;])(?P<value>(?:我(?:中心|单位))?(?:同意|批准|准予"
    r"|原则同意)(?:[^。\n？]{0,24}))"
)
_ASKED = re.compile(r"(?:请|望|恳请|妥否)[^。\n]{0,12}(?:同意|批准|批示|审批)")
_SINCE = re.compile(
    r"自(?P<value>\d{4}年\d{1,2}月\d{1,2}日)起|于(?P<also>\d{4}年\d{1,2}月\d{1,2}日)(?:起)?(?:调整|变更|更换|执行)"
)


def score(part: Part) -> float:
    found = paper_title(part)
    return found.score if found is not None and found.kind == NAME else 0.0


def parse(part: Part) -> tuple[ChangeRequest, ...]:
    found = paper_title(part)
    if found is None:
        return ()
    source = tight(flow(part).prose)
    approval = next((m for m in _APPROVAL.finditer(source.text) if not _ASKED.search(m[0])), None)
    split = approval.start() if approval is not None else len(source.text)
    return (
        ChangeRequest(
            title=whole_title(part, found.headline),
            subject=_said(source, _SUBJECT, "调整内容"),
            reason=_said(source, _REASON, "调整原因"),
            date=_last_date(source, 0, split, "申请日期"),
            approval=_match(source, approval, "同意意见"),
            approved_date=_last_date(source, split, len(source.text), "同意日期"),
            effective_date=_since(source),
        ),
    )


def _said(source: Tight, pattern: re.Pattern[str], label: str) -> Field[str]:
    return _match(source, pattern.search(source.text), label)


def _match(source: Tight, match: re.Match[str] | None, label: str) -> Field[str]:
    if match is None:
        return Absent(label, "not_found")
    group = next(name for name, text in match.groupdict().items() if text)
    spans = source.cite(*match.span(group))
    return cite(match[group], *spans) if spans else Absent(label, "unreadable")


def _last_date(source: Tight, start: int, end: int, label: str) -> Field[PartialDate]:
    """The last full date between two places: it signs what stands above it."""
    dates = [f for f in find_dates(source.text) if f.date.precision == "day" and start <= f.start < end]
    spans = source.cite(dates[-1].start, dates[-1].end) if dates else ()
    return cite(dates[-1].date, *spans) if spans else Absent(label, "not_found")


def _since(source: Tight) -> Field[PartialDate]:
    said = _said(source, _SINCE, "生效日期")
    if not said.present:
        return said
    found = find_dates(said.value)
    return said.map(lambda _: found[0].date) if found else Absent("生效日期", "unreadable", (), said.spans)

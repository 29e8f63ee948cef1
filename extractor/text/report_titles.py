"""Which of the five reports a title names. Titles carry prefixes (project, district, year) and suffixes in brackets.

>>> report_kind("丰台区2025年度企业技术需求调研分析报告（送审稿）"), report_kind("XX大学产学研合作工作模式报告")
('needs', 'university')
>>> report_kind("请于月底前提交需求分析报告"), report_kind("项目决算报告"), report_kind("需求对接会活动总结")
(None, None, None)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.records.report import ReportKind

# The first that fits: what ends as 总结 is one whatever its subject, and 产学研…典型模式 is the university's.
_KINDS: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    ("summary", re.compile(r"总结(?:报告|材料|书)?$")),
    ("university", re.compile(r"产学研.{0,16}报告$")),
    ("model", re.compile(r"(?:典型.{0,4}模式|服务.{0,10}模式|专家服务企业).{0,12}报告$")),
    ("needs", re.compile(r"需求.{0,14}(?<!会)报告$|(?:分析|调研).{0,6}需求.{0,4}报告$")),
    ("region", re.compile(r"(?:企业.{0,8}|区域.{0,10}|[区域].{0,8}产业.{0,6})发展.{0,10}报告$")),
)
# Reports on something else, whatever their subject.
_OTHER_REPORT = re.compile(r"(?:决算|审计|验收|评审|评估|绩效|自评|自查|财务|测试|检测|查新|开题|可行性研究)报告$")
_EVENT_SUMMARY = re.compile(r"(?:活动|会议|培训|沙龙|讲座|论坛|研讨|[征对路交座年].会)(?:的)?总结(?:报告|材料)?$")
_SUFFIX = re.compile(r"[（(【\[][^）)】\]]{1,24}[)）】\]]$|(?:第.{1,3}版|送审稿|报批稿|终稿|定稿|V?\d(?:\.\d)?)$")
# A sentence or an instruction that mentions a report is not its title.
_MENTION = re.compile(
    r"[，。；;！？!?]|(?:提交|报送|呈报|上报|附送|审阅|撰写|编写|完成|形成|包括|以及|《.*》.+|不少于|\d份|清单|要求).*$"
)
_NUMBERED = re.compile(r"\d{1,2}[、.．)）]|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、|[□☑√☐]")
_OTHER_TITLE = re.compile(
    r"(?:清单|一览表|目录|通知|函|协议书?|合同|申报书|申请书|申报表|方案|纪要|台账|通报|意见书?|证书?|证明|名册|签到表|报告)$"
)
_OWN_LINE = re.compile(
    r"^附件|[：:]|\d{4}年\d{1,2}月|[。，]|(?:公司|协会|学会|联合会|促进会|研究会|中心|大学|学院|研究院|研究所|联盟|委员会)$"
)
_LONGEST_LINE = 45
_LONGEST_TITLE = 70


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """Lines start:end of those searched are the title."""

    kind: ReportKind
    start: int
    end: int


def report_kind(title: str) -> ReportKind | None:
    """The kind that a title names, None for none."""
    text = re.sub(r"\s", "", title).strip('《》“”"—-')
    while (shorter := _SUFFIX.sub("", text)) != text:
        text = shorter.strip('《》“”"')
    if len(text) > _LONGEST_TITLE or _MENTION.search(text) or _NUMBERED.match(text) or _OTHER_REPORT.search(text):
        return None
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return None if kind == "summary" and _EVENT_SUMMARY.search(text) else kind
    return None


def find_title(lines: Sequence[str]) -> FoundTitle | None:
    """The title among the first lines of a paper, also broken over up to three of them.

    Ends at the first sentence, and at the title of something else: a list of papers names reports too.

    >>> find_title(["北京某促进会", "专家服务企业", "典型模式报告", "2025年10月"])
    FoundTitle(kind='model', start=1, end=3)
    """
    for end in range(1, len(lines) + 1):
        last = re.sub(r"\s", "", lines[end - 1])
        if len(last) > _LONGEST_TITLE or "。" in last:
            return None
        for start in range(end - 1, max(-1, end - 4), -1):
            joined = "".join(lines[start:end])
            if start < end - 1 and len(re.sub(r"\s", "", lines[start])) > _LONGEST_LINE:
                break
            kind = report_kind(joined)
            if kind is not None:
                return FoundTitle(kind, _beginning(lines, start, end, kind), end)
        if _OTHER_TITLE.search(last) and len(last) > 2:
            return None
    return None


def _beginning(lines: Sequence[str], start: int, end: int, kind: ReportKind) -> int:
    """The line before belongs to the title unless it is a line of its own: a body, a date, 附件, a label."""
    while start > max(0, end - 3):
        line = re.sub(r"\s", "", lines[start - 1])
        whole = len(line) > _LONGEST_LINE or _OWN_LINE.search(line) or report_kind(line) is not None
        if whole or report_kind("".join(lines[start - 1 : end])) != kind:
            break
        start -= 1
    return start


def names_another_paper(lines: Sequence[str]) -> bool:
    """True where one of the first lines is the title of a paper that is none of the five reports.

    >>> names_another_paper(["某区", "项目合作协议"]), names_another_paper(["一、调研概况"])
    (True, False)
    """
    short = (re.sub(r"\s", "", line) for line in lines)
    return any(len(line) <= _LONGEST_LINE and _OTHER_TITLE.search(line) and not report_kind(line) for line in short)

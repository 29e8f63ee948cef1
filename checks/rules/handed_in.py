"""Papers due at closing: ZD 第七条① and 第十二条. That they are missing is the pack's `requires`."""

from __future__ import annotations

from collections.abc import Sequence

from checks.outcome import Outcome, Outcomes, missing, not_applicable, passed
from checks.rule import rule
from checks.station_class import NAMES as CLASS_NAMES
from checks.station_class import station_class
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.report import Report
from extractor.records.settlement import Settlement
from extractor.records.supporting_paper import SupportingPaper


@rule("ZD-07.1g", name="summary-handed-in")
def summary_handed_in(
    reports: tuple[Report, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    agreements: tuple[Agreement, ...] = (),
) -> Outcomes:
    """区工作站点在项目结束时提交了总结报告。"""
    known = station_class(forms, (*papers, *agreements), reports)
    if known.value == "IUR":
        said = f"本站点为{CLASS_NAMES['IUR']}，本条按区工作站点理解，其总结见第十二条"
        yield not_applicable(said, *known.cited, firm=True)
        return
    yield from _summary(reports)


@rule("ZD-12.3", name="work-summary")
def work_summary(reports: tuple[Report, ...] = ()) -> Outcomes:
    """项目结束后提交了工作总结。"""
    yield from _summary(reports)


def _summary(reports: Sequence[Report]) -> list[Outcome]:
    found = [one for one in reports if one.report_kind.present and one.report_kind.value == "summary"]
    if not found:
        return [missing("未见总结报告", why="缺少总结报告")]
    return [passed("已提交总结报告", *_cited(one), firm=True) for one in found]


def _cited(report: Report) -> list[Cited[str]]:
    return [field for field in (report.title, report.report_kind) if isinstance(field, Cited)][:1]


@rule("ZD-12.4", name="final-account-handed-in")
def final_account(papers: tuple[SupportingPaper, ...] = (), settlements: tuple[Settlement, ...] = ()) -> Outcomes:
    """项目结束后提交了决算报告。"""
    found = [one for one in papers if one.paper_kind.present and one.paper_kind.value == "settlement"]
    if not found and not settlements:
        yield missing("未见决算报告", why="缺少决算报告")
    for one in found:
        cited = one.title if isinstance(one.title, Cited) else one.paper_kind
        yield passed("已提交决算报告", cited, firm=True)
    for settlement in settlements:
        heads = [settlement.title, *(line.category for line in settlement.lines)]
        yield passed("已提交决算报告", *[head for head in heads if isinstance(head, Cited)][:1], firm=True)

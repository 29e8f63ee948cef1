"""What was agreed against what was done, and the note that a change needs: ZD 第十一条, 第十二条."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from checks import station_counts, station_experts, station_firms, station_news
from checks.counting import QUOTED, Count, measured
from checks.distinct import plain
from checks.finding import Verdict
from checks.guards import to_review
from checks.outcome import Outcome, Outcomes, failed, missing, passed, review
from checks.row_doubts import OUT_OF_TERM, out_of_term
from checks.rule import rule
from checks.station_held import activities
from checks.station_papers import Station
from extractor.document import Span
from extractor.records.cited import Cited, Field
from extractor.records.figures import Figure, Target

_EVIDENCE: Mapping[str, Callable[[Station], Count]] = {
    "events": lambda one: _held(one),
    "news_total": lambda one: station_news.news(one)[0],
    "concrete_cooperations": station_news.cooperations,
    "enterprises_contacted": lambda one: station_firms.in_contact(one, local=one.known.value != "IUR"),
    "association_enterprises": station_firms.with_association,
    "key_enterprises": station_firms.key_served,
    "landed_results": station_counts.results,
    "needs_collected": station_counts.needs,
    "expert_person_times": station_experts.expert_visits,
    "university_results_promoted": station_counts.university_results,
}
_NOTHING = Count(0, 0, found=False)
_PERSON = r"(?:为|是|：|:|由)?(?P<name>[\u3400-\u9fff·]{2,4})(?=[，,。；;\n（(、]|联系|电话|项目|$)"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the agreement says otherwise than a later paper; `topic` is a pattern of what a note on it
    says."""

    what: str
    cited: tuple[Cited[Any] | Span, ...]
    topic: str = ""


@rule("ZD-12.2", name="agreed-targets-reached")
def targets_reached(station: Station, *, specialised: str, domains: Sequence[str], sites: Sequence[str]) -> Outcomes:
    """协议的每项任务目标都已达到：以台账和材料所计为准，只有总结自报的由人员判断；自报和所计都不足的为不合格。"""
    agreed = [one for agreement in station.agreements for one in agreement.station.targets if one.planned.present]
    if not agreed:
        yield missing("未见写明任务目标的协议，无法核对完成情况", why="缺少协议或协议未读出任务目标")
        return
    seen: set[str] = set()
    for target in agreed:
        if target.name in seen or target.name == "association_ratio":
            continue
        seen.add(target.name)
        counted = _counted(station, target.name, specialised, domains, sites)
        claim = station.claimed(target.name)
        numbers = measured(counted, claim, target.name, _label(target))
        yield replace(_reached(target, claim, counted), measured=replace(numbers, target=target.planned.value))


def _label(target: Target) -> str:
    return target.label.value if target.label.present else target.name


def _reached(target: Target, claim: Figure | None, counted: Count) -> Outcome:
    planned = target.planned.value
    label = _label(target)
    evidence = counted.shown if counted.found else "（未见）"
    said = f"{label}：目标 {_number(planned)}，总结自报 {_claimed(claim)}，台账和材料计得 {evidence}"
    fields = [target.label, target.planned, *([claim.value, claim.quote] if claim is not None else [])]
    cited = [one for one in (*fields, *counted.cited[: QUOTED // 2]) if isinstance(one, Cited)]
    stated = claim.value.value if claim is not None else None
    subject = target.name
    if not counted.found:
        why = "只有总结自报，没有台账或材料可核对" if stated is not None else "总结和材料中都没有读到完成数"
        return review(said, *cited, subject=subject, why=why)
    if counted.high < planned and (stated is None or stated < planned):
        return failed(said, *cited, *counted.doubted[:6], subject=subject)
    if stated is not None and stated > counted.high:
        return review(said, *cited, *counted.doubted[:6], subject=subject, why="自报数多于台账和材料所计")
    if counted.low >= planned and (stated is None or stated >= planned):
        return passed(said, *cited, subject=subject)
    why = "；".join(counted.doubts) or "自报数与所计不一致"
    return review(said, *cited, *counted.doubted[:6], subject=subject, why=why)


def _counted(station: Station, name: str, specialised: str, domains: Sequence[str], sites: Sequence[str]) -> Count:
    if name == "news_on_association_site":
        return station_news.sited(station, domains, sites)
    if name == "specialised_new_enterprises":
        return station_firms.specialised(station, specialised)
    count = _EVIDENCE.get(name)
    return count(station) if count is not None else _NOTHING


def _held(station: Station) -> Count:
    found, _ = activities(station)
    early = [one for one in found if out_of_term(station.term, one.days)]
    held = [one for one in found if one.held and one not in early]
    doubts = ["有活动只列在台账或方案中"] if any(not one.held for one in found) else []
    doubts += [f"有活动的{OUT_OF_TERM}"] if early else []
    cited = tuple(field for one in held for field in one.cited[:1])
    return Count(
        len(held),
        len(found),
        cited,
        doubts=tuple(doubts),
        found=bool(found),
    )


def _claimed(claim: Figure | None) -> str:
    return _number(claim.value.value) if claim is not None and claim.value.present else "（未见）"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


@rule("ZD-11.5", name="changes-agreed-beforehand")
def changes(station: Station) -> Outcomes:
    """协议之后的调整（负责人、联系人、任务目标、预算科目、周期）须有事前经同意的书面说明；没有差异的为合格。"""
    if not station.agreements:
        yield missing("未见协议，无法核对有无调整", why="缺少协议")
        return
    compared = list(_compared(station))
    found = [one for one in compared if one.cited and one.what]
    if not any(True for one in compared):
        yield missing("未见可与协议比对的总结、决算或申报书", why="缺少总结报告或决算报告")
        return
    if not found and not station.changes:
        cited = [place for one in compared[:6] for place in one.cited[:2]] or _agreed(station)
        yield passed("负责人、联系人、任务目标、预算和周期与协议一致，未见调整", *cited)
        return
    said = "；".join(one.what for one in found[:6]) or "各份材料与协议一致，另有调整说明"
    cited = [place for one in found[:6] for place in one.cited]
    outcome = _noted(station, said, cited, bool(found))
    untold = [one.what for one in found if not _told(station, one)]
    if untold and outcome.verdict is Verdict.PASS:
        outcome = to_review(outcome, f"调整说明没有提到：{'；'.join(untold[:4])}")
    yield outcome


def _told(station: Station, change: Change) -> bool:
    """Whether a note speaks of the change."""
    fields = [field for note in station.changes for field in (note.title, note.subject, note.reason)]
    lines = [span.text for text in station.text_of("change_request") for span in text.lines]
    told = "".join("".join([*(field.value for field in fields if field.present), *lines]).split())
    return bool(re.search(change.topic, told))


def _agreed(station: Station) -> list[Any]:
    return [one for paper in station.agreements for one in (paper.title, paper.party_b) if isinstance(one, Cited)]


def _noted(station: Station, said: str, cited: list[Any], differs: bool) -> Outcome:
    """What the change notes of the packet make of the differences."""
    if not station.changes:
        return review(f"与协议不同：{said}", *cited, why="未见调整说明，请申报单位补交")
    notes = [
        one for note in station.changes for one in (note.title, note.subject, note.approval) if isinstance(one, Cited)
    ]
    if any(not note.approval.present for note in station.changes):
        return review(said, *cited, *notes, why="调整说明上未见市科协创新服务中心的同意意见")
    for note in station.changes:
        given = note.approved_date if note.approved_date.present else note.date
        if note.effective_date.present and given.present and given.value.earliest > note.effective_date.value.latest:
            why = f"同意日期 {given.value} 晚于调整生效日期 {note.effective_date.value}，应事前征得同意"
            return review(said, *cited, *notes, why=why)
        if not given.present:
            return review(said, *cited, *notes, why="没有读到同意的日期，不能确定是否事前")
        end = station.term.end
        if end is not None and given.value.earliest > end:
            return review(said, *cited, *notes, why=f"同意日期 {given.value} 在项目结束之后，应事前征得同意")
    if not differs:
        return passed(said, *notes)
    return passed(f"{said}；均有经同意的调整说明", *cited, *notes)


def _compared(station: Station) -> Iterator[Change]:
    """Each thing that two papers say, `what` in Chinese where they differ, "" where they agree."""
    for agreement in station.agreements:
        yield from _person("项目负责人", agreement.project_leader, _named(station, "项目负责人"))
        yield from _person("联系人", agreement.station.contact_name, _named(station, "联系人"))
        yield from _targets(agreement.station.targets, station)
        yield from _budget(agreement.budget_lines, station)


def _named(station: Station, label: str) -> Iterator[Cited[str]]:
    """Who the summary says is the leader or the contact."""
    own = {
        span.document
        for report in station.summaries
        for f in (report.title, report.report_kind)
        if isinstance(f, Cited)
        for span in f.spans
    }
    for text in station.text_of("report"):
        for span in text.lines:
            match = re.search(label + _PERSON, "".join(span.text.split())) if span.document in own else None
            if match:
                yield Cited(match["name"], (span,), span.confidence)
                return


def _person(what: str, agreed: Field[str], named: Iterator[Cited[str]]) -> Iterator[Change]:
    for other in named:
        if isinstance(agreed, Cited):
            same = plain(agreed.value) == plain(other.value)
            said = "" if same else f"{what}：协议 {agreed.value}，总结报告 {other.value}"
            yield Change(said, (agreed, other), f"{what.removeprefix('项目')}|{re.escape(other.value)}")


def _targets(agreed: tuple[Target, ...], station: Station) -> Iterator[Change]:
    planned = {one.name: one for one in agreed if one.planned.present}
    for report in station.summaries:
        for one in report.targets:
            own = planned.get(one.name)
            if own is None or not isinstance(one.planned, Cited) or not isinstance(own.planned, Cited):
                continue
            label = one.label.value if one.label.present else one.name
            same = own.planned.value == one.planned.value
            said = (
                ""
                if same
                else f"{label}：协议目标 {_number(own.planned.value)}，总结列为 {_number(one.planned.value)}"
            )
            yield Change(said, (own.planned, one.planned), f"任务|目标|指标|数量|{re.escape(label)}")


def _budget(agreed: Any, station: Station) -> Iterator[Change]:
    planned = {plain(one.category.value): one.amount for one in agreed if one.category.present and one.amount.present}
    for settlement in station.settlements:
        for line in settlement.lines:
            own = planned.get(plain(line.category.value)) if line.category.present and line.top is not False else None
            if not isinstance(own, Cited) or not isinstance(line.budget, Cited):
                continue
            same = own.value == line.budget.value
            two = f"协议 {_number(own.value)} 元，决算列为 {_number(line.budget.value)} 元"
            said = "" if same else f"{line.category.value}预算：{two}"
            yield Change(said, (own, line.budget), f"预算|经费|科目|{re.escape(line.category.value)}")

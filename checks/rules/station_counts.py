"""What a station must reach, counted in its ledgers and held against what its summary claims: ZD 第七条②③, 第八条."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from checks import station_counts, station_experts, station_firms
from checks.counting import QUOTED, Asked, Count, held_against
from checks.finding import Verdict
from checks.outcome import Outcome, Outcomes, failed, missing, passed, review
from checks.rule import rule
from checks.station_gate import not_concerned
from checks.station_papers import Station

_CONTACTED = Asked("联系本区企业", "家", "企业台账")
_KEY = Asked("重点服务企业", "家", "企业台账")
_SPECIAL = Asked("重点服务企业中的专精特新企业", "家", "企业台账")
_RESULTS = Asked("产生落地成果", "项", "成果台账")
_NEEDS = Asked("收集企业需求", "项", "需求台账")
_VISITS = Asked("专家参与活动", "人次", "专家台账或签到表")
_PROMOTED = Asked("征集并推介高校创新成果", "项", "高校成果台账")


def _counted(
    station: Station, wanted: str, claim: str, minimum: int, asked: Asked, count: Callable[[Station], Count]
) -> Iterator[Outcome]:
    other = list(not_concerned(station, wanted))
    yield from other or [_weighed(station, claim, minimum, asked, count(station))]


def _weighed(station: Station, claim: str, minimum: int, asked: Asked, count: Count) -> Outcome:
    outcome = held_against(count, station.claimed(claim), minimum, asked, item=claim)
    if not count.found and station.unread_ledgers:
        titles = [one.title for one in station.unread_ledgers]
        unread = review(outcome.message, *titles, why="有台账没有读出各行内容，请对照原件")
        return replace(unread, measured=outcome.measured)
    return outcome


@rule("ZD-07.A1", name="a-enterprises-contacted")
def a_contacted(station: Station, *, minimum: int) -> Outcomes:
    """A 类：按信用代码（没有的按名称）去重后的本区企业达到规定家数；自报数大于台账的由人员判断，都不足的为不合格。"""
    yield from _counted(station, "A", "enterprises_contacted", minimum, _CONTACTED, station_firms.in_contact)


@rule("ZD-07.B1", name="b-enterprises-contacted")
def b_contacted(station: Station, *, minimum: int) -> Outcomes:
    """B 类：联系的本区企业达到规定家数，判法同 A 类。"""
    yield from _counted(station, "B", "enterprises_contacted", minimum, _CONTACTED, station_firms.in_contact)


@rule("ZD-08.3", name="university-enterprises-contacted")
def university_contacted(station: Station, *, minimum: int) -> Outcomes:
    """产学研合作站点联系企业达到规定家数，不限区域。"""
    asked = Asked("联系企业", "家", "企业台账")
    yield from _counted(
        station,
        "IUR",
        "enterprises_contacted",
        minimum,
        asked,
        lambda one: station_firms.in_contact(one, local=False),
    )


@rule("ZD-07.A2", name="a-association-share")
def a_association(station: Station, *, minimum: float, required: int) -> Outcomes:
    """A 类：有企业科协的占比按实际联系数和规定数两个基数计算，都达到为合格，都不到为不合格，不一的由人员判断。"""
    yield from _share(station, "A", minimum, required)


@rule("ZD-07.B2", name="b-association-share")
def b_association(station: Station, *, minimum: float, required: int) -> Outcomes:
    """B 类：有企业科协的占比达到规定，判法同 A 类。"""
    yield from _share(station, "B", minimum, required)


def _share(station: Station, wanted: str, minimum: float, required: int) -> Iterator[Outcome]:
    other = list(not_concerned(station, wanted))
    if other:
        yield from other
        return
    base, having = station_firms.in_contact(station), station_firms.with_association(station)
    claim = station.claimed("association_enterprises")
    stated = f"，总结自报 {claim.value.value} 家" if claim is not None else ""
    quoted = (claim.value, claim.quote) if claim is not None else ()
    if not base.found:
        if claim is None and not station.unread_ledgers:
            yield missing("未见企业台账，无法核对企业科协占比", why="缺少企业台账")
        else:
            yield review(f"未见可核对的企业台账{stated}", *quoted, why="没有台账各行，占比无从核对")
        return
    shares = list(station_firms.share(having, base, required))
    shown = "；".join(f"按{name}计 {_percent(low, high)}" for name, low, high in shares)
    said = (
        f"有企业科协的 {having.shown} 家，联系本区企业 {base.shown} 家{stated}；{shown}（要求不少于 {minimum:.0%}）"
    )
    cited = (*having.cited[:QUOTED], *quoted)
    if all(high < minimum for _, _, high in shares):
        yield failed(said, *(cited or base.cited[:QUOTED] or having.seen), *having.doubted[:QUOTED])
    elif claim is not None and claim.value.value > having.high:
        yield review(said, *cited, why="自报的有企业科协企业数多于台账")
    elif all(low >= minimum for _, low, _ in shares):
        yield passed(said, *cited, firm=True)
    else:
        why = "；".join((*having.doubts, *base.doubts)) or "两个基数的结论不一"
        yield review(said, *cited, *having.doubted[:QUOTED], why=why)


def _percent(low: float, high: float) -> str:
    return f"{low:.1%}" if abs(high - low) < 0.0005 else f"{low:.1%} 至 {high:.1%}"


@rule("ZD-07.A3", name="a-key-enterprises")
def a_key(station: Station, *, minimum: int) -> Outcomes:
    """A 类：重点服务企业达到规定家数；只有把联系企业之外的算上才够的，由人员判断。"""
    yield from _counted(station, "A", "key_enterprises", minimum, _KEY, station_firms.key_served)


@rule("ZD-07.B3", name="b-key-enterprises")
def b_key(station: Station, *, minimum: int) -> Outcomes:
    """B 类：重点服务企业达到规定家数，判法同 A 类。"""
    yield from _counted(station, "B", "key_enterprises", minimum, _KEY, station_firms.key_served)


@rule("ZD-07.A4", name="a-specialised-enterprises")
def a_specialised(station: Station, *, minimum: int, words: str) -> Outcomes:
    """A 类：重点服务企业中的专精特新企业（含小巨人）达到规定家数；资质以台账所写为准，未在线核实。"""
    yield from _specialised(station, "A", minimum, words)


@rule("ZD-07.B4", name="b-specialised-enterprises")
def b_specialised(station: Station, *, minimum: int, words: str) -> Outcomes:
    """B 类：重点服务企业中的专精特新企业达到规定家数，判法同 A 类。"""
    yield from _specialised(station, "B", minimum, words)


def _specialised(station: Station, wanted: str, minimum: int, words: str) -> Iterator[Outcome]:
    yield from _counted(
        station,
        wanted,
        "specialised_new_enterprises",
        minimum,
        _SPECIAL,
        lambda one: station_firms.specialised(one, words),
    )


@rule("ZD-07.A5", name="a-landed-results")
def a_results(station: Station, *, minimum: int) -> Outcomes:
    """A 类：有佐证的落地成果达到规定项数；自报和台账都不足的为不合格，是否合格由人员判断。"""
    yield from _counted(station, "A", "landed_results", minimum, _RESULTS, station_counts.results)


@rule("ZD-07.B5", name="b-landed-results")
def b_results(station: Station, *, minimum: int) -> Outcomes:
    """B 类：有佐证的落地成果达到规定项数，判法同 A 类。"""
    yield from _counted(station, "B", "landed_results", minimum, _RESULTS, station_counts.results)


@rule("ZD-07.A6", name="a-needs-collected")
def a_needs(station: Station, *, minimum: int) -> Outcomes:
    """A 类：文字不同的企业需求达到规定项数；只因合并相近的才不足的，由人员判断。"""
    yield from _counted(station, "A", "needs_collected", minimum, _NEEDS, station_counts.needs)


@rule("ZD-07.B6", name="b-needs-collected")
def b_needs(station: Station, *, minimum: int, class_a: int) -> Outcomes:
    """B 类：文字不同的企业需求达到规定项数（原文高于 A 类，疑似倒置，按原文核对）。"""
    reached = station_counts.needs(station).high >= class_a
    for outcome in _counted(station, "B", "needs_collected", minimum, _NEEDS, station_counts.needs):
        if outcome.verdict is Verdict.FAIL and reached:
            outcome = replace(outcome, message=f"{outcome.message}；已达到 A 类的 {class_a} 项，条文疑似倒置，请确认")
        yield outcome


@rule("ZD-07.A7", name="a-expert-visits")
def a_visits(station: Station, *, minimum: int) -> Outcomes:
    """A 类：专家参与活动达到规定人次，同一人同一场计一次；只计写明是专家、特派员的。"""
    yield from _counted(station, "A", "expert_person_times", minimum, _VISITS, station_experts.expert_visits)


@rule("ZD-07.B7", name="b-expert-visits")
def b_visits(station: Station, *, minimum: int) -> Outcomes:
    """B 类：专家参与活动达到规定人次，判法同 A 类。"""
    yield from _counted(station, "B", "expert_person_times", minimum, _VISITS, station_experts.expert_visits)


@rule("ZD-08.4", name="university-expert-visits")
def university_visits(station: Station, *, minimum: int) -> Outcomes:
    """产学研合作站点参与支持活动的专家达到规定人次，判法同 A 类。"""
    yield from _counted(station, "IUR", "expert_person_times", minimum, _VISITS, station_experts.expert_visits)


@rule("ZD-08.2", name="university-results-promoted")
def university_promoted(station: Station, *, minimum: int) -> Outcomes:
    """产学研合作站点征集并推介的高校创新成果达到规定项数；只征集未推介的不算，靠它们才够的由人员判断。"""
    yield from _counted(
        station, "IUR", "university_results_promoted", minimum, _PROMOTED, station_counts.university_results
    )


@rule("ZD-07.1b", name="serves-firms-with-association")
def association_served(station: Station) -> Outcomes:
    """重点服务已建有科协的企业：列出重点服务企业中建有科协的家数和占比，是否做到由人员判断。"""
    served, having = station_firms.key_served(station), station_firms.key_with_association(station)
    if not served.found:
        yield missing("未见企业台账，没有本条的依据", why="缺少企业台账")
        return
    said = f"重点服务企业 {served.shown} 家，其中建有科协的 {having.shown} 家"
    if served.high:
        said += f"（{having.low / served.high:.0%}）"
    cited = (*having.cited[:QUOTED], *served.cited[:4])
    yield review(said, *cited, why="是否重点服务已建有科协的企业由人员判断")

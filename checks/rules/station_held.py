"""Activities of a station: how many, what shows them, whether they were told of (ZD 第七条①, 第十二条, 第十三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from checks.counting import Asked, Count, held_against
from checks.distinct import plain
from checks.events import kind_of
from checks.finding import Verdict
from checks.guards import to_review
from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.rule import rule
from checks.station_gate import common_task
from checks.station_held import Activity, activities
from checks.station_papers import Station
from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited
from extractor.text.dates import find_dates

_EVENTS = Asked("举办需求征集会、对接会等活动", "场", "活动材料")
_BEFOREHAND = re.compile("(?:筹备|预备|碰头|协调)会")  # 对接会筹备会 prepares an event and is none of them
_KINDS = {"plan": "活动方案", "photo": "照片", "news": "新闻稿", "minutes": "会议纪要"}


@rule("ZD-07.1c", name="events-held")
def events_held(
    station: Station, *, min_events: int, counted: str, not_counted: str, iur_common_tasks: bool = False
) -> Outcomes:
    """项目期内办过的需求征集会、对接会等（按名称、日期去重）达到规定场数；只有方案、没有签到、照片、纪要或新闻稿的不算办过。"""
    other = list(common_task(station, iur_common_tasks))
    if other:
        yield from other
        return
    held = _held(station, counted, not_counted)
    yield held_against(held, station.claimed("events"), min_events, _EVENTS, item="events")


def _held(station: Station, counted: str, not_counted: str) -> Count:
    """Sure are events by their sort, held in the term, with a trace of the holding; the others may be."""
    found, loose = activities(station)
    sure: list[Activity] = []
    maybe: list[Activity] = []
    doubts: list[str] = []
    notes: list[str] = []
    for one in found:
        if re.search(not_counted, one.name) and not re.search(counted, one.name):
            notes.append(f"“{one.name}”不是征集会、对接会等，未计入")
            continue
        if _outside(station, one):
            notes.append(f"“{one.name}”不在项目周期内，未计入")
            continue
        doubt = _doubt(station, one, sure, counted)
        (maybe if doubt else sure).append(one)
        doubts += [doubt] if doubt and doubt not in doubts else []
    if loose and not found:
        doubts.append("有活动材料不知属于哪场活动")
    cited = [one for activity in sure for one in activity.cited[:1]]
    doubted = [one for activity in maybe for one in activity.cited[:1]]
    extra = 1 if loose and not found else 0
    high = len(sure) + len(maybe) + extra
    return Count(len(sure), high, tuple(cited), tuple(doubted), tuple(doubts), tuple(notes), bool(found or loose))


def _outside(station: Station, one: Activity) -> bool:
    start, end = station.term.start, station.term.end
    days = [day.earliest for day in one.days]
    return bool(days) and all((start and day < start) or (end and day > end) for day in days)


def _doubt(station: Station, one: Activity, sure: Sequence[Activity], counted: str) -> str:
    name = one.name or "一场未写明名称的活动"
    if not one.held:
        where = "台账" if not one.papers else "方案"
        return f"“{name}”只见{where}，没有签到、照片、纪要或新闻稿"
    if one.vague or not one.name:
        return f"“{name}”的材料可能属于几场活动"
    if not re.search(counted, name) or _BEFOREHAND.search(name):
        return f"“{name}”是否属于征集会、对接会等由人员判断"
    if not one.days:
        return f"“{name}”未写明日期，不能确定在项目周期内"
    if len({day.earliest for day in one.days}) > 1:
        return f"“{name}”的材料日期不一致"
    for other in sure:
        if other.days & one.days and (not one.place or not other.place or other.place == one.place):
            return f"“{name}”与“{other.name}”同日同地，可能是同一场"
    if station.term.start is None or station.term.end is None:
        return "项目周期没有读到（未见协议写明起止日期），不能确定活动在周期内"
    return ""


@rule("ZD-13.1", name="event-materials")
def event_materials(station: Station, *, least_kinds: int) -> Outcomes:
    """每场活动保留活动方案、照片、新闻稿、会议纪要；有照片和纪要且不少于规定种数的为合格，缺的逐场列明，一样都没有的为不合格。"""
    found, loose = activities(station)
    found = [one for one in found if one.papers or one.rows]
    shown = [one for one in found if one.papers]
    if not found:
        why = "有活动材料不知属于哪场活动" if loose else "缺少活动材料"
        yield missing("未见可按活动归集的方案、照片、纪要", *_some(loose), why=why)
        return
    if not shown:
        named = [cited for one in found for cited in one.cited[:1]]
        yield review(f"台账列有 {len(found)} 场活动，材料中未见活动方案、照片、纪要", *named, why="缺少活动材料")
        return
    for one in found:
        outcome = _matrix(one, least_kinds)
        if outcome.verdict is not Verdict.PASS and (loose or one.vague):
            outcome = to_review(outcome, "有活动材料不知属于哪场活动")
        yield outcome


def _some(papers: Sequence[ActivityRecord]) -> list[Cited[Any]]:
    return [one.kind for one in papers[:4] if isinstance(one.kind, Cited)]


def _matrix(one: Activity, least: int) -> Outcome:
    there = [label for kind, label in _KINDS.items() if kind in one.kinds]
    lacking = [label for kind, label in _KINDS.items() if kind not in one.kinds]
    also = "，另有签到表" if "sign_in" in one.kinds else ""
    day = f"（{one.day.isoformat()}）" if one.day else ""
    held = f"有{'、'.join(there) or '签到表'}" if one.papers else "没有材料"
    said = f"活动“{one.name}”{day}{held}{also if there else ''}"
    said += f"，未见{'、'.join(lacking)}" if lacking else ""
    cited = [*one.cited[:4], *(paper.kind for paper in (*one.papers, *one.news) if isinstance(paper.kind, Cited))]
    subject = f"event:{plain(one.name)}"
    if not one.papers and not one.news:
        return failed(f"{said}（要求保留方案、照片、新闻稿、纪要等）", *cited, subject=subject)
    enough = len(there) + ("sign_in" in one.kinds) >= least
    if enough and {"photo", "minutes"} <= one.kinds:
        return passed(said, *cited, subject=subject, firm=True)
    needed = [label for label in ("照片", "会议纪要") if label in lacking] or lacking
    return review(said, *cited, subject=subject, why=f"未见{'、'.join(needed)}")


@rule("ZD-13.2", name="true-reflection")
def true_reflection(station: Station) -> Outcomes:
    """活动照片横幅上的日期与该活动一致，照片不重复用于几场活动；程序只列疑点，不作结论。"""
    found, _ = activities(station)
    doubtful = False
    for one in found:
        for outcome in _banners(one):
            doubtful = True
            yield outcome
    pictures = [
        name for name in station.copies if re.search(r"\.(?:jpe?g|png|bmp|heic|webp|tiff?)$", name, re.IGNORECASE)
    ]
    if pictures:
        doubtful = True
        yield review(
            f"照片文件重复提交：{'、'.join(pictures[:5])}",
            subject="copies",
            why="同一照片出现在几处，请核对是否用于不同活动",
        )
    if not doubtful:
        yield not_applicable("活动材料中未见日期不符或照片重复")


def _banners(one: Activity) -> Iterator[Outcome]:
    stated = [paper.date for paper in one.papers if kind_of(paper) in ("plan", "minutes", "sign_in")]
    days = {cited.value for cited in stated if isinstance(cited, Cited) and cited.value.day}
    if not days:
        return
    for paper in (paper for paper in one.papers if kind_of(paper) == "photo"):
        for span in (span for passage in paper.passages for span in passage.spans):
            seen = {found.date for found in find_dates(span.text) if found.date.precision == "day"}
            if seen and not seen & days:
                shown, held = ("、".join(sorted(map(str, dates))) for dates in (seen, days))
                said = f"活动“{one.name}”的照片上写有 {shown}，材料写为 {held}"
                cited = [date for date in stated if isinstance(date, Cited)]
                yield review(
                    said, span, *cited, subject=f"banner:{plain(one.name)}", why="照片上的日期与活动日期不一致"
                )


@rule("ZD-12.1", name="told-in-time")
def told_in_time(station: Station, *, news_lag_days: int) -> Outcomes:
    """活动后及时宣传：新闻稿发布距活动不超过设定天数（软性）为合格，超过或没有的由人员判断。"""
    found, _ = activities(station)
    dated = [one for one in found if one.papers and one.day is not None]
    if not dated:
        yield missing("未见写明日期的活动材料，无法核对宣传是否及时", why="缺少活动材料")
        return
    late: list[str] = []
    cited: list[Cited[Any]] = []
    for one in dated:
        days = [(news.publish_date, _lag(one, news)) for news in one.news]
        known = [(date, lag) for date, lag in days if lag is not None]
        cited += [*one.cited[:1], *(date for date, _ in known if isinstance(date, Cited))]
        if not known:
            late.append(f"“{one.name}”未见写明发布日期的新闻稿")
        elif min(lag for _, lag in known) > news_lag_days:
            late.append(f"“{one.name}”相隔 {min(lag for _, lag in known)} 天")
    said = f"{len(dated)} 场活动，{len(dated) - len(late)} 场在 {news_lag_days} 天内见新闻稿"
    yield review(said, *cited, why="；".join(late[:4])) if late else passed(said, *cited)


def _lag(one: Activity, news: ActivityRecord) -> int | None:
    if one.day is None or not isinstance(news.publish_date, Cited):
        return None
    return max(0, (news.publish_date.value.earliest - one.day).days)

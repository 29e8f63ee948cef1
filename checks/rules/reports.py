"""W.04 to W.06: no section of a report is empty, its numbers are the ledgers', it is of this station's time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checks import station_counts, station_experts, station_firms, station_news
from checks.counting import Count
from checks.outcome import Outcome, Outcomes, passed, review
from checks.papers import NAMES
from checks.rule import rule
from checks.station_held import activities
from checks.station_papers import Station, districts_in
from extractor.records.cited import Cited
from extractor.records.report import Report

_FIGURES: Mapping[str, tuple[str, str, Callable[[Station], Count]]] = {
    "enterprises_contacted": ("联系企业", "家", lambda one: station_firms.in_contact(one, local=False)),
    "association_enterprises": ("有企业科协的企业", "家", station_firms.with_association),
    "key_enterprises": ("重点服务企业", "家", station_firms.key_served),
    "landed_results": ("落地成果", "项", station_counts.results),
    "needs_collected": ("企业需求", "项", station_counts.needs),
    "expert_person_times": ("专家参与", "人次", station_experts.expert_visits),
    "university_results_promoted": ("高校创新成果", "项", station_counts.university_results),
    "news_total": ("新闻稿", "篇", lambda one: station_news.news(one)[0]),
    "concrete_cooperations": ("合作", "项", station_news.cooperations),
}


@rule("W.04", name="sections-filled")
def sections_filled(reports: list[Report]) -> Outcomes:
    """报告的每个部分在标题之下都有内容；只有标题的部分列出，由人员判断。"""
    for report in reports:
        name, subject = _name(report), _subject(report)
        sections = report.sections
        if not sections:
            yield review(f"{name}没有分部分的标题", *_head(report), subject=subject, why="没有读到各部分的标题")
            continue
        empty = [
            section.heading
            for at, section in enumerate(sections)
            if section.counts.chars_nospace == 0
            and not (at + 1 < len(sections) and sections[at + 1].level > section.level)
        ]
        if empty:
            named = "、".join(one.value for one in empty[:5] if one.present)
            yield review(
                f"{name}有 {len(empty)} 个部分只有标题：{named}", *empty[:5], subject=subject, why="标题下没有内容"
            )
        elif report.unread_pages:
            yield review(f"{name}已读各部分都有内容", *_head(report), subject=subject, why="有页面没有读到")
        else:
            yield passed(
                f"{name}的 {len(sections)} 个部分都有内容", *(s.heading for s in sections[:12]), subject=subject
            )


@rule("W.05", name="report-figures")
def report_figures(station: Station) -> Outcomes:
    """总结报告写明的数字与台账、活动材料所计的数目一致；同一数字在报告中前后不一的也列出。"""
    for name, (label, unit, count) in _FIGURES.items():
        yield from _same_number(station, name, label, unit, count)
    held, _ = activities(station)
    shown = [one for one in held if one.papers or one.rows]
    counted = Count(len(shown), len(shown), tuple(c for one in shown for c in one.cited[:1]), found=bool(shown))
    yield from _same_number(station, "events", "活动", "场", lambda _: counted)


def _same_number(
    station: Station, name: str, label: str, unit: str, count: Callable[[Station], Count]
) -> Iterator[Outcome]:
    said = [one for report in station.summaries for one in report.claimed_figures if one.name == name]
    if not said:
        return
    values = sorted({one.value.value for one in said})
    quoted = [field for one in said[:6] for field in (one.value, one.quote)]
    shown = "、".join(f"{value.normalize():f}" for value in values)
    if len(values) > 1:
        yield review(f"总结报告中{label}写有 {shown} {unit}", *quoted, subject=name, why="报告中的数字前后不一")
        return
    counted = count(station)
    if not counted.found:
        return
    message = f"{label}：总结报告 {shown} {unit}，台账和材料计得 {counted.shown} {unit}"
    if counted.low <= values[0] <= counted.high:
        yield passed(message, *quoted, *counted.cited[:6], subject=name)
    else:
        yield review(message, *quoted, *counted.cited[:6], subject=name, why="报告中的数字与台账不一致")


@rule("W.06", name="report-own-period-district")
def own_period_and_district(station: Station, *, months_after: int) -> Outcomes:
    """报告写的是本站点的区和项目期：标题中的区、通篇最常提到的区是本区，报告日期在项目开始之后、结束后设定的月数之内。"""
    for report in station.reports:
        problems = [*_other_district(station, report), *_other_period(station, report, months_after)]
        cited: list[Cited[Any]] = [
            *_head(report),
            *(one for one in (report.date,) if isinstance(one, Cited)),
            *station.district.cited[:1],
        ]
        said = f"{_name(report)}的期间和区域"
        if problems:
            yield review(said, *cited, subject=_subject(report), why="；".join(problems))
        else:
            yield passed(f"{said}与本站点一致", *cited, *station.term.cited, subject=_subject(report))


def _other_district(station: Station, report: Report) -> Iterator[str]:
    own = station.district.value
    if not own:
        yield station.district.reason
        return
    titled = districts_in(report.title.value) if report.title.present else ()
    if titled and own not in titled:
        yield f"标题写的是{'、'.join(titled)}，本站点为{own}"
        return
    named = _named_most(station, report)
    if named and named != own:
        yield f"通篇最常提到{named}，本站点为{own}"


def _named_most(station: Station, report: Report) -> str:
    """The district that the report names most, "" where it names none or several alike."""
    ids = {
        span.document
        for field in (report.title, report.report_kind)
        if isinstance(field, Cited)
        for span in field.spans
    }
    lines = [span for text in station.text_of("report") for span in text.lines if span.document in ids]
    counts = Counter(name for span in lines for name in districts_in(span.text))
    best = counts.most_common(2)
    return "" if not best or (len(best) > 1 and best[0][1] == best[1][1]) else best[0][0]


def _other_period(station: Station, report: Report, months_after: int) -> Iterator[str]:
    if not isinstance(report.date, Cited):
        yield "报告没有写明日期"
        return
    start, end = station.term.start, station.term.end
    if start is None or end is None:
        yield "材料中没有读到项目周期"
        return
    day = report.date.value
    late = (day.earliest.year - end.year) * 12 + day.earliest.month - end.month
    if day.latest < start:
        yield f"报告日期 {day} 早于项目开始"
    elif late > months_after:
        yield f"报告日期 {day} 在项目结束 {late} 个月之后"


def _name(report: Report) -> str:
    if report.report_kind.present:
        return NAMES.get(f"report:{report.report_kind.value}", "报告")
    return f"《{report.title.value}》" if report.title.present else "报告"


def _subject(report: Report) -> str:
    if report.report_kind.present:
        return report.report_kind.value
    return f"title:{report.title.value}" if report.title.present else ""


def _head(report: Report) -> list[Cited[str]]:
    return [field for field in (report.title, report.report_kind) if isinstance(field, Cited)][:1]

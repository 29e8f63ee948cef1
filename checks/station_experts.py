"""专家人次 of a station: who took part in which event, from its ledger or from the sign-in sheets and minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from checks.counting import Count
from checks.distinct import SURE, plain
from checks.events import kind_of
from checks.likeness import doubt
from checks.row_doubts import EXAMPLE, is_example, names_in
from checks.station_counts import dated_out, said
from checks.station_held import Activity, activities, core
from checks.station_papers import Station
from extractor.records.activity import Attendee
from extractor.records.cited import Absent, Cited, Field
from extractor.records.ledger import ExpertVisit
from extractor.records.partial_date import PartialDate
from extractor.text.headings import chinese_number

_DAYS_OF_ONE_EVENT = 7  # days of one name as near as this may be of one event: a person counts once for each
_NEAR = "有专家参加的同名活动日期相近或没有写明，可能是同一场"
_PERSONS = re.compile(r"[等共计](?P<number>[1-9]\d{0,2}|[一二两三四五六七八九十]{1,3})(?:余|多)?(?:人|名|位)")
_EXPERT = re.compile(r"专家|特派员|教授|院士|研究员|嘉宾")


def expert_visits(station: Station) -> Count:
    """专家人次: a person counts once for each event. Rows of the ledger, else the experts of sign-in sheets and
    minutes; a sign-in sheet that lists people without saying who is an expert leaves it open."""
    held, _ = activities(station)
    rows: list[ExpertVisit] = station.rows("experts")
    if rows:
        return _visits_of_ledger(station, rows, held)
    sure: dict[tuple[int, str], Cited[str]] = {}
    open_: dict[tuple[int, str], Cited[str]] = {}
    again: dict[tuple[int, str], Cited[str]] = {}
    unread = 0
    for at, activity in enumerate(held):
        near = [n for n, one in enumerate(held[:at]) if _may_be_one(one, activity)]
        for who in (one for paper in activity.papers for one in paper.attendees):
            if not isinstance(who.name, Cited):
                unread += 1
                continue
            if any(key[0] == at and _same_person(who.name, cited) for key, cited in sure.items()):
                continue
            key = (at, plain(who.name.value))
            if not _is_expert(who) or activity.vague:
                open_[key] = who.name
            elif any(one[0] in near and _same_person(who.name, cited) for one, cited in sure.items()):
                again[key] = who.name
            else:
                sure[key] = who.name
    open_ = {key: cited for key, cited in open_.items() if key not in sure}
    doubts = [f"{len(open_)} 人次未写明是否为专家"] if open_ else []
    doubts += [_NEAR] if again else []
    doubts += [f"{unread} 行姓名没有读到"] if unread else []
    most = len(sure) + len(open_) + len(again) + unread
    return Count(
        len(sure), most, tuple(sure.values()), (*open_.values(), *again.values()), tuple(doubts),
        found=bool(sure or open_ or unread),
    )  # fmt: skip


def _may_be_one(one: Activity, other: Activity) -> bool:
    """Whether two activities are of one name and not clearly of two times."""
    return plain(one.name) == plain(other.name) and not _apart(one.days, other.days)


def _apart(days: Iterable[PartialDate], others: Iterable[PartialDate]) -> bool:
    """Whether all of the days lie clearly before or after the others: an event may last several days."""
    pairs = [(min(one, two, key=_first), max(one, two, key=_first)) for one in days for two in others]
    return bool(pairs) and all((late.earliest - early.latest).days > _DAYS_OF_ONE_EVENT for early, late in pairs)


def _first(day: PartialDate) -> date:
    return day.earliest


def _is_expert(who: Attendee) -> bool:
    return (
        who.role.present and bool(_EXPERT.search(who.role.value)) and not re.search("企业|工作人员", who.role.value)
    )


def _visits_of_ledger(station: Station, rows: Sequence[ExpertVisit], held: Sequence[Activity]) -> Count:
    sure: list[Cited[str]] = []
    maybe: list[Cited[str]] = []
    seen: dict[tuple[str, str], list[_Visit]] = {}
    days: set[tuple[str, str]] = set()
    doubts: list[str] = []
    repeated = unnamed = 0
    for visit, name in ((row, name) for row in rows for name in _names(row)):
        who, occasion, unit = (
            plain(name.value),
            plain(core(said(visit.event))) or said(visit.date),
            said(visit.employer),
        )
        earlier = seen.setdefault((who, occasion), []) if occasion else []
        again = _again(_Visit(plain(unit), visit.date), earlier)
        if again is None:
            repeated += 1
            continue
        earlier.append(_Visit(plain(unit), visit.date))
        day = (who, said(visit.date)) if visit.date.present and visit.date.value.day else None
        problem = _doubt(visit, name, held, occasion) or dated_out(station, visit.date, "专家参与活动")
        problem = problem or again
        problem = problem or ("有专家同一天记有几场活动，可能是同一场" if day in days else "")
        days |= {day} if day else set()
        (maybe if problem else sure).append(name)
        unnamed += _beside(name.value)
        doubts += [problem] if problem and problem not in doubts else []
    unread = sum(not isinstance(row.name, Cited) for row in rows)
    if unread:
        doubts.append(f"{unread} 行姓名没有读到")
    if unnamed:
        doubts.append(f"另有 {unnamed} 人次只写了人数")
    notes = (f"{len(rows)} 行，同一人同一活动重复 {repeated} 行，计一次",) if repeated else ()
    most = len(sure) + len(maybe) + unread + unnamed
    return Count(len(sure), most, tuple(sure), tuple(maybe), tuple(doubts), notes)


@dataclass(frozen=True, slots=True)
class _Visit:
    """By somebody of a `unit`, "" where none is said, on a day."""

    unit: str
    day: Field[PartialDate]


def _again(visit: _Visit, earlier: Sequence[_Visit]) -> str | None:
    """Whether the same name was at an event of this name before: None where it is the same visit, else why it may be,
    in Chinese, or ""."""
    near = [(one, same) for one in earlier if (same := _one_time(visit.day, one.day)) != "other"]
    one_unit = [same for one, same in near if not one.unit or not visit.unit or one.unit == visit.unit]
    if "same" in one_unit:
        return None
    if one_unit:
        return _NEAR
    return "同一活动有同名不同单位的专家" if near else ""


def _one_time(one: Field[PartialDate], other: Field[PartialDate]) -> Literal["same", "perhaps", "other"]:
    if one.present and other.present:
        if one.value == other.value:
            return "same"
        return "other" if _apart((one.value,), (other.value,)) else "perhaps"
    unread = any(isinstance(field, Absent) and field.reason == "unreadable" for field in (one, other))
    return "perhaps" if unread or one.present or other.present else "same"


def _names(row: ExpertVisit) -> list[Cited[str]]:
    """Everybody whom the row names: a cell may hold several."""
    name = row.name
    return [replace(name, value=one) for one in names_in(name.value)] if isinstance(name, Cited) else []


def _beside(said: str) -> int:
    """How many more a cell tells of than the one that it counts for.

    >>> _beside("丁教授等20人"), _beside("戊某等三位专家"), _beside("丁某（2组）")
    (19, 2, 0)
    """
    match = _PERSONS.search("".join(said.split()))
    if not match:
        return 0
    number = match["number"].replace("两", "二")
    return max(0, (int(number) if number.isdecimal() else chinese_number(f"{number}、")) - 1)


def _doubt(row: ExpertVisit, name: Cited[str], held: Sequence[Activity], occasion: str) -> str:
    """Why a row may count for nothing, in Chinese, or ""."""
    if name.confidence < SURE:
        return "有隐藏或识别不清的行"
    if is_example(name.value):
        return f"有专家姓名{EXAMPLE}"
    if not occasion:
        return "有专家未写明参加的活动"
    if row.role.present and re.search("企业(?:代表|人员|负责人|员工)|工作人员|学生|志愿者", row.role.value):
        return "有参加者不是专家"
    same = [one for one in held if plain(one.name) and (plain(one.name) in occasion or occasion in plain(one.name))]
    sheets = [paper for one in same for paper in one.papers if kind_of(paper) == "sign_in" and paper.attendees]
    signed = [who for paper in sheets for who in paper.attendees]
    # An unread name may be any; a sheet of firms' people says nothing of experts.
    if not any(_is_expert(who) for who in signed) or any(not isinstance(who.name, Cited) for who in signed):
        return ""
    there = any(_same_person(name, who.name) for who in signed if isinstance(who.name, Cited))
    return "" if there else "有专家不在该活动的签到表上"


def _same_person(one: Cited[str], other: Cited[str]) -> bool:
    """The same name, or one character apart where recognition may have misread it."""
    first, second = plain(one.value), plain(other.value)
    if first == second:
        return True
    apart = sum(1 for a, b in zip(first, second, strict=False) if a != b)
    recognised = min(doubt(one), doubt(other)) < 1.0
    return recognised and len(first) == len(second) >= 2 and apart == 1

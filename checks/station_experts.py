"""专家人次 of a station: who took part in which event, from its ledger or from the sign-in sheets and minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checks.counting import Count
from checks.distinct import SURE, plain
from checks.events import kind_of
from checks.likeness import doubt
from checks.row_doubts import EXAMPLE, is_example, names_in
from checks.station_counts import dated_out, said
from checks.station_held import Activity, activities, core
from checks.station_papers import Station
from extractor.records.activity import Attendee
from extractor.records.cited import Cited
from extractor.records.ledger import ExpertVisit

_EXPERT = re.compile(r"专家|特派员|教授|院士|研究员|嘉宾")


def expert_visits(station: Station) -> Count:
    """专家人次: a person counts once for each event. Rows of the ledger, else the experts of sign-in sheets and
    minutes; a sign-in sheet that lists people without saying who is an expert leaves it open."""
    held, _ = activities(station)
    rows: list[ExpertVisit] = station.rows("experts")
    if rows:
        return _visits_of_ledger(station, rows, held)
    sure: dict[tuple[str, str], Cited[str]] = {}
    open_: dict[tuple[str, str], Cited[str]] = {}
    unread = 0
    for activity in held:
        for who in (one for paper in activity.papers for one in paper.attendees):
            if not isinstance(who.name, Cited):
                unread += 1
                continue
            known = (*((key, cited) for key, cited in sure.items() if key[0] == activity.name),)
            if any(_same_person(who.name, cited) for _, cited in known):
                continue
            (sure if _is_expert(who) and not activity.vague else open_)[activity.name, plain(who.name.value)] = (
                who.name
            )
    open_ = {key: cited for key, cited in open_.items() if key not in sure}
    doubts = [f"{len(open_)} 人次未写明是否为专家"] if open_ else []
    doubts += [f"{unread} 行姓名没有读到"] if unread else []
    return Count(
        len(sure), len(sure) + len(open_) + unread, tuple(sure.values()), tuple(open_.values()), tuple(doubts),
        found=bool(sure or open_ or unread),
    )  # fmt: skip


def _is_expert(who: Attendee) -> bool:
    return (
        who.role.present and bool(_EXPERT.search(who.role.value)) and not re.search("企业|工作人员", who.role.value)
    )


def _visits_of_ledger(station: Station, rows: Sequence[ExpertVisit], held: Sequence[Activity]) -> Count:
    sure: list[Cited[str]] = []
    maybe: list[Cited[str]] = []
    seen: dict[tuple[str, str], str] = {}
    days: set[tuple[str, str]] = set()
    doubts: list[str] = []
    repeated = 0
    for visit, name in ((row, name) for row in rows for name in _names(row)):
        who, occasion, unit = (
            plain(name.value),
            plain(core(said(visit.event))) or said(visit.date),
            said(visit.employer),
        )
        namesake = bool(occasion) and (who, occasion) in seen
        if (namesake and plain(seen[who, occasion]) in ("", plain(unit))) or (namesake and not unit):
            repeated += 1
            continue
        seen[who, occasion] = unit
        day = (who, said(visit.date)) if visit.date.present and visit.date.value.day else None
        problem = _doubt(visit, name, held, occasion) or dated_out(station, visit.date, "专家参与活动")
        problem = problem or ("同一活动有同名不同单位的专家" if namesake else "")
        problem = problem or ("有专家同一天记有几场活动，可能是同一场" if day in days else "")
        days |= {day} if day else set()
        (maybe if problem else sure).append(name)
        doubts += [problem] if problem and problem not in doubts else []
    unread = sum(not isinstance(row.name, Cited) for row in rows)
    if unread:
        doubts.append(f"{unread} 行姓名没有读到")
    notes = (f"{len(rows)} 行，同一人同一活动重复 {repeated} 行，计一次",) if repeated else ()
    return Count(len(sure), len(sure) + len(maybe) + unread, tuple(sure), tuple(maybe), tuple(doubts), notes)


def _names(row: ExpertVisit) -> list[Cited[str]]:
    """Everybody whom the row names: a cell may hold several."""
    name = row.name
    return [replace(name, value=one) for one in names_in(name.value)] if isinstance(name, Cited) else []


def _doubt(row: ExpertVisit, name: Cited[str], held: Sequence[Activity], occasion: str) -> str:
    """Why a row may count for nothing, in Chinese, or ""."""
    if name.confidence < SURE:
        return "有隐藏或识别不清的行"
    if is_example(name.value):
        return f"有专家姓名{EXAMPLE}"
    if not occasion:
        return "有专家未写明参加的活动"
    if row.role.present and re.search("企业代表|工作人员|企业人员|学生|志愿者", row.role.value):
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

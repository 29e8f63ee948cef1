"""Counts of needs, results and experts of a station, each from what is sure to all that may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz

from checks.counting import Count
from checks.distinct import SURE, alike, plain
from checks.events import kind_of
from checks.stated import NOTHING
from checks.station_held import Activity, activities, core
from checks.station_papers import Station
from extractor.records.activity import Attendee
from extractor.records.cited import Cited, Field
from extractor.records.ledger import ExpertVisit

_EXPERT = re.compile(r"专家|特派员|教授|院士|研究员|嘉宾")


def needs(station: Station) -> Count:
    """企业需求: the same words are one need; of several firms they may be several."""
    rows = [row for row in station.rows("needs") if not _none(row.description)]
    read = [row for row in rows if isinstance(row.description, Cited)]
    exact = {(plain(row.description.value), plain(said(row.enterprise))): row for row in read}
    worded: list[Any] = []
    doubted: list[Any] = []
    for row in exact.values():
        sure = row.description.confidence >= SURE
        twin = not sure or any(_one_need(row, other) for other in worded)
        (doubted if twin else worded).append(row)
    notes = [f"{len(read)} 行，合并相同 {len(read) - len(exact)} 行"] if len(exact) < len(read) else []
    doubts = [f"{len(doubted)} 项与其他需求文字相同或相近，或识别不清"] if doubted else []
    unread = len(rows) - len(read)
    doubts += [f"{unread} 行需求内容没有读到"] if unread else []
    return Count(
        len(worded),
        len(worded) + len(doubted) + unread,
        tuple(row.description for row in worded),
        tuple(row.description for row in doubted),
        tuple(doubts),
        tuple(notes),
        found=bool(rows),
    )


def _none(field: Any) -> bool:
    """A row that says that there is none (暂无) is not one."""
    return isinstance(field, Cited) and bool(NOTHING.fullmatch("".join(field.value.split())))


def _one_need(row: Any, other: Any) -> bool:
    one, two = row.description.value, other.description.value
    if plain(one) == plain(two):
        return True
    same_firm = plain(said(row.enterprise)) == plain(said(other.enterprise)) and row.enterprise.present
    return alike(one, two) and (same_firm or fuzz.ratio(plain(one), plain(two)) >= 96)


def results(station: Station) -> Count:
    """落地成果 with a proof; without one, or of a firm outside the 重点服务企业, they are doubtful."""
    rows = station.rows("results")
    chosen, known = _key_firms(station)
    distinct = _by(rows, lambda row: (plain(said(row.title)), plain(said(row.enterprise))))
    sure: list[Any] = []
    maybe: list[Any] = []
    doubts: list[str] = []
    for row in distinct:
        problem = ""
        if not isinstance(row.title, Cited):
            problem = "有成果名称没有读到"
        elif not row.proof_file.present:
            problem = "有成果未列佐证材料"
        elif known and plain(said(row.enterprise)) not in chosen:
            problem = "有成果的企业不在重点服务企业之列"
        (maybe if problem else sure).append(row)
        doubts += [problem] if problem and problem not in doubts else []
    merged = [f"{len(rows)} 行，合并相同 {len(rows) - len(distinct)} 行"] if len(distinct) < len(rows) else []
    return _rows_count(sure, maybe, doubts, merged, lambda row: row.title, bool(rows))


def _key_firms(station: Station) -> tuple[set[str], bool]:
    """The names of the firms served most, and whether the ledger says which they are."""
    chosen = {
        plain(row.name.value) for f in station.firms if any(c.value for c in f.said("key_service")) for row in f.rows
    }
    return chosen, bool(chosen)


def university_results(station: Station) -> Count:
    """高校创新成果 collected and promoted: what was only collected is doubtful."""
    rows = station.rows("university_results")
    distinct = _by(rows, lambda row: (plain(said(row.title)), plain(said(row.owner))))
    sure: list[Any] = []
    maybe: list[Any] = []
    doubts: list[str] = []
    for row in distinct:
        problem = ""
        if not isinstance(row.title, Cited):
            problem = "有成果名称没有读到"
        elif not row.promoted_to.present or re.match("未|否|待", row.promoted_to.value):
            problem = "有成果只见征集、未见推介"
        elif any(alike(row.title.value, other.title.value) for other in sure):
            problem = "有成果名称相近，可能是同一项"
        (maybe if problem else sure).append(row)
        doubts += [problem] if problem and problem not in doubts else []
    merged = [f"{len(rows)} 行，合并相同 {len(rows) - len(distinct)} 行"] if len(distinct) < len(rows) else []
    return _rows_count(sure, maybe, doubts, merged, lambda row: row.title, bool(rows))


def _by(rows: Sequence[Any], key: Callable[[Any], Any]) -> list[Any]:
    found: dict[Any, Any] = {}
    for number, row in enumerate(rows):
        name = key(row)
        found.setdefault(name if name[0] else number, row)
    return list(found.values())


def _rows_count(
    sure: list[Any],
    maybe: list[Any],
    doubts: list[str],
    notes: list[str],
    shown: Callable[[Any], Field[Any]],
    found: bool,
) -> Count:
    return Count(
        len(sure),
        len(sure) + len(maybe),
        tuple(one for row in sure if isinstance(one := shown(row), Cited)),
        tuple(one for row in maybe if isinstance(one := shown(row), Cited)),
        tuple(doubts),
        tuple(notes),
        found=found,
    )


def said(field: Field[Any]) -> str:
    return str(field.value) if field.present else ""


def expert_visits(station: Station) -> Count:
    """专家人次: a person counts once for each event. Rows of the ledger, else the experts of sign-in sheets and
    minutes; a sign-in sheet that lists people without saying who is an expert leaves it open."""
    held, _ = activities(station)
    rows: list[ExpertVisit] = station.rows("experts")
    if rows:
        return _visits_of_ledger(rows, held)
    sure: dict[tuple[str, str], Cited[str]] = {}
    open_: dict[tuple[str, str], Cited[str]] = {}
    unread = 0
    for activity in held:
        for who in (one for paper in activity.papers for one in paper.attendees):
            if not isinstance(who.name, Cited):
                unread += 1
                continue
            known = (*((key, cited) for key, cited in sure.items() if key[0] == activity.name),)
            if any(_same_person(who.name.value, cited.value) for _, cited in known):
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


def _visits_of_ledger(rows: Sequence[ExpertVisit], held: Sequence[Activity]) -> Count:
    sure: list[Cited[str]] = []
    maybe: list[Cited[str]] = []
    seen: set[tuple[str, str]] = set()
    doubts: list[str] = []
    unread = repeated = 0
    for row in rows:
        if not isinstance(row.name, Cited):
            unread += 1
            continue
        occasion = plain(core(said(row.event))) or said(row.date)
        key = (plain(row.name.value), occasion)
        if occasion and key in seen:
            repeated += 1
            continue
        seen.add(key)
        problem = _doubt(row, held, occasion)
        (maybe if problem else sure).append(row.name)
        doubts += [problem] if problem and problem not in doubts else []
    if unread:
        doubts.append(f"{unread} 行姓名没有读到")
    notes = (f"{len(rows)} 行，同一人同一活动重复 {repeated} 行，计一次",) if repeated else ()
    return Count(len(sure), len(sure) + len(maybe) + unread, tuple(sure), tuple(maybe), tuple(doubts), notes)


def _doubt(row: ExpertVisit, held: Sequence[Activity], occasion: str) -> str:
    """Why a row may count for nothing, in Chinese, or ""."""
    if row.name.confidence < SURE:  # type: ignore[union-attr]
        return "有隐藏或识别不清的行"
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
    there = any(_same_person(row.name.value, who.name.value) for who in signed)
    return "" if there else "有专家不在该活动的签到表上"


def _same_person(one: str, other: str) -> bool:
    """The same name, or one character apart as recognition misreads it."""
    first, second = plain(one), plain(other)
    if first == second:
        return True
    apart = sum(1 for a, b in zip(first, second, strict=False) if a != b)
    return len(first) == len(second) >= 2 and apart == 1

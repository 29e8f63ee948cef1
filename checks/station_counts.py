"""Counts of needs and results of a station, each from what is sure to all that may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz

from checks.counting import Count
from checks.distinct import SURE, alike, plain
from checks.row_doubts import EXAMPLE, OUT_OF_TERM, days_of, is_example, items_in, out_of_term
from checks.stated import NOTHING
from checks.station_papers import Station
from extractor.records.cited import Cited, Field

_LEAST_TOLD = 6  # characters from which two needs of one firm may be one
_FRAME = re.compile("^(?:关于|针对|开展|解决)|的|(?:技术|有关|相关)*(?:需求|问题|难题|攻关|研发)+$")
# How a cell begins that says that it is still to be done; 未来某公司 is a name.
_NOT_SHOWN = re.compile("未(?!来|名|央)|否|待|[暂尚][未无不]|拟(?!合)|计划(?!书)|准备")
_TOLD_AGAIN = 80.0  # per cent of likeness of one need that a firm tells twice


def needs(station: Station) -> Count:
    """企业需求: the same words are one need; of several firms they may be several, and so may several in one cell."""
    rows = [row for row in station.rows("needs") if not _none(row.description)]
    read = [row for row in rows if isinstance(row.description, Cited)]
    exact = {(plain(row.description.value), plain(said(row.enterprise))): row for row in read}
    worded: list[Any] = []
    doubted: list[Any] = []
    doubts: list[str] = []
    for row in exact.values():
        doubt = _need_doubt(station, row, worded)
        doubts += [doubt] if doubt and doubt not in doubts else []
        (doubted if doubt else worded).append(row)
    notes = [f"{len(read)} 行，合并相同 {len(read) - len(exact)} 行"] if len(exact) < len(read) else []
    unread = len(rows) - len(read)
    doubts += [f"{unread} 行需求内容没有读到"] if unread else []
    more = sum(items_in(row.description.value) - 1 for row in exact.values())
    doubts += [f"有 {more} 项与别的需求写在同一格内"] if more else []
    return Count(
        len(worded),
        len(worded) + len(doubted) + unread + more,
        tuple(row.description for row in worded),
        tuple(row.description for row in doubted),
        tuple(doubts),
        tuple(notes),
        found=bool(rows),
    )


def _need_doubt(station: Station, row: Any, worded: Sequence[Any]) -> str:
    """Why a need may count for nothing, in Chinese, or ""."""
    if row.description.confidence < SURE or any(_one_need(row, other) for other in worded):
        return "有需求与其他需求文字相同或相近，或识别不清"
    if is_example(row.description.value) or is_example(said(row.enterprise)):
        return f"有需求{EXAMPLE}"
    return dated_out(station, row.date, "需求")


def dated_out(station: Station, field: Field[Any], what: str) -> str:
    """Why a row of another time may not count, in Chinese, or ""."""
    return f"有{what}的{OUT_OF_TERM}" if out_of_term(station.term, days_of(field)) else ""


def _none(field: Any) -> bool:
    """A row that says that there is none (暂无) is not one."""
    return isinstance(field, Cited) and bool(NOTHING.fullmatch("".join(field.value.split())))


def _one_need(row: Any, other: Any) -> bool:
    one, two = row.description.value, other.description.value
    if plain(one) == plain(two):
        return True
    first, second = plain(one), plain(two)
    same_firm = plain(said(row.enterprise)) == plain(said(other.enterprise)) and row.enterprise.present
    mine, its = _FRAME.sub("", first), _FRAME.sub("", second)
    if same_firm and min(len(mine), len(its)) >= _LEAST_TOLD and fuzz.ratio(mine, its) >= _TOLD_AGAIN:
        return True
    return alike(one, two) and (same_firm or fuzz.ratio(first, second) >= 96)


def results(station: Station) -> Count:
    """落地成果 with a proof; without one, or of a firm outside the 重点服务企业, they are doubtful."""
    rows = [row for row in station.rows("results") if not _none(row.title)]
    chosen, known = _key_firms(station)
    distinct = _by(rows, lambda row: (plain(said(row.title)), plain(said(row.enterprise))))
    sure: list[Any] = []
    maybe: list[Any] = []
    doubts: list[str] = []
    for row in distinct:
        problem = ""
        if not isinstance(row.title, Cited):
            problem = "有成果名称没有读到"
        elif is_example(row.title.value) or is_example(said(row.enterprise)):
            problem = f"有成果{EXAMPLE}"
        elif not row.proof_file.present or _none(row.proof_file) or _NOT_SHOWN.match(row.proof_file.value):
            problem = "有成果未列佐证材料"
        elif out := dated_out(station, row.date, "成果"):
            problem = out
        elif known and plain(said(row.enterprise)) not in chosen:
            problem = "有成果的企业不在重点服务企业之列"
        (maybe if problem else sure).append(row)
        doubts += [problem] if problem and problem not in doubts else []
    merged = [f"{len(rows)} 行，合并相同 {len(rows) - len(distinct)} 行"] if len(distinct) < len(rows) else []
    return _rows_count(sure, maybe, doubts, merged, lambda row: row.title, _listed_within(distinct))


def _key_firms(station: Station) -> tuple[set[str], bool]:
    """The names of the firms served most, and whether the ledger says which they are."""
    chosen = {
        plain(row.name.value) for f in station.firms if any(c.value for c in f.said("key_service")) for row in f.rows
    }
    return chosen, bool(chosen)


def university_results(station: Station) -> Count:
    """高校创新成果 collected and promoted: what was only collected is doubtful."""
    rows = [row for row in station.rows("university_results") if not _none(row.title)]
    distinct = _by(rows, lambda row: (plain(said(row.title)), plain(said(row.owner))))
    sure: list[Any] = []
    maybe: list[Any] = []
    doubts: list[str] = []
    for row in distinct:
        problem = ""
        if not isinstance(row.title, Cited):
            problem = "有成果名称没有读到"
        elif is_example(row.title.value):
            problem = f"有成果{EXAMPLE}"
        elif not row.promoted_to.present or _none(row.promoted_to) or _NOT_SHOWN.match(row.promoted_to.value):
            problem = "有成果只见征集、未见推介"
        elif out := dated_out(station, row.date, "成果"):
            problem = out
        elif any(alike(row.title.value, other.title.value) for other in sure):
            problem = "有成果名称相近，可能是同一项"
        (maybe if problem else sure).append(row)
        doubts += [problem] if problem and problem not in doubts else []
    merged = [f"{len(rows)} 行，合并相同 {len(rows) - len(distinct)} 行"] if len(distinct) < len(rows) else []
    return _rows_count(sure, maybe, doubts, merged, lambda row: row.title, _listed_within(distinct))


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
    within: int,
) -> Count:
    """`within` are items beyond the first that share a cell with others."""
    doubts = [*doubts, f"有 {within} 项与别的成果写在同一格内"] if within else doubts
    return Count(
        len(sure),
        len(sure) + len(maybe) + within,
        tuple(one for row in sure if isinstance(one := shown(row), Cited)),
        tuple(one for row in maybe if isinstance(one := shown(row), Cited)),
        tuple(doubts),
        tuple(notes),
        found=bool(sure or maybe),
    )


def _listed_within(rows: Sequence[Any]) -> int:
    return sum(items_in(row.title.value) - 1 for row in rows if isinstance(row.title, Cited))


def said(field: Field[Any]) -> str:
    return str(field.value) if field.present else ""

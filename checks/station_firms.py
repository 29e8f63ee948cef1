"""Counts of enterprises: contacted, with a 科协 of their own, served most, 专精特新 (ZD 第七条②③, 第八条)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checks.counting import Count
from checks.distinct import Firm
from checks.row_doubts import EXAMPLE, OUT_OF_TERM, days_of, is_example, out_of_term
from checks.station_papers import Station, districts_in
from extractor.records.cited import Cited
from extractor.records.ledger import Enterprise

_MOST = 3  # doubts of one sort that are written out
_SHOWN = 4  # firms shown where none of them counts
_NOT_YET = re.compile("^[否未]$|未(?:联系|走访|服务|对接|开展)|拟|计划|待(?:联系|走访|定)")
_HOPED = re.compile("拟|申[报请]|培育|辅导|候选|备选|待认定|公示|争取|计划|曾|撤销|失效|过期|到期")
_NO_FIRM = re.compile("(?:科协|科学技术协会|办事处|人民政府|委员会|管委会|居委会|村委会|大学|中学|小学)$")
_DENIED = re.compile("非|不是|不属|不具|否|暂?无|没有|尚?未")


@dataclass(frozen=True, slots=True)
class Contacted:
    """`sure` firms are of the district and distinct; `maybe` are the others that could be; `outside` are neither."""

    sure: list[Firm]
    maybe: list[Firm]
    outside: list[Firm]
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    unreadable: int = 0


def contacted(station: Station, *, local: bool = True) -> Contacted:
    """The distinct enterprises of all lists; with `local` only those of the station's own district are sure."""
    rows: list[Enterprise] = station.rows("enterprises")
    found, merged = station.firms, station.firm_notes
    unreadable = sum(1 for row in rows if not isinstance(row.name, Cited))
    sure: list[Firm] = []
    maybe: list[Firm] = []
    outside: list[Firm] = []
    unknown = planned = 0
    reasons: dict[str, int] = {}
    for firm in found:
        where = _where(firm)
        doubt = _row_doubt(station, firm)
        if local and where and station.district.value and station.district.value not in where:
            outside.append(firm)
        elif local and (where != (station.district.value,) or not station.district.value):
            unknown += 1
            maybe.append(firm)
        elif firm.twins or not firm.sure or _unvisited(firm) or doubt:
            planned += _unvisited(firm)
            reasons[doubt] = reasons.get(doubt, 0) + 1
            maybe.append(firm)
        else:
            sure.append(firm)
    doubts = _listed(merged_doubts := [note for note in merged if "可能" in note])
    if unknown:
        doubts.append(f"{unknown} 家未写明属于本区" if station.district.value else station.district.reason)
    if planned:
        doubts.append(f"{planned} 家写作尚未联系或拟联系")
    doubts += [f"{count} 家{reason}" for reason, count in reasons.items() if reason]
    if unreadable:
        doubts.append(f"{unreadable} 行企业名称没有读到")
    if any(not firm.sure for firm in found):
        doubts.append("有隐藏或识别不清的行")
    notes = [note for note in merged if note not in merged_doubts][:_MOST]
    repeated = len(rows) - unreadable - len(found)
    if repeated > 0:
        notes.append(f"台账 {len(rows)} 行，合并重复 {repeated} 行")
    if outside:
        notes.append(f"{len(outside)} 家不在本区，未计入")
    return Contacted(sure, maybe, outside, tuple(doubts), tuple(notes), unreadable)


def _row_doubt(station: Station, firm: Firm) -> str:
    """Why the rows of a firm of the district may count for nothing, in Chinese, or ""."""
    if is_example(firm.name.value):
        return EXAMPLE
    if _NO_FIRM.search("".join(firm.name.value.split())):
        return "按名称不像是企业"
    if firm.said("set_aside"):
        return "的备注写作重复、取消或不计"
    visits = days_of(*firm.said("visit_date"))
    return f"走访{OUT_OF_TERM}" if out_of_term(station.term, visits) else ""


def _unvisited(firm: Firm) -> bool:
    """Whether every row of the firm says that it was not yet contacted, or a remark says so of any."""
    if firm.said("not_reached"):
        return True
    said = [cited.value for cited in firm.said("visit_date")]
    return bool(said) and all(_NOT_YET.search(one) for one in said)


def _where(firm: Firm) -> tuple[str, ...]:
    said = {name for cited in firm.said("district") for name in (districts_in(cited.value) or _short(cited.value))}
    return tuple(sorted(said))


def _short(text: str) -> tuple[str, ...]:
    """A district without its last character: 丰台; anything else that stands there is another place."""
    plain = "".join(text.split()).removeprefix("北京市").removeprefix("北京")
    if plain in ("本区", "区内", "亦庄", ""):
        return ()
    return districts_in(f"{plain}区") or (plain,)


def _listed(notes: Sequence[str]) -> list[str]:
    more = [f"另有 {len(notes) - _MOST} 处相近"] if len(notes) > _MOST else []
    return [*notes[:_MOST], *more]


def in_contact(station: Station, *, local: bool = True) -> Count:
    """联系企业."""
    of = contacted(station, local=local)
    return _count(station, of.sure, of.maybe, of.doubts, of.notes, of.unreadable)


def with_association(station: Station) -> Count:
    """有企业科协的企业: an unanswered cell may be either."""
    return _flagged(station, "has_association", "是否建有科协")


def key_served(station: Station) -> Count:
    """重点服务企业; firms of a list of their own that the list of contacts does not hold are doubtful."""
    return _flagged(station, "key_service", "是否重点服务", beyond=_beyond_contacts, local=False)


def key_with_association(station: Station) -> Count:
    """重点服务企业 that have a 科协 of their own."""
    chosen = [firm for firm in station.firms if _answer(firm, "key_service")]
    sure = [firm for firm in chosen if _answer(firm, "has_association")]
    maybe = [firm for firm in chosen if _answer(firm, "has_association") is None]
    return _count(station, sure, maybe, (), (), 0)


def specialised(station: Station, words: str) -> Count:
    """专精特新 among the 重点服务企业: `words` is a pattern of what the ledger says of them."""
    wanted = re.compile(words)
    found, merged = station.firms, station.firm_notes
    sure: list[Firm] = []
    maybe: list[Firm] = []
    unknown = pending = 0
    for firm in found:
        named = any(_is(wanted, cited.value) for cited in firm.said("qualification"))
        chosen = _answer(firm, "key_service")
        if not named or chosen is False:
            continue
        if chosen is None:
            unknown += 1
        hoped = any(_HOPED.search(cited.value) for cited in firm.said("qualification"))
        pending += hoped
        open_ = chosen is None or hoped or firm.twins or not firm.sure
        (maybe if open_ or _unvisited(firm) or _row_doubt(station, firm) else sure).append(firm)
    doubts = _listed([note for note in merged if "可能" in note])
    if pending:
        doubts.append(f"{pending} 家的专精特新资质写作申报、培育或待定，尚未认定")
    if unknown:
        doubts.append(f"{unknown} 家专精特新企业未写明是否为重点服务企业")
    return _count(station, sure, maybe, tuple(doubts), ("资质未在线核实",) if sure or maybe else (), 0)


def _is(wanted: re.Pattern[str], text: str) -> bool:
    parts = re.split("[，,；;。]", "".join(text.split()))
    return any(wanted.search(part) and not _DENIED.match(part) for part in parts)


def _flagged(
    station: Station,
    field: str,
    label: str,
    beyond: Callable[[Station, Firm], bool] | None = None,
    local: bool = True,
) -> Count:
    of = contacted(station, local=local)
    sure: list[Firm] = []
    maybe: list[Firm] = []
    open_ = 0
    for firm, certain in [*((one, True) for one in of.sure), *((one, False) for one in of.maybe)]:
        answer = _answer(firm, field)
        if answer is False:
            continue
        outside = answer is True and beyond is not None and beyond(station, firm)
        open_ += answer is None
        (sure if answer and certain and not outside else maybe).append(firm)
    doubts = list(of.doubts) if any(firm in of.maybe for firm in maybe) else []
    if open_:
        doubts.append(f"{open_} 家的“{label}”没有读到")
    if beyond is not None and any(beyond(station, firm) for firm in maybe):
        doubts.append("有重点服务企业不在联系企业台账中")
    return _count(station, sure, maybe, tuple(doubts), (), of.unreadable)


def _answer(firm: Firm, field: str) -> bool | None:
    said = {cited.value for cited in firm.said(field)}
    return said.pop() if len(said) == 1 else (None if not said else True if field == "key_service" else None)


def _beyond_contacts(station: Station, firm: Firm) -> bool:
    whole = any(not row.key_list for row in station.rows("enterprises"))
    return whole and all(row.key_list for row in firm.rows)


def _count(
    station: Station,
    sure: Sequence[Firm],
    maybe: Sequence[Firm],
    doubts: tuple[str, ...],
    notes: tuple[str, ...],
    unreadable: int,
) -> Count:
    return Count(
        len(sure),
        len(sure) + len(maybe) + unreadable,
        tuple(firm.name for firm in sure),
        tuple(firm.name for firm in maybe),
        doubts,
        notes,
        found=bool(station.rows("enterprises")),
        seen=tuple(firm.name for firm in station.firms[:_SHOWN]),
    )


def share(count: Count, base: Count, required: int) -> Iterator[tuple[str, float, float]]:
    """The share on both bases, each with its lowest and highest reading: of the contacted, of the number required."""
    most, least = max(base.high, 1), max(base.low, 1)
    yield "实际联系数", count.low / most, min(1.0, count.high / least)
    yield f"规定数 {required}", count.low / required, count.high / required


def places(*counts: Count) -> tuple[Cited[Any], ...]:
    """What is shown of several counts, each place once."""
    return tuple(dict.fromkeys(cited for count in counts for cited in count.cited))

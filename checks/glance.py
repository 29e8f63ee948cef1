"""What a submission looks like as a whole, in numbers to be drawn: lengths of reports, ages of the team, money.

All of it is read off caishen/result/1; what was not read is not in it, and is counted as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.ages import full_years
from checks.ledger.fields import at, text
from checks.ledger.totals import Total, totals_of
from checks.ledger.vouchers import vouchers_of
from extractor.records.partial_date import PartialDate

_LEFT_OUT = {
    "cover": "封面和标题",
    "toc": "目录",
    "references": "参考文献",
    "appendix": "附录",
    "placeholder": "模板提示",
    "hidden": "看不见的文字",
}
"""Kinds of text that 全文 counts and 正文 leaves out (headers and footers are in neither)."""
_LENGTH_RULES = ("min_words",)
_BAND = 5  # years


@dataclass(frozen=True, slots=True)
class Length:
    """字数 of one report: `body` 正文, `whole` 全文, `left_out` what lies between; `required` where a rule asks."""

    document: str
    name: str
    kind: str
    body: int
    whole: int
    left_out: tuple[tuple[str, int], ...]
    required: int | None


@dataclass(frozen=True, slots=True)
class Ages:
    """Members by full years on the screening's date, in bands of five years; `unknown` without a full birth date."""

    bands: tuple[tuple[str, int], ...]
    counted: int
    unknown: int


def lengths(result: Mapping[str, Any]) -> tuple[Length, ...]:
    required = dict(_required(result))
    return tuple(
        Length(
            document=document["id"],
            name=document["name"],
            kind=text(record["fields"], "report_kind"),
            body=at(record["fields"], "word_counts", "body", "zishu"),
            whole=at(record["fields"], "word_counts", "whole", "zishu"),
            left_out=_left_out(record["fields"]),
            required=required.get(document["id"]),
        )
        for document, record in _records(result, "Report")
    )


def ages(result: Mapping[str, Any], on: date) -> Ages | None:
    """Of the rosters, or else of the form's own list; None where there is neither."""
    members = _members(result, "Roster") or _members(result, "ApplicationForm")
    if not members:
        return None
    bands = [_band(_born(member), on) for member in members]
    known = [band for band in bands if band is not None]
    lowest, highest = (min(known), max(known)) if known else (0, -_BAND)
    counted = [(f"{low}–{low + _BAND - 1}", known.count(low)) for low in range(lowest, highest + _BAND, _BAND)]
    return Ages(tuple(counted), len(known), len(members) - len(known))


def spending(result: Mapping[str, Any]) -> tuple[Total, ...]:
    """Money by category against the budget; none where the submission holds neither vouchers nor a budget."""
    totals = totals_of(result, vouchers_of(result))
    return tuple(total for total in totals if total.count or total.budget is not None)


def _records(result: Mapping[str, Any], type_: str) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for document in result["documents"]:
        if document["record"] and document["record"]["type"] == type_:
            yield document, document["record"]


def _required(result: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """By paper, the number of 字 that a rule asked of it."""
    for finding in result["findings"]:
        for name in _LENGTH_RULES:
            if name in finding["parameters"]:
                yield from ((one["document"], int(finding["parameters"][name])) for one in finding["evidence"])


def _left_out(fields: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    held = at(fields, "excluded") or ()
    found = [(_LEFT_OUT[one["kind"]], at(one, "counts", "zishu") or 0) for one in held if one["kind"] in _LEFT_OUT]
    return tuple((name, count) for name, count in found if count)


def _members(result: Mapping[str, Any], type_: str) -> list[Mapping[str, Any]]:
    return [member for _, record in _records(result, type_) for member in at(record["fields"], "members") or ()]


def _born(member: Mapping[str, Any]) -> str:
    """The birth date that is written, or that of the ID number (GB 11643, digits 7 to 14)."""
    number = text(member, "id_number")
    of_number = f"{number[6:10]}-{number[10:12]}-{number[12:14]}" if len(number) == 18 else ""
    return text(member, "birth_date") or of_number


def _band(born: str, on: date) -> int | None:
    """The first year of the band of ages; None where the date is missing or too coarse to tell the band.

    >>> _band("1980-06-30", date(2026, 1, 1)), _band("1980-06", date(2026, 1, 1)), _band("1980", date(2025, 6, 1))
    (45, 45, None)
    """
    parts = born.split("-")
    try:
        year, *rest = (int(part) for part in parts)
        month, day, *_ = (*rest, 0, 0)
        partial = PartialDate(year, month or None, day or None)
        bands = {full_years(end, on) // _BAND * _BAND for end in (partial.earliest, partial.latest)}
    except ValueError:
        return None
    return bands.pop() if len(bands) == 1 else None

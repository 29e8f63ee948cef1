"""Fields of records from the short forms of tests/cases: whatever is not said is a field that was not found."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any, get_type_hints

from extractor.document import OnPage, Span
from extractor.geometry import BBox
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate

REASONS = ("blank", "not_found", "unreadable")
DATES = [
    "publish_date",
    "approved_date",
    "effective_date",
    "birth_date",
    "date",
    "apply_date",
    "founded_date",
    "valid_until",
    "paid_on",
    "issue_date",
    "sign_date",
    "term_start",
    "term_end",
    "depart_date",
    "from_date",
    "to_date",
]
NUMBERS = ("age", "project_year", "stated_count", "member_count", "voucher_count", "revisions")
MONEY = [
    "planned",
    "value",
    "grant_requested",
    "site_area_m2",
    "amount",
    "budget",
    "actual",
    "balance",
    "total",
    "total_budget",
    "budget_total",
    "total_actual",
    "total_balance",
    "gross",
    "net",
    "tax",
    "standard",
    "days",
    "quantity",
    "unit_price",
    "total_amount",
    "total_tax",
    "total_with_tax",
    "tax_rate",
    "grant_amount",
    "fare",
    "grant_total",
    "matching_total",
]


def span(text: str, confidence: float = 1.0, source: str = "text", page: int = 1) -> Span:
    return Span(text, OnPage(page, BBox(10, 10, 10 + 12 * max(1, len(text)), 24)), confidence, source, text)


def a_field(name: str, said: Any) -> Field[Any]:
    """A field of this name: nothing said is not_found; numbers and dates are understood."""
    if isinstance(said, dict) and "unreadable" in said:
        return Absent(name, "unreadable", spans=(span(str(said["unreadable"])),))
    if said is None or said in REASONS:
        return Absent(name, said or "not_found", spans=(span(name),) if said in ("blank", "unreadable") else ())
    extra = dict(said) if isinstance(said, dict) else {"value": said}
    value = extra.pop("value")
    shown = extra.pop("shown", value)  # what the cell prints, where it is more than the value
    return cite(_understood(name, value), span(str(shown), **extra))


def _understood(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if name in NUMBERS:
        return int(value)
    if name in MONEY:
        return Decimal(str(value))
    if name == "is_red":
        return bool(value)
    if name in DATES:
        return PartialDate(*(int(part) for part in str(value).split("-")))
    return str(value)


def filled(type_: type, said: dict[str, Any], **given: Any) -> Any:
    """A record of `type_` whose Field attributes come from `said`; `given` are its other attributes."""
    hints = get_type_hints(type_)
    unknown = set(said) - {one.name for one in fields(type_)}
    if unknown:
        raise KeyError(f"{type_.__name__} has no {sorted(unknown)}")
    read = {
        one.name: a_field(one.name, said.get(one.name)) for one in fields(type_) if "Cited" in str(hints[one.name])
    }
    return type_(**{**read, **given})

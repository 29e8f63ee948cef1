"""专家咨询费 / 劳务费发放表 (field_schemas §8): who was paid what for what; money in 元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate
from extractor.records.payment_date import NOT_STATED


@dataclass(frozen=True, slots=True)
class Payment:
    """One row. `key` is stable: the ID number if printed, else name and row number."""

    key: str
    name: Field[str]
    id_number: Field[str]
    employer: Field[str]
    title: Field[str]
    role: Field[str]
    standard: Field[Decimal]
    days: Field[Decimal]
    gross: Field[Decimal]
    tax: Field[Decimal]
    net: Field[Decimal]
    bank_account: Field[str]
    signed: bool | None = None
    paid_on: Field[PartialDate] = NOT_STATED


@dataclass(frozen=True, slots=True)
class PaymentTable:
    """`category` is what the table calls itself: 咨询费, 劳务费 …; `activity` what it was paid for."""

    title: Field[str]
    category: Field[str]
    organisation: Field[str]
    activity: Field[str]
    date: Field[PartialDate]
    rows: tuple[Payment, ...]
    total: Field[Decimal]

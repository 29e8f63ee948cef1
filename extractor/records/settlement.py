"""决算 (field_schemas §9): budget, actual and balance of each category; money in 元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate
from extractor.records.payment_date import NOT_STATED
from extractor.records.signing import SigningBlock


@dataclass(frozen=True, slots=True)
class SettledLine:
    """`key` and `top` as in a budget's line."""

    key: str
    category: Field[str]
    item: Field[str]
    budget: Field[Decimal]
    actual: Field[Decimal]
    balance: Field[Decimal]
    voucher_count: Field[int]
    note: Field[str]
    top: bool | None = None
    paid_on: Field[PartialDate] = NOT_STATED


@dataclass(frozen=True, slots=True)
class Settlement:
    """`total_*` are the printed totals."""

    title: Field[str]
    organisation: Field[str]
    date: Field[PartialDate]
    lines: tuple[SettledLine, ...]
    total_budget: Field[Decimal]
    total_actual: Field[Decimal]
    total_balance: Field[Decimal]
    signing: tuple[SigningBlock, ...] = ()

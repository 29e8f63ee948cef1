"""经费预算 as a paper of its own (field_schemas §3.7): category, basis and amount of each line; money in 元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Field


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """`key` is stable: category and item as printed, else the row's number. `top` says whether the row adds up
    to the total (True), is a detail of a row that is listed as well (False), or cannot be told (None)."""

    key: str
    category: Field[str]
    item: Field[str]
    basis: Field[str]
    unit_price: Field[Decimal]
    quantity: Field[Decimal]
    days: Field[Decimal]
    amount: Field[Decimal]
    source: Field[str]
    top: bool | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """`total` is the printed 合计; `grant_total` and `matching_total` its parts where they are printed."""

    title: Field[str]
    organisation: Field[str]
    lines: tuple[PlannedLine, ...]
    total: Field[Decimal]
    grant_total: Field[Decimal]
    matching_total: Field[Decimal]

"""支出明细、明细账、票据清单: what was spent, voucher by voucher, as a bookkeeper lists it; money in 元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate
from extractor.records.payment_date import NOT_STATED


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """One entry. `key` is stable: the voucher's or invoice's number with the category, else the row's number.

    `status` is what the list says of the payment (已付, 未付 …), `paid_on` its day, where a column is of that.
    """

    key: str
    date: Field[PartialDate]
    voucher_no: Field[str]
    invoice_number: Field[str]
    category: Field[str]
    summary: Field[str]
    payee: Field[str]
    amount: Field[Decimal]
    status: Field[str]
    paid_on: Field[PartialDate] = NOT_STATED


@dataclass(frozen=True, slots=True)
class VoucherList:
    """`account` is the project's own account or code, where the list names one."""

    title: Field[str]
    organisation: Field[str]
    account: Field[str]
    rows: tuple[VoucherRow, ...]
    total: Field[Decimal]

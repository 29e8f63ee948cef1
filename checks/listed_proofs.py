"""Which rows of a list of expenses (支出明细, 凭证清单, 付款明细) have a paper of their own, and which have none.

A row whose invoice or payment table was handed in is not looked at twice: the paper speaks for it, as far as the row
says nothing else. The number ties them, else sum, payee and day together where that is one to one. What looks alike
in less is only perhaps the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from checks.declaring import names
from checks.expense_words import plain
from checks.invoice_claims import PERSON_NAME
from checks.likeness import kin
from checks.listed_money import no_expense
from checks.persons import squeezed
from checks.vouchers import typed
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.voucher_list import VoucherList, VoucherRow

_NUMBER = re.compile(r"(?<!\d)(?:\d{20}|\d{8})(?!\d)")  # an invoice's number; codes have 10 or 12 digits
_MISREAD = 2  # digits that two readings of one number may differ in
Proof = Literal["none", "contested", "perhaps", "sure"]
Same = Literal["exact", "alike", "other"]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row with its list. `key` tells it apart among all lists, `list_key` the list.

    `proof` says whether `invoices` are its own papers: surely, perhaps, only some of them since more rows than
    invoices are alike (contested), or there are none. `tables` are the payment tables that pay it.
    """

    list_key: str
    key: str
    row: VoucherRow
    title: str
    proof: Proof = "none"
    invoices: tuple[Invoice, ...] = ()
    tables: tuple[PaymentTable, ...] = ()


def listed_rows(
    lists: Sequence[VoucherList], invoices: Sequence[Invoice], tables: Sequence[PaymentTable]
) -> list[ListedRow]:
    """The expenses of all lists, each once, with the invoices or the payment tables they have."""
    rows: list[ListedRow] = []
    made: list[ListedRow] = []
    for one in _once(lists):
        paid = tuple(table for table in tables if _paid_by(one.row, table))
        (made if paid else rows).append(replace(one, proof="sure", tables=paid) if paid else one)
    by_number = {one.key: _named(one.row, invoices) for one in rows}
    held = {id(invoice) for found in by_number.values() for invoice in found}
    free = [invoice for invoice in invoices if id(invoice) not in held]
    by_sum = _by_sum(free)
    rivals: dict[Decimal, list[ListedRow]] = {}
    for one in rows:
        if one.row.amount.present and not by_number[one.key]:
            rivals.setdefault(one.row.amount.value, []).append(one)
    for one in rows:
        if found := by_number[one.key]:
            stated = set(_numbers(one.row))
            made.append(_with(one, "perhaps" if len(stated) > len(found) else "sure", found))
        else:
            sum_ = one.row.amount.value if one.row.amount.present else None
            made.append(_matched(one, rivals.get(sum_, ()), by_sum.get(sum_, ())) if sum_ is not None else one)
    return made


def _with(one: ListedRow, proof: Proof, invoices: Sequence[Invoice]) -> ListedRow:
    return replace(one, proof=proof, invoices=tuple(invoices))


def _once(lists: Sequence[VoucherList]) -> Iterator[ListedRow]:
    """Every row that is an expense; one that an earlier list holds too, word for word, is left out."""
    earlier: set[tuple[object, ...]] = set()
    titles: dict[str, int] = {}
    for listed in lists:
        title = _text(listed.title)
        titles[title] = titles.get(title, 0) + 1
        list_key = f"list|{title}" + (f"#{titles[title]}" if titles[title] > 1 else "")
        own: set[tuple[object, ...]] = set()
        for row in listed.rows:
            own.add(same := _contents(row))
            if same not in earlier and not no_expense(_text(row.summary)):
                yield ListedRow(list_key, f"{list_key}|{row.key}", row, title)
        earlier |= own


def _contents(row: VoucherRow) -> tuple[object, ...]:
    texts = (row.invoice_number, row.voucher_no, row.category, row.summary, row.payee)
    return (
        *(plain(_text(field)) for field in texts),
        row.amount.value if row.amount.present else None,
        row.date.value if row.date.present else None,
    )


def _named(row: VoucherRow, invoices: Sequence[Invoice]) -> tuple[Invoice, ...]:
    """The invoices whose number the row says."""
    listed = row.invoice_number
    if not listed.present:
        return ()
    numbered = (one for one in invoices if one.invoice_number.present and one.invoice_number.value)
    return tuple(one for one in numbered if names(listed.value, one.invoice_number.value))


def _numbers(row: VoucherRow) -> list[str]:
    """The numbers of invoices that the row says, in digits of one width."""
    return _NUMBER.findall(unicodedata.normalize("NFKC", _text(row.invoice_number)))


def _by_sum(invoices: Sequence[Invoice]) -> dict[Decimal, list[Invoice]]:
    found: dict[Decimal, list[Invoice]] = {}
    for one in invoices:
        if one.total_with_tax.present:
            found.setdefault(one.total_with_tax.value, []).append(one)
    return found


def _matched(one: ListedRow, rows: Sequence[ListedRow], invoices: Sequence[Invoice]) -> ListedRow:
    """The row with the invoice that is its own by sum, payee and day, or may be."""
    found = [(invoice, same) for invoice in invoices if (same := _same(one.row, invoice)) != "other"]
    exact = [invoice for invoice, same in found if same == "exact"]
    rivals = [other for other in rows if any(_same(other.row, invoice) == "exact" for invoice in exact)]
    if exact and len(rivals) <= len(exact):
        return _with(one, "sure", exact)
    if not found:
        return one
    near = exact or [invoice for invoice, _ in found]
    rivals = [other for other in rows if any(_same(other.row, invoice) != "other" for invoice in near)]
    return _with(one, "perhaps" if len(rivals) <= len(near) else "contested", near)


def _same(row: VoucherRow, invoice: Invoice) -> Same:
    """How much of sum, payee and day is the same: all, the sum with nothing against it, or less."""
    if not isinstance(row.amount, Cited) or not isinstance(invoice.total_with_tax, Cited):
        return "other"
    if row.amount.value != invoice.total_with_tax.value or _other_number(row, invoice):
        return "other"
    payee, seller = row.payee, invoice.seller.name
    party = ""
    if isinstance(payee, Cited) and isinstance(seller, Cited) and not PERSON_NAME.fullmatch(squeezed(payee.value)):
        party = kin(payee, seller).kind
    if party == "other":
        return "other"
    days = row.date.present and invoice.issue_date.present and row.date.value == invoice.issue_date.value
    numbered = bool(_numbers(row)) and invoice.invoice_number.present
    return "exact" if party == "same" and days and not numbered else "alike"


def _other_number(row: VoucherRow, invoice: Invoice) -> bool:
    """Whether both say a number, and not one that recognition may have made of the other."""
    stated, own = _numbers(row), _text(invoice.invoice_number)
    if not (stated and own):
        return False
    if isinstance(row.invoice_number, Cited) and typed(row.invoice_number, invoice.invoice_number):
        return True
    return not any(
        len(one) == len(own) and sum(a != b for a, b in zip(one, own, strict=True)) <= _MISREAD for one in stated
    )


def _paid_by(row: VoucherRow, table: PaymentTable) -> bool:
    """Whether the row is a payment table's sum under what it pays for, or what one of its payees got."""
    if not row.amount.present:
        return False
    sum_ = row.amount.value
    told = plain(_text(row.category) + _text(row.summary))
    pays = plain(_text(table.category))
    if pays and pays in told and sum_ in _totals(table):
        return True
    payee = squeezed(_text(row.payee))
    return bool(payee) and any(
        person.name.present
        and squeezed(person.name.value) == payee
        and any(field.present and field.value == sum_ for field in (person.gross, person.net))
        for person in table.rows
    )


def _totals(table: PaymentTable) -> Iterator[Decimal]:
    """What the table pays, as it says itself and by its rows: before tax, or what was transferred."""
    if table.total.present:
        yield table.total.value
    for fields in ([one.gross for one in table.rows], [one.net for one in table.rows]):
        sums = [field.value for field in fields if field.present]
        if sums and len(sums) == len(fields):
            yield sum(sums, Decimal(0))


def _text(field: object) -> str:
    return field.value.strip() if isinstance(field, Cited) and isinstance(field.value, str) else ""

"""The vouchers of a result, one for each invoice: several files of one invoice (PDF, OFD, XML, a scan) are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.expenses import Placement, place
from checks.ledger.fields import at, confidence, money, text

INVOICE = "Invoice"
PAYMENTS = "PaymentTable"
LOOKED_UP = ("invoice_number", "invoice_code", "issue_date", "total_with_tax")
"""What the tax office's site asks for, beside the check code and the amount without tax."""
SURE = ("invoice_number", "issue_date", "total_with_tax")
_DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of goods; money in 元. `key` names the row in the record; `item` is what it says after the short name.

    `document` and `context` are the paper's kind and remark, `programme` what it is placed under, or "".
    """

    key: str
    number: str
    said: str
    short_name: str
    item: str
    code: str
    spec: str
    unit: str
    quantity: Decimal | None
    unit_price: Decimal | None
    amount: Decimal | None
    rate: str
    tax: Decimal | None
    discount: bool
    document: str
    context: str
    programme: str

    @property
    def placement(self) -> Placement | None:
        """Where it goes; None for a discount, and where no programme was named."""
        if self.discount or not self.programme:
            return None
        return place(
            self.item or self.said,
            programme=self.programme,
            short_name=self.short_name,
            code=self.code,
            document=self.document,
            context=self.context,
        )

    @property
    def total(self) -> Decimal | None:
        """With tax."""
        return None if self.amount is None else self.amount + (self.tax or 0)


@dataclass(frozen=True, slots=True)
class Voucher:
    """`documents` and `files` are those that it was read from, in their order; `fields` are the first one's."""

    key: str
    documents: tuple[str, ...]
    files: tuple[str, ...]
    pages: tuple[int, ...]
    kind: str
    fields: Mapping[str, Any]
    lines: tuple[Line, ...]

    def text(self, *path: str) -> str:
        return text(self.fields, *path)

    def money(self, *path: str) -> Decimal | None:
        return money(self.fields, *path)

    @property
    def total(self) -> Decimal | None:
        return self.money("total") if self.kind == PAYMENTS else self.money("total_with_tax")

    @property
    def number(self) -> str:
        return self.text("invoice_number")

    @property
    def confidence(self) -> float | None:
        """That of the weakest among number, date and total; None where none of them was read."""
        found = [confidence(self.fields, name) for name in SURE]
        return min((one for one in found if one is not None), default=None)


def vouchers_of(result: Mapping[str, Any]) -> list[Voucher]:
    """In the order of the documents; a payment table is a voucher of its own."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for document in result["documents"]:
        record = document["record"]
        if record and record["type"] in (INVOICE, PAYMENTS):
            found.setdefault(_key(document), []).append(document)
    return [_voucher(key, documents, str(result["programme"])) for key, documents in found.items()]


def others_of(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The documents that were read as something else than a voucher."""
    return [one for one in result["documents"] if one["record"] and one["record"]["type"] not in (INVOICE, PAYMENTS)]


def _key(document: Mapping[str, Any]) -> str:
    """Code and number; without a number every paper stands for itself."""
    fields = document["record"]["fields"]
    number = text(fields, "invoice_number")
    return f"{text(fields, 'invoice_code')}{number}" if number else f"document {document['id']}"


def _voucher(key: str, documents: Sequence[Mapping[str, Any]], programme: str) -> Voucher:
    first = documents[0]
    fields = first["record"]["fields"]
    return Voucher(
        key=key,
        documents=tuple(one["id"] for one in documents),
        files=tuple(dict.fromkeys(one["name"] for one in documents)),
        pages=tuple(first["pages"]),
        kind=PAYMENTS if first["record"]["type"] == PAYMENTS else text(fields, "kind"),
        fields=fields,
        lines=tuple(_lines(fields, programme)),
    )


def _lines(fields: Mapping[str, Any], programme: str) -> Iterator[Line]:
    """The goods of the list where the face only refers to one; a discount stands as a line of its own."""
    rows = at(fields, "listed") or at(fields, "lines") or ()
    document = " ".join(filter(None, (text(fields, "kind"), text(fields, "title"))))
    for at_row, row in enumerate(rows):
        yield Line(
            key=str(row.get("key") or f"#{at_row}"),
            number=str(row.get("seq", "")),
            said=text(row, "raw_name") or text(row, "item_text"),
            short_name=text(row, "short_name"),
            item=text(row, "item_text"),
            code=text(row, "tax_class_code"),
            spec=text(row, "spec"),
            unit=text(row, "unit"),
            quantity=money(row, "quantity"),
            unit_price=money(row, "unit_price"),
            amount=money(row, "amount"),
            rate=text(row, "tax_rate_text"),
            tax=money(row, "tax"),
            discount=row.get("line_kind") == _DISCOUNT,
            document=document,
            context=text(fields, "remark"),
            programme=programme,
        )

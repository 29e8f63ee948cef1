"""Papers of money from the short forms of tests/cases."""

from __future__ import annotations

from typing import Any

from extractor.records.budget import Budget, PlannedLine
from extractor.records.invoice import Declared, FileHistory, Invoice, InvoiceLine, Party, QrCode, Trip
from extractor.records.payment_table import Payment, PaymentTable
from extractor.records.settlement import SettledLine, Settlement
from extractor.records.voucher_list import VoucherList, VoucherRow
from tests.unit.checks.said_fields import a_field, filled


def rows_of(type_: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    made = []
    for number, row in enumerate(rows, 1):
        row = dict(row)
        given = {name: row.pop(name) for name in ("top", "line_kind", "seq", "signed") if name in row}
        if type_ is InvoiceLine:
            given.setdefault("seq", number)
        made.append(filled(type_, row, key=str(row.get("category") or number), **given))
    return tuple(made)


def budget(said: dict[str, Any]) -> Budget:
    said = dict(said)
    return filled(Budget, said, lines=rows_of(PlannedLine, said.pop("lines", [])))  # type: ignore[no-any-return]


def settlement(said: dict[str, Any]) -> Settlement:
    said = dict(said)
    return filled(Settlement, said, lines=rows_of(SettledLine, said.pop("lines", [])))  # type: ignore[no-any-return]


def payments(said: dict[str, Any]) -> PaymentTable:
    said = dict(said)
    return filled(PaymentTable, said, rows=rows_of(Payment, said.pop("rows", [])))  # type: ignore[no-any-return]


def invoice(said: dict[str, Any]) -> Invoice:
    """`lines` as *short name*item texts, or in full; `buyer` and `seller` as names, or in full."""
    said = dict(said)
    lines = [_starred(one) if isinstance(one, str) else one for one in said.pop("lines", [])]
    given: dict[str, Any] = {"qr": None, "sources": ("text",), "lines": rows_of(InvoiceLine, lines)}
    for side in ("buyer", "seller"):
        told = said.pop(side, {})
        given[side] = filled(Party, {"name": told} if isinstance(told, str) else told)
    if trip := said.pop("trip", None):
        given["trip"] = filled(Trip, trip)
    if qr := said.pop("qr", None):
        given["qr"] = _qr(dict(qr))
    if history := said.pop("history", None):
        signed = history.pop("signed", False)
        given["history"] = filled(FileHistory, history, signed=signed)
    if declared := said.pop("declared", None):
        given["declared"] = filled(Declared, declared)
    given["notices"] = tuple(a_field("notice", one) for one in said.pop("notices", []))
    given["listed"] = rows_of(InvoiceLine, [_starred(one) for one in said.pop("listed", [])])
    for name in ("sources",):
        if name in said:
            given[name] = tuple(said.pop(name))
    return filled(Invoice, said, **given)  # type: ignore[no-any-return]


def _qr(said: dict[str, Any]) -> QrCode:
    """What a QR code says, each value from the code itself."""
    variant = said.pop("crc_variant_matched", "")
    told = {name: {"value": value, "source": "qr"} for name, value in said.items()}
    return filled(QrCode, {"text": "01,…", **told}, crc_variant_matched=variant)  # type: ignore[no-any-return]


def vouchers(said: dict[str, Any]) -> VoucherList:
    said = dict(said)
    return filled(VoucherList, said, rows=rows_of(VoucherRow, said.pop("rows", [])))  # type: ignore[no-any-return]


def _starred(text: str) -> dict[str, Any]:
    if not text.startswith("*"):
        return {"raw_name": text, "item_text": text}
    _, short_name, item = text.split("*", 2)
    return {"raw_name": text, "short_name": short_name, "item_text": item or None}

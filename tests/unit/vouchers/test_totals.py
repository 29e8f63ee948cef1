"""分类合计: what is placed, what a person must place and what is not allowed, against the budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checks.ledger.totals import UNPLACED, budget_of, totals_of
from checks.ledger.vouchers import vouchers_of


def cited(value: str) -> dict[str, Any]:
    return {"value": value, "raw": value, "confidence": 1.0, "source": "text", "evidence": []}


def line(key: str, item: str, amount: str, tax: str, kind: str = "normal") -> dict[str, Any]:
    fields = {"item_text": cited(item), "raw_name": cited(item), "amount": cited(amount), "tax": cited(tax)}
    return {"key": key, "seq": int(key), "line_kind": kind, **fields}


def invoice(identity: str, number: str, total: str, *lines: dict[str, Any]) -> dict[str, Any]:
    fields = {"kind": cited("数电普票"), "invoice_number": cited(number), "total_with_tax": cited(total)}
    record = {"type": "Invoice", "fields": {**fields, "lines": list(lines)}}
    return {"id": identity, "name": f"{identity}.pdf", "kind": "invoice", "pages": [1], "record": record}


def planned(category: str, amount: str, top: bool | None = True) -> dict[str, Any]:
    return {"category": cited(category), "amount": cited(amount), "top": top}


def test_sums_are_with_tax_once_an_invoice_and_against_the_budget() -> None:
    meeting = line("1", "会议费", "100.00", "6.00")
    discount = line("2", "会议费", "-10.00", "-0.60", "discount")
    budget = {
        "id": "b",
        "name": "预算.xlsx",
        "kind": "budget",
        "pages": [1],
        "record": {
            "type": "Budget",
            "fields": {
                "lines": [
                    planned("一、会议费", "90.00"),
                    planned("会议费", "50.00", top=False),
                    planned("咨询费", "30.00"),
                    planned("合计", "120.00"),
                ]
            },
        },
    }
    result = {
        "programme": "station",
        "documents": [
            invoice("a", "1", "95.40", meeting, discount),
            invoice("a2", "1", "95.40", meeting, discount),
            invoice("c", "2", "53.00", line("1", "餐费", "50.00", "3.00")),
            invoice("d", "3", "10.00", line("1", "某某", "10.00", "0.00")),
            budget,
        ],
    }
    assert budget_of(result) == {"会议费": Decimal("90.00"), "咨询费": Decimal("30.00")}
    vouchers = vouchers_of(result)
    assert [one.files for one in vouchers] == [("a.pdf", "a2.pdf"), ("c.pdf",), ("d.pdf",)]
    totals = {one.name: one for one in totals_of(result, vouchers)}
    held = totals["会议费"]
    assert (held.placed, held.budget, held.left) == (Decimal("95.40"), Decimal("90.00"), Decimal("-5.40"))
    assert (totals["咨询费"].placed, totals["咨询费"].left) == (Decimal(0), Decimal("30.00"))
    assert totals["第十七条（二）用餐"].placed == Decimal("53.00")
    assert (totals[UNPLACED].placed, totals[UNPLACED].open) == (Decimal(0), Decimal("10.00"))
    assert totals_of({**result, "programme": ""}, vouchers) == []

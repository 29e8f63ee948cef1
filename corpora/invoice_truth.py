"""What a truth file says of an invoice, and whether a record says the same.

Compared ignoring white space and bracket width; null in a truth file is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine
from extractor.text.uppercase_amounts import parse_uppercase

SURE = 0.9
KINDS = {"深圳电子普通发票": "电子普票", "数电-航空运输电子客票行程单": "航空电子行程单"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`result`: right, wrong or missing; `sure` where the record's confidence is at least 0.9."""

    field: str
    result: str
    sure: bool
    expected: str
    found: str
    confidence: float = 0.0


def compared(truth: dict[str, Any], found: Invoice | None) -> Iterator[Outcome]:
    """One outcome for each field that the truth knows, the items line by line."""
    for name, read in FIELDS.items():
        expected = truth.get(name)
        if expected is None or (name == "kind" and expected == "several"):
            continue
        value = read(found) if found is not None else Absent(name, "not_found")
        yield _outcome(name, expected, value)
    if truth.get("items"):
        yield from _items(truth["items"], found.lines if found else ())


def _items(expected: list[dict[str, Any]], lines: tuple[InvoiceLine, ...]) -> Iterator[Outcome]:
    yield Outcome(
        "items.count", "right" if len(lines) == len(expected) else "wrong", False, str(len(expected)), str(len(lines))
    )
    for at, item in enumerate(expected):
        line = lines[at] if at < len(lines) else None
        for name, read in ITEM_FIELDS.items():
            if item.get(name) is None:
                continue
            value = read(line) if line is not None else Absent(name, "not_found")
            yield _outcome(f"items.{name}", item[name], value)


def _outcome(name: str, expected: Any, value: Field[Any]) -> Outcome:
    if not isinstance(value, Cited):
        return Outcome(name, "missing", False, str(expected), "")
    right = _same(name, expected, value.value)
    return Outcome(
        name,
        "right" if right else "wrong",
        value.confidence >= SURE,
        str(expected),
        str(value.value),
        value.confidence,
    )


def _same(name: str, expected: Any, value: Any) -> bool:
    if isinstance(value, bool) or isinstance(expected, bool):
        return bool(value) == bool(expected)
    if isinstance(value, Decimal):
        return _decimal(expected) == value
    if name == "kind":
        plain = re.sub(r"[（(].*|\s.*", "", str(expected))
        return str(value) == KINDS.get(plain, plain) or (str(value).startswith(plain) and plain == "数电")
    if name == "total_cn":
        return parse_uppercase(str(expected)) == parse_uppercase(str(value))
    return plain_text(str(expected)) == plain_text(str(value))


def _decimal(value: Any) -> Decimal | None:
    if re.fullmatch(r"[*＊]+", str(value)):
        return Decimal(0)
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def plain_text(text: str) -> str:
    """
    >>> plain_text("某（北京） 公司") == plain_text("某(北京)公司")
    True
    """
    narrow = text.translate(str.maketrans("（）：，；％！", "():,;%!"))
    return re.sub(r"\s", "", narrow)


def _trip(name: str) -> Callable[[Invoice], Field[Any]]:
    return lambda found: getattr(found.trip, name) if found.trip else Absent(name, "not_found")


FIELDS: dict[str, Callable[[Invoice], Field[Any]]] = {
    "kind": lambda found: found.kind,
    "invoice_code": lambda found: found.invoice_code,
    "invoice_number": lambda found: found.invoice_number,
    "issue_date": lambda found: found.issue_date,
    "check_code": lambda found: found.check_code,
    "buyer_name": lambda found: found.buyer.name,
    "buyer_tax_id": lambda found: found.buyer.tax_id,
    "seller_name": lambda found: found.seller.name,
    "seller_tax_id": lambda found: found.seller.tax_id,
    "amount_excl_tax": lambda found: found.total_amount,
    "tax_total": lambda found: found.total_tax,
    "total": lambda found: found.total_with_tax,
    "total_cn": lambda found: found.total_in_words,
    "is_red": lambda found: found.is_red,
    "red_of": lambda found: found.blue_number,
    "original_invoice_number": lambda found: found.blue_number,
    "specific_business": lambda found: found.specific_business,
    "ticket_number": _trip("e_ticket_no"),
    "travel_date": _trip("depart_date"),
    "travel_time": _trip("depart_time"),
    "from": _trip("from_"),
    "to": _trip("to"),
    "train": _trip("vehicle_no"),
    "seat": _trip("seat"),
    "plate": _trip("vehicle_no"),
}
ITEM_FIELDS: dict[str, Callable[[InvoiceLine], Field[Any]]] = {
    "name": lambda line: line.raw_name,
    "amount": lambda line: line.amount,
    "tax_rate": lambda line: line.tax_rate_text,
    "tax": lambda line: line.tax,
}

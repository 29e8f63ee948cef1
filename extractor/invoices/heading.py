"""The head of an invoice: code, number, date, check code, machine number. Each by its label, then by its shape.

OCR glues label and value, drops the label, or reads № as No: the shape of the value decides what is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.invoices.cells import day, digits, understood
from extractor.invoices.pieces import Strip
from extractor.invoices.wording import Label
from extractor.records.cited import Absent, Cited, Field
from extractor.records.partial_date import PartialDate

BARE = 0.9  # certainty of a value known by its shape only
_CODE = re.compile(r"(?<!\d)(?:\d{12}|\d{10})(?!\d)")
_NO = re.compile(r"(?:N[oO0°º]|№)\s*[.:]?\s*(\d{8})(?!\d)")
_EIGHT = re.compile(r"(?<!\d)\d{8}(?!\d)")
_TWENTY = re.compile(r"(?<!\d)\d{20}(?!\d)")


@dataclass(frozen=True, slots=True)
class Heading:
    code: Field[str]
    number: Field[str]
    date: Field[PartialDate]
    check: Field[str]
    machine: Field[str]


def heading(labels: Sequence[Label], strips: Sequence[Strip], top: float) -> Heading:
    """`top` is where the head ends: the goods' header."""
    head = [strip for strip in strips if strip.y < top]
    number = _labelled(labels, "number", digits(20, 8, 10), "发票号码")
    code = _labelled(labels, "code", digits(12, 10, 8), "发票代码")
    if not number.present:
        number = _shaped(head, (_NO, _TWENTY), "发票号码") or number
    if not code.present and not (number.present and len(number.value) == 20):
        code = _shaped(_above(labels, head, strips), (_CODE,), "发票代码") or code
    if not number.present and code.present:
        number = _shaped(_above(labels, head, strips), (_EIGHT,), "发票号码") or number
    return Heading(
        code, number, _date(labels, head), _labelled(labels, "check", _check, "校验码"),
        _labelled(labels, "machine", digits(12), "机器编号"),
    )  # fmt: skip


def _check(text: str) -> str | None:
    """20 digits on 税控 invoices; 5 or 6 characters on 区块链 and fiscal ones."""
    plain = re.sub(r"\s", "", text)
    found = re.match(r"\d{20}(?!\d)|[0-9A-Za-z]{5,6}(?![0-9A-Za-z])", plain)
    return found[0] if found else None


def _labelled(labels: Sequence[Label], name: str, read: Callable[[str], str | None], title: str) -> Field[str]:
    missed: Field[str] = Absent(title, "not_found")
    for label in labels:
        if label.name != name:
            continue
        field: Field[str] = understood(title, label.value, read)
        if field.present:
            return field
        if missed.spans == () and field.spans:
            missed = field
    return missed


def _date(labels: Sequence[Label], head: Sequence[Strip]) -> Field[PartialDate]:
    for label in labels:
        if label.name == "date":
            pieces = [piece for piece in label.value if re.search(r"\d", piece.text)]
            field = understood("开票日期", pieces, day)
            if field.present:
                return field
    for strip in head:
        match = re.search(r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日", strip.text)
        if match:
            return understood("开票日期", strip.take(*match.span()), day, BARE)
    return Absent("开票日期", "not_found")


def _above(labels: Sequence[Label], head: Sequence[Strip], strips: Sequence[Strip]) -> list[Strip]:
    """The rows above the buyer: an 8- or 10-digit run below may be a telephone or an account."""
    names = [label.piece.bbox.top for label in labels if label.name in ("name", "tax_id", "machine", "buyer_name")]
    limit = min(names, default=head[-1].bbox.bottom if head else 0.0)
    return [strip for strip in strips if strip.y < limit]


def _shaped(strips: Sequence[Strip], patterns: Sequence[re.Pattern[str]], title: str) -> Cited[str] | None:
    for pattern in patterns:
        for strip in strips:
            match = pattern.search(strip.text)
            if match:
                group = 1 if match.lastindex else 0
                parts = strip.take(*match.span(group))
                field: Field[str] = understood(title, parts, lambda text: re.sub(r"\D", "", text) or None, BARE)
                if isinstance(field, Cited):
                    return field
    return None

"""The same invoice in several forms (XML, OFD, PDF, a scan) is one invoice: one record, and where the forms disagree.

Forms are weighed XML > OFD > PDF text > OCR (the QR code stands in each form's own record). What the strongest form
leaves open comes from the next; a value that several say without OCR cites each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from checks.case import CaseDocument
from checks.declaring import declared
from checks.invoice_identity import identity
from checks.papers import records_of
from extractor.document import Span
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine
from extractor.records.voucher_list import VoucherList
from extractor.text.uppercase_amounts import parse_uppercase

DISPUTED = 0.6  # certainty of a value that two forms state differently
SURE = 0.9  # an OCR reading below this contradicts nothing

_COMPARED: tuple[tuple[str, str], ...] = (
    ("发票代码", "invoice_code"), ("开票日期", "issue_date"), ("购买方名称", "buyer.name"),
    ("购买方税号", "buyer.tax_id"), ("销售方名称", "seller.name"), ("销售方税号", "seller.tax_id"),
    ("合计金额", "total_amount"), ("合计税额", "total_tax"), ("价税合计", "total_with_tax"),
    ("大写", "total_in_words"),
)  # fmt: skip
_LINE_FIELDS = (("项目名称", "raw_name"), ("金额", "amount"), ("税额", "tax"))


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One thing that two forms say differently."""

    label: str
    first: Cited[Any]
    second: Cited[Any]

    def __str__(self) -> str:
        return f"{self.label}（{self.first.value} / {self.second.value}）"


@dataclass(frozen=True, slots=True)
class InvoiceForms:
    """`invoice` is the one record, `forms` the readings it was made of (the strongest first), `files` their names."""

    invoice: Invoice
    forms: tuple[Invoice, ...]
    files: tuple[str, ...]
    differences: tuple[FormDifference, ...] = ()


def invoices_of(documents: Sequence[CaseDocument]) -> tuple[InvoiceForms, ...]:
    """Every invoice of the papers once, in their order, with what the papers around it declare of it."""
    held: dict[str, list[tuple[Invoice, str]]] = {}
    own = [document for document in documents if not document.twin]
    lists = [record for document in own for record in records_of(document) if type(record) is VoucherList]
    for document in own:
        for number, record in enumerate(records_of(document)):
            if type(record) is Invoice:
                key = identity(record) or f"{document.id}#{number}"
                held.setdefault(key, []).append((declared(record, document.name, lists), document.name))
    return tuple(one_of(forms) for forms in held.values())


def one_of(readings: Sequence[tuple[Invoice, str]]) -> InvoiceForms:
    """The forms of one invoice with the names of their files, put together."""
    lists = [reading for reading in readings if _is_list(reading[0])]
    faces = [reading for reading in readings if not _is_list(reading[0])]
    if lists and faces:
        # The list of goods is a part of its invoice, not another form of it.
        goods = tuple(line for one, _ in lists for line in one.lines)
        readings = [(replace(one, listed=one.listed or goods), name) for one, name in faces]
    ordered = sorted(readings, key=lambda reading: rank(reading[0]))
    made = ordered[0][0]
    found: list[FormDifference] = []
    for other, _ in ordered[1:]:
        found += _differences(made, other)
        made = _with(made, other)
    return InvoiceForms(made, tuple(one for one, _ in ordered), tuple(name for _, name in ordered), tuple(found))


def _is_list(invoice: Invoice) -> bool:
    return invoice.kind.present and invoice.kind.value == "销货清单"


def rank(invoice: Invoice) -> int:
    """0 XML, 1 OFD or a PDF that carries data, 2 a text layer, 3 OCR."""
    sources = set(invoice.sources)
    if any(source.startswith("ocr") for source in sources):
        return 3
    return 0 if sources <= {"xml"} else 1 if "xml" in sources else 2


def _differences(first: Invoice, second: Invoice) -> Iterator[FormDifference]:
    for label, path in _COMPARED:
        yield from _differing(label, _at(first, path), _at(second, path))
    ours, theirs = first.listed or first.lines, second.listed or second.lines
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            for label, name in _LINE_FIELDS:
                yield from _differing(f"第 {one.seq} 行{label}", getattr(one, name), getattr(other, name))


def _at(invoice: Invoice, path: str) -> Field[Any]:
    value: Any = invoice
    for name in path.split("."):
        value = getattr(value, name)
    return value  # type: ignore[no-any-return]


def _differing(label: str, one: Field[Any], other: Field[Any]) -> Iterator[FormDifference]:
    if not isinstance(one, Cited) or not isinstance(other, Cited) or same(one.value, other.value):
        return
    if all(not _by_ocr(field) or field.confidence >= SURE for field in (one, other)):
        yield FormDifference(label, one, other)


def _with(first: Any, second: Any) -> Any:
    """`first` with what it leaves open taken from `second`, and `second`'s citation where both say the same."""
    changed: dict[str, Any] = {}
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, Absent) and isinstance(other, Cited):
            changed[field.name] = other
        elif isinstance(one, Cited) and isinstance(other, Cited):
            changed[field.name] = _cited_by_both(one, other)
        elif one is None or one == ():
            changed[field.name] = other
        elif field.name == "sources":
            changed[field.name] = tuple(dict.fromkeys((*one, *other)))
        elif _rows(one, other):
            changed[field.name] = tuple(_with(ours, theirs) for ours, theirs in zip(one, other, strict=True))
        elif is_dataclass(one) and type(one) is type(other) and not isinstance(one, Cited | Absent):
            changed[field.name] = _with(one, other)
    return replace(first, **changed)


def _rows(one: Any, other: Any) -> bool:
    """Lines that stand for each other: as many of them in both forms."""
    rows = isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other)
    return rows and bool(one) and isinstance(one[0], InvoiceLine)


def _cited_by_both(one: Cited[Any], other: Cited[Any]) -> Cited[Any]:
    if _by_ocr(other):
        return one
    if not same(one.value, other.value):
        return replace(one, spans=one.spans + other.spans, confidence=min(one.confidence, DISPUTED))
    return replace(one, spans=one.spans + other.spans)


def _by_ocr(field: Field[Any]) -> bool:
    return any(span.source.startswith("ocr") for span in field.spans)


def same(one: Any, other: Any) -> bool:
    """Equal but for white space, brackets' width, and how a sum is written.

    >>> from decimal import Decimal
    >>> same("某（北京） 公司", "某(北京)公司"), same(Decimal("1.50"), Decimal("1.5")), same("壹元整", "壹圆整")
    (True, True, True)
    """
    if not isinstance(one, str) or not isinstance(other, str):
        return bool(one == other)
    amount = parse_uppercase(one)
    if amount is not None:
        return amount == parse_uppercase(other)
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def disputed(form: Invoice) -> Iterator[FormDifference]:
    """What one file states in two ways: as data and in print. The record's value is doubted for it already."""
    for label, path in _COMPARED:
        field = _at(form, path)
        if not isinstance(field, Cited) or field.confidence > DISPUTED:
            continue
        data = tuple(span for span in field.spans if span.source == "xml")
        print_ = tuple(span for span in field.spans if span.source == "text")
        if data and print_ and not _within(_text(data), _text(print_)):
            yield FormDifference(label, Cited(_text(data), data, 1.0), Cited(_text(print_), print_, 1.0))


def _text(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans).strip()


def _within(one: str, other: str) -> bool:
    return _plain(one) in _plain(other) or _plain(other) in _plain(one)

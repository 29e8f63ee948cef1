"""The lines of goods that data states: by the element that holds each, or by the row where tagged texts stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from extractor.document import DataField, OnPage, Span
from extractor.invoices.cells import money
from extractor.invoices.goods import parted, rate_of, tax_of, with_kinds
from extractor.invoices.stated_words import meaning
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import InvoiceLine

T = TypeVar("T")
Cells = Mapping[str, Sequence[Span]]


def stated_lines(fields: Iterable[DataField]) -> tuple[InvoiceLine, ...]:
    """In the order in which they are stated."""
    held: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    loose: list[tuple[str, Span]] = []
    for field in fields:
        known = meaning(field.name, field.origin)
        if known is not None and known.line == "*":
            loose.append((known.word, field.span))
        elif known is not None and known.line:
            held[known.line][known.word].append(field.span)
    rows: list[Cells] = list(held.values()) or _by_place(loose)
    whole = [row for row in rows if "name" in row or "amount" in row]
    return with_kinds([_line(number, row) for number, row in enumerate(whole, 1)])


def _by_place(loose: Sequence[tuple[str, Span]]) -> list[Cells]:
    """Each sum begins a row; what stands at its height or below it, up to the next, belongs to it."""
    sums = sorted((_at(span) for word, span in loose if word == "amount"), key=lambda at: at[:2])
    rows: list[dict[str, list[Span]]] = [defaultdict(list) for _ in sums]
    for word, span in loose:
        page, top, height = _at(span)
        before = [at for at, other in enumerate(sums) if (other[0], other[1]) <= (page, top + 0.5 * height)]
        if before:
            rows[before[-1]][word].append(span)
    return list(rows)


def _at(span: Span) -> tuple[int, float, float]:
    if isinstance(span.place, OnPage):
        return span.place.page, span.place.bbox.top, span.place.bbox.height
    return 0, 0.0, 0.0


def _line(number: int, cells: Cells) -> InvoiceLine:
    name = _cell(cells, "name", "项目名称", _worded)
    short, item = parted(name)
    return InvoiceLine(
        key=str(number),
        seq=number,
        raw_name=name,
        short_name=short,
        item_text=item,
        tax_class_code=_cell(cells, "class_code", "税收分类编码", _worded),
        spec=_cell(cells, "spec", "规格型号", _worded),
        unit=_cell(cells, "unit", "单位", _worded),
        quantity=_cell(cells, "quantity", "数量", money),
        unit_price=_cell(cells, "price", "单价", money),
        amount=_cell(cells, "amount", "金额", money),
        tax_rate_text=_cell(cells, "rate", "税率", rate_text),
        tax_rate=_cell(cells, "rate", "税率", lambda text: rate_of(rate_text(text))),
        tax=_cell(cells, "tax", "税额", tax_of),
    )


def _cell(cells: Cells, word: str, label: str, read: Callable[[str], T | None]) -> Field[T]:
    spans = tuple(cells.get(word, ()))
    if not spans:
        return Absent(label, "not_found")
    value = read("".join(span.text for span in spans).strip())
    if value is None:
        return Absent(label, "unreadable", tuple(span.place for span in spans), spans)
    return Cited(value, spans, 1.0)


def _worded(text: str) -> str | None:
    return text or None


def rate_text(text: str) -> str:
    """As invoices print it; data states it as a fraction.

    >>> rate_text("0.060000"), rate_text("0.015"), rate_text("13%"), rate_text("0"), rate_text("免税"), rate_text("6")
    ('6%', '1.5%', '13%', '0%', '免税', '6%')
    """
    plain = text.strip()
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,10})?|\.\d{1,10}", plain):
        return plain
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return plain
    share = value * 100 if value < 1 else value
    return f"{share.normalize():f}%"

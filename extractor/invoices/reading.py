"""A page -> its invoices: pieces set upright, parted, told by kind, read by that kind's layout, weighed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.document import Mark, Page, Span
from extractor.impression import SHAPES, read_detail
from extractor.invoices.air import air
from extractor.invoices.cells import text_field, understood
from extractor.invoices.columns import header
from extractor.invoices.draft import Face, absent, qr_of
from extractor.invoices.frame import by_way, levelled, upright
from extractor.invoices.heading import Heading, heading
from extractor.invoices.notices import notices
from extractor.invoices.pieces import Piece, Strip, mended, pieces_of, strips
from extractor.invoices.rail import rail
from extractor.invoices.receipts import fiscal, roll, slip
from extractor.invoices.regions import marks_in, regions
from extractor.invoices.sides import is_part
from extractor.invoices.titles import kind_of, printed, region_in, title_piece
from extractor.invoices.vat import vat
from extractor.invoices.weighing import weighed
from extractor.invoices.wording import labels_in
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine, QrCode
from extractor.text.invoice_numbers import of_code, of_number

LIST = "销货清单"
LAYOUTS: dict[str, Callable[[Face], Invoice]] = {
    "铁路电子客票": rail,
    "航空电子行程单": air,
    "财政电子票据": fiscal,
    "出租车票": roll,
    "定额发票": roll,
    "卷票": roll,
    "机打发票": roll,
    "收据": slip,
}


def faces(page: Page) -> list[Face]:
    """Each invoice-like group of the page."""
    ways = [upright(pieces) for pieces in by_way(pieces_of(page), page.turn)]
    margins = [[piece for piece in every if _in_margin(piece)] for every in ways]
    parts = [
        (group, margin)
        for every, margin in zip(ways, margins, strict=True)
        for group in regions([piece for piece in every if not _in_margin(piece)])
        if group
    ]
    return [
        replace(
            _face(mended(levelled(group)), marks_in(group, page.marks, len(parts))),
            notices=notices(group, margin, len(parts)),
        )
        for group, margin in parts
    ]


def _in_margin(piece: Piece) -> bool:
    """Text that runs down the edge of a form: printer's notes, copies' names, counts of downloads."""
    return len(piece.text) > 1 and piece.bbox.height > 2 * piece.bbox.width and not is_part(piece)


def invoices(page: Page) -> tuple[Invoice, ...]:
    """The invoices of a page, top to bottom."""
    return tuple(read(face) for face in faces(page))


def read(face: Face) -> Invoice:
    made = LAYOUTS.get(face.kind, vat)(face)
    if face.kind == LIST:
        made = replace(made, lines=tuple(line for line in made.lines if not _is_sum(line)))
    return weighed(replace(made, region=_region(face, made), notices=face.notices), _repeated(face))


def _repeated(face: Face) -> frozenset[str]:
    """Codes and numbers printed twice, as paper invoices do: two readings that agree."""
    runs = Counter(run for piece in face.pieces for run in set(re.findall(r"\d{8,20}", piece.text)))
    return frozenset(run for run, times in runs.items() if times > 1)


def _face(pieces: Sequence[Piece], marks: Sequence[Mark]) -> Face:
    rows = strips(pieces)
    labels = [label for row in rows for label in labels_in(row)]
    columns = header(pieces)
    top = columns.bbox.top if columns else max(p.bbox.bottom for p in pieces)
    head = heading(labels, rows, top)
    above = [piece for piece in pieces if piece.y < top]
    title = title_piece(above)
    qr = qr_of(marks)
    text = "".join(row.text for row in strips(above))
    kind = kind_of(text, _value(head.number), _value(head.code), _qr_type(qr))
    named: Field[str] = text_field("票据名称", [title]) if title else absent("票据名称")
    head, inferred = _fitting(head, kind, rows), not printed(text, _qr_type(qr))
    shown = (tuple(pieces), tuple(rows), tuple(labels))
    return Face(*shown, head, kind, named, qr, _seal(marks), inferred=inferred)


def _fitting(head: Heading, kind: str, rows: Sequence[Strip]) -> Heading:
    """A 20-digit number has no code: digits of the head that look like one are not. A list of goods names the invoice
    that it belongs to."""
    if kind == LIST:
        return _of_list(head, rows)
    number, code = head.number, head.code
    if kind.startswith("数电") and "纸质" not in kind and isinstance(number, Cited) and len(number.value) == 20:
        return replace(head, code=Absent("发票代码", "not_found")) if code.present else head
    return head


def _is_sum(line: InvoiceLine) -> bool:
    """A list ends with 小计 and 总计, which are no goods."""
    return not line.raw_name.present or bool(re.match(r"[小总合]\s*计", line.raw_name.value))


_BELONGS = re.compile(r"代\s*码\s*:?\s*(\d{10}|\d{12})(?!\d)\D{0,12}?号\s*码\s*:?\s*(\d{8})(?!\d)")


def _of_list(head: Heading, rows: Sequence[Strip]) -> Heading:
    for row in rows:
        match = _BELONGS.search(row.text)
        if match:
            code: Field[str] = understood("发票代码", row.take(*match.span(1)), str.strip)
            number: Field[str] = understood("发票号码", row.take(*match.span(2)), str.strip)
            return replace(head, code=code, number=number)
    return head


def _value(value: Field[str]) -> str:
    return value.value if isinstance(value, Cited) else ""


def _qr_type(qr: QrCode | None) -> str:
    return _value(qr.type) if qr else ""


def _seal(marks: Sequence[Mark]) -> Field[bool]:
    """A seal was seen; that none was seen proves nothing on a grey copy; a doubtful one is no proof either."""
    clear = [mark for mark in marks if mark.kind == "seal" and read_detail(mark.detail).shape in SHAPES]
    if not clear:
        return absent("印章")
    return Cited(True, (Span("", clear[0].place, 0.9, "text", ""),), 0.9)


def _region(face: Face, made: Invoice) -> Field[str]:
    """As the title says, else as the number or code does."""
    if isinstance(face.title, Cited) and (named := region_in(face.title.value)):
        return replace(face.title, value=named)
    for value, parts in ((made.invoice_number, of_number), (made.invoice_code, of_code)):
        if isinstance(value, Cited) and (found := parts(value.value)):
            return replace(value, value=found.region)
    return absent("地区")

"""An invoice before its evidence is weighed: what every layout starts from, and the code beside the face."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Mark, Span
from extractor.invoices.heading import Heading
from extractor.invoices.parties import nobody
from extractor.invoices.pieces import Piece, Strip
from extractor.invoices.wording import Label
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, QrCode
from extractor.text.invoice_qr import QrText, parse_qr

INFERRED = 0.6
"""How sure a kind is that only the number's shape tells."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a layout works on: the pieces of one invoice, upright, with their rows and labels.

    `inferred`: no title and no QR code says its kind, only the shape of its number.
    """

    pieces: tuple[Piece, ...]
    strips: tuple[Strip, ...]
    labels: tuple[Label, ...]
    heading: Heading
    kind: str
    title: Field[str]
    qr: QrCode | None
    seal: Field[bool]
    notices: tuple[Cited[str], ...] = ()
    inferred: bool = False

    @property
    def text(self) -> str:
        return "\n".join(strip.text for strip in self.strips)

    def labelled(self, *names: str) -> list[Label]:
        return [label for label in self.labels if label.name in names]


def absent(label: str) -> Absent:
    return Absent(label, "not_found")


def empty(face: Face) -> Invoice:
    """Only what stands in the head; layouts replace the rest."""
    head = face.heading
    spans = [piece.span for piece in face.pieces]
    sources = sorted({span.source for span in spans}) + (["qr"] if face.qr else [])
    told = face.qr is not None and face.qr.type.present
    certain = INFERRED if face.inferred else 1.0
    if not told and isinstance(face.title, Cited):
        certain = min(certain, face.title.confidence)
    kind: Field[str] = Cited(face.kind, _title_spans(face, spans), certain) if face.kind else absent("票种")
    return Invoice(
        kind=kind, title=face.title, region=absent("地区"),
        invoice_code=head.code, invoice_number=head.number, issue_date=head.date,
        check_code=head.check, machine_no=head.machine,
        buyer=nobody("购买方"), seller=nobody("销售方"), lines=(),
        total_amount=absent("合计金额"), total_tax=absent("合计税额"), total_with_tax=absent("价税合计"),
        total_in_words=absent("大写"), remark=absent("备注"), payee=absent("收款人"), reviewer=absent("复核"),
        drawer=absent("开票人"), is_red=absent("红字"), blue_number=absent("被红冲号码"),
        red_confirmation_no=absent("红字确认单编号"), specific_business=absent("特定业务"),
        page_x_of_y=page_of(face.strips), qr=face.qr, seal_present=face.seal, sources=tuple(sources),
    )  # fmt: skip


def _title_spans(face: Face, spans: Sequence[Span]) -> tuple[Span, ...]:
    return face.title.spans if isinstance(face.title, Cited) else tuple(spans[:1])


def page_of(strips: Sequence[Strip]) -> Field[str]:
    for strip in strips:
        match = re.search(r"共\s*(\d+)\s*页\s*第\s*(\d+)\s*页", strip.text)
        if match:
            parts = strip.take(*match.span())
            return Cited(
                f"{match[2]}/{match[1]}", tuple(p.span for p in parts), min(p.span.confidence for p in parts)
            )
    return absent("页码")


def qr_of(marks: Sequence[Mark]) -> QrCode | None:
    """The invoice's QR code; one of another sort is kept as text only."""
    texts = [mark for mark in marks if mark.kind == "qr" and mark.detail]
    parsed = [(mark, parse_qr(mark.detail)) for mark in texts]
    for mark, read in parsed:
        if read is not None:
            return _qr(mark, read)
    return _plain(texts[0]) if texts else None


def _span(mark: Mark, text: str) -> Span:
    return Span(text, mark.place, 1.0, "qr", mark.detail)


def _qr(mark: Mark, read: QrText) -> QrCode:
    def cited(label: str, value: object, text: str) -> Field[object]:
        return Cited(value, (_span(mark, text),), 1.0) if value not in (None, "") else absent(label)

    return QrCode(
        text=Cited(mark.detail, (_span(mark, mark.detail),), 1.0),
        type=cited("二维码票种", read.type, read.type),  # type: ignore[arg-type]
        code=cited("二维码发票代码", read.code, read.code),  # type: ignore[arg-type]
        number=cited("二维码发票号码", read.number, read.number),  # type: ignore[arg-type]
        amount=cited("二维码金额", read.amount, str(read.amount)),  # type: ignore[arg-type]
        date=cited("二维码日期", read.date, str(read.date)),  # type: ignore[arg-type]
        check_code=cited("二维码校验码", read.check_code, read.check_code),  # type: ignore[arg-type]
        crc=cited("二维码校验和", read.crc, read.crc),  # type: ignore[arg-type]
        crc_variant_matched=read.crc_variant,
    )


def _plain(mark: Mark) -> QrCode:
    gone = absent("二维码字段")
    text: Field[str] = Cited(mark.detail, (_span(mark, mark.detail),), 1.0)
    return QrCode(text, gone, gone, gone, gone, gone, gone, gone)

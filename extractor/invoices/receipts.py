"""The smaller papers: 财政电子票据, 出租车票, 定额发票, 卷票, 通用机打发票, and what bears no layout of its own.

Rolls are printed by needles in a form printed before: values stand beside or below their labels, often shifted. What
does not stand in its label's row is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.invoices.cells import day, money, text_field, understood
from extractor.invoices.columns import Columns, header
from extractor.invoices.draft import Face, absent, empty
from extractor.invoices.goods import lines
from extractor.invoices.parties import SHIFTED, nobody, tax_id_field
from extractor.invoices.pieces import Piece
from extractor.invoices.vat import vat
from extractor.records.cited import Absent, Field
from extractor.records.invoice import Invoice, InvoiceLine, Party, Trip
from extractor.text.uppercase_amounts import find_uppercase, parse_uppercase

_MARKED = re.compile(r"[¥￥]\s*(-?\d[\d,]*\s?\.\s?\d{2})(?!\d)")
_YUAN = re.compile(r"(?<![\d.])(-?\d[\d,]*\s?\.\s?\d{2})\s*元")
_DAY = re.compile(r"20\d\d\s*[年.\-]\s*\d{1,2}\s*[月.\-]\s*\d{1,2}\s*日?")
_PLATE = re.compile(r"(?<![0-9A-Z])(?:[\u3400-\u9fff])?[A-Z][A-Z0-9]{5,6}(?![0-9A-Z])")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?![\d:])")
_RECEIVED = re.compile(
    r"(?:今\s*)?收\s*到\s*:?\s*([\u3400-\u9fffA-Za-z0-9()·]{2,40}?)\s*(?:交\s*来|交\s*纳|缴\s*纳)\s*:?\s*([\u3400-\u9fffA-Za-z0-9()、]{2,40})"
)
_PRICE = re.compile(r"单\s*价|附\s*加|电\s*召|余\s*额|里\s*程")


def fiscal(face: Face) -> Invoice:
    """交款人 is the buyer, 收款单位 the seller; 金额合计 in words and figures."""
    words, in_words = _words(face)
    total = _fiscal_total(face)
    columns = header(face.pieces)
    return replace(
        empty(face),
        lines=lines(face.pieces, columns, _foot(face, columns), columns.bbox.x0 - 110) if columns else (),
        buyer=_side(face, "buyer_name", "payer_id", "交款人"),
        seller=_side(face, "seller_name", "", "收款单位"),
        total_with_tax=total if total.present else in_words,
        total_in_words=words,
        payee=_person(face, "payee", "收款人"),
        reviewer=_person(face, "reviewer", "复核"),
    )


def _foot(face: Face, columns: Columns) -> float:
    """Where 金额合计 stands below the goods."""
    words = r"(?:金\s*额\s*)?合\s*计|大\s*写|小\s*写"
    return min(
        (p.bbox.top for p in face.pieces if p.y > columns.bbox.bottom and re.match(rf"\s*[(]?(?:{words})", p.text)),
        default=float("inf"),
    )


def slip(face: Face) -> Invoice:
    """收据 (also of fines): 今收到 somebody 交来 something, 金额（大写）; the seal's owner signs below."""
    words, in_words = _words(face)
    total = _roll_total(face)
    total = total if total.present else in_words
    payer, thing = _received(face)
    made = replace(
        empty(face),
        invoice_number=face.heading.number if face.heading.number.present else _slip_number(face),
        buyer=replace(nobody("交款人"), name=payer),
        seller=replace(nobody("收款单位"), name=_signer(face)),
        lines=(_slip_line(thing, total),) if thing.present else (),
        total_with_tax=total,
        total_in_words=words,
    )
    return made if made.issue_date.present else replace(made, issue_date=_any_day(face))


def _received(face: Face) -> tuple[Field[str], Field[str]]:
    for strip in face.strips:
        match = _RECEIVED.search(strip.text)
        if match:
            return (
                understood("交款人", strip.take(*match.span(1)), str.strip),
                understood("项目", strip.take(*match.span(2)), str.strip),
            )
    return absent("交款人"), absent("项目")


def _slip_number(face: Face) -> Field[str]:
    for label in face.labelled("number"):
        match = re.match(r"\s*:?\s*(\d{5,12})(?!\d)", label.strip.text[label.end :])
        if match:
            parts = label.strip.take(label.end + match.start(1), label.end + match.end(1))
            return understood("票据号码", parts, str.strip)
    return absent("票据号码")


def _signer(face: Face) -> Field[str]:
    for strip in face.strips:
        match = re.search(r"([\u3400-\u9fff()]{4,40}?)\s*[(]\s*(?:盖\s*章|公\s*章|章)\s*[)]", strip.text)
        if match:
            return understood("收款单位", strip.take(*match.span(1)), str.strip)
    return _side(face, "seller_name", "", "收款单位").name


def _slip_line(thing: Field[str], total: Field[Decimal]) -> InvoiceLine:
    gone = absent("明细")
    return InvoiceLine("1", 1, thing, gone, thing, gone, gone, gone, gone, gone, total, gone, gone, gone)


def _side(face: Face, name: str, tax: str, title: str) -> Party:
    party = nobody(title)
    for label in face.labelled(name)[:1]:
        blank = Absent(f"{title}名称", "blank", (), (label.piece.span,))
        party = replace(party, name=text_field(f"{title}名称", label.value[:1]) if label.value else blank)
    for label in face.labelled(tax)[:1]:
        if label.value:
            party = replace(party, tax_id=tax_id_field(label.value[:1], f"{title}税号"))
    return party


def _person(face: Face, name: str, title: str) -> Field[str]:
    for label in face.labelled(name):
        if label.value:
            return text_field(title, label.value[:1])
    return absent(title)


def _words(face: Face) -> tuple[Field[str], Field[Decimal]]:
    for strip in face.strips:
        found = find_uppercase(strip.text)
        if found:
            parts = strip.take(found.start, found.end)
            return understood("大写", parts, str.strip), understood("大写", parts, parse_uppercase)
    return absent("大写"), absent("大写")


def _fiscal_total(face: Face) -> Field[Decimal]:
    for label in face.labelled("figures"):
        for piece in label.value[:2]:
            match = re.search(r"-?\d[\d,]*\.\d{2}(?!\d)", piece.text)
            if match:
                return understood("金额合计", [piece.cut(*match.span())], money)
    return absent("金额合计")


def roll(face: Face) -> Invoice:
    """出租车票, 卷票, 定额 and 机打发票: code, number, date, seller and one sum."""
    if face.kind == "卷票" and len(face.labelled("buyer_name", "tax_id")) > 1:
        made = vat(face)
        if made.total_with_tax.present:
            return _with_stacked(made, face)
    words, in_words = _words(face)
    total = _roll_total(face)
    made = replace(
        empty(face),
        seller=_side(face, "seller_name", "", "销售方"),
        total_with_tax=total if total.present else in_words,
        total_in_words=words,
        trip=_ride(face, total) if face.kind == "出租车票" else None,
    )
    return made if made.issue_date.present else replace(made, issue_date=_any_day(face))


def _with_stacked(made: Invoice, face: Face) -> Invoice:
    """Rolls print one party below the other, each with its number in the next row."""
    seller, buyer = (
        _stacked(face, f"{side}_name", title) for side, title in (("seller", "销售方"), ("buyer", "购买方"))
    )
    return replace(
        made,
        seller=seller if seller.name.present and not made.seller.name.present else made.seller,
        buyer=buyer if buyer.name.present and not made.buyer.name.present else made.buyer,
    )


def _stacked(face: Face, name: str, title: str) -> Party:
    party = _side(face, name, "", title)
    heads = face.labelled(name)
    if not heads:
        return party
    y = heads[0].piece.y
    names = [label.piece.y for label in face.labelled("seller_name", "buyer_name") if label.piece.y > y]
    end = min(names, default=float("inf"))
    for label in face.labelled("tax_id"):
        if y < label.piece.y < end and label.value:
            return replace(party, tax_id=tax_id_field(label.value[:1], f"{title}税号"))
    return party


def _any_day(face: Face) -> Field:  # type: ignore[type-arg]
    """A whole date beside or below the label 日期; one of its shape elsewhere is not sure."""
    for strip in face.strips:
        match = _DAY.search(strip.text)
        if match and not re.search(r"印制|有效|批准", strip.text):
            beside = bool(re.search(r"日\s*期\s*:?\s*$", strip.text[: match.start()]))
            return understood("日期", strip.take(*match.span()), day, 1.0 if beside else SHIFTED)
    return absent("日期")


def _roll_total(face: Face) -> Field[Decimal]:
    """The sum in the row of 金额 or 合计; else the first one below the distance or with ¥, which then is not sure."""
    for strip in face.strips:
        label = re.search(r"(?:金\s*额|合\s*计|总\s*价|实\s*收)\s*:?", strip.text)
        if label is None or _PRICE.search(strip.text):
            continue
        match = _MARKED.search(strip.text, label.end()) or _YUAN.search(strip.text, label.end())
        if match:
            return understood("金额", strip.take(*match.span(1)), money, SHIFTED)
    loose = sorted(_sums(_below_distance(face), _YUAN) or _sums(face.pieces, _MARKED), key=lambda piece: piece.y)
    first = next((piece for piece in loose if money(piece.text)), None)
    return understood("金额", [first], money, 0.6) if first else absent("金额")


def _below_distance(face: Face) -> Sequence[Piece]:
    """Below the distance on a taxi's receipt: the price for a kilometre stands above it."""
    distances = [p.bbox.bottom for p in face.pieces if re.search(r"\d\s*(?:KM|公里)", p.text, re.IGNORECASE)]
    return [p for p in face.pieces if p.bbox.top >= max(distances, default=0.0)] if distances else face.pieces


def _sums(pieces: Sequence[Piece], pattern: re.Pattern[str]) -> list[Piece]:
    found = []
    for piece in pieces:
        match = pattern.search(piece.text)
        if match and not _PRICE.search(piece.text):
            found.append(piece.cut(*match.span(1)))
    return found


def _ride(face: Face, fare: Field[Decimal]) -> Trip:
    gone = absent("行程")
    time, plate = _shaped(face, _CLOCK, "上车时间"), _shaped(face, _PLATE, "车号")
    return Trip(gone, gone, gone, gone, _any_day(face), time, plate, gone, fare, gone, gone)


def _shaped(face: Face, pattern: re.Pattern[str], label: str) -> Field[str]:
    for piece in face.pieces:
        match = pattern.search(piece.text)
        if match:
            return understood(label, [piece.cut(*match.span())], str.strip, SHIFTED)
    return absent(label)

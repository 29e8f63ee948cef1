"""电子发票（铁路电子客票）: stations left and right of the train, the fare, who travelled, who pays."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.invoices.cells import money, text_field, understood
from extractor.invoices.draft import Face, absent, empty
from extractor.invoices.parties import tax_id_field
from extractor.invoices.pieces import Piece
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, Party, Trip
from extractor.records.partial_date import PartialDate
from extractor.text.dates import parse_date

_TRAIN = re.compile(r"^\s*([GDCZTKSYLXNA]\s?\d{1,4}|\d{4})\s*(?:次)?\s*$")
_STATION = re.compile(r"^[\u3400-\u9fff\s]{1,8}站$")
_DEPART = re.compile(r"(20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(\d{1,2}:\d{2})?")
_TIME = re.compile(r"(\d{1,2}:\d{2})\s*开?")
_SEAT = re.compile(r"\d{1,2}\s*车\s*\d{1,3}[A-F]?\s*号|\d{1,2}\s*车\s*无座")
_ID = re.compile(r"(?<!\d)\d{4,10}\*{3,10}[\dXx*]{3,4}")
_FLAG = re.compile(r"退票费|退票|始发改签|变更到站|改签|补票|差额退")
_NAME = re.compile(r"^[\u3400-\u9fff·]{2,12}$|^[A-Z][A-Z /]{2,30}$")
_KINDS_OF = re.compile(r"原票|发票|客票|等座|卧|商务|特等|站$|退|改签|优惠|学生|网|仅供")


def rail(face: Face) -> Invoice:
    """The fare is both the trip's fare and the total: tax is in it, and not printed."""
    trip = _trip(face)
    return replace(
        empty(face),
        buyer=payer(face),
        total_with_tax=trip.fare,
        trip=trip,
        is_red=_red(trip.fare),
    )


def payer(face: Face) -> Party:
    """购买方名称 and 统一社会信用代码 in the last rows of a ticket."""
    name: Field[str] = absent("购买方名称")
    tax: Field[str] = absent("购买方税号")
    for label in face.labelled("buyer_name")[:1]:
        parts = label.value
        name = text_field("购买方名称", parts) if parts else Absent("购买方名称", "blank", (), (label.piece.span,))
    for label in face.labelled("tax_id")[:1]:
        blank = Absent("购买方税号", "blank", (), (label.piece.span,))
        tax = tax_id_field(label.value, "购买方税号") if label.value else blank
    return Party(name, tax, absent("购买方地址电话"), absent("购买方开户行账号"))


def _red(fare: Field[Decimal]) -> Field[bool]:
    return Cited(fare.value < 0, fare.spans, fare.confidence) if isinstance(fare, Cited) else absent("红字")


def _trip(face: Face) -> Trip:
    train = next((p for p in face.pieces if _TRAIN.match(p.text)), None)
    start, end = _stations(face, train)
    date, time = _departure(face)
    identity = _found(face, _ID, "证件号码")
    return Trip(
        traveller=_traveller(face, identity),
        id_masked=identity,
        from_=start,
        to=end,
        depart_date=date,
        depart_time=time,
        vehicle_no=text_field("车次", [train]) if train else absent("车次"),
        seat=_found(face, _SEAT, "座位"),
        fare=_fare(face),
        e_ticket_no=_labelled_digits(face, "电子客票号"),
        refund_flag=_found(face, _FLAG, "退改签"),
    )


def _stations(face: Face, train: Piece | None) -> tuple[Field[str], Field[str]]:
    """The nearest names of stations left and right of the train, else the two largest."""
    found = [p for p in face.pieces if _STATION.match(p.text.strip())]
    if train is not None:
        near = [p for p in found if abs(p.y - train.y) < 2.5 * train.bbox.height]
        left = [p for p in near if p.x < train.x]
        right = [p for p in near if p.x > train.x]
        if left and right:
            first, last = max(left, key=lambda p: p.x), min(right, key=lambda p: p.x)
            return text_field("出发站", [first]), text_field("到达站", [last])
    if len(found) == 2:
        first, last = sorted(found, key=lambda p: p.x)
        return text_field("出发站", [first], 0.85), text_field("到达站", [last], 0.85)
    return absent("出发站"), absent("到达站")


def _departure(face: Face) -> tuple[Field[PartialDate], Field[str]]:
    """The date that is not 开票日期, with the time beside it."""
    for strip in face.strips:
        for match in _DEPART.finditer(strip.text):
            before = strip.text[: match.start()]
            if re.search(r"日\s*期\s*:?\s*$", before):
                continue
            time = _TIME.search(strip.text, match.end(1))
            date = understood("乘车日期", strip.take(*match.span(1)), parse_date)
            if time is None:
                return date, absent("开车时间")
            return date, understood("开车时间", strip.take(*time.span(1)), lambda text: text.strip())
    return absent("乘车日期"), absent("开车时间")


def _found(face: Face, pattern: re.Pattern[str], label: str) -> Field[str]:
    for strip in face.strips:
        match = pattern.search(strip.text)
        if match:
            return understood(label, strip.take(*match.span()), lambda text: re.sub(r"\s", "", text))
    return absent(label)


def _traveller(face: Face, identity: Field[str]) -> Field[str]:
    """The name beside the masked identity number."""
    if not isinstance(identity, Cited):
        return absent("乘车人")
    for strip in face.strips:
        match = _ID.search(strip.text)
        if match:
            names = [p.trimmed() for p in strip.pieces if _NAME.match(re.sub(r"\s", "", p.text))]
            names = [p for p in names if not _KINDS_OF.search(p.text)]
            tail = re.match(r"\s*([\u3400-\u9fff·]{2,12})", strip.text[match.end() :])
            if names:
                return text_field("乘车人", names[:1])
            if tail:
                return text_field("乘车人", strip.take(match.end() + tail.start(1), match.end() + tail.end(1)))
    return absent("乘车人")


def _fare(face: Face) -> Field[Decimal]:
    for label in face.labelled("fare"):
        for piece in label.value[:2]:
            match = re.search(r"[¥￥]?\s*-?\d[\d,]*\.\d{1,2}", piece.text)
            if match:
                return understood("票价", [piece.cut(*match.span())], money)
    for strip in face.strips:
        match = re.search(r"[¥￥]\s*-?\d[\d,]*\.\d{1,2}", strip.text)
        if match:
            return understood("票价", strip.take(*match.span()), money, 0.85)
    return absent("票价")


def _labelled_digits(face: Face, title: str) -> Field[str]:
    for label in face.labelled("ticket"):
        match = re.search(r"\d[\d\s]{10,}\d", "".join(p.text for p in label.value))
        if match:
            return understood(title, label.value[:1], lambda text: re.sub(r"\D", "", text) or None)
    return absent(title)

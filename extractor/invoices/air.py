"""电子发票（航空运输电子客票行程单）: a row of legs, a row of sums under their headers, the payer below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.invoices.cells import money, text_field, understood
from extractor.invoices.draft import Face, absent, empty
from extractor.invoices.parties import nobody
from extractor.invoices.pieces import Piece
from extractor.invoices.rail import payer
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice, Party, Trip
from extractor.text.dates import parse_date

_SUM = re.compile(r"(?:CNY|CN|RMB|[¥￥])?\s*(-?\d[\d,]*\.\d{2})(?!\d)")
_DAY = re.compile(r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|20\d\d-\d{1,2}-\d{1,2}")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_FLIGHT = re.compile(r"(?<![0-9A-Z])(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\s?\d{3,4}[A-Z]?(?![0-9A-Z])")


def air(face: Face) -> Invoice:
    """合计 is the total with tax; 票价, 燃油附加费 and the tax make it up with 民航发展基金, which bears none."""
    trip = _trip(face)
    return replace(
        empty(face),
        buyer=payer(face),
        seller=_seller(face),
        total_tax=_under(face, r"增值税税额", "增值税税额"),
        total_with_tax=_under(face, r"合\s*计", "合计"),
        is_red=_red(_under(face, r"合\s*计", "合计")),
        trip=trip,
    )


def _red(total: Field[Decimal]) -> Field[bool]:
    return Cited(total.value < 0, total.spans, total.confidence) if isinstance(total, Cited) else absent("红字")


def _seller(face: Face) -> Party:
    """填开单位 issues the ticket; its tax id is not printed."""
    for label in face.labelled("seller_name"):
        if label.value:
            return replace(nobody("销售方"), name=text_field("填开单位", label.value[:1]))
    return nobody("销售方")


def _trip(face: Face) -> Trip:
    start, end = _ends(face)
    return Trip(
        traveller=_below(face, r"旅客姓名", "旅客姓名"),
        id_masked=_below(face, r"有效身份证件号码", "证件号码"),
        from_=start,
        to=end,
        depart_date=_in_leg(face, _DAY, "日期", parse_date),
        depart_time=_in_leg(face, _TIME, "时间", str.strip),
        vehicle_no=_in_leg(face, _FLIGHT, "航班号", str.strip),
        seat=_below(face, r"座位等级", "座位等级"),
        fare=_under(face, r"票\s*价", "票价"),
        e_ticket_no=_ticket(face),
        refund_flag=absent("退改签"),
    )


def _header(face: Face, pattern: str) -> Piece | None:
    """The header's own box: headers of one row may be one piece."""
    for piece in face.pieces:
        match = re.search(rf"(?<![\u3400-\u9fff]){pattern}(?![\u3400-\u9fff])", piece.text)
        if match:
            return piece.cut(*match.span())
    return None


def _under_pieces(face: Face, head: Piece) -> list[Piece]:
    """What stands in the next row below a header, in its column."""
    near = [
        p for p in face.pieces
        if head.bbox.bottom - 2 < p.y < head.bbox.bottom + 3.2 * head.bbox.height
        and p.bbox.x0 < head.bbox.x1 + head.bbox.height and p.bbox.x1 > head.bbox.x0 - head.bbox.height
    ]  # fmt: skip
    return sorted(near, key=lambda p: (round(p.y), abs(p.bbox.x0 - head.bbox.x0)))


def _under(face: Face, pattern: str, label: str) -> Field[Decimal]:
    head = _header(face, pattern)
    for piece in _under_pieces(face, head) if head else []:
        match = _SUM.search(piece.text)
        if match:
            return understood(label, [piece.cut(*match.span(1))], money)
    return absent(label)


def _below(face: Face, pattern: str, label: str) -> Field[str]:
    head = _header(face, pattern)
    below = _under_pieces(face, head) if head else []
    return text_field(label, below[:1])


def _leg_rows(face: Face) -> Sequence[Piece]:
    """The pieces between the legs' header and the sums' header."""
    flight, fare = _header(face, r"航班号"), _header(face, r"票\s*价")
    if flight is None:
        return ()
    bottom = fare.bbox.top if fare else flight.bbox.bottom + 60
    return [p for p in face.pieces if flight.bbox.bottom < p.y < bottom]


def _in_leg(face: Face, pattern: re.Pattern[str], label: str, read: object) -> Field:  # type: ignore[type-arg]
    for piece in sorted(_leg_rows(face), key=lambda p: (round(p.y / 4), p.x)):
        match = pattern.search(piece.text)
        if match:
            return understood(label, [piece.cut(*match.span())], read)  # type: ignore[arg-type]
    return absent(label)


def _ends(face: Face) -> tuple[Field[str], Field[str]]:
    """自：the first place, 至：the last that is not VOID."""
    start: Field[str] = absent("出发地")
    end: Field[str] = absent("到达地")
    for piece in sorted(_leg_rows(face), key=lambda p: p.y):
        match = re.match(r"\s*([自至])\s*:?\s*([^:\s].*)$", piece.text)
        if not match or re.match(r"VOID", match[2]):
            continue
        value = text_field("地点", [piece.cut(match.start(2), len(piece.text))])
        if match[1] == "自":
            start = value
        else:
            end = value
    return start, end


def _ticket(face: Face) -> Field[str]:
    for label in face.labelled("ticket"):
        match = re.search(r"\d[\d-]{11,15}", "".join(p.text for p in label.value))
        if match:
            return understood("电子客票号码", label.value[:1], lambda text: re.sub(r"\D", "", text) or None)
    return absent("电子客票号码")

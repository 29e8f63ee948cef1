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

SUMS = ("票价", "燃油附加费", "增值税税率", "增值税税额", "民航发展基金", "其他税费", "合计")
UNPROVED = 0.85  # certainty of a sum that the others do not confirm
_VALUE = re.compile(r"(?:CNY|CN|RMB|[¥￥])?\s*(-?\d[\d,]*\.\d{2}(?!\d)|\d{1,2}%|免税|不征税)")
_SUM = re.compile(r"(?:CNY|CN|RMB|[¥￥])?\s*(-?\d[\d,]*\.\d{2})(?!\d)")
_DAY = re.compile(r"20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|20\d\d-\d{1,2}-\d{1,2}")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_FLIGHT = re.compile(r"(?<![0-9A-Z])(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\s?\d{3,4}[A-Z]?(?![0-9A-Z])")


def air(face: Face) -> Invoice:
    """合计 is the total with tax; 票价, 燃油附加费 and the tax make it up with 民航发展基金, which bears none."""
    sums = _sums(face)
    total = sums.get("合计", absent("合计"))
    return replace(
        empty(face),
        buyer=payer(face),
        seller=_seller(face),
        total_tax=sums.get("增值税税额", absent("增值税税额")),
        total_with_tax=total,
        is_red=_red(total),
        trip=_trip(face, sums.get("票价", absent("票价"))),
    )


def _red(total: Field[Decimal]) -> Field[bool]:
    return Cited(total.value < 0, total.spans, total.confidence) if isinstance(total, Cited) else absent("红字")


def _seller(face: Face) -> Party:
    """填开单位 issues the ticket; its tax id is not printed."""
    for label in face.labelled("seller_name"):
        if label.value:
            return replace(nobody("销售方"), name=text_field("填开单位", label.value[:1]))
    return nobody("销售方")


def _trip(face: Face, fare: Field[Decimal]) -> Trip:
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
        fare=fare,
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


def _sums(face: Face) -> dict[str, Field[Decimal]]:
    """The sums by their headers. Values may stand far from their headers' middles: where there are as many values
    as headers they belong together in order, else each header takes what stands below it and is not sure."""
    heads = {name: head for name in SUMS if (head := _header(face, name.replace("票价", r"票\s*价")))}
    if not heads:
        return {}
    bottom = max(head.bbox.bottom for head in heads.values())
    height = max(head.bbox.height for head in heads.values())
    below = [p for p in face.pieces if bottom - 2 < p.y < bottom + 3.2 * height]
    values = [p.cut(*m.span(1)) for p in sorted(below, key=lambda p: p.x) for m in _VALUE.finditer(p.text)]
    names = sorted(heads, key=lambda name: heads[name].x)
    if len(values) == len(names):
        pairs = dict(zip(names, values, strict=True))
        sure = 1.0 if _adds_up(pairs) else UNPROVED
        return {name: understood(name, [piece], money, sure) for name, piece in pairs.items() if name != "增值税税率"}
    return {name: _under(face, head, name) for name, head in heads.items()}


def _adds_up(pairs: dict[str, Piece]) -> bool:
    """票价 and all the rest make 合计."""
    read = {name: money(piece.text) or Decimal(0) for name, piece in pairs.items() if name != "增值税税率"}
    return sum(read.values()) == 2 * read.get("合计", Decimal(-1))


def _under(face: Face, head: Piece, label: str) -> Field[Decimal]:
    for piece in _under_pieces(face, head):
        match = _SUM.search(piece.text)
        if match:
            return understood(label, [piece.cut(*match.span(1))], money, UNPROVED)
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
            start = start if start.present else value
        else:
            end = value
    return start, end


def _ticket(face: Face) -> Field[str]:
    for label in face.labelled("ticket"):
        match = re.search(r"\d[\d-]{11,15}", "".join(p.text for p in label.value))
        if match:
            return understood("电子客票号码", label.value[:1], lambda text: re.sub(r"\D", "", text) or None)
    return absent("电子客票号码")

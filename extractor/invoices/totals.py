"""合计 and 价税合计: the sum, the tax, the total in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.invoices.cells import MONEY, NO_TAX, money, understood
from extractor.invoices.columns import Columns
from extractor.invoices.goods import tax_of
from extractor.invoices.pieces import Piece, Strip, strips
from extractor.records.cited import Absent, Field
from extractor.text.uppercase_amounts import find_uppercase, parse_uppercase

_TOTAL_ROW = re.compile(r"价\s*税\s*合\s*计|[(]\s*大\s*写\s*[)]|[(]?\s*小\s*写")
_SUM = re.compile(r"[¥￥]?\s*-?\s*[¥￥]?-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{1,2}(?!\d)|[¥￥]\s*-?\d[\d,]*")
_MARKED = re.compile(r"-?[¥￥]\s*-?[\d,]+\.\d{2}$")
_BARE = re.compile(r"\*{2,6}|[¥￥]?\s*-?[\d,]+\.\d{1,2}(?!\d)|[¥￥]\s*-?[\d,]+")


@dataclass(frozen=True, slots=True)
class Totals:
    """`top` is where the row of 合计 begins, `y` the height of 价税合计; both inf where they are not found."""

    amount: Field[Decimal]
    tax: Field[Decimal]
    total: Field[Decimal]
    words: Field[str]
    in_words: Field[Decimal]
    top: float
    y: float


def totals(pieces: Sequence[Piece], columns: Columns | None) -> Totals:
    """`columns` tells the sum from the tax; without it the left one is the sum."""
    below = [p for p in pieces if columns is None or p.y > columns.bbox.bottom]
    rows = strips(below)
    y = _height(rows, below)
    sum_rows = [row for row in rows if row.y < y - 2 and _is_sum_row(row)]
    level = max((_label_y(row) for row in sum_rows), default=None) or _marked_level(rows, y)
    own = [p for p in below if _at_total(p, y, level)]
    words, in_words = _words(own)
    at = [_label_y(row) for row in sum_rows] or ([level] if level is not None else [])
    amount, tax = _sum_and_tax([p for p in below if p not in own], at, columns, y)
    tops = [part.bbox.top for row in sum_rows for part in row.pieces if _labels_sum(part) or MONEY.match(part.text)]
    return Totals(amount, tax, _figures(own, y), words, in_words, min(tops, default=y - 3.0), y)


def _at_total(piece: Piece, y: float, level: float | None) -> bool:
    """Near the row of 价税合计, and nearer to it than to the row of 合计 above."""
    if abs(piece.y - y) >= 1.3 * max(piece.bbox.height, 6.0):
        return False
    return level is None or abs(piece.y - y) < abs(piece.y - level)


def _height(rows: Sequence[Strip], below: Sequence[Piece]) -> float:
    for pattern in (r"价\s*税\s*合\s*计", r"[(]?\s*大\s*写\s*[)]?", r"[(]?\s*小\s*写\s*[)]?"):
        found = [p for p in below if re.search(pattern, p.text)]
        if found:
            return found[-1].y if len(found) == 1 else max(found, key=lambda p: p.y).y
    for row in rows:
        if re.search(r"价\s*税\s*合\s*计", row.text):
            return row.y
    return float("inf")


def _words(own: Sequence[Piece]) -> tuple[Field[str], Field[Decimal]]:
    label = "价税合计大写"
    for row in strips(own):
        found = find_uppercase(row.text)
        if found:
            parts = row.take(found.start, found.end)
            text: Field[str] = understood(label, parts, lambda value: value.strip())
            return text, understood(label, parts, parse_uppercase)
    doubtful = [p for p in own if len(re.findall("[壹贰叁肆伍陆柒捌玖拾佰仟圆元角分]", p.text)) >= 3]
    if doubtful:
        text = understood(label, doubtful[:1], lambda value: re.sub(r"^.*大\s*写\s*\)?", "", value).strip())
        spans = tuple(p.span for p in doubtful[:1])
        return text, Absent(label, "unreadable", tuple(s.place for s in spans), spans)
    return Absent(label, "not_found"), Absent(label, "not_found")


def _figures(own: Sequence[Piece], y: float) -> Field[Decimal]:
    """The sum after 小写, or the one nearest to the row of 价税合计."""
    label = "价税合计"
    for row in sorted(strips(own), key=lambda row: (not re.search(r"小\s*写", row.text), abs(row.y - y))):
        start = re.search(r"小\s*写\s*\)?", row.text)
        found = _SUM.search(row.text, start.end() if start else 0)
        if found:
            parts = row.take(*found.span())
            return understood(label, parts, money)
    return Absent(label, "not_found")


def _is_sum_row(row: Strip) -> bool:
    """合计, in one piece or two, but not 小计 or 价税合计."""
    text = re.sub(r"\s", "", row.text)
    return any(_labels_sum(piece) for piece in row.pieces) and not re.search(r"小计|税合计|小.{0,2}计", text)


def _label_y(row: Strip) -> float:
    return next((piece.y for piece in row.pieces if _labels_sum(piece)), row.y)


def _labels_sum(piece: Piece) -> bool:
    return bool(re.fullmatch(r"\s*(?:合\s*计|合|计)\s*", piece.text))


def _sum_and_tax(
    below: Sequence[Piece], levels: Sequence[float], columns: Columns | None, y: float
) -> tuple[Field[Decimal], Field[Decimal]]:
    nothing: tuple[Field[Decimal], Field[Decimal]] = Absent("合计金额", "not_found"), Absent("合计税额", "not_found")
    candidates = _candidates(below, levels, columns, y)
    if not candidates:
        return nothing
    amount: list[Piece] = []
    tax: list[Piece] = []
    for token in candidates:
        (tax if _in_tax_column(token, candidates, columns) else amount).append(token)
    amount, tax = _marked(amount), _marked(tax)
    return (
        understood("合计金额", amount[-1:], money) if amount else nothing[0],
        understood("合计税额", tax[-1:], tax_of) if tax else nothing[1],
    )


def _marked(tokens: list[Piece]) -> list[Piece]:
    """Those with ¥, and stars, where there are any: but of one of the two sums it may not have been read."""
    return [token for token in tokens if re.search("[¥￥]", token.text) or NO_TAX.match(token.text)] or tokens


def _candidates(below: Sequence[Piece], levels: Sequence[float], columns: Columns | None, y: float) -> list[Piece]:
    """Sums at the heights of 合计, above `y`."""
    found = []
    for piece in below:
        if piece.y < y - 2 and any(abs(piece.y - at) < 0.95 * piece.bbox.height for at in levels):
            found += [piece.cut(*match.span()) for match in _BARE.finditer(piece.text)]
    found = found if columns else _marked(found)
    return sorted(found, key=lambda token: token.x)


def _marked_level(rows: Sequence[Strip], y: float) -> float | None:
    """Where a row of sums with ¥ stands right above 价税合计, its own words not read."""
    found = [
        piece.y
        for row in rows
        for piece in row.pieces
        if not _TOTAL_ROW.search(row.text)
        and _MARKED.match(piece.text)
        and 0.5 < (y - piece.y) / piece.bbox.height < 4
    ]
    return max(found, default=None)


def _in_tax_column(token: Piece, all_tokens: Sequence[Piece], columns: Columns | None) -> bool:
    if NO_TAX.match(token.text):
        return True
    if columns and {"amount", "tax"} <= set(columns.at):
        edge = columns.at["rate"].x1 if "rate" in columns.at else columns.at["amount"].x1 + 20
        return token.bbox.x1 > edge and columns.nearest(token.x, "amount", "tax") == "tax"
    return token is all_tokens[-1] and len(all_tokens) > 1

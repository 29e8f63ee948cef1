"""Turns the pieces of a photographed invoice upright and level, so that rows are rows.

What is turned is known from the order that every invoice keeps: the number and the date stand above the totals, the
names of goods left of the tax. How far a line leans is seen on labels that are printed on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.geometry import BBox, turned
from extractor.invoices.pieces import Piece

_TOP = re.compile(r"发\s*票\s*号\s*码|开\s*票\s*日\s*期|发\s*票\s*代\s*码|电子发票|机\s*器\s*编\s*号")
_BOTTOM = re.compile(r"价\s*税\s*合\s*计|开\s*票\s*人|收\s*款\s*人|复\s*核|小\s*写|买票请到|购买方名称|填开日期")
_LEFT = re.compile(r"^\s*(?:项目名称|货物或应税|价税合计|购买方|收款人|票价|旅客姓名)")
_RIGHT = re.compile(r"^\s*(?:税\s*额|金\s*额|\(?小写|开票人|开票日期|税\s*率|统一社会信用代码:|签注)")
_LEVEL = (
    re.compile(r"项目名称|货物或应税|规格型号|单\s*位$|数\s*量|单\s*价|金\s*额|税\s*率|税\s*额|车牌号|通行日期"),
    re.compile(r"价\s*税\s*合\s*计|小\s*写"),
    re.compile(r"收\s*款\s*人|复\s*核|开\s*票\s*人|销\s*售\s*方\s*:\s*\(|销货单位\s*:"),
)
LEAST_SLOPE = 0.002
MOST_SLOPE = 0.12

Move = Callable[[BBox], BBox]


def upright(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in an upright frame; as they are where nothing says otherwise."""
    tall = sum(1 for p in pieces if len(p.text) > 3 and p.bbox.height > 1.5 * p.bbox.width)
    wide = sum(1 for p in pieces if len(p.text) > 3 and p.bbox.width > 1.5 * p.bbox.height)
    choices = (_QUARTER, _THREE_QUARTERS) if tall > wide else (_SAME, _HALF)
    best = max(choices, key=lambda move: _order([p.moved(move) for p in pieces]))
    return [piece.moved(best) for piece in pieces]


def by_way(pieces: Sequence[Piece], page_turn: int) -> list[list[Piece]]:
    """The pieces of papers that lie alike, those that lie as the page does first, the others set upright."""

    def upright_piece(piece: Piece) -> Piece:
        way = piece.span.turn
        return piece if way == page_turn else piece.moved(lambda box: turned(box, way, 0, 0))

    ways = sorted({piece.span.turn for piece in pieces}, key=lambda turn: (turn != page_turn, turn))
    return [[upright_piece(piece) for piece in pieces if piece.span.turn == way] for way in ways]


def _SAME(box: BBox) -> BBox:  # noqa: N802
    return box


def _HALF(box: BBox) -> BBox:  # noqa: N802
    return BBox(-box.x1, -box.bottom, -box.x0, -box.top)


def _QUARTER(box: BBox) -> BBox:  # noqa: N802
    """Turned clockwise by 90 degrees."""
    return BBox(-box.bottom, box.x0, -box.top, box.x1)


def _THREE_QUARTERS(box: BBox) -> BBox:  # noqa: N802
    return BBox(box.top, -box.x1, box.bottom, -box.x0)


def _order(pieces: Sequence[Piece]) -> int:
    """How many pairs of marks stand as on an upright invoice, less those that do not."""
    above = [p.y for p in pieces if _TOP.search(p.text)]
    below = [p.y for p in pieces if _BOTTOM.search(p.text)]
    left = [p.x for p in pieces if _LEFT.search(p.text)]
    right = [p.x for p in pieces if _RIGHT.search(p.text)]
    return sum(1 if a < b else -1 for a in above for b in below) + sum(
        1 if a < b else -1 for a in left for b in right
    )


def levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Rows made level: the lean is measured on labels of one line, and may change from top to bottom."""
    if not pieces or all(piece.span.source == "text" for piece in pieces):
        return list(pieces)
    width = max(p.bbox.x1 for p in pieces) - min(p.bbox.x0 for p in pieces)
    leans = [lean for pattern in _LEVEL for lean in _leans(pieces, pattern, width)]
    if not leans:
        return list(pieces)
    middle = min(p.bbox.x0 for p in pieces) + width / 2
    slope = _fitted(leans)

    def move(box: BBox) -> BBox:
        x, y = box.middle
        lean = slope(y)
        down = -lean * (x - middle)
        spare = min(abs(lean) * box.width / 2, 0.35 * box.height)  # an askew line has a taller box than its letters
        return BBox(box.x0, box.top + down + spare, box.x1, box.bottom + down - spare)

    return [piece.moved(move) for piece in pieces]


def _leans(pieces: Sequence[Piece], pattern: re.Pattern[str], width: float) -> list[tuple[float, float]]:
    """(y, slope) of the line through the outermost labels of one printed line."""
    found = sorted((p for p in pieces if pattern.search(p.text)), key=lambda p: p.x)
    if len(found) < 2 or found[-1].x - found[0].x < 0.25 * width:
        return []
    first, last = found[0], found[-1]
    slope = (last.y - first.y) / (last.x - first.x)
    on_line = all(abs(first.y + slope * (p.x - first.x) - p.y) < 1.2 * p.bbox.height for p in found)
    return [((first.y + last.y) / 2, slope)] if on_line and abs(slope) < MOST_SLOPE else []


def _fitted(leans: Sequence[tuple[float, float]]) -> Callable[[float], float]:
    (y0, first), (y1, last) = min(leans), max(leans)
    if len(leans) < 2 or abs(y1 - y0) < 40:
        mean = sum(slope for _, slope in leans) / len(leans)
        return lambda _: mean if abs(mean) > LEAST_SLOPE else 0.0
    return lambda y: first + (last - first) * (y - y0) / (y1 - y0)

"""Which lines run on: a full line goes on in the next one of the same column, size and place (paper has no marks)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document import InMedia, Line, OnPage
from extractor.geometry import BBox, union

FULL = 2.2  # line heights that may be missing at the right end of a full line
INDENT = 1.2  # line heights: a line indented by more begins a paragraph
LEADING = 1.6  # line heights of white that still belong to one paragraph
SIZES = 1.35  # greatest ratio of the heights of two lines of a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """One free line, or the lines of a table cell with the cell's box on the page.

    `column` numbers the columns of a page in two columns from 1, odd on the left; 0 for lines over the whole width.
    """

    lines: tuple[Line, ...]
    cell: BBox | None = None
    column: int = 0


def numbered(blocks: Sequence[Block]) -> list[Line]:
    """The lines of all blocks with their paragraph numbers, from 0. Only lines of one cell, or free lines, run on."""
    edges = _edges(blocks)
    paragraph, column = -1, 0
    result: list[Line] = []
    previous: Line | None = None
    for block in blocks:
        left, right = edges.get(block.column, (0.0, 0.0)) if block.cell is None else (block.cell.x0, block.cell.x1)
        for index, line in enumerate(block.lines):
            joined = index > 0 or block.cell is None
            if previous is not None and block.column == column + 1 and column % 2 == 1:
                joined = joined and _goes_over(previous, line, edges[column][1], left)
            elif previous is not None:
                joined = joined and _runs_on(previous, line, right)
            paragraph += previous is None or not joined
            previous = replace(line, paragraph=paragraph)
            column = block.column
            result.append(previous)
    return result


def _edges(blocks: Sequence[Block]) -> dict[int, tuple[float, float]]:
    """The left and right edges of the free lines of each column; of all for those over the whole width."""
    found: dict[int, tuple[float, float]] = {}
    for block in blocks:
        for box in (box for line in block.lines if block.cell is None and (box := _box(line)) is not None):
            for column in {0, block.column}:
                left, right = found.get(column, (box.x0, box.x1))
                found[column] = (min(left, box.x0), max(right, box.x1))
    return found


def _goes_over(first: Line, second: Line, right: float, left: float) -> bool:
    """Whether the last line of a column goes on at the head of the next one, whose text begins at `left`."""
    above, below = _box(first), _box(second)
    if above is None or below is None or first.table != second.table or first.invisible != second.invisible:
        return False
    height = min(above.height, below.height)
    alike = max(first.size, second.size) <= SIZES * min(first.size, second.size)
    return alike and len(first.spans) == 1 and above.x1 >= right - FULL * height and below.x0 <= left + height


def _runs_on(first: Line, second: Line, right: float) -> bool:
    above, below = _box(first), _box(second)
    if above is None or below is None or first.table != second.table or first.invisible != second.invisible:
        return False
    height = min(above.height, below.height)
    if height <= 0 or max(first.size, second.size) > SIZES * min(first.size, second.size):
        return False
    if len(first.spans) > 1:
        return False
    white = below.top - above.bottom
    close = -0.5 * height <= white <= LEADING * height
    return close and above.x1 >= right - FULL * height and below.x0 <= above.x0 + INDENT * height


def _box(line: Line) -> BBox | None:
    places = [span.place for span in line.spans]
    boxes = [place.bbox for place in places if isinstance(place, OnPage | InMedia)]
    return union(boxes) if boxes and len(boxes) == len(places) else None

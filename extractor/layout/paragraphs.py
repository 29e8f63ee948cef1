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
    """One free line, or the lines of a table cell with the cell's box on the page."""

    lines: tuple[Line, ...]
    cell: BBox | None = None


def numbered(blocks: Sequence[Block]) -> list[Line]:
    """The lines of all blocks with their paragraph numbers, from 0. Only lines of one cell, or free lines, run on."""
    free = [box for block in blocks if block.cell is None for line in block.lines if (box := _box(line))]
    widest = max((box.x1 for box in free), default=0.0)
    paragraph = -1
    result: list[Line] = []
    previous: Line | None = None
    for block in blocks:
        edge = widest if block.cell is None else block.cell.x1
        for index, line in enumerate(block.lines):
            joined = index > 0 or block.cell is None
            if previous is None or not joined or not _runs_on(previous, line, edge):
                paragraph += 1
            previous = replace(line, paragraph=paragraph)
            result.append(previous)
    return result


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

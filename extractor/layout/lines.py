"""Pieces of text and grids -> lines in reading order and tables with their text.

Lines run top to bottom, column by column where prose stands in two; pieces that stand side by side are the spans of
one line. A table stands where its top is;
its text follows cell by cell, row by row, one line for each line of a cell, marked with the table's index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extractor.document import Cell, InMedia, Line, OnPage, Place, Span, Table
from extractor.geometry import BBox, narrowed, turned, union, vertical_overlap
from extractor.layout.fragment import Fragment, Grid, GridCell
from extractor.layout.paragraphs import Block, numbered
from extractor.layout.two_columns import Stretch, stretches
from extractor.layout.two_columns import turn as reading_turn
from extractor.stops import kept

SAME_ROW = 0.5  # least shared height of two pieces of one line
NEAR_BLANK = 4  # characters
LOOK_BACK = 8  # rows that a piece may still join: pieces come sorted by their middle
Item = TypeVar("Item")
CellKey = tuple[int, int]


def arranged(
    fragments: Sequence[Fragment],
    grids: Sequence[Grid],
    place: Callable[[BBox], Place],
    unread: Callable[[BBox], bool] | None = None,
    turn: int = 0,
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """`place` maps a box of the fragments' frame to a place of the page; `unread` says, of a cell without text,
    whether there is ink in it: such a cell is not blank, and has the confidence 0. `turn`: degrees clockwise that
    the frame is turned against the page."""
    aside = [fragment for fragment in fragments if fragment.turn]
    outside, inside = _assigned([fragment for fragment in fragments if not fragment.turn], grids)
    free = rows(outside, lambda fragment: fragment.bbox)
    parts = stretches([[f.bbox for f in row if not f.invisible] for row in free])
    blocks: list[tuple[tuple[float, int, float], list[Block]]] = []
    tables = []
    for index, grid in enumerate(grids):
        cells, table = _table(index, grid, inside, place, unread, turn)
        blocks.append((reading_turn(grid.bbox, grid.bbox.top, parts), cells))
        tables.append(table)
    for row in _by_column(free, parts):
        for seen in _by_visibility(row):
            middle = sum(f.bbox.middle[1] for f in seen) / len(seen)
            at = reading_turn(union(f.bbox for f in seen), middle, parts)
            blocks.append((at, [Block((line_of(seen, place, turn=turn),), column=at[1])]))
    blocks += [((float("inf"), 0, 0.0), [Block((line_of(row, place, turn=turn),))]) for row in _aside(aside)]
    ordered = [lines for _, held in sorted(blocks, key=lambda block: block[0]) for lines in held]
    return tuple(numbered(ordered)), tuple(tables)


def _aside(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The rows of text that lies across the page, each as it reads once turned upright."""

    def upright(one: Fragment) -> BBox:
        return turned(one.bbox, one.turn, 0, 0)

    ways = sorted({fragment.turn for fragment in fragments})
    return [row for way in ways for row in rows([one for one in fragments if one.turn == way], upright)]


def _by_column(free: list[list[Fragment]], parts: Sequence[Stretch]) -> list[list[Fragment]]:
    """The rows, those of a part in two columns made anew for each column."""
    if not parts:
        return free
    sides: dict[int, list[Fragment]] = {}
    for row in free:
        for fragment in row:
            sides.setdefault(reading_turn(fragment.bbox, 0.0, parts)[1], []).append(fragment)
    return [row for pieces in sides.values() for row in rows(pieces, lambda fragment: fragment.bbox)]


def rows(items: Iterable[Item], box: Callable[[Item], BBox]) -> list[list[Item]]:
    """Items that stand side by side, each row from left to right, the rows from top to bottom."""
    found: list[list[Item]] = []
    bands: list[BBox] = []
    for item in sorted(items, key=lambda item: (box(item).middle[1], box(item).x0)):
        own = box(item)
        nearest, shared = -1, SAME_ROW
        for index in range(max(0, len(bands) - LOOK_BACK), len(bands)):
            overlap = vertical_overlap(own, bands[index])
            if overlap >= shared and not _clash(own, (box(other) for other in found[index])):
                nearest, shared = index, overlap
        if nearest < 0:
            found.append([item])
            bands.append(own)
        else:
            found[nearest].append(item)
            bands[nearest] = _band(bands[nearest], own, len(found[nearest]))
    order = sorted(range(len(found)), key=lambda index: bands[index].middle[1])
    return [sorted(found[index], key=lambda item: box(item).x0) for index in order]


def _clash(own: BBox, others: Iterable[BBox]) -> bool:
    """Two pieces of one line do not lie above each other: then it is two close lines."""
    return any(
        min(own.x1, other.x1) - max(own.x0, other.x0) > 0.5 * min(own.width, other.width)
        and abs(own.middle[1] - other.middle[1]) > 0.35 * min(own.height, other.height)
        for other in others
    )


def _band(band: BBox, own: BBox, count: int) -> BBox:
    top = band.top + (own.top - band.top) / count
    bottom = band.bottom + (own.bottom - band.bottom) / count
    return BBox(min(band.x0, own.x0), top, max(band.x1, own.x1), bottom)


def line_of(
    pieces: Sequence[Fragment], place: Callable[[BBox], Place], table: int | None = None, turn: int = 0
) -> Line:
    """One line of `pieces`, which stand side by side from left to right; `turn` as in `arranged`."""
    spans = tuple(_span(f, place, turn) for f in pieces)
    sizes = sorted(f.size for f in pieces)
    hidden = all(f.invisible for f in pieces)
    return Line(spans, size=round(sizes[len(sizes) // 2], 1), table=table, invisible=hidden)


def _span(fragment: Fragment, place: Callable[[BBox], Place], turn: int) -> Span:
    sideways = fragment.turn in (90, 270)
    sizes = fragment.bbox.width, fragment.bbox.height
    length, height = reversed(sizes) if sideways else sizes
    stops = kept(fragment.text, fragment.stops, length, height)
    way = (turn + fragment.turn) % 360
    return Span(
        fragment.text, place(fragment.bbox), fragment.confidence, fragment.source, fragment.raw, stops=stops, turn=way
    )


def _by_visibility(row: list[Fragment]) -> list[list[Fragment]]:
    parts = [[f for f in row if f.invisible is hidden] for hidden in (False, True)]
    return [part for part in parts if part]


def _assigned(
    fragments: Sequence[Fragment], grids: Sequence[Grid]
) -> tuple[list[Fragment], dict[CellKey, list[Fragment]]]:
    outside: list[Fragment] = []
    inside: dict[CellKey, list[Fragment]] = {}
    for fragment in fragments:
        for key, piece in cut(fragment, grids):
            if key is None:
                outside.append(piece)
            else:
                inside.setdefault(key, []).append(piece)
    return outside, inside


def cell_at(x: float, y: float, grids: Sequence[Grid]) -> CellKey | None:
    """Index of the grid and of its cell around a point, the smallest grid first."""
    for index in sorted(range(len(grids)), key=lambda index: grids[index].bbox.area):
        box = grids[index].bbox
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
            for number, cell in enumerate(grids[index].cells):
                if cell.bbox.x0 <= x <= cell.bbox.x1 and cell.bbox.top <= y <= cell.bbox.bottom:
                    return index, number
    return None


def cut(fragment: Fragment, grids: Sequence[Grid]) -> list[tuple[CellKey | None, Fragment]]:
    """The pieces of a fragment by the cells they stand in: recognisers read over rulings."""
    boxes = [_character(fragment, index) for index in range(len(fragment.text))]
    y = fragment.bbox.middle[1]
    keys = _at_blanks(fragment.text, [cell_at(box.middle[0], y, grids) for box in boxes])
    if len(set(keys)) <= 1:
        return [(keys[0] if keys else None, fragment)]
    pieces: list[tuple[CellKey | None, Fragment]] = []
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end] != keys[start]:
            text = fragment.text[start:end].strip()
            if text:
                first = start + len(fragment.text[start:end]) - len(fragment.text[start:end].lstrip())
                own = boxes[first : first + len(text)]
                box = union(own)
                stops = _ends(own, box)
                pieces.append((keys[start], replace(fragment, text=text, raw=text, bbox=box, stops=stops)))
            start = end
    return pieces


def _ends(boxes: Sequence[BBox], whole: BBox) -> tuple[tuple[float, float], ...]:
    """The characters' left and right ends as shares of the box around them."""
    width = max(whole.width, 1e-6)
    return tuple(((box.x0 - whole.x0) / width, (box.x1 - whole.x0) / width) for box in boxes)


def _at_blanks(text: str, keys: list[CellKey | None]) -> list[CellKey | None]:
    """Moves each change of cell to a blank close by: places of characters are estimates, and numbers stay whole."""
    moved = list(keys)
    for index in range(1, len(keys)):
        if keys[index] == keys[index - 1]:
            continue
        near = [
            at for at in range(max(1, index - NEAR_BLANK), min(len(text), index + NEAR_BLANK)) if text[at].isspace()
        ]
        if near:
            blank = min(near, key=lambda at: abs(at - index))
            for at in range(min(blank, index), max(blank, index)):
                moved[at] = keys[index] if at >= blank else keys[index - 1]
    return moved


def characters(fragments: Iterable[Fragment]) -> list[BBox]:
    """The boxes of all characters that are seen, blanks left out."""
    return [
        _character(fragment, index)
        for fragment in fragments
        if not fragment.invisible
        for index, character in enumerate(fragment.text)
        if not character.isspace()
    ]


def _character(fragment: Fragment, index: int) -> BBox:
    if len(fragment.stops) == len(fragment.text):
        left, right = fragment.stops[index]
        x0, width = fragment.bbox.x0, fragment.bbox.width
        return BBox(x0 + left * width, fragment.bbox.top, x0 + right * width, fragment.bbox.bottom)
    return narrowed(fragment.bbox, fragment.text, index, index + 1)


def _table(
    index: int,
    grid: Grid,
    inside: dict[CellKey, list[Fragment]],
    place: Callable[[BBox], Place],
    unread: Callable[[BBox], bool] | None,
    turn: int,
) -> tuple[list[Block], Table]:
    """The lines of each cell, and the table."""
    blocks: list[Block] = []
    cells: list[Cell] = []
    for number, cell in enumerate(grid.cells):
        pieces = inside.get((index, number), [])
        own = [
            line_of(part, place, index, turn)
            for row in rows(pieces, lambda fragment: fragment.bbox)
            for part in _by_visibility(row)
        ]
        blocks.append(Block(tuple(own), _on_page(place(cell.bbox))))
        span = _cell_span(own, pieces, cell, place, unread)
        cells.append(Cell(cell.row, cell.column, cell.rowspan, cell.colspan, span))
    return blocks, Table(tuple(cells), grid.rows, grid.columns, place(grid.bbox))


def _on_page(place: Place) -> BBox | None:
    return place.bbox if isinstance(place, OnPage | InMedia) else None


def _cell_span(
    lines: list[Line],
    pieces: list[Fragment],
    cell: GridCell,
    place: Callable[[BBox], Place],
    unread: Callable[[BBox], bool] | None,
) -> Span:
    """Invisible text is no text of the cell."""
    seen = [line for line in lines if not line.invisible]
    visible = [piece for piece in pieces if not piece.invisible]
    if not seen:
        return Span("", place(cell.bbox), 0.0 if unread is not None and unread(cell.bbox) else 1.0, "text", "")
    text = "\n".join(line.text for line in seen)
    raw = "\n".join(" ".join(span.raw for span in line.spans) for line in seen)
    confidence = min(line.confidence for line in seen)
    first = seen[0].spans[0]
    stops = first.stops if text == first.text else ()
    at = place(union(piece.bbox for piece in visible))
    return Span(text, at, confidence, visible[0].source, raw, stops=stops, turn=first.turn)

"""A grid as pieces, one for each sheet it reaches: where its texts and rulings lie, and which cells it truly has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpora.blocks import Cell, Grid, cells
from corpora.labelled.fonts import Font
from corpora.labelled.sheet import Ruling, Text, TrueCell, TrueTable
from corpora.labelled.wrapping import wrapped

_PAD = 4.0
_LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Laid:
    """x from the left margin, y on the sheet."""

    texts: tuple[Text, ...]
    rulings: tuple[Ruling, ...]
    table: TrueTable
    bottom: float
    new_page: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    row: int
    column: int
    cell: Cell
    lines: tuple[str, ...]


def laid(grid: Grid, font: Font, size: float, width: float, limit: float, start: float, top: float) -> Iterator[Laid]:
    """Pieces that end above `limit`; the first begins at `start`, all others at `top` of a new page."""
    unit = width / sum(grid.widths)
    edges = [0.0]
    for share in grid.widths:
        edges.append(edges[-1] + share * unit)
    placed = _placed(grid, font, size, edges)
    heights = _heights(placed, len(grid.rows), size)
    first, y, new_page = 0, start, False
    while first < len(grid.rows):
        head = list(range(grid.repeat)) if first else []
        used, last = sum(heights[row] for row in head), first
        while last < len(grid.rows) and (y + used + heights[last] <= limit):
            used += heights[last]
            last += 1
        if last == first and not (new_page or y <= top):  # nothing fits on the rest of this sheet
            y, new_page = top, True
            continue
        last = _whole(placed, first, max(last, first + 1))
        rows = head + list(range(first, last))
        yield _piece(placed, rows, heights, edges, y, size, grid, new_page)
        first, y, new_page = last, top, True


def _placed(grid: Grid, font: Font, size: float, edges: list[float]) -> list[_Placed]:
    found: list[_Placed] = []
    covered: set[tuple[int, int]] = set()
    for index, row in enumerate(grid.rows):
        column = 0
        for cell in cells(row):
            while (index, column) in covered:
                column += 1
            inner = edges[column + cell.columns] - edges[column] - 2 * _PAD
            found.append(_Placed(index, column, cell, tuple(wrapped(cell.text, font, size, inner))))
            covered |= {(index + down, column + on) for down in range(cell.rows) for on in range(cell.columns)}
            column += cell.columns
    return found


def _heights(placed: list[_Placed], rows: int, size: float) -> list[float]:
    least = 2 * _PAD + size * _LEADING
    heights = [least] * rows
    for one in sorted(placed, key=lambda one: one.cell.rows):
        need = 2 * _PAD + len(one.lines) * size * _LEADING
        covered = range(one.row, one.row + one.cell.rows)
        lack = need - sum(heights[row] for row in covered)
        if lack > 0:
            heights[covered[-1]] += lack
    return heights


def _whole(placed: list[_Placed], first: int, last: int) -> int:
    """`last` moved so that no cell is cut between two sheets, where that leaves rows at all."""
    cut = [one.row for one in placed if one.row < last < one.row + one.cell.rows]
    if cut and min(cut) > first:
        return min(cut)
    return max([last, *(one.row + one.cell.rows for one in placed if one.row in cut)])


def _piece(
    placed: list[_Placed],
    rows: list[int],
    heights: list[float],
    edges: list[float],
    top: float,
    size: float,
    grid: Grid,
    new_page: bool,
) -> Laid:
    tops, y = {}, top
    for row in rows:
        tops[row] = y
        y += heights[row]
    texts: list[Text] = []
    rulings: list[Ruling] = []
    true: list[TrueCell] = []
    for one in (one for one in placed if one.row in tops):
        x0, x1 = edges[one.column], edges[one.column + one.cell.columns]
        y0 = tops[one.row]
        y1 = y0 + sum(heights[one.row : one.row + one.cell.rows])
        true.append(TrueCell(rows.index(one.row), one.column, one.cell.rows, one.cell.columns, one.cell.text))
        down = y0 + (y1 - y0 - len(one.lines) * size * _LEADING) / 2
        for number, line in enumerate(one.lines):
            if line:
                at = down + number * size * _LEADING + size * (_LEADING - 1) / 2
                texts.append(Text(x0 + _PAD, at, line, size))
        if grid.ruling == "full":
            rulings += [Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1)]
        if grid.ruling != "none":
            rulings += [Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1)]
    table = TrueTable(tuple(true), grid.ruling == "full")
    return Laid(tuple(texts), tuple(dict.fromkeys(rulings)), table, y, new_page)

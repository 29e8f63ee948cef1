"""Rulings -> grids of cells, merged ones included. The same for text pages (vector lines) and scans (pixels).

Rulings that touch form one table. Its lines cut the box into elementary cells; neighbours with no ruling between
them are one merged cell. Open left and right sides (common in rosters) count as ruled.

>>> h = [Ruling(0, 0, 100), Ruling(20, 50, 100), Ruling(40, 0, 100)]
>>> v = [Ruling(0, 0, 40), Ruling(50, 0, 40), Ruling(100, 0, 40)]
>>> [(c.row, c.column, c.rowspan, c.colspan) for c in grids(h, v)[0].cells]
[(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.geometry import BBox
from extractor.layout.fragment import Grid, GridCell

NEAR = 3.0  # points: rulings this close are one; ends this close touch
SHORT = 9.0  # points: shorter rulings are strokes of characters or of codes
LOW = 6.0  # points: a table whose rows or columns are mostly narrower than this is a drawing or a code
COVERED = 0.6  # share of a cell's side that must be ruled
OVERHANG = 12.0  # points that horizontals must reach beyond the outer verticals for an open side
LEAST_WIDTH, LEAST_HEIGHT = 72.0, 26.0  # points: smaller grids are characters in large type
MOST = 2500  # rulings on one page: beyond this it is a drawing


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal ruling at y = `at` from x = `start` to `end`, or a vertical one with x and y exchanged."""

    at: float
    start: float
    end: float


def grids(horizontals: Iterable[Ruling], verticals: Iterable[Ruling]) -> list[Grid]:
    """The tables of a page, top to bottom; boxes of a single cell (frames) are left out."""
    across, down = joined(horizontals), joined(verticals)
    if len(across) + len(down) > MOST:
        return []
    found = [_grid(rows, columns) for rows, columns in _touching(across, down)]
    kept = [grid for grid in found if grid is not None]
    return sorted(kept, key=lambda grid: (grid.bbox.top, grid.bbox.x0))


def joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line made one: double strokes, dashes and cell borders drawn cell by cell."""
    merged: list[Ruling] = []
    for run in _runs(sorted(rulings, key=lambda ruling: ruling.at)):
        level = sum(ruling.at for ruling in run) / len(run)
        pieces = sorted(run, key=lambda ruling: ruling.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + NEAR:
                merged.append(Ruling(level, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        merged.append(Ruling(level, start, end))
    return [ruling for ruling in merged if ruling.end - ruling.start >= SHORT]


def _runs(ordered: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    run: list[Ruling] = []
    for ruling in ordered:
        if run and ruling.at - run[0].at > NEAR:
            yield run
            run = []
        run.append(ruling)
    if run:
        yield run


def _touching(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of rulings that cross or touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - NEAR <= v.at <= h.end + NEAR and v.start - NEAR <= h.at <= v.end + NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return [group for group in groups.values() if len(group[0]) >= 2 and group[1]]


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    ys, xs = _levels(across), _levels(down)
    across, down, xs = _closed(across, down, xs, ys)
    if len(ys) < 2 or len(xs) < 2 or _median(ys) < LOW or _median(xs) < LOW:
        return None
    ys = _dividing(across, ys, xs)
    xs = _dividing(down, xs, ys)
    right = [[_ruled(down, xs[c + 1], ys[r], ys[r + 1]) for c in range(len(xs) - 1)] for r in range(len(ys) - 1)]
    below = [[_ruled(across, ys[r + 1], xs[c], xs[c + 1]) for c in range(len(xs) - 1)] for r in range(len(ys) - 1)]
    cells = _cells(right, below, xs, ys)
    if len(cells) < 2 or xs[-1] - xs[0] < LEAST_WIDTH or ys[-1] - ys[0] < LEAST_HEIGHT:
        return None
    return Grid(BBox(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), len(ys) - 1, len(xs) - 1)


def _dividing(rulings: list[Ruling], levels: list[float], sides: list[float]) -> list[float]:
    """The outer levels and those that part at least one pair of cells: a stray stroke makes no row."""
    inner = [at for at in levels[1:-1] if any(_ruled(rulings, at, a, b) for a, b in pairwise(sides))]
    return [levels[0], *inner, levels[-1]]


def _levels(rulings: list[Ruling]) -> list[float]:
    runs = _runs(sorted(rulings, key=lambda ruling: ruling.at))
    return [sum(ruling.at for ruling in run) / len(run) for run in runs]


def _closed(
    across: list[Ruling], down: list[Ruling], xs: list[float], ys: list[float]
) -> tuple[list[Ruling], list[Ruling], list[float]]:
    """Adds the missing outer verticals of a table whose horizontals reach beyond the outermost verticals."""
    left = _common([h.start for h in across if h.start < xs[0] - OVERHANG])
    right = _common([h.end for h in across if h.end > xs[-1] + OVERHANG])
    for edge in (left, right):
        if edge is not None:
            down = [*down, Ruling(edge, ys[0], ys[-1])]
    return across, down, _levels(down)


def _common(ends: list[float]) -> float | None:
    """The place where at least two lines end together, the outermost; None when there is none."""
    for end in ends:
        if sum(abs(end - other) <= 2 * NEAR for other in ends) >= 2:
            return end
    return None


def _median(levels: list[float]) -> float:
    steps = sorted(b - a for a, b in pairwise(levels))
    return steps[len(steps) // 2] if steps else 0.0


def _ruled(rulings: list[Ruling], at: float, start: float, end: float) -> bool:
    shared = sum(
        max(0.0, min(ruling.end, end) - max(ruling.start, start)) for ruling in rulings if abs(ruling.at - at) <= NEAR
    )
    return shared >= COVERED * (end - start)


def _cells(right: list[list[bool]], below: list[list[bool]], xs: list[float], ys: list[float]) -> list[GridCell]:
    """Rectangles of elementary cells that no ruling parts, taken from the top left."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            colspan, rowspan = 1, 1
            while (
                column + colspan < columns
                and not right[row][column + colspan - 1]
                and (row, column + colspan) not in taken
            ):
                colspan += 1
            while row + rowspan < rows and not any(
                below[row + rowspan - 1][c] for c in range(column, column + colspan)
            ):
                if any(right[row + rowspan][c] for c in range(column, column + colspan - 1)):
                    break
                rowspan += 1
            taken |= {(row + i, column + j) for i in range(rowspan) for j in range(colspan)}
            box = BBox(xs[column], ys[row], xs[column + colspan], ys[row + rowspan])
            cells.append(GridCell(row, column, rowspan, colspan, box))
    return cells

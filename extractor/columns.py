"""Tables read by their header row: rows that go on over pages, repeated headers, rows torn by a page break.

Works on ruled tables and on bare columns of spans (a scan whose rulings were not found).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.citing import joined, trimmed
from extractor.fields import is_header
from extractor.flow import Box, Flow, Row, is_blank
from extractor.geometry import BBox
from extractor.labels import is_label, matches
from extractor.records.cited import Absent, Cited, Field

_PAGE_NOTE = re.compile(r"^[\s\-—–第共页/\d（(]*$|续表?[）)]?$")


@dataclass(slots=True)
class Entry:
    """One row of data: the boxes of each field, several where a page break tore the row."""

    boxes: dict[str, list[Box]]
    page: int

    def text(self, name: str) -> str:
        """The cell's text on one line; empty where blank."""
        texts = [box.text for box in self.boxes.get(name, []) if not is_blank(box.text)]
        return joined("\n".join(texts))


@dataclass(slots=True)
class Grid:
    """A header row (`fields`: the header box of each field found) and its rows of data."""

    header: Row
    fields: dict[str, Box]
    entries: list[Entry] = field(default_factory=list)

    def cell(self, entry: Entry, name: str, label: str) -> Field[str]:
        """The text of one cell: not_found without such a column, blank where the cell is empty."""
        if name not in self.fields:
            return Absent(label, "not_found")
        boxes = entry.boxes.get(name, [])
        spans = tuple(trimmed(box.span) for box in boxes if not is_blank(box.text))
        if not spans:
            return Absent(label, "blank", (), tuple(box.span for box in boxes) or (self.fields[name].span,))
        return Cited(entry.text(name), spans, min(span.confidence for span in spans))


def grids(flow: Flow, columns: Mapping[str, frozenset[str]], needed: frozenset[str], least: int) -> list[Grid]:
    """Every table whose header holds the `needed` fields and at least `least` of `columns` (field → its labels).

    Where a label could be two fields (时间), the first field of `columns` that is still free takes it.
    """
    found: list[Grid] = []
    open_grid: Grid | None = None
    last: Row | None = None
    for row in flow.rows:
        header = _header(row, columns, needed, least)
        if header is not None:
            if open_grid is None or not _repeats(open_grid, header, row, last):
                open_grid = Grid(row, header)
                found.append(open_grid)
            else:
                open_grid.fields = header
                open_grid.header = row
            last = row
        elif open_grid is not None and last is not None:
            state = _follows(open_grid, row, last)
            if state == "data":
                _add(open_grid, row, last)
                last = row
            elif state == "end":
                open_grid = last = None
    return found


def _header(
    row: Row, columns: Mapping[str, frozenset[str]], needed: frozenset[str], least: int
) -> dict[str, Box] | None:
    if len(row.boxes) < least:
        return None
    taken: dict[str, Box] = {}
    unknown = 0
    for box in row.boxes:
        name = next((n for n, labels in columns.items() if n not in taken and matches(box.text, labels)), None)
        if name is not None:
            taken[name] = box
        elif not is_blank(box.text) and not is_label(box.text):
            unknown += 1
    fits = needed <= taken.keys() and len(taken) >= least and unknown <= max(1, len(row.boxes) // 3)
    return taken if fits else None


def _repeats(grid: Grid, header: dict[str, Box], row: Row, last: Row | None) -> bool:
    """The same header again on a later page: the same table goes on."""
    same = [b.text.split() for b in header.values()] == [b.text.split() for b in grid.fields.values()]
    return same and last is not None and row.page != last.page


def _follows(grid: Grid, row: Row, last: Row) -> str:
    """ "data" for a row of the grid, "skip" for what stands between its pages, "end" for what closes it."""
    if row.heading:
        return "end" if not _PAGE_NOTE.search(row.text.strip()) else "skip"
    if grid.header.table >= 0:
        if row.table == last.table:
            return "end" if is_header(row) or (len(row.boxes) == 1 and row.columns > 2) else "data"
        if row.table < 0:
            note = row.page != last.page and len(row.text) <= 25
            return "skip" if note or _PAGE_NOTE.search(row.text.strip()) else "end"
        next_page = row.page == last.page + 1 and not is_header(row)
        goes_on = next_page and (row.columns == grid.header.columns or _counts_on(grid, row, last))
        return "data" if goes_on else "end"
    if row.table >= 0:
        return "end"
    if _PAGE_NOTE.search(row.text.strip()):
        return "skip"
    return "data" if _assigned(grid, row) and not re.search("[：:]", row.text) else "end"


def _counts_on(grid: Grid, row: Row, last: Row) -> bool:
    """Whether the number in the row is the next one, under its header: a page on which columns without text, or a
    faint ruling, were not seen has another number of columns."""
    numbers = [_number(found) for found in (_assigned(grid, last), _by_place(grid, row))]
    return numbers[0] is not None and numbers[1] == numbers[0] + 1


def _number(boxes: Mapping[str, list[Box]]) -> int | None:
    texts = [box.text.strip() for box in boxes.get("seq", []) if not is_blank(box.text)]
    return int(texts[0]) if len(texts) == 1 and re.fullmatch(r"\d{1,4}", texts[0]) else None


def _add(grid: Grid, row: Row, last: Row) -> None:
    boxes = _assigned(grid, row)
    torn = grid.entries and row.page != last.page and row.table != last.table
    named = any(not is_blank(b.text) for name in ("seq", "name") for b in boxes.get(name, []))
    wrapped = grid.header.table < 0
    if grid.entries and (torn or wrapped) and not named and {"seq", "name"} & grid.fields.keys():
        for name, more in boxes.items():
            grid.entries[-1].boxes.setdefault(name, []).extend(more)
    elif any(not is_blank(b.text) for name, found in boxes.items() if name != "seq" for b in found):
        grid.entries.append(Entry(boxes, row.page))


def _assigned(grid: Grid, row: Row) -> dict[str, list[Box]]:
    """The boxes of `row` by field: by grid column in a table, by nearest header in bare columns."""
    if grid.header.table < 0 or row.columns != grid.header.columns:
        return _by_place(grid, row)
    return {
        name: [b for b in row.boxes if b.column <= head.column < b.column + b.colspan]
        for name, head in grid.fields.items()
    }


def _by_place(grid: Grid, row: Row) -> dict[str, list[Box]]:
    """The boxes by the header that stands above them."""
    heads = [(box.bbox, _name_of(grid, box)) for box in grid.header.boxes if box.bbox is not None]
    result: dict[str, list[Box]] = {}
    for box in row.boxes:
        if box.bbox is None or not heads:
            return {}
        _, name = min((_away(box.bbox, head, row.table >= 0), name) for head, name in heads)
        if name:
            result.setdefault(name, []).append(box)
    return result


def _away(box: BBox, head: BBox, tabled: bool) -> tuple[float, float]:
    """How far a box stands from a header: in a table by the white between them first, then by their middles."""
    white = max(0.0, head.x0 - box.x1, box.x0 - head.x1) if tabled else 0.0
    return white, abs(head.middle[0] - box.middle[0])


def _name_of(grid: Grid, head: Box) -> str:
    return next((name for name, box in grid.fields.items() if box is head), "")

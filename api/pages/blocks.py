"""A page that has no image, as text: its paragraphs and tables in reading order, with the quoted places marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from api.pages.marks import Mark, Run, by_element, by_paragraph, by_sheet_cell, by_table, in_cell, runs, sheet_cell
from worker.store import PageView


@dataclass(frozen=True, slots=True)
class Paragraph:
    role: str
    level: int
    runs: tuple[Run, ...]
    table: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    rowspan: int
    colspan: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[ShownCell, ...], ...]
    table: bool = True


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line where it stands on its page: left edge, baseline, width and height in points."""

    text: str
    x: float
    y: float
    width: float
    height: float


Block = Paragraph | Grid


def placed_lines(page: PageView) -> tuple[PlacedLine, ...]:
    """The lines of a page that has a size but no image."""
    boxed = [(str(line["text"]), line["place"]["bbox"]) for line in page.lines if (line["place"] or {}).get("bbox")]
    return tuple(
        PlacedLine(text, x0, bottom - 0.15 * (bottom - top), x1 - x0, bottom - top)
        for text, (x0, top, x1, bottom) in boxed
    )


def blocks_of(page: PageView, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Every line and table once: a table where its first line stands, or at the end when no line names it."""
    running, tabled, sheeted, tagged = by_paragraph(marks), by_table(marks), by_sheet_cell(marks), by_element(marks)
    shown: list[Block] = []
    placed: set[int] = set()
    for line in page.lines:
        table = line.get("table")
        if table is None:
            shown.append(_paragraph(line, running, sheeted, tagged))
        elif table not in placed and table < len(page.tables):
            placed.add(table)
            shown.append(_grid(page.tables[table], tabled, sheeted))
    shown += [_grid(table, tabled, sheeted) for index, table in enumerate(page.tables) if index not in placed]
    return tuple(shown)


def _paragraph(
    line: Mapping[str, Any],
    running: Mapping[int, Sequence[Mark]],
    sheeted: Mapping[tuple[str, int, int], Sequence[Mark]],
    tagged: Mapping[str, Sequence[Mark]],
) -> Paragraph:
    place, text = line["place"], str(line["text"])
    if place and place["type"] == "in_text":
        pieces = runs(text, int(place["start"]), running.get(place["paragraph"], ()))
    elif place and place["type"] == "in_xml":
        pieces = (Run(text, tuple(tagged.get(place["path"], ()))),)
    elif place and place["type"] == "in_sheet":
        here = [mark for mark in sheeted.get(sheet_cell(place), ()) if mark.text in text]
        pieces = (Run(text, tuple(here)),)
    else:
        pieces = (Run(text),)
    label = (Run(f"{line['label']} "),) if line.get("label") else ()
    return Paragraph(str(line.get("role", "body")), int(line.get("level", 0)), label + pieces)


def _grid(
    table: Mapping[str, Any],
    tabled: Mapping[tuple[int, ...], Sequence[Mark]],
    sheeted: Mapping[tuple[str, int, int], Sequence[Mark]],
) -> Grid:
    cells = sorted(table["cells"], key=lambda cell: (cell["row"], cell["column"]))
    by_row = groupby(cells, key=lambda cell: cell["row"])
    return Grid(tuple(tuple(_cell(cell, tabled, sheeted) for cell in row) for _, row in by_row))


def _cell(
    cell: Mapping[str, Any],
    tabled: Mapping[tuple[int, ...], Sequence[Mark]],
    sheeted: Mapping[tuple[str, int, int], Sequence[Mark]],
) -> ShownCell:
    place = cell.get("place") or {}
    if place.get("type") == "in_sheet":
        marks = tuple(sheeted.get(sheet_cell(place), ()))
        return ShownCell(str(cell["text"]), len(rows(cell)), len(columns(cell)), marks)
    here = tabled.get(tuple(place["path"]), ()) if place.get("type") == "in_table" else ()
    marks = in_cell(here, rows(cell), columns(cell))
    return ShownCell(str(cell["text"]), len(rows(cell)), len(columns(cell)), marks)


def rows(cell: Mapping[str, Any]) -> range:
    """The rows that a cell covers."""
    return range(int(cell["row"]), int(cell["row"]) + int(cell.get("rowspan", 1)))


def columns(cell: Mapping[str, Any]) -> range:
    """The columns that a cell covers."""
    return range(int(cell["column"]), int(cell["column"]) + int(cell.get("colspan", 1)))

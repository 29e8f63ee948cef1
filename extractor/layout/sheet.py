"""One sheet of a workbook, or a CSV, as a page: title lines, one table, and what stands below it.

Rows and columns that hold nothing are left out of the table; every place still names the sheet's own row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.document import Cell, InSheet, Line, Page, Problem, Role, Span, Table
from extractor.errors import TooLarge

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 20_000, 500, 400_000
# Below every confidence floor: a hidden row is read, and nothing is decided by it.
HIDDEN = 0.5
_GENERIC = re.compile(r"(?:sheet|工作表|表|csv)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """`text` as the sheet shows it, `raw` as it is stored; `size` is the font's in points, 0 where unknown."""

    text: str
    raw: str
    confidence: float = 1.0
    size: float = 0.0


@dataclass(slots=True)
class Sheet:
    """Rows and columns count from 0. `merged` holds (first row, first column, last row, last column)."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def out_of_sight(self, row: int, column: int) -> bool:
        return self.hidden or row in self.hidden_rows or column in self.hidden_columns


def hidden_problem(sheet: Sheet) -> Problem | None:
    """What of the sheet was not read: a hidden one that is more than a list of choices."""
    if sheet.hidden and any(re.fullmatch(r"[¥\d.,%-]*\d[\d.,%元万]*", cell.text) for cell in sheet.cells.values()):
        return Problem("hidden_sheet", f"工作表“{sheet.name}”已隐藏，其中的内容没有参与核对；请取消隐藏或删去。")
    return None


def page_of(sheet: Sheet, number: int, problem: Problem | None = None) -> Page:
    """Raises TooLarge beyond MAX_ROWS, MAX_COLUMNS or MAX_CELLS of what is used."""
    used = {place for place, cell in sheet.cells.items() if cell.text}
    rows, columns = sorted({row for row, _ in used}), sorted({column for _, column in used})
    if len(rows) > MAX_ROWS or len(columns) > MAX_COLUMNS or len(rows) * len(columns) > MAX_CELLS:
        raise TooLarge(f"工作表“{sheet.name}”过大（{len(rows)} 行 {len(columns)} 列），没有读取；请拆分后重新上传。")
    first, last = _table_rows(rows, used)
    body = rows[first:last]
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(used):
        by_row.setdefault(row, []).append(column)
    lines = [_named(sheet)] if sheet.name and not _GENERIC.fullmatch(sheet.name.strip()) else []
    tabled = 0 if body and not sheet.hidden else None
    for at, row in enumerate(rows):
        inside = first <= at < last
        spans = tuple(_span(sheet, row, column) for column in by_row[row])
        role = _role(sheet, row, by_row[row][0], at == 0 and not inside)
        size = max(sheet.cells[row, column].size for column in by_row[row])
        lines.append(Line(spans, role=role, size=size, table=tabled if inside else None, paragraph=row))
    tables = (_table(sheet, body, columns),) if tabled is not None else ()
    return Page(number, 0.0, 0.0, 0, tuple(lines), tables, problem=problem)


def _table_rows(rows: list[int], used: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of `rows` from the first to the last that holds two cells or more; what is around it are lines."""
    wide: dict[int, int] = {}
    for row, _ in used:
        wide[row] = wide.get(row, 0) + 1
    several = [at for at, row in enumerate(rows) if wide[row] > 1]
    return (several[0], several[-1] + 1) if several else (0, 0)


def _named(sheet: Sheet) -> Line:
    """The name on the sheet's tab often is the paper's only title."""
    span = Span(sheet.name, InSheet(sheet.name, 0, 0), 1.0, "text", sheet.name)
    return Line((span,), role="hidden" if sheet.hidden else "caption", paragraph=-1)


def _role(sheet: Sheet, row: int, column: int, leading: bool) -> Role:
    if sheet.hidden or row in sheet.hidden_rows:
        return "hidden"
    merged = any(top == row and left == column and right > left for top, left, _, right in sheet.merged)
    return "title" if leading and merged else "body"


def _span(sheet: Sheet, row: int, column: int) -> Span:
    cell = sheet.cells.get((row, column), SheetCell("", ""))
    confidence = min(cell.confidence, HIDDEN) if sheet.out_of_sight(row, column) else cell.confidence
    return Span(cell.text, InSheet(sheet.name, row, column), confidence, "text", cell.raw)


def _table(sheet: Sheet, rows: list[int], columns: list[int]) -> Table:
    at_row = {row: at for at, row in enumerate(rows)}
    at_column = {column: at for at, column in enumerate(columns)}
    covered: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for top, left, bottom, right in sheet.merged:
        high = [at for row, at in at_row.items() if top <= row <= bottom]
        wide = [at for column, at in at_column.items() if left <= column <= right]
        places = {(row, column) for row in high for column in wide}
        if places and not places & covered:
            covered |= places
            cells.append(Cell(high[0], wide[0], len(high), len(wide), _span(sheet, top, left)))
    for row in rows:
        for column in columns:
            if (at_row[row], at_column[column]) not in covered:
                cells.append(Cell(at_row[row], at_column[column], 1, 1, _span(sheet, row, column)))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(tuple(cells), len(rows), len(columns), InSheet(sheet.name, rows[0], columns[0]))

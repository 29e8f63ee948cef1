"""The grid of a DOCX table: which rows and columns each cell covers. Merged cells appear once.

Source: ECMA-376 part 1, §17.4 (gridSpan, vMerge, the older hMerge, gridBefore).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.layout.docx_package import Element, child_value, local, w
from extractor.layout.docx_runs import chosen_children

# A row has 63 cells in Word; what claims more is hostile.
MAX_COLUMNS = 1000


@dataclass
class GridCell:
    element: Element
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


def grid(table: Element) -> tuple[list[GridCell], int, int]:
    """Cells in row order, the number of rows and of columns. Deleted rows are out."""
    cells: list[GridCell] = []
    open_merges: dict[int, GridCell] = {}
    rows = columns = 0
    for row in _inside(table, "tr"):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        column = _count(child_value(properties, "gridBefore"), 0)
        last: GridCell | None = None
        for element in _inside(row, "tc"):
            described = element.find(w("tcPr"))
            width = _count(child_value(described, "gridSpan"), 1) or 1
            across, down = child_value(described, "hMerge"), child_value(described, "vMerge")
            if across is not None and across != "restart" and last is not None:
                last.colspan += width
            elif down is not None and down != "restart" and column in open_merges:
                last = open_merges[column]
                last.rowspan = rows - last.row + 1
            else:
                last = GridCell(element, rows, column, 1, width)
                cells.append(last)
                open_merges.pop(column, None)
                if down is not None:
                    open_merges[column] = last
            column += width
        columns = max(columns, column)
        rows += 1
    return cells, rows, columns


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside content controls and insertions."""
    for element in chosen_children(parent):
        found = local(element)
        if found == name:
            yield element
        elif found in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from _inside(element, name)


def _count(value: str | None, default: int) -> int:
    return min(int(value), MAX_COLUMNS) if value is not None and value.isdigit() and len(value) < 9 else default

"""Cells of tables: right place and span (structure), and right text at that place.

A read cell is right when row, column and both spans are those of the truth; F1 over all cells, empty ones included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from corpora.labelled.sheet import TrueTable
from corpora.score.characters import plain
from extractor.document import Table


@dataclass(frozen=True, slots=True)
class Cells:
    """`texts` counts cells with text whose place and text are right; F1 = 2 right / (true + read)."""

    true: int = 0
    read: int = 0
    right: int = 0
    true_texts: int = 0
    read_texts: int = 0
    texts: int = 0

    def __add__(self, other: Cells) -> Cells:
        return Cells(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def structure(self) -> float:
        return 2 * self.right / max(1, self.true + self.read)

    @property
    def text(self) -> float:
        return 2 * self.texts / max(1, self.true_texts + self.read_texts)


def compared(truth: Sequence[TrueTable], read: Sequence[Table]) -> Cells:
    """Each true table with the read one that it agrees with most; a table read where none is counts as surplus."""
    left = list(read)
    total = Cells()
    for table in truth:
        best = max(left, key=partial(_agreement, table), default=None)
        if best is not None and _pair(table, best).right:
            left.remove(best)
            total += _pair(table, best)
        else:
            total += Cells(true=len(table.cells), true_texts=sum(bool(cell.text) for cell in table.cells))
    for surplus in left:
        texts = sum(bool(cell.span.text.strip()) for cell in surplus.cells)
        total += Cells(read=len(surplus.cells), read_texts=texts)
    return total


def _agreement(truth: TrueTable, read: Table) -> tuple[int, int]:
    found = _pair(truth, read)
    return found.texts, found.right


def _pair(truth: TrueTable, read: Table) -> Cells:
    true = {(c.row, c.column, c.rowspan, c.colspan): plain(c.text) for c in truth.cells}
    seen = {(c.row, c.column, c.rowspan, c.colspan): plain(c.span.text) for c in read.cells}
    same = true.keys() & seen.keys()
    return Cells(
        len(true),
        len(seen),
        len(same),
        sum(map(bool, true.values())),
        sum(map(bool, seen.values())),
        sum(bool(true[key]) and true[key] == seen[key] for key in same),
    )

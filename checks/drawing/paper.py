"""What a sheet of paper that we hand back says, before it becomes DOCX or PDF. Plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the line; `note` stands under the rows, or instead of them where there are none."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """`facts` are labels with values, two pairs to a line; `blanks` labels with room to write by hand, and how many
    lines of it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    blanks: tuple[tuple[str, int], ...] = ()
    foot: str = ""

"""What a paper holds, whatever file it becomes: renderers turn the same blocks into DOCX, PDF, scan or photograph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    size: float = 20.0


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A newline in `text` is a forced line break inside the paragraph."""

    text: str
    align: Literal["left", "centre", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Stamped:
    """A line that somebody signs or seals: over it `seal` (the ring's text), behind it `signature` in ink.

    A DOCX holds the line only.
    """

    text: str
    seal: str = ""
    signature: str = ""
    align: Literal["left", "centre", "right"] = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """Covers `columns` and `rows`; the rows below name only what is not covered."""

    text: str
    columns: int = 1
    rows: int = 1


Row: TypeAlias = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` in relative units, one for each column; `repeat` rows are printed on each page anew.

    `ruling`: all lines, only those between rows, or none.
    """

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    repeat: int = 0
    ruling: Literal["full", "rows", "none"] = "full"


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded picture, `width` in millimetres."""

    data: bytes
    width: float = 120.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = Title | Heading | Paragraph | Stamped | Grid | Picture | PageBreak
Paper: TypeAlias = tuple[Block, ...]


def cells(row: Row) -> list[Cell]:
    return [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]

"""A page of paper with everything on it placed: points, top-left origin. What is drawn and what is true are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.geometry import BBox


@dataclass(frozen=True, slots=True)
class Text:
    """One line; `size` in points, its top at `top`, the baseline 0.88 of the size below."""

    x: float
    top: float
    text: str
    size: float = 10.5


@dataclass(frozen=True, slots=True)
class Ruling:
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """A red seal with `text` around its rim (oval where its box is), or a signature of `text` in somebody's hand."""

    kind: Literal["seal", "signature"]
    box: BBox
    text: str


@dataclass(frozen=True, slots=True)
class TrueCell:
    """One cell of a printed grid, rows and columns counted from 0 on the sheet."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


@dataclass(frozen=True, slots=True)
class TrueTable:
    """`ruled`: all its lines are drawn."""

    cells: tuple[TrueCell, ...]
    ruled: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    width: float
    height: float
    texts: tuple[Text, ...]
    rulings: tuple[Ruling, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    tables: tuple[TrueTable, ...] = ()
    pictures: tuple[tuple[BBox, bytes], ...] = ()

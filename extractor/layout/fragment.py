"""What layout works on before there are lines: pieces of text with their box, and grids of cells without text."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.geometry import BBox


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text that stands in one place, in points. `stops` as in OcrLine; `size` is the font size in points.

    `doubted` marks text of a PDF whose characters may not be what the page shows (a font without a sound map).
    `turn`: degrees clockwise that make the text upright; not 0 for a receipt that lies across a photograph.
    """

    text: str
    bbox: BBox
    confidence: float
    source: str
    raw: str
    size: float
    invisible: bool = False
    stops: tuple[tuple[float, float], ...] = ()
    doubted: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    row: int
    column: int
    rowspan: int
    colspan: int
    bbox: BBox


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table without its text; the cells do not overlap."""

    bbox: BBox
    cells: tuple[GridCell, ...]
    rows: int
    columns: int

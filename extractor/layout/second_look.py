"""Cells of a scanned table that hold ink but no text get a second look alone: detectors miss single characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from extractor.geometry import BBox
from extractor.layout.fragment import Fragment, Grid
from extractor.layout.lines import cut
from extractor.ocr import Engine, Image, OcrLine

MOST = 60  # cells of one page
INSET = 2.5  # points that are cut off with the rulings
MARGIN = 24  # pixels of white around the cutting
HEIGHT = 96  # pixels: lower cuttings are enlarged to about this


def overlooked(fragments: Sequence[Fragment], grids: Sequence[Grid], inked: Callable[[BBox], bool]) -> list[BBox]:
    """Boxes of cells with ink in which nothing was read, at most MOST."""
    read = {key for fragment in fragments for key, _ in cut(fragment, grids)}
    cells = [
        cell.bbox
        for index, grid in enumerate(grids)
        for number, cell in enumerate(grid.cells)
        if (index, number) not in read
    ]
    return [box for box in cells if inked(box)][:MOST]


def lines_in(box: BBox, pixels: Image, points_per_pixel: float, engine: Engine) -> list[OcrLine]:
    """What the engine reads in one cell of the picture, its quads in pixels of the picture."""
    left, top = (max(0, round((value + INSET) / points_per_pixel)) for value in (box.x0, box.top))
    right, bottom = (round((value - INSET) / points_per_pixel) for value in (box.x1, box.bottom))
    part = pixels[top:bottom, left:right]
    if min(part.shape[:2]) < 6:
        return []
    scale = min(3.0, max(1.0, HEIGHT / part.shape[0]))
    large = cv2.resize(np.ascontiguousarray(part), None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    framed = cv2.copyMakeBorder(large, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    found = engine.recognise(np.asarray(framed, np.uint8))
    return [_moved(line, left, top, scale) for line in found if line.text.strip()]


def _moved(line: OcrLine, left: int, top: int, scale: float) -> OcrLine:
    a, b, c, d = (((x - MARGIN) / scale + left, (y - MARGIN) / scale + top) for x, y in line.quad)
    return OcrLine(line.text, (a, b, c, d), line.confidence, line.stops)

"""Rulings found in pixels, by OpenCV: what a scanned table has instead of vector lines.

Opening with a long flat kernel leaves only runs of ink longer than a character's stroke (Gonzalez and Woods,
Digital Image Processing, ch. 9). The picture must be upright and without skew (layout.prepare).
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.geometry import BBox
from extractor.layout.tables import Ruling
from extractor.ocr import Image

LONG = 15.0  # points: longer than the strokes of body text, shorter than a row is high
THICK = 6.0  # points: thicker runs are blocks, not rulings
GAP = 3.0  # points that a broken ruling is closed over
NARROW = 3.0  # points: darkness that spreads wider is a crease, a shadow or the edge of the sheet
DARKER = 12.0  # grey levels by which a ruling is darker than the paper close beside it
SHARP = 0.5  # share of its darkness that a ruling loses so close by
SOMEWHERE = 0.6  # share of its length on which it does: creases do where they cross print


def rulings(pixels: Image, points_per_pixel: float) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical rulings of an RGB picture, in points of that picture."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    ink, levels = np.asarray(dark, np.uint8), np.asarray(grey, np.uint8)
    length = max(12, round(LONG / points_per_pixel))
    gap = max(2, round(GAP / points_per_pixel))
    thick = max(3.0, THICK / points_per_pixel)
    narrow = max(5, 2 * round(NARROW / points_per_pixel / 2) + 1)
    across = _runs(ink, _narrow(levels, narrow), length, gap, thick)
    turned = np.ascontiguousarray(levels.T)
    down = _runs(np.ascontiguousarray(ink.T), _narrow(turned, narrow), length, gap, thick)
    scale = points_per_pixel
    return (
        [Ruling(at * scale, start * scale, end * scale) for at, start, end in across],
        [Ruling(at * scale, start * scale, end * scale) for at, start, end in down],
    )


def _narrow(levels: NDArray[np.uint8], width: int) -> NDArray[np.bool_]:
    """Where darkness lies within `width` pixels across: not on creases, shadows and edges of the sheet."""
    close, wide = (
        cv2.morphologyEx(levels, cv2.MORPH_BLACKHAT, np.ones((reach, 1), np.uint8)) for reach in (width, 3 * width)
    )
    return np.asarray((close > DARKER) & (close > SHARP * wide), np.bool_)


def without_strokes(found: Iterable[Ruling], lines: Iterable[BBox], *, down: bool) -> list[Ruling]:
    """`found` without the strokes of large characters: rulings inside a line of text, no longer than it is high.

    `down` tells that `found` run down the page; `lines` are the boxes of the text.
    """
    boxes = [_along(box, down) for box in lines]
    sizes = [min(high - low, right - left) for low, high, left, right in boxes]
    spans = list(zip(boxes, sizes, strict=True))
    return [ruling for ruling in found if not any(_is_stroke(ruling, box, size) for box, size in spans)]


def _along(box: BBox, down: bool) -> tuple[float, float, float, float]:
    """Extent across the rulings, then along them."""
    return (box.x0, box.x1, box.top, box.bottom) if down else (box.top, box.bottom, box.x0, box.x1)


def _is_stroke(ruling: Ruling, box: tuple[float, float, float, float], size: float) -> bool:
    """Whether the ruling lies inside the box (low, high across the ruling; left, right along it)."""
    low, high, left, right = box
    slack = 0.1 * size
    inside = low - slack <= ruling.at <= high + slack and left - slack <= ruling.start and ruling.end <= right + slack
    return inside and ruling.end - ruling.start <= 1.1 * size


def _runs(
    ink: NDArray[np.uint8], narrow: NDArray[np.bool_], length: int, gap: int, thick: float
) -> list[tuple[float, float, float]]:
    """Horizontal runs of ink as (y, x0, x1) in pixels; a faint ruling is narrow on some of its length at least."""
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for x, y, width, height, area in boxes[1:count]:
        seen = narrow[y : y + height, x : x + width].any(axis=0).mean()
        if area / max(width, 1) <= thick and seen >= SOMEWHERE:
            found.append((float(y + height / 2), float(x), float(x + width)))
    return found

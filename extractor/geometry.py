"""Boxes on the upright page, in points, origin at the top left: the one coordinate system. Pure functions.

>>> union([BBox(0, 0, 1, 1), BBox(2, 2, 3, 4)])
BBox(x0=0, top=0, x1=3, bottom=4)
>>> round(overlap(BBox(0, 0, 10, 10), BBox(5, 0, 15, 10)), 2)
0.5
>>> narrowed(BBox(0, 0, 40, 10), "甲乙丙丁", 1, 3)
BBox(x0=10.0, top=0, x1=30.0, bottom=10)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class BBox:
    """x0 ≤ x1, top ≤ bottom; points of the upright page, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def union(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all of `boxes` (at least one)."""
    all_boxes = list(boxes)
    return BBox(
        min(b.x0 for b in all_boxes),
        min(b.top for b in all_boxes),
        max(b.x1 for b in all_boxes),
        max(b.bottom for b in all_boxes),
    )


def intersection(a: BBox, b: BBox) -> float:
    """Shared area in square points."""
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0.0, width) * max(0.0, height)


def overlap(inner: BBox, outer: BBox) -> float:
    """Share of `inner` that lies in `outer`, 0 to 1."""
    return intersection(inner, outer) / inner.area if inner.area else 0.0


def vertical_overlap(a: BBox, b: BBox) -> float:
    """Shared height over the smaller height: 1 when one line stands beside the other."""
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    smaller = min(a.height, b.height)
    return max(0.0, shared) / smaller if smaller > 0 else 0.0


def turned(box: BBox, turn: int, width: float, height: float) -> BBox:
    """Where `box` of a page `width` × `height` lies when the page is turned clockwise by 0, 90, 180 or 270 degrees.

    >>> turned(BBox(0, 0, 10, 5), 90, 100, 200), turned(BBox(0, 0, 10, 5), 180, 100, 200)
    (BBox(x0=195, top=0, x1=200, bottom=10), BBox(x0=90, top=195, x1=100, bottom=200))
    """
    if turn == 90:
        return BBox(height - box.bottom, box.x0, height - box.top, box.x1)
    if turn == 180:
        return BBox(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 270:
        return BBox(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def narrowed(box: BBox, text: str, start: int, end: int) -> BBox:
    """The part of `box` that holds text[start:end], each character weighed by its East Asian width."""
    if not 0 <= start < end <= len(text):
        return box
    borders = by_width(text)
    return stretch(box, borders[start], borders[end])


def by_width(text: str) -> tuple[float, ...]:
    """Where each character begins and the last one ends, 0 to 1, where nothing but their widths is known.

    >>> by_width("甲AB")
    (0.0, 0.5, 0.75, 1.0)
    """
    weights = [2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text]
    total = sum(weights)
    return tuple(at / total for at in accumulate(weights, initial=0)) if total else (0.0,)


def stretch(box: BBox, start: float, end: float, turn: int = 0) -> BBox:
    """The part of `box` between two shares (0 to 1) of its text's way; the text is upright, and runs from left to
    right, once the page is turned clockwise by `turn` degrees.

    >>> stretch(BBox(0, 0, 10, 40), 0.0, 0.25, 90), stretch(BBox(0, 0, 10, 40), 0.0, 0.25, 270)
    (BBox(x0=0, top=30.0, x1=10, bottom=40.0), BBox(x0=0, top=0.0, x1=10, bottom=10.0))
    >>> stretch(BBox(0, 0, 40, 10), 0.0, 0.25, 180)
    BBox(x0=30.0, top=0, x1=40.0, bottom=10)
    """
    if turn == 90:
        return BBox(box.x0, box.bottom - end * box.height, box.x1, box.bottom - start * box.height)
    if turn == 180:
        return BBox(box.x1 - end * box.width, box.top, box.x1 - start * box.width, box.bottom)
    if turn == 270:
        return BBox(box.x0, box.top + start * box.height, box.x1, box.top + end * box.height)
    return BBox(box.x0 + start * box.width, box.top, box.x0 + end * box.width, box.bottom)

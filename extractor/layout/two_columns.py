"""Prose in two columns: where the gutter is, and from where to where down the page it parts the text.

A gutter counts only where running text fills the lines on both sides of it; labels beside values, lists of names and
signatures side by side stay rows. Headings across both columns end one stretch and begin the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.geometry import BBox, union
from extractor.layout.gaps import Interval, is_prose, pieces

LEAST_ROWS = 5  # with text on both sides of the gutter
GUTTER = 0.9  # character heights of white
MIDDLE = 0.25  # share of the text's width that the gutter keeps from its edges
SHARE = 0.3  # of all rows of the page that the gutter must part
TAIL = 2.0  # character heights of white above a line that no longer belongs to its column


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the page in two columns: the gutter's x, and the y where the part begins and ends, in points."""

    gutter: float
    top: float
    bottom: float

    def holds(self, box: BBox) -> bool:
        """Whether the box lies in one of the columns."""
        return self.top <= box.middle[1] <= self.bottom and not box.x0 < self.gutter < box.x1


def turn(box: BBox, level: float, parts: Sequence[Stretch]) -> tuple[float, int, float]:
    """When what stands at `level` is read: a key to sort by. Its second item numbers the columns of the page from 1,
    odd on the left; 0 for what runs over the whole width."""
    for number, part in enumerate(parts):
        if part.holds(box):
            return part.top, 2 * number + (2 if box.middle[0] > part.gutter else 1), level
    return level, 0, level


def stretches(rows: Sequence[Sequence[BBox]]) -> list[Stretch]:
    """The two-column parts of a page whose free text stands in `rows`, from top to bottom."""
    rows = _side_by_side([row for row in rows if row])
    if len(rows) < LEAST_ROWS:
        return []
    heights = sorted(box.height for row in rows for box in row)
    height = heights[len(heights) // 2]
    texts = [pieces(row, height) for row in rows]
    gutter = _gutter(texts, height)
    if gutter is None:
        return []
    found = []
    for first, last in _runs(rows, texts, gutter, height):
        if _both_run(texts[first:last], gutter, height):
            whole = union(box for row in rows[first:last] for box in row)
            found.append(Stretch(gutter, whole.top, whole.bottom))
    return found


def _side_by_side(rows: Sequence[Sequence[BBox]]) -> list[list[BBox]]:
    """Rows that overlap in height and not in x made one: the lines of two columns need not be level."""
    found: list[list[BBox]] = []
    for row in rows:
        last = union(found[-1]) if found else None
        own = union(row)
        level = last is not None and own.top < last.bottom - 0.1 * own.height
        if last is not None and level and (own.x0 >= last.x1 or own.x1 <= last.x0):
            found[-1].extend(row)
        else:
            found.append(list(row))
    return found


def _gutter(texts: Sequence[Sequence[Interval]], height: float) -> float | None:
    """The x that lies in most of the wide gaps, near the middle; None where too few rows have one there."""
    left, right = min(text[0][0] for text in texts), max(text[-1][1] for text in texts)
    edge = MIDDLE * (right - left)
    gaps = [
        (a[1], b[0])
        for text in texts
        for a, b in pairwise(text)
        if b[0] - a[1] >= GUTTER * height and left + edge <= (a[1] + b[0]) / 2 <= right - edge
    ]
    if len(gaps) < max(LEAST_ROWS, SHARE * len(texts)):
        return None
    best = max((sum(a < x <= b for a, b in gaps), x) for _, x in gaps)
    meeting = [(a, b) for a, b in gaps if a < best[1] <= b]
    if best[0] < max(LEAST_ROWS, SHARE * len(texts)):
        return None
    return (max(a for a, _ in meeting) + min(b for _, b in meeting)) / 2


def _runs(
    rows: Sequence[Sequence[BBox]], texts: Sequence[Sequence[Interval]], gutter: float, height: float
) -> list[tuple[int, int]]:
    """Rows from `first` up to `last` that nothing crosses; lines left over below a column stay with it."""
    free = [not any(x0 < gutter < x1 for x0, x1 in text) for text in texts]
    both = [ok and text[0][0] < gutter < text[-1][1] for ok, text in zip(free, texts, strict=True)]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(rows):
        if not both[at]:
            at += 1
            continue
        first = at
        while at < len(rows) and free[at]:
            at += 1
        last = at
        while not both[last - 1]:
            last -= 1
        tail = last  # a line on one side farther below may belong to what follows
        while tail < at and _white(rows[tail - 1], rows[tail]) < TAIL * height:
            tail += 1
        found.append((first, tail))
    return found


def _white(above: Sequence[BBox], below: Sequence[BBox]) -> float:
    return min(box.top for box in below) - max(box.bottom for box in above)


def _both_run(texts: Sequence[Sequence[Interval]], gutter: float, height: float) -> bool:
    left = [[one for one in text if one[1] <= gutter] for text in texts]
    right = [[one for one in text if one[0] >= gutter] for text in texts]
    return all(is_prose([row for row in side if row], [], height) for side in (left, right))

"""Boxes to be ticked on scans: small drawn squares, empty or with something in them, and their place in the text.

Recognisers know □ and mostly leave out a box with a tick, a cross or a fill; then "□是 否" says the opposite of the
paper. A square that no character of the text accounts for is put into the text, ☑ or □ by the ink inside. Squares
that are read as characters (口, 日, 回 …) are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.geometry import BBox, narrowed, overlap, vertical_overlap
from extractor.layout.fragment import Fragment
from extractor.ocr import Image

SIDE = (6.5, 17.0)  # points
STROKE = 0.72  # of the least side: strokes this long are sides of squares
UNEVEN = 1.35  # longer side over the shorter one: a tick that crosses a corner makes it longer
SIDED = 0.82  # share of each side that is inked
EMPTY, FULL = 0.045, 0.1  # share of ink inside an empty box at most, in a ticked one at least
BESIDE = 1.6  # sides of the square between it and the text that it stands before
SIGNS = "□☐☑☒√✓■▣◻◼口"
MOST = 200  # squares of one page: beyond this it is a grid for handwriting


@dataclass(frozen=True, slots=True)
class TickBox:
    """`ticked` is None where the little ink inside may be dirt."""

    bbox: BBox
    ticked: bool | None


def with_ticks(
    fragments: Sequence[Fragment], pixels: Image, points_per_pixel: float, printed: Image | None = None
) -> tuple[list[Fragment], list[TickBox]]:
    """The fragments with ☑ and □ where boxes stand, and these boxes; `pixels` are RGB, upright. `printed`, where
    given, is the same picture without what shows through from the back: boxes are sought there."""
    found = list(fragments)
    used = []
    for box in squares(pixels, points_per_pixel, printed):
        if any(_is_character(fragment, box) for fragment in found):
            continue
        for index, fragment in enumerate(found):
            told = _told(fragment, box)
            if told is not None:
                found[index] = told
                used.append(box)
                break
    return found, used


def squares(pixels: Image, points_per_pixel: float, printed: Image | None = None) -> list[TickBox]:
    """Small squares of ink, left to right, in points; none on a page full of them."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    outlines = grey if printed is None else cv2.cvtColor(printed, cv2.COLOR_RGB2GRAY)
    ink = np.asarray(
        cv2.adaptiveThreshold(outlines, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 14), np.uint8
    )
    length = max(4, round(STROKE * SIDE[0] / points_per_pixel))
    across = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)
    down = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8)), np.uint8)
    both = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    found = []
    least, most = (side / points_per_pixel for side in SIDE)
    for x, y, width, height, _ in boxes[1:count]:
        short, long = sorted((int(width), int(height)))
        if short < least or long > most + 2 or long > UNEVEN * short:
            continue
        area = slice(y, y + height), slice(x, x + width)
        if _sided(across[area], down[area]):
            k = points_per_pixel
            box = BBox(x * k, y * k, (x + width) * k, (y + height) * k)
            found.append(TickBox(box, _filled(grey[area])))
    whole = [
        one for one in found if not any(one is not other and overlap(one.bbox, other.bbox) > 0.7 for other in found)
    ]
    return sorted(whole, key=lambda one: (one.bbox.x0, one.bbox.top)) if len(found) <= MOST else []


def _sided(across: NDArray[np.uint8], down: NDArray[np.uint8]) -> bool:
    height, width = across.shape
    strip = max(2, round(0.28 * min(height, width)))
    sides = (across[:strip].any(axis=0), across[-strip:].any(axis=0))
    uprights = (down[:, :strip].any(axis=1), down[:, -strip:].any(axis=1))
    return all(float(side.mean()) >= SIDED for side in (*sides, *uprights))


def _filled(grey: cv2.typing.MatLike) -> bool | None:
    height, width = grey.shape[:2]
    edge = max(3, round(0.26 * min(height, width)))
    inside = grey[edge : height - edge, edge : width - edge]
    if not inside.size:
        return None
    dark = min(int(np.percentile(grey, 5)) + 60, 160)
    share = float((inside < dark).mean())
    return True if share >= FULL else False if share <= EMPTY else None


def _is_character(fragment: Fragment, box: TickBox) -> bool:
    """Whether the square is a character that was read as another than a box: 码, 田 at the end of a label."""
    middle, side = box.bbox.middle[0], box.bbox.width
    if vertical_overlap(fragment.bbox, box.bbox) < 0.5 or not fragment.bbox.x0 <= middle <= fragment.bbox.x1:
        return False
    at = _at(fragment, middle, 0.55 * side)
    return at is not None and fragment.text[at] not in SIGNS


def _at(fragment: Fragment, middle: float, reach: float) -> int | None:
    """The character whose middle is nearest to `middle` and within `reach` of it."""
    away = [
        (abs(sum(_extent(fragment, index)) / 2 - middle), index)
        for index, char in enumerate(fragment.text)
        if not char.isspace()
    ]
    distance, index = min(away, default=(reach, 0))
    return index if distance < reach else None


def _told(fragment: Fragment, box: TickBox) -> Fragment | None:
    """The fragment with the box in its text; None where the box does not belong to it, or is a character."""
    if vertical_overlap(fragment.bbox, box.bbox) < 0.5 or box.bbox.height > 1.6 * fragment.bbox.height:
        return None
    middle, side = box.bbox.middle[0], box.bbox.width
    gap = fragment.bbox.x0 - box.bbox.x1
    if gap > BESIDE * side or middle > fragment.bbox.x1:
        return None
    characters = [_extent(fragment, index) for index in range(len(fragment.text))]
    sign = "□" if box.ticked is False else "☑"
    read = _at(fragment, middle, 0.55 * side)
    if read is not None:
        told = fragment.text[read] in SIGNS and box.ticked is not None
        return _signed(fragment, read, sign, box) if told else None
    at = sum((left + right) / 2 < middle for left, right in characters)
    return _inserted(fragment, at, sign, box)


def _signed(fragment: Fragment, at: int, sign: str, box: TickBox) -> Fragment | None:
    """A box that was read, as what the ink inside says; 口 counts only where the line holds boxes anyway."""
    if fragment.text[at] == "口" and not any(other in fragment.text for other in SIGNS[:-1]):
        return None
    if fragment.text[at] in "√✓☑☒■▣◼" and not box.ticked:
        return fragment
    text = fragment.text[:at] + sign + fragment.text[at + 1 :]
    return replace(fragment, text=text, raw=text)


def _inserted(fragment: Fragment, at: int, sign: str, box: TickBox) -> Fragment | None:
    following = fragment.text[at : at + 1]
    if not following.strip() and at < len(fragment.text):
        following = fragment.text[at:].lstrip()[:1]
    if not following or not following.isalnum():
        return None
    text = fragment.text[:at] + sign + fragment.text[at:]
    x0, x1 = min(fragment.bbox.x0, box.bbox.x0), fragment.bbox.x1
    width = max(x1 - x0, 1e-6)
    extents = [_extent(fragment, index) for index in range(len(fragment.text))]
    extents.insert(at, (box.bbox.x0, box.bbox.x1))
    stops = tuple(((left - x0) / width, (right - x0) / width) for left, right in extents)
    confidence = fragment.confidence if box.ticked is not None else min(fragment.confidence, 0.5)
    whole = replace(fragment.bbox, x0=x0)
    return replace(fragment, text=text, raw=text, bbox=whole, stops=stops, confidence=confidence)


def _extent(fragment: Fragment, index: int) -> tuple[float, float]:
    if len(fragment.stops) == len(fragment.text):
        left, right = fragment.stops[index]
        return fragment.bbox.x0 + left * fragment.bbox.width, fragment.bbox.x0 + right * fragment.bbox.width
    part = narrowed(fragment.bbox, fragment.text, index, index + 1)
    return part.x0, part.x1

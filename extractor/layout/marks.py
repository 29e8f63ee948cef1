"""Red seals in a picture: round or oval patches of red ink of a seal's size.

Official seals (公章) are 38–58 mm wide (国发〔1999〕25号); copies are scaled, so the bounds are wide. A
person's square name seal is about 15–20 mm and is found too. Red letterheads (红头) are wide and flat: no seals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.geometry import BBox, overlap
from extractor.ocr import Image

Mask: TypeAlias = NDArray[np.uint8]

SMALLEST, LARGEST = 32.0, 210.0  # points
LEAST_PAPER = 0.3  # share of a seal's box that shows paper
WORKING = 0.72  # points per pixel of the working picture
DARK, LIGHT = 0.2, 0.74  # share of the paper's red light that black ink and red ink give back
MARGIN = 4.0  # points around a seal that are bleached with it


def seals(pixels: Image, points_per_pixel: float) -> list[BBox]:
    """Boxes of red seals in an RGB picture, in points of that picture, top to bottom."""
    shrink = min(1.0, points_per_pixel / WORKING)
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else pixels
    scale = points_per_pixel / shrink
    hsv = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)
    red, paper = _red(hsv), _paper(hsv)
    reach = max(3, round(9 / scale)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    closed = cv2.morphologyEx(red, cv2.MORPH_CLOSE, kernel)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for x, y, width, height, _ in boxes[1:count]:
        box = BBox(x * scale, y * scale, (x + width) * scale, (y + height) * scale)
        inside = slice(y, y + height), slice(x, x + width)
        if _like_a_seal(box, _share(red[inside]), _share(paper[inside])):
            found.append(box)
    outermost = [box for box in found if not any(box != other and overlap(box, other) > 0.7 for other in found)]
    return sorted(outermost, key=lambda box: (box.top, box.x0))


def without(pixels: Image, boxes: Sequence[BBox], points_per_pixel: float) -> Image:
    """A copy in which red ink inside `boxes` (points) is bleached, so that the black text beneath can be read.

    Red ink is light in the red channel and black ink is not, so that channel shows the text alone.
    """
    copy = pixels.copy()
    for box in boxes:
        x0, x1 = (int(x / points_per_pixel) for x in (box.x0 - MARGIN, box.x1 + MARGIN))
        top, bottom = (int(y / points_per_pixel) for y in (box.top - MARGIN, box.bottom + MARGIN))
        part = copy[max(0, top) : bottom, max(0, x0) : x1]
        if part.size:
            light = part[:, :, 0].astype(np.float64)
            paper = max(1.0, float(np.percentile(light, 70)))
            bleached = np.clip((light / paper - DARK) / (LIGHT - DARK) * 255, 0, 255).astype(np.uint8)
            part[:] = bleached[:, :, None]
    return copy


def _share(mask: Mask) -> float:
    return float(np.count_nonzero(mask)) / max(1, mask.size)


def _paper(hsv: cv2.typing.MatLike) -> Mask:
    """Light and hardly coloured; lightly tinted paper and shadows included."""
    return np.asarray(cv2.inRange(hsv, np.array([0, 0, 130]), np.array([180, 55, 255])), np.uint8)


def _red(hsv: cv2.typing.MatLike) -> Mask:
    low = cv2.inRange(hsv, np.array([0, 60, 80]), np.array([10, 255, 255]))
    high = cv2.inRange(hsv, np.array([165, 60, 80]), np.array([180, 255, 255]))
    return np.asarray(cv2.bitwise_or(low, high), np.uint8)


def _like_a_seal(box: BBox, filled: float, paper: float) -> bool:
    """Size, roundness, red ink in part of the box on paper: red things in photographs are fuller and on no paper."""
    fits = min(box.width, box.height) >= SMALLEST and max(box.width, box.height) <= LARGEST
    return fits and 0.55 <= box.width / box.height <= 1.8 and 0.08 <= filled <= 0.7 and paper >= LEAST_PAPER

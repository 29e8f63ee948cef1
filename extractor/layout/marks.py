"""Red seals in a picture: round or oval patches of red ink of a seal's size.

Official seals (公章) are 38–58 mm wide (国发〔1999〕25号); copies are scaled, so the bounds are wide. A
person's square name seal is about 15–20 mm and is found too. What is printed in red (letterheads, 红头) is wide and flat: not a seal.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractor.geometry import BBox, overlap
from extractor.ocr import Image

SMALLEST, LARGEST = 32.0, 210.0  # points
WORKING = 2.0  # points per pixel of the working picture


def seals(pixels: Image, points_per_pixel: float) -> list[BBox]:
    """Boxes of red seals in an RGB picture, in points of that picture, top to bottom."""
    shrink = min(1.0, points_per_pixel / 0.72)
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else pixels
    scale = points_per_pixel / shrink
    red = _red(np.asarray(small, np.uint8))
    reach = max(3, round(9 / scale)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    closed = cv2.morphologyEx(red, cv2.MORPH_CLOSE, kernel)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for x, y, width, height, _ in boxes[1:count]:
        box = BBox(x * scale, y * scale, (x + width) * scale, (y + height) * scale)
        if _like_a_seal(box, float(np.count_nonzero(red[y : y + height, x : x + width])) / (width * height)):
            found.append(box)
    outermost = [box for box in found if not any(box != other and overlap(box, other) > 0.7 for other in found)]
    return sorted(outermost, key=lambda box: (box.top, box.x0))


def _red(pixels: Image) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    hsv = cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV)
    low = cv2.inRange(hsv, np.array([0, 60, 80]), np.array([10, 255, 255]))
    high = cv2.inRange(hsv, np.array([165, 60, 80]), np.array([180, 255, 255]))
    return np.asarray(cv2.bitwise_or(low, high), np.uint8)


def _like_a_seal(box: BBox, filled: float) -> bool:
    """Size, roundness, and ink in part of the box: a photograph's red area is fuller, stray text is emptier."""
    fits = min(box.width, box.height) >= SMALLEST and max(box.width, box.height) <= LARGEST
    return fits and 0.55 <= box.width / box.height <= 1.8 and 0.08 <= filled <= 0.75

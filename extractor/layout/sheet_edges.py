"""The four corners of a sheet photographed on something darker: what is needed to look at it from straight above.

Only a clear case counts: one bright region with four straight sides before a darker ground. Scans, screenshots and
pictures that the sheet fills have no such region and stay as they are.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr import Image

WORKING = 500  # pixels of the longest side
LEAST, MOST = 0.3, 0.97  # share of the picture that a sheet covers
FULL = 0.94  # share of the quadrilateral that is sheet
CONTRAST = 28.0  # grey levels between sheet and ground
CORNER = (62.0, 118.0)  # degrees
LEAST_SIDES = 0.6  # the shorter of two opposite sides over the longer one
BORDER = 0.008  # share of the picture: a corner this close to its edge may be no corner of the sheet
BESIDE, STEP, SHARP = (
    7.0,
    16.0,
    0.85,
)  # pixels beside a side, grey levels of the step there, share of the side with it
SLANT = 1.2  # degrees off a right angle, or off level, from which a sheet is straightened
WIDEST = 1.6  # extent of the straightened picture, in extents of the sheet, that is kept at most


def straightening(pixels: Image) -> tuple[NDArray[np.float64], tuple[int, int]] | None:
    """A homography (3 × 3) from the RGB picture to one in which its sheet is level, and that picture's size (width,
    height); nothing is cut off. None where there is no sheet to be sure of, or nothing to straighten."""
    corners = sheet(pixels)
    if corners is None or not _slanted(corners):
        return None
    top, right, bottom, left = (float(np.hypot(*(corners[(i + 1) % 4] - corners[i]))) for i in range(4))
    width, height = max(top, bottom), max(left, right)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    found = np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), target), np.float64)
    rows, columns = pixels.shape[:2]
    frame = np.array([[[0, 0], [columns, 0], [columns, rows], [0, rows]]], np.float32)
    mapped = cv2.perspectiveTransform(frame, found)[0]
    (x0, y0), (x1, y1) = mapped.min(axis=0), mapped.max(axis=0)
    if x1 - x0 > WIDEST * 2 * width or y1 - y0 > WIDEST * 2 * height or not np.isfinite(mapped).all():
        return None
    moved = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64) @ found
    return moved, (max(1, round(float(x1 - x0))), max(1, round(float(y1 - y0))))


def sheet(pixels: Image) -> NDArray[np.float64] | None:
    """Corners (4 × 2, pixels) of the sheet from the top left clockwise; None where no clear one is seen."""
    scale = min(1.0, WORKING / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.medianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), 7)
    _, bright = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    corners = _four(outline)
    if corners is None or not _clear(corners, grey, np.asarray(bright, np.uint8)):
        return None
    return np.asarray(corners / scale, np.float64)


def _four(outline: cv2.typing.MatLike) -> NDArray[np.float64] | None:
    length = cv2.arcLength(outline, True)
    for share in (0.01, 0.02, 0.03, 0.04, 0.05):
        found = cv2.approxPolyDP(outline, share * length, True)[:, 0].astype(np.float64)
        if len(found) == 4:
            middle = found.mean(axis=0)
            around = np.argsort(np.arctan2(found[:, 1] - middle[1], found[:, 0] - middle[0]))
            return np.asarray(found[around], np.float64)  # from the top left, clockwise
        if len(found) < 4:
            return None
    return None


def _clear(corners: NDArray[np.float64], grey: cv2.typing.MatLike, bright: NDArray[np.uint8]) -> bool:
    rows, columns = grey.shape[:2]
    area = cv2.contourArea(corners.astype(np.float32))
    if not LEAST <= area / (rows * columns) <= MOST:
        return False
    inside = np.zeros((rows, columns), np.uint8)
    cv2.fillConvexPoly(inside, corners.round().astype(np.int32), (1,))
    within, around = inside > 0, inside == 0
    if not around.any():
        return False
    if float(bright[within].mean()) < FULL or float(bright[around].mean()) > 0.25:
        return False
    values = np.asarray(grey)
    if float(np.median(values[within])) - float(np.median(values[around])) < CONTRAST:
        return False
    size = np.array([columns, rows], np.float64)
    if bool((corners < BORDER * size).any()) or bool((corners > (1 - BORDER) * size).any()):
        return False
    if not all(_sharp(np.asarray(values), corners[i], corners[(i + 1) % 4], corners.mean(axis=0)) for i in range(4)):
        return False
    sides = [float(np.hypot(*(corners[(i + 1) % 4] - corners[i]))) for i in range(4)]
    if min(sides[0], sides[2]) < LEAST_SIDES * max(sides[0], sides[2]):
        return False
    if min(sides[1], sides[3]) < LEAST_SIDES * max(sides[1], sides[3]):
        return False
    return all(CORNER[0] <= angle <= CORNER[1] for angle in _angles(corners))


def _sharp(
    grey: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64], middle: NDArray[np.float64]
) -> bool:
    """Whether the picture darkens at once beyond the side, all along it: where a shadow begins it does so slowly."""
    along = np.linspace(0.06, 0.94, 30)[:, None] * (end - start) + start
    out = (start + end) / 2 - middle
    out = out / max(1e-6, float(np.hypot(*out))) * BESIDE
    rows, columns = grey.shape

    def at(points: NDArray[np.float64]) -> NDArray[np.float64]:
        x = np.clip(points[:, 0].round().astype(int), 0, columns - 1)
        y = np.clip(points[:, 1].round().astype(int), 0, rows - 1)
        return np.asarray(grey[y, x], np.float64)

    return float((at(along - out) - at(along + out) >= STEP).mean()) >= SHARP


def _angles(corners: NDArray[np.float64]) -> list[float]:
    found = []
    for index in range(4):
        a, b = corners[index - 1] - corners[index], corners[(index + 1) % 4] - corners[index]
        cosine = float(a @ b) / max(1e-6, float(np.hypot(*a) * np.hypot(*b)))
        found.append(float(np.degrees(np.arccos(np.clip(cosine, -1, 1)))))
    return found


def _slanted(corners: NDArray[np.float64]) -> bool:
    """Whether straightening would change anything that matters."""
    top = corners[1] - corners[0]
    level = abs(float(np.degrees(np.arctan2(top[1], top[0]))))
    return level > SLANT or any(abs(angle - 90) > SLANT for angle in _angles(corners))

"""A picture made ready for an engine: turned upright, a photographed sheet seen from above, without skew, of a size
that the recogniser needs.

Everything is one projective map, kept so that every place found goes back to the picture as people see it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.geometry import BBox
from extractor.layout.sheet_edges import straightening
from extractor.ocr import Image

MOST_SKEW = 5.0  # degrees
LEAST_SKEW = 0.25
GAIN = 1.15  # how much sharper rows must get before a picture is turned
SMALL = 960  # pixels of the longest side
SLIMMEST = 5.0  # longest side over the other: strips are padded, for detectors scale by the shorter side


@dataclass(frozen=True, slots=True)
class Prepared:
    """`pixels` are RGB; `back` (3 × 3) maps their coordinates to pixels of the original picture."""

    pixels: Image
    back: NDArray[np.float64]

    def original(self, box: BBox) -> BBox:
        """The box, given in prepared pixels, around the same place of the original picture, in its pixels."""
        corners = np.array([[box.x0, box.top], [box.x1, box.top], [box.x1, box.bottom], [box.x0, box.bottom]])
        mapped = cv2.perspectiveTransform(corners[None].astype(np.float64), self.back)[0]
        (x0, top), (x1, bottom) = mapped.min(axis=0), mapped.max(axis=0)
        return BBox(float(x0), float(top), float(x1), float(bottom))


def prepared(pixels: Image, longest: int, turn: int = 0) -> Prepared:
    """`turn` is 0, 90, 180 or 270 degrees clockwise, made first; then the sheet is straightened, skew taken out and
    the size reduced."""
    turned = np.ascontiguousarray(np.rot90(pixels, k=-(turn // 90) % 4))
    forth = _turning(turn, pixels.shape[1], pixels.shape[0])
    straight = straightening(turned)
    if straight is not None:
        turned, forth = _straightened(turned, straight, longest, forth)
    height, width = turned.shape[:2]
    scale = _scale(max(height, width), longest)
    angle = skew(turned)
    if angle or scale != 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        step = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale), np.float64)
        step[0, 2] += size[0] / 2 - width / 2
        step[1, 2] += size[1] / 2 - height / 2
        how = cv2.INTER_AREA if scale < 1.0 and not angle else cv2.INTER_CUBIC
        turned = _changed(turned, step, size, scale, angle, how)
        forth = np.vstack([step, [0, 0, 1]]) @ forth
    return Prepared(_padded(turned), np.asarray(np.linalg.inv(forth), np.float64))


def _straightened(
    pixels: Image, straight: tuple[NDArray[np.float64], tuple[int, int]], longest: int, forth: NDArray[np.float64]
) -> tuple[Image, NDArray[np.float64]]:
    """Warped, and at once reduced to what will be needed: a warp of a whole photograph costs more than it gives."""
    homography, (width, height) = straight
    scale = min(1.0, longest / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    first = min(1.0, 1.3 * scale)
    if first < 0.8:  # warping alone would alias: shrink smoothly first
        pixels = np.asarray(cv2.resize(pixels, None, fx=first, fy=first, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        first = 1.0
    whole = np.diag([scale, scale, 1.0]) @ homography
    near = whole @ np.diag([1 / first, 1 / first, 1.0])
    warped = cv2.warpPerspective(pixels, near, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return np.asarray(warped, np.uint8), np.asarray(whole @ forth, np.float64)


def _scale(side: int, longest: int) -> float:
    """Large pictures are reduced; screenshots and cuttings of small type are enlarged to what detectors see well."""
    if side < SMALL:
        return min(2.0, SMALL / side)
    return min(1.0, longest / side)


def _changed(
    pixels: Image, step: NDArray[np.float64], size: tuple[int, int], scale: float, angle: float, how: int
) -> Image:
    if not angle:
        return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)
    if scale < 0.7:  # warping alone would alias: shrink smoothly first
        smaller = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0)
        return np.asarray(cv2.warpAffine(smaller, turn, size, borderValue=(255, 255, 255)), np.uint8)
    return np.asarray(cv2.warpAffine(pixels, step, size, flags=how, borderValue=(255, 255, 255)), np.uint8)


def _turning(turn: int, width: int, height: int) -> NDArray[np.float64]:
    """Original pixels to pixels of the picture turned clockwise."""
    rows = {
        0: [[1, 0, 0], [0, 1, 0]],
        90: [[0, -1, height], [1, 0, 0]],
        180: [[-1, 0, width], [0, -1, height]],
        270: [[0, 1, 0], [-1, 0, width]],
    }
    return np.array([*rows[turn % 360], [0, 0, 1]], np.float64)


def _padded(pixels: Image) -> Image:
    """White below or to the right until the picture is no strip: coordinates stay as they are."""
    height, width = pixels.shape[:2]
    least = max(32, round(max(height, width) / SLIMMEST))
    below, right = max(0, least - height), max(0, least - width)
    if not below and not right:
        return pixels
    white = (255, 255, 255)
    return np.asarray(cv2.copyMakeBorder(pixels, 0, below, 0, right, cv2.BORDER_CONSTANT, value=white), np.uint8)


def skew(pixels: Image) -> float:
    """Degrees (as for cv2.getRotationMatrix2D) that make text lines level; 0.0 when the picture shows none.

    Rows of ink are sharpest when the lines are level: the projection profile's squared steps (Postl 1986).
    """
    height, width = pixels.shape[:2]
    scale = 900 / max(height, width)
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 15, 10)
    ink = np.asarray(dark, np.uint8)
    straight = _sharpness(ink, 0.0)
    best, angle = straight, 0.0
    for step in np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 0.5):
        best, angle = max((best, angle), (_sharpness(ink, float(step)), float(step)))
    for step in np.arange(angle - 0.4, angle + 0.41, 0.1):
        best, angle = max((best, angle), (_sharpness(ink, float(step)), float(step)))
    if abs(angle) < LEAST_SKEW or best < GAIN * straight:
        return 0.0
    return round(angle, 2)


def _sharpness(ink: NDArray[np.uint8], angle: float) -> float:
    height, width = ink.shape
    if angle:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        ink = np.asarray(cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST), np.uint8)
    rows = ink.sum(axis=1, dtype=np.float64) / 255
    return float(np.square(np.diff(rows)).sum())

"""Red seals in a picture: a ring of red ink with writing along its inside, or the frame of a name seal.

Official seals (公章) are 38–58 mm wide (国发〔1999〕25号), invoice seals are ovals of 40 × 30 mm, a person's
square name seal is 15–20 mm; copies are scaled, so the bounds are wide. Red letterheads (红头), red forms and
red print have no ring of their own, red things in photographs are full and on no paper: none of them is a seal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.geometry import BBox, overlap
from extractor.impression import Shape
from extractor.layout.red_ink import FAINT, Strength, paper_of, red_strength
from extractor.layout.rings import Ring, rings
from extractor.ocr import Image

SMALLEST, LARGEST = 32.0, 260.0  # points
SQUARE = (32.0, 90.0)  # points of a name seal's side
WORKING = 0.72  # points per pixel of the working picture
ROUND = 1.14  # the longer axis over the shorter one of a seal that counts as round
FRAMED = 0.7  # share of each side of a name seal that is inked
LIGHT = 0.6, 0.86  # share of the paper's red light that a seal's ink gives back, at least and at most
LIGHTER = 30  # percentile of the red ink around a seal from which it is the seal's: print of a form is darker
RAMP = 0.45  # what is darker than the seal's ink by this share of the paper's light is black
GLANCE = 1.0  # points between the pixels of the small copy that is searched for red
REDDER = 12  # levels of red above the other channels, more than the paper has
MARGIN = 4.0  # points around a seal that are bleached with it


@dataclass(frozen=True, slots=True)
class Seal:
    """`bbox` in points of the picture; `ring` in pixels of it, None for a square seal."""

    bbox: BBox
    shape: Shape
    ring: Ring | None


def seals(pixels: Image, points_per_pixel: float) -> list[Seal]:
    """Red seals in an RGB picture, top to bottom."""
    if _without_red(pixels, points_per_pixel):
        return []
    shrink = min(1.0, points_per_pixel / WORKING)
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else pixels
    scale = points_per_pixel / shrink
    ink = red_strength(np.asarray(small, np.uint8))
    if np.count_nonzero(ink > FAINT) < SMALLEST / scale:
        return []
    found = [_ringed(ring, shrink, points_per_pixel) for ring in rings(ink, SMALLEST / scale, LARGEST / scale)]
    found += [
        Seal(box, "square", None) for box in _squares(ink, scale) if not any(_shares(box, one.bbox) for one in found)
    ]
    return sorted(found, key=lambda seal: (seal.bbox.top, seal.bbox.x0))


def _without_red(pixels: Image, points_per_pixel: float) -> bool:
    """Whether a small copy holds hardly anything redder than its paper: most pages, told in a millisecond or two."""
    step = max(1, int(GLANCE / points_per_pixel))
    small = pixels[::step, ::step].astype(np.int16)
    redder = small[:, :, 0] - np.maximum(small[:, :, 1], small[:, :, 2])
    least = SMALLEST / (step * points_per_pixel)  # fewer pixels than a seal's ring crosses
    return bool(np.count_nonzero(redder > float(np.median(redder)) + REDDER) < least)


def without(pixels: Image, boxes: Sequence[BBox], points_per_pixel: float) -> Image:
    """A copy in which red ink inside `boxes` (points) is bleached, so that the text beneath can be read.

    Red ink is light in the red channel and black ink is not, so that channel shows the text alone. How light the
    seal's own ink is there is measured, so that darker red or brown print beneath it (titles of forms) stays, and the
    paper keeps its shade: a white patch would be read as a sheet of its own.
    """
    copy = pixels.copy()
    for box in boxes:
        x0, x1 = (int(x / points_per_pixel) for x in (box.x0 - MARGIN, box.x1 + MARGIN))
        top, bottom = (int(y / points_per_pixel) for y in (box.top - MARGIN, box.bottom + MARGIN))
        part = copy[max(0, top) : bottom, max(0, x0) : x1]
        if part.size:
            part[:] = _bleached(np.ascontiguousarray(part), points_per_pixel)
    return copy


def _bleached(part: Image, points_per_pixel: float) -> Image:
    height, width = part.shape[:2]
    shrink = min(1.0, points_per_pixel / WORKING)
    small = np.asarray(cv2.resize(part, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    paper = np.maximum(cv2.resize(paper_of(small), (width, height), interpolation=cv2.INTER_LINEAR), 1.0)
    red = red_strength(small) > FAINT
    given = small[:, :, 0][red] / np.maximum(paper_of(small)[:, :, 0][red], 1.0)
    seal = float(np.clip(np.percentile(given, LIGHTER), *LIGHT)) if red.any() else LIGHT[1]
    kept = np.clip((part[:, :, 0] / paper[:, :, 0] - (seal - RAMP)) / RAMP, 0, 1)
    return np.asarray(kept[:, :, None] * np.minimum(paper, 255), np.uint8)


def _ringed(ring: Ring, shrink: float, points_per_pixel: float) -> Seal:
    whole = Ring(
        ring.x / shrink, ring.y / shrink, ring.across / shrink, ring.down / shrink, ring.angle, ring.cover
    )  # in pixels of the picture
    x0, top, x1, bottom = (float(value) * points_per_pixel for value in whole.box)
    round_ = max(ring.across, ring.down) <= ROUND * min(ring.across, ring.down)
    return Seal(BBox(x0, top, x1, bottom), "round" if round_ else "oval", whole)


def _shares(a: BBox, b: BBox) -> bool:
    return overlap(a, b) > 0.3 or overlap(b, a) > 0.3


def _squares(ink: Strength, scale: float) -> list[BBox]:
    """Name seals: a square patch that stands alone, inked along all four sides, neither full nor hollow."""
    dark = (ink > FAINT).astype(np.uint8)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for x, y, width, height, _ in boxes[1:count]:
        sides = sorted((width * scale, height * scale))
        if SQUARE[0] <= sides[0] and sides[1] <= min(SQUARE[1], 1.3 * sides[0]):
            part = dark[y : y + height, x : x + width]
            if _framed(part):
                found.append(BBox(x * scale, y * scale, (x + width) * scale, (y + height) * scale))
    return found


def _framed(part: cv2.typing.MatLike) -> bool:
    height, width = part.shape[:2]
    edge = max(2, round(0.1 * min(height, width)))
    sides = (
        part[:edge].any(axis=0),
        part[-edge:].any(axis=0),
        part[:, :edge].any(axis=1),
        part[:, -edge:].any(axis=1),
    )
    inner = part[edge:-edge, edge:-edge]
    return all(float(side.mean()) >= FRAMED for side in sides) and 0.2 <= float(inner.mean()) <= 0.8

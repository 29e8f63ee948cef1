"""The seals of a picture, found and read: what becomes a page's marks."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.geometry import BBox
from extractor.impression import Impression, detail_of
from extractor.layout.marks import WORKING, seals
from extractor.layout.red_ink import FAINT, red_strength
from extractor.layout.seal_text import impression
from extractor.ocr import Engine, Image

PALE = 0.14  # strength of ink (0 to 1): a paler seal may be one of the back that shows through
MOST_READ = 12  # seals of one picture whose text is read; sheets of receipts hold more that say nothing


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal: `bbox` in points of the picture, `detail` as Mark.detail keeps it."""

    bbox: BBox
    detail: str


def stamps(pixels: Image, points_per_pixel: float, engine: Engine | None) -> tuple[Stamp, ...]:
    """The seals of an RGB picture, top to bottom; without an engine they are found and not read. Pale ones are of no
    known shape, so that a person looks whether they stand on this side of the sheet."""
    found = []
    for number, seal in enumerate(seals(pixels, points_per_pixel)):
        if _strength(pixels, seal.bbox, points_per_pixel) < PALE:
            found.append(Stamp(seal.bbox, detail_of(Impression(""))))
            continue
        read = engine is not None and number < MOST_READ
        said = impression(pixels, seal, engine) if read and engine is not None else Impression(seal.shape)
        found.append(Stamp(seal.bbox, detail_of(said)))
    return tuple(found)


def _strength(pixels: Image, box: BBox, points_per_pixel: float) -> float:
    """How red the ink of the seal is, as red_ink measures it."""
    x0, top, x1, bottom = (max(0, round(value / points_per_pixel)) for value in (box.x0, box.top, box.x1, box.bottom))
    part = np.ascontiguousarray(pixels[top:bottom, x0:x1])
    shrink = min(1.0, points_per_pixel / WORKING)
    red = red_strength(
        np.asarray(cv2.resize(part, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    )
    inked = red[red > FAINT]
    return float(np.percentile(inked, 80)) if inked.size else 0.0

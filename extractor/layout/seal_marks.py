"""The seals of a picture, found and read: what becomes a page's marks."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.geometry import BBox
from extractor.impression import Impression, detail_of
from extractor.layout.marks import seals
from extractor.layout.seal_text import impression
from extractor.ocr import Engine, Image

MOST_READ = 12  # seals of one picture whose text is read; sheets of receipts hold more that say nothing


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal: `bbox` in points of the picture, `detail` as Mark.detail keeps it."""

    bbox: BBox
    detail: str


def stamps(pixels: Image, points_per_pixel: float, engine: Engine | None) -> tuple[Stamp, ...]:
    """The seals of an RGB picture, top to bottom; without an engine they are found and not read."""
    found = []
    for number, seal in enumerate(seals(pixels, points_per_pixel)):
        read = engine is not None and number < MOST_READ
        said = impression(pixels, seal, engine) if read and engine is not None else Impression(seal.shape)
        found.append(Stamp(seal.bbox, detail_of(said)))
    return tuple(found)

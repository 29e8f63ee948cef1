"""Where print asks for a seal and none was found: is the place bare, or is something there that may be one?

A copy shows a seal in grey, a worn one is some red ink without a ring. Saying "no seal" of these would fail a paper
that was sealed: they become marks of an unknown or a grey seal, which a person looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from extractor.geometry import BBox
from extractor.impression import Impression, detail_of
from extractor.layout.fragment import Fragment
from extractor.layout.marks import LARGEST, ROUND, SMALLEST, WORKING
from extractor.layout.red_ink import FAINT, Strength, paper_of, red_strength
from extractor.layout.rings import rings
from extractor.layout.seal_marks import Stamp
from extractor.ocr import Image

ASKS = re.compile(r"盖\s*章|公\s*章|印\s*章|[（(]\s*章\s*[）)]|签\s*章")
REACH = 85.0  # points around the words within which a seal is theirs
SOME = 0.006  # share of red ink around the words that may be a seal
COLOURLESS = 12  # levels between the channels that a grey copy has at most


def asking(fragments: Iterable[Fragment]) -> list[BBox]:
    """The boxes of text that asks for a seal."""
    return [fragment.bbox for fragment in fragments if ASKS.search(fragment.text)]


def doubts(pixels: Image, points_per_pixel: float, asked: Sequence[BBox], known: Sequence[Stamp]) -> list[Stamp]:
    """Marks for places in `asked` (points of the RGB picture) that no known seal is near, and that are not bare."""
    bare = [box for box in asked if not any(_near(box, stamp.bbox) for stamp in known)]
    if not bare:
        return []
    shrink = min(1.0, points_per_pixel / WORKING)
    small = np.asarray(cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    scale = points_per_pixel / shrink
    red = red_strength(small)
    found = [stamp for box in bare if (stamp := _red(red, box, scale)) is not None]
    if not found and _colourless(small):
        found = _grey(small, bare, scale)
    return list({stamp.bbox: stamp for stamp in found}.values())


def _around(box: BBox, scale: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
    rows = slice(max(0, int((box.top - REACH) / scale)), min(shape[0], int((box.bottom + REACH) / scale)))
    return rows, slice(max(0, int((box.x0 - REACH) / scale)), min(shape[1], int((box.x1 + REACH) / scale)))


def _near(box: BBox, seal: BBox) -> bool:
    x, y = seal.middle
    return box.x0 - REACH <= x <= box.x1 + REACH and box.top - REACH <= y <= box.bottom + REACH


def _red(red: Strength, box: BBox, scale: float) -> Stamp | None:
    area = _around(box, scale, red.shape)
    inked = red[area] > FAINT
    if not inked.size or float(inked.mean()) < SOME:
        return None
    ys, xs = np.nonzero(inked)
    x0, top = area[1].start, area[0].start
    at = BBox((x0 + xs.min()) * scale, (top + ys.min()) * scale, (x0 + xs.max()) * scale, (top + ys.max()) * scale)
    return Stamp(at, detail_of(Impression("")))


def _colourless(pixels: Image) -> bool:
    spread = pixels.max(axis=2).astype(np.int16) - pixels.min(axis=2)
    return float(np.percentile(spread, 99)) <= COLOURLESS


def _grey(pixels: Image, bare: Sequence[BBox], scale: float) -> list[Stamp]:
    """Rings of grey or black ink around the places."""
    dark = np.asarray(np.clip(1 - pixels.astype(np.float32) / np.maximum(paper_of(pixels), 1), 0, 1).min(axis=2))
    kept = np.zeros_like(dark)
    for box in bare:
        area = _around(box, scale, dark.shape)
        kept[area] = dark[area]
    found = []
    for ring in rings(np.asarray(kept, np.float32), SMALLEST / scale, LARGEST / scale):
        x0, top, x1, bottom = (float(value) * scale for value in ring.box)
        round_ = max(ring.across, ring.down) <= ROUND * min(ring.across, ring.down)
        found.append(Stamp(BBox(x0, top, x1, bottom), detail_of(Impression("round" if round_ else "oval"))))
    return found

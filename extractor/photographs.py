"""Photographs in a file, by what they show: perceptual hashes of 64 bits, for finding the same picture again.

Pictures of text, drawings and logos hash alike without being the same, so only what looks like a photograph counts:
large enough, many shades, and little of it white.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import imagehash
import numpy as np
import pypdfium2
from PIL import Image

from extractor.document import Outline, Photograph
from extractor.errors import ReadError
from extractor.geometry import BBox
from extractor.readers import image

LOOKED_AT = 480  # pixels of the longer side: hashing needs few, and a page is rendered no larger
LEAST_SIDE = 120  # pixels
LEAST_SHARE = 0.04  # of a PDF's page: what is smaller is a logo or a seal
MOST_WHITE = 0.55
LEAST_SPREAD = 28.0  # standard deviation of the shades
MOST = 60  # photographs of one file
Found: TypeAlias = "tuple[int, BBox | None, Image.Image]"


def photographs(path: Path, name: str, outline: Outline) -> tuple[Photograph, ...]:
    """Those of a picture file, of a DOCX's media, of a PDF's pages. What cannot be drawn is left out."""
    found = _in_pdf(path) if outline.format == "pdf" else _drawn(path, name, outline)
    hashed = (_hashed(page, box, image) for page, box, image in found)
    return tuple(islice((one for one in hashed if one is not None), MOST))


def _drawn(path: Path, name: str, outline: Outline) -> Iterator[Found]:
    if not outline.media and outline.format not in image.formats:
        return
    for number in range(2 if outline.media else 1, outline.pages + 1):
        shown = _rendered(path, name, number)
        if shown is not None:
            yield number, None, shown


def _rendered(path: Path, name: str, number: int) -> Image.Image | None:
    from extractor import read

    try:
        return Image.open(io.BytesIO(read.render_page(path, name, number, LOOKED_AT))).convert("RGB")
    except (ReadError, OSError):
        return None


def _in_pdf(path: Path) -> Iterator[Found]:
    """The picture objects of each page that are large enough, with the boxes that they fill."""
    document: Any = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            for item in page.get_objects(max_depth=3):
                box = _box(item, width, height)
                if box is not None and not page.get_rotation():
                    shown = _bitmap(item)
                    if shown is not None:
                        yield number + 1, box, shown
            page.close()
    finally:
        document.close()


def _box(item: Any, width: float, height: float) -> BBox | None:
    if not isinstance(item, pypdfium2.PdfImage):
        return None
    x0, bottom, x1, top = item.get_bounds()
    if (x1 - x0) * (top - bottom) < LEAST_SHARE * width * height:
        return None
    return BBox(float(x0), float(height - top), float(x1), float(height - bottom))


def _bitmap(item: Any) -> Image.Image | None:
    try:
        shown: Image.Image = item.get_bitmap(render=False).to_pil()
        return shown.convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None


def _hashed(page: int, box: BBox | None, shown: Image.Image) -> Photograph | None:
    if min(shown.size) < LEAST_SIDE:
        return None
    shown.thumbnail((LOOKED_AT, LOOKED_AT))
    shades = np.asarray(shown.convert("L"), dtype=np.float32)
    if float((shades > 235).mean()) > MOST_WHITE or float(shades.std()) < LEAST_SPREAD:
        return None
    return Photograph(page, box, str(imagehash.phash(shown)), str(imagehash.dhash(shown)))

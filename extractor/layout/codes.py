"""Two-dimensional codes in a picture: QR (invoices, certificates) and what else zxing-cpp reads of that sort.

https://github.com/zxing-cpp/zxing-cpp (Apache-2.0). The text of a code is a source of its own: kinds weigh it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.geometry import BBox
from extractor.ocr import Image

LONGEST = 2400  # pixels: larger pictures are also tried at this size, where the decoder is surer
MOST_TEXT = 2000  # characters of a code that are kept


@dataclass(frozen=True, slots=True)
class Code:
    """`bbox` in points of the picture; `text` as the code says it."""

    bbox: BBox
    text: str


def codes(pixels: Image, points_per_pixel: float) -> list[Code]:
    """QR codes in an RGB picture, in any direction, top to bottom; none where zxing-cpp is not installed."""
    try:
        import zxingcpp
    except ImportError:
        return []
    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    found: dict[str, Code] = {}
    shrink = LONGEST / max(grey.shape)
    for scale in (1.0, shrink) if shrink < 1 else (1.0,):
        tried = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
        for seen in zxingcpp.read_barcodes(
            np.ascontiguousarray(tried), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        ):
            text = str(seen.text).strip("\0 \r\n")[:MOST_TEXT]
            if seen.valid and text:
                found.setdefault(text, Code(_box(seen.position, points_per_pixel / scale), text))
    return sorted(found.values(), key=lambda code: (code.bbox.top, code.bbox.x0))


def _box(position: object, scale: float) -> BBox:
    corners = [getattr(position, name) for name in ("top_left", "top_right", "bottom_right", "bottom_left")]
    xs, ys = [corner.x * scale for corner in corners], [corner.y * scale for corner in corners]
    return BBox(min(xs), min(ys), max(xs), max(ys))

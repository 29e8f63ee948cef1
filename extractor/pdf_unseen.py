"""Text of a PDF page that nobody sees: drawn by neither fill nor stroke, fully transparent, or behind a picture.

Tools that make scans searchable write the recognised text in one of these ways (ISO 32000-1, 9.3.6 and 11.3.7).
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from extractor.geometry import BBox

UNSEEN_MODES = (3, 7)  # ISO 32000-1, table 106: neither fill nor stroke; clip only
COVER = 0.5  # share of the page from which a picture may be a scan that hides the text drawn before it


def unseen_boxes(shown: Any, limits: BBox) -> list[BBox]:
    """Boxes, in points of the shown page, of the text objects that leave no mark on it."""
    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    items = list(shown.get_objects(filter=kinds, max_depth=4))
    covers = _covers(shown, items, limits)
    found: list[BBox] = []
    for number, item in enumerate(items):
        if item.type != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item.raw)
        behind = [box for at, box in covers if at > number]
        if not behind and mode not in UNSEEN_MODES and not _clear(item, mode):
            continue
        box = _box(shown, item)
        if box is None:
            continue
        if mode in UNSEEN_MODES or _clear(item, mode) or any(_within(box, other) for other in behind):
            found.append(box)
    return found


def _covers(shown: Any, items: list[Any], limits: BBox) -> list[tuple[int, BBox]]:
    """Pictures that hide what was drawn before them, with their number in the order of drawing."""
    found = []
    for number, item in enumerate(items):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE and _hides(item):
            box = _box(shown, item)
            if box is not None and box.area >= COVER * limits.area:
                found.append((number, box))
    return found


def _hides(image: Any) -> bool:
    """A picture without transparency; a stamp or a watermark lets the text below it show."""
    return not pdfium.FPDFPageObj_HasTransparency(image.raw)


def _clear(text: Any, mode: int) -> bool:
    """Filled with a colour of no opacity."""
    if mode != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    told = pdfium.FPDFPageObj_GetFillColor(text.raw, red, green, blue, alpha)
    return bool(told) and alpha.value == 0


def _within(box: BBox, other: BBox) -> bool:
    x, y = box.middle
    return other.x0 <= x <= other.x1 and other.top <= y <= other.bottom


def _box(shown: Any, item: Any) -> BBox | None:
    """Bounds of a page object in points of the shown page."""
    try:
        left, bottom, right, top = item.get_bounds()
    except Exception:  # pypdfium2 raises for objects without bounds
        return None
    width, tall = (round(side * 10) for side in shown.get_size())
    corners = []
    for x, y in ((left, bottom), (right, top)):
        px, py = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(shown.raw, 0, 0, width, tall, 0, x, y, px, py)
        corners.append((px.value / 10, py.value / 10))
    (x0, y0), (x1, y1) = corners
    return BBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

"""What a PDF page holds: characters, rulings, pictures, in points of the page as shown.

pdfplumber turns a page by /Rotate but does not cut it to its CropBox, and gives the CropBox of a turned page, and
notes on a page whose MediaBox does not begin at 0, in the wrong place; that is done here.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pdfplumber
from pdfminer.pdftypes import resolve1

from extractor.geometry import BBox, overlap
from extractor.layout.fragment import Fragment
from extractor.layout.glyphs import Glyph
from extractor.layout.tables import Ruling
from extractor.layout.textlayer import clean
from extractor.pdf_fields import field_fragments
from extractor.pdf_fonts import doubted_fonts
from extractor.pdf_unseen import unseen_boxes

TINY = 3.0  # points: smaller type cannot be read on paper
PALE = 0.93  # lightness above which text may be white on white
CONTRAST = 12.0  # grey levels of spread that show that there is something to see
SHADE = (9.0, 90.0)  # points: the height of a shaded row
THIN = 2.5  # points: a filled rectangle this thin is a ruling

logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Content:
    """`complete` is False when the page's content could not be parsed to its end; `paths` counts drawn curves;
    `shades` are the upper and lower edges of shaded boxes that no line is drawn around."""

    width: float
    height: float
    rotation: int
    glyphs: tuple[Glyph, ...]
    horizontals: tuple[Ruling, ...]
    verticals: tuple[Ruling, ...]
    pictures: tuple[BBox, ...]
    paths: int
    fields: tuple[Fragment, ...] = ()
    complete: bool = True
    shades: tuple[Ruling, ...] = ()


def content_of(path: Path, number: int, shown: Any) -> Content:
    """`shown` is the same page, open in pypdfium2. A page that pdfplumber cannot parse has no glyphs."""
    width, height = (float(side) for side in shown.get_size())
    rotation = int(shown.get_rotation())
    try:
        with pdfplumber.open(path, pages=[number]) as document:
            page = document.pages[0]
            frame = _Frame(page, width, height)
            glyphs = _glyphs(page, frame, shown)
            across, down = _rulings(page, frame)
            shades = _shades(page, frame)
            pictures = tuple(box for image in page.images if (box := frame.box(image)).area > 0)
            paths = len(page.curves)
            fields = tuple(_fields(page, frame))
            page.close()
    except Exception:  # pdfminer raises anything on broken pages; the page's pixels are still read
        return Content(width, height, rotation, (), (), (), (), 0, complete=False)
    return Content(width, height, rotation, glyphs, across, down, _merged(pictures), paths, fields, shades=shades)


def _fields(page: Any, frame: _Frame) -> list[Fragment]:
    found = [field for field in field_fragments(page, frame.note) if frame.holds(field.bbox)]
    drawn = [frame.box(char) for char in page.chars] if found else []
    return [field for field in found if not any(_inside(box, field.bbox) for box in drawn)]


class _Frame:
    """Moves pdfplumber's coordinates to the CropBox and scales them to what pypdfium2 shows."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        media, self._crop, self._rotation = _Box(*page.page_obj.mediabox), _crop_box(page), int(page.rotation)
        crop = _as_shown(self._crop, media, self._rotation)
        self._x0, self._top = float(page.mediabox[0]) + crop.x0, float(page.mediabox[1]) + crop.top
        self._across = width / crop.width if crop.width else 1.0
        self._down = height / crop.height if crop.height else 1.0
        self.limits = BBox(0, 0, width, height)

    def box(self, item: dict[str, Any]) -> BBox:
        x0, x1 = sorted((self.x(float(item["x0"])), self.x(float(item["x1"]))))
        top, bottom = sorted((self.y(float(item["top"])), self.y(float(item["bottom"]))))
        return BBox(x0, top, x1, bottom)

    def note(self, annotation: dict[str, Any]) -> BBox:
        """The box of an annotation of the page."""
        a, b, c, d = (float(resolve1(value)) for value in resolve1(annotation["data"]["Rect"]))
        own = _as_shown(_Box(min(a, c), min(b, d), max(a, c), max(b, d)), self._crop, self._rotation)
        across, down = self._across, self._down
        return BBox(own.x0 * across, own.top * down, own.x1 * across, own.bottom * down)

    def x(self, value: float) -> float:
        return (value - self._x0) * self._across

    def y(self, value: float) -> float:
        return (value - self._top) * self._down

    def holds(self, box: BBox) -> bool:
        x, y = box.middle
        return 0 <= x <= self.limits.x1 and 0 <= y <= self.limits.bottom


class _Box(NamedTuple):
    """A rectangle of a PDF: y runs up, and nothing is turned."""

    x0: float
    y0: float
    x1: float
    y1: float


def _crop_box(page: Any) -> _Box:
    """The part of the MediaBox that is shown."""
    x0, y0, x1, y1 = (float(value) for value in page.page_obj.mediabox)
    c0, d0, c1, d1 = (float(value) for value in page.page_obj.cropbox)
    return _Box(max(x0, min(c0, c1)), max(y0, min(d0, d1)), min(x1, max(c0, c1)), min(y1, max(d0, d1)))


def _as_shown(box: _Box, whole: _Box, rotation: int) -> BBox:
    """`box` from the top left of `whole` as it is shown, turned clockwise by `rotation` degrees."""
    left, right, below, above = box.x0 - whole.x0, whole.x1 - box.x1, box.y0 - whole.y0, whole.y1 - box.y1
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if rotation % 180:
        width, height = height, width
    x0, top = {0: (left, above), 90: (below, left), 180: (right, below), 270: (above, right)}[rotation % 360]
    return BBox(x0, top, x0 + width, top + height)


def _glyphs(page: Any, frame: _Frame, shown: Any) -> tuple[Glyph, ...]:
    """Characters that lie on the shown page, with what cannot be seen marked so."""
    unseen = unseen_boxes(shown, frame.limits) if page.chars else []
    fonts = doubted_fonts(page) if page.chars else frozenset()
    paper: list[Any] = []
    found = []
    for char in page.chars:
        box = frame.box(char)
        if not frame.holds(box):
            continue
        font = str(char.get("fontname", ""))
        text = clean(str(char["text"]), font)
        size = float(char.get("size") or box.height)
        hidden = size < TINY or any(_inside(box, other) for other in unseen)
        if not hidden and text.strip() and _pale(char.get("non_stroking_color")):
            paper = paper or [_grey(shown)]
            hidden = not _contrasts(paper[0], box, frame.limits)
        a, b, c, _ = (float(value) for value in tuple(char["matrix"])[:4])
        found.append(Glyph(text, box, size, hidden, turned=_turned(a, b, c), doubted=font in fonts))
    return tuple(found)


def _turned(a: float, b: float, c: float) -> bool:
    """Text that does not run from left to right; slanted (synthetic italic) type does."""
    return abs(b) > 0.05 * max(abs(a), 1e-6) or a < 0 or (a == 0 and c != 0)


def _inside(box: BBox, other: BBox) -> bool:
    x, y = box.middle
    return other.x0 <= x <= other.x1 and other.top <= y <= other.bottom


def _pale(colour: Any) -> bool:
    """White or nearly: the lightness of a grey, RGB or CMYK colour."""
    values = colour if isinstance(colour, tuple | list) else (colour,)
    if not values or not all(isinstance(value, int | float) for value in values):
        return False
    numbers = [float(value) for value in values]
    if len(numbers) == 4:
        return max(numbers) < 1 - PALE
    return min(numbers) > PALE


def _grey(shown: Any) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.asarray(shown.render(scale=100 / 72, grayscale=True).to_pil().convert("L"), np.uint8)


def _contrasts(paper: np.ndarray[Any, np.dtype[np.uint8]], box: BBox, limits: BBox) -> bool:
    across, down = paper.shape[1] / limits.x1, paper.shape[0] / limits.bottom
    part = paper[
        max(0, int(box.top * down)) : int(box.bottom * down) + 1,
        max(0, int(box.x0 * across)) : int(box.x1 * across) + 1,
    ]
    return part.size > 0 and float(part.std()) > CONTRAST


def _rulings(page: Any, frame: _Frame) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    across, down = [], []
    for item in (*page.lines, *page.rects, *page.curves):
        box = within_page(frame.box(item), frame.limits)
        if box is None or _unpainted(item):
            continue
        if box.height <= THIN:
            across.append(Ruling(box.middle[1], box.x0, box.x1))
        elif box.width <= THIN:
            down.append(Ruling(box.middle[0], box.top, box.bottom))
        elif item["object_type"] == "rect" and item.get("stroke"):
            across += [Ruling(box.top, box.x0, box.x1), Ruling(box.bottom, box.x0, box.x1)]
            down += [Ruling(box.x0, box.top, box.bottom), Ruling(box.x1, box.top, box.bottom)]
    return tuple(across), tuple(down)


def _shades(page: Any, frame: _Frame) -> tuple[Ruling, ...]:
    """Rows of tables are told apart by shading too. Boxes of a row's height only: no frames, no backgrounds."""
    found: list[Ruling] = []
    for item in page.rects:
        box = within_page(frame.box(item), frame.limits)
        if box is None or item.get("stroke") or _unpainted(item):
            continue
        if SHADE[0] <= box.height <= SHADE[1] and box.width > box.height:
            found += [Ruling(box.top, box.x0, box.x1), Ruling(box.bottom, box.x0, box.x1)]
    return tuple(found)


def within_page(box: BBox, limits: BBox) -> BBox | None:
    """The part of `box` on the page; None when it lies outside."""
    if box.x1 < 0 or box.bottom < 0 or box.x0 > limits.x1 or box.top > limits.bottom:
        return None
    return BBox(max(0.0, box.x0), max(0.0, box.top), min(limits.x1, box.x1), min(limits.bottom, box.bottom))


def _unpainted(item: dict[str, Any]) -> bool:
    """White, or neither filled nor stroked: no ruling that anybody sees."""
    if item.get("stroke"):
        return _pale(item.get("stroking_color")) and item.get("stroking_color") is not None
    return not item.get("fill") or _pale(item.get("non_stroking_color"))


def _merged(pictures: tuple[BBox, ...]) -> tuple[BBox, ...]:
    """Pictures without those inside others and with strips of one scan joined."""
    joined: list[BBox] = []
    for box in sorted(pictures, key=lambda box: (box.top, box.x0)):
        if any(overlap(box, other) > 0.9 for other in joined):
            continue
        last = joined[-1] if joined else None
        if last and abs(last.x0 - box.x0) < 1 and abs(last.x1 - box.x1) < 1 and -1 < box.top - last.bottom < 1.5:
            joined[-1] = BBox(last.x0, last.top, last.x1, max(last.bottom, box.bottom))
        else:
            joined.append(box)
    return tuple(joined)

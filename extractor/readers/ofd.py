"""OFD (GB/T 33190-2016): page n is the n-th page of the package, its text at its place, template and annotations too.

What the file states as data (CustomDatas, tags of texts, attached XML) comes with the pages as Page.data. Pictures
that are neither codes nor seals are read by OCR, like those of a PDF. Electronic seals are marks where they stand.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PIL import Image as Pillow

from extractor.document import DataField, Line, Mark, Outline, Page, Place, Problem, Table
from extractor.errors import Empty, EngineMissing, ReadError, TooLarge, Unreadable
from extractor.geometry import BBox, intersection, overlap
from extractor.impression import Impression, detail_of
from extractor.layout.codes import codes
from extractor.layout.fragment import Fragment
from extractor.layout.glyphs import Glyph, fragments_of, seen_boxes
from extractor.layout.half_ruled import all_ruled
from extractor.layout.lines import arranged
from extractor.layout.seal_marks import stamps
from extractor.layout.tables import Ruling
from extractor.layout.textlayer import clean
from extractor.ocr import Image as Pixels
from extractor.ofd.book import Leaf, Shown, leaves
from extractor.ofd.content import Image, Stroke, around
from extractor.ofd.drawing import drawn
from extractor.ofd.package import OfdPackage, is_ofd
from extractor.ofd.paths import Polyline
from extractor.ofd.pictures import pixels_of
from extractor.ofd.statements import of_attachments, of_head, of_tags
from extractor.ofd.texts import Text
from extractor.picture import is_blank, placed, seen, within
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("ofd",)
LEAST_PICTURE = (55.0, 18.0)  # points: smaller pictures are icons
LEAST_CODE = 28.0  # points: a smaller QR code cannot be read from paper
MOST_PICTURES = 60  # on one page
PART_OF_PICTURE = 0.4  # share of a picture that is a code or a seal: nothing else is to be read there
SCAN_COVER = 0.55  # share of the page that pictures cover on a scan
FEW = 60  # characters that a scan may have of its own
NOTABLE = 0.2  # share of the page: a picture this large that cannot be shown is a page not read
PRINT_DPI = 150
THIN = 2.5  # points: a filled shape this thin is a ruling
STRAIGHT = 0.6  # points that a ruling may lean


def accepts(head: bytes, path: Path) -> bool:
    return head.startswith(b"PK") and is_ofd(path)


def outline(path: Path, settings: ReadSettings) -> Outline:
    """Raises Unreadable, Encrypted, Empty, TooLarge."""
    with OfdPackage(path, settings.max_bytes) as package:
        pages = len(leaves(package))
    if pages == 0:
        raise Empty()
    if pages > settings.max_pages:
        raise TooLarge(f"文件有 {pages} 页，超过 {settings.max_pages} 页的上限，请拆分后重新上传。")
    return Outline("ofd", pages)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:
    """Pictures need the engine; where it is missing the page is read with a problem."""
    with OfdPackage(path, settings.max_bytes) as package:
        leaf = _leaf(package, number)
        shown = leaf.body.shown(leaf)
        return _Reading(package, leaf, shown, number, settings, engine).page()


def render(path: Path, number: int, width_px: int) -> Pillow.Image:
    """A plain drawing of the page. Raises Unreadable."""
    settings = ReadSettings()
    with OfdPackage(path, settings.max_bytes) as package:
        leaf = _leaf(package, number)
        return drawn(leaf.body.shown(leaf), width_px, lambda part: pixels_of(package, part, settings))


def printed(path: Path, settings: ReadSettings) -> bytes:
    """The drawn pages as a PDF, of the size of the pages. Raises Unreadable, TooLarge."""
    outline(path, settings)
    out = io.BytesIO()
    with OfdPackage(path, settings.max_bytes) as package:
        images = (_sheet(package, leaf, settings) for leaf in leaves(package))
        next(images).save(
            out, "PDF", save_all=True, append_images=images, resolution=PRINT_DPI, creationDate=None, modDate=None
        )
    return out.getvalue()


def _sheet(package: OfdPackage, leaf: Leaf, settings: ReadSettings) -> Pillow.Image:
    """A page at PRINT_DPI; a white one where it cannot be read."""
    try:
        shown = leaf.body.shown(leaf)
    except ReadError:
        return Pillow.new("RGB", (round(595 * PRINT_DPI / 72), round(842 * PRINT_DPI / 72)), "white")
    return drawn(shown, round(shown.width * PRINT_DPI / 72), lambda part: pixels_of(package, part, settings))


def _leaf(package: OfdPackage, number: int) -> Leaf:
    found = leaves(package)
    if not 1 <= number <= len(found):
        raise Unreadable(f"第 {number} 页不存在。")
    return found[number - 1]


class _Reading:
    """One page being read."""

    def __init__(
        self, package: OfdPackage, leaf: Leaf, shown: Shown, number: int, settings: ReadSettings, engine: EngineSource
    ) -> None:
        self._package, self._leaf, self._shown, self._number = package, leaf, shown, number
        self._settings, self._engine = settings, engine
        self._limits = BBox(0, 0, shown.width, shown.height)
        self._problem: Problem | None = None
        self._marks: list[Mark] = []

    def page(self) -> Page:
        texts = [item for item in self._shown.items if isinstance(item, Text) and self._holds(item.box)]
        glyphs = [glyph for text in texts for glyph in _glyphs(text)]
        strokes = [item for item in self._shown.items if isinstance(item, Stroke)]
        ruled = all_ruled(*_rulings(strokes), seen_boxes(glyphs))
        layer = fragments_of(glyphs, ruled)
        pictures = [item for item in self._shown.items if isinstance(item, Image) and self._holds(item.box)]
        electronic = detail_of(Impression("electronic"))
        self._marks += [Mark("seal", self._place(box), electronic) for box, _ in self._shown.seals]
        scan = self._scan(texts, pictures)
        if scan is not None:
            lines, tables, source = self._scanned(scan)
        else:
            fragments = layer + [piece for one in pictures[:MOST_PICTURES] for piece in self._picture(one, layer)]
            lines, tables = arranged(fragments, ruled, self._place)
            sources = {fragment.source for fragment in fragments}
            source = "mixed" if len(sources) > 1 else next(iter(sources), "none")
        return Page(
            self._number, round(self._shown.width, 2), round(self._shown.height, 2), 0, lines, tables,
            tuple(self._marks), scan is not None, source, problem=self._problem, data=self._data(texts),
        )  # fmt: skip

    def _holds(self, box: BBox) -> bool:
        """What lies beyond the edge of the page nobody sees."""
        return intersection(box, self._limits) > 0.3 * box.area > 0

    def _place(self, box: BBox) -> Place:
        return placed(self._number, "", within(box, self._limits))

    def _data(self, texts: list[Text]) -> tuple[DataField, ...]:
        visible = [text for text in texts if not text.hidden and text.text.strip()]
        known = {text.id: text for text in sorted(visible, key=lambda text: not text.background)}
        found = list(of_tags(self._leaf, known, self._place))
        if self._leaf.first:
            found = [*of_attachments(self._leaf.body), *found, *of_head(self._leaf.body)]
        return tuple(found)

    def _scan(self, texts: list[Text], pictures: list[Image]) -> Image | None:
        """The one picture that is the page, where there is hardly any text beside it."""
        words = sum(len(text.text.strip()) for text in texts if not text.hidden)
        large = [one for one in pictures if one.box.area > SCAN_COVER * self._limits.area and not one.annotation]
        return large[0] if len(large) == 1 and words < FEW else None

    def _scanned(self, picture: Image) -> tuple[tuple[Line, ...], tuple[Table, ...], str]:
        pixels = self._pixels(picture)
        if pixels is None:
            return (), (), "none"
        found = seen(pixels, picture.box.width / pixels.shape[1], self._settings, self._engine)
        move = _mover(picture.box)
        lines, tables = arranged(
            found.fragments, found.grids, lambda box: self._place(move(found.to_page(box))), found.inked, found.turn
        )
        self._marks += found.marks(lambda box: self._place(move(box)))
        return lines, tables, found.fragments[0].source if found.fragments else "none"

    def _pixels(self, picture: Image) -> Pixels | None:
        pixels = pixels_of(self._package, picture.part, self._settings)
        if pixels is None and picture.box.area > NOTABLE * self._limits.area:
            self._problem = Problem(
                Unreadable.code, "页面中的一幅图片无法显示，其中的内容没有读取；请重新导出后再上传。"
            )
        return pixels

    def _picture(self, picture: Image, layer: list[Fragment]) -> list[Fragment]:
        """Marks what the picture is; gives the text that it alone shows."""
        box = picture.box
        worded = box.width >= LEAST_PICTURE[0] and box.height >= LEAST_PICTURE[1]
        if not worded and min(box.width, box.height) < LEAST_CODE:
            return []
        self._marks.append(Mark("image", self._place(box), f"{box.width:.0f}×{box.height:.0f}"))
        pixels = self._pixels(picture)
        if pixels is None or is_blank(pixels):
            return []
        scale, move = box.width / pixels.shape[1], _mover(box)
        coded = codes(pixels, scale)
        self._marks += [Mark("qr", self._place(move(code.bbox)), code.text) for code in coded]
        stamped = stamps(pixels, scale, None)
        self._marks += [Mark("seal", self._place(move(one.bbox)), one.detail) for one in stamped]
        parts = [*(code.bbox for code in coded), *(one.bbox for one in stamped)]
        if not worded or any(part.area > PART_OF_PICTURE * box.area for part in parts):
            return []
        try:
            found = seen(pixels, scale, self._settings, self._engine)
        except EngineMissing as error:
            self._problem = Problem(error.code, error.message)
            return []
        lines = [replace(one, bbox=move(found.to_page(one.bbox)), stops=()) for one in found.fragments]
        shown = [fragment for fragment in layer if not fragment.invisible]
        return [line for line in lines if not any(overlap(line.bbox, text.bbox) > 0.5 for text in shown)]


def _mover(box: BBox) -> Callable[[BBox], BBox]:
    """From the frame of a picture that lies in `box` to the page."""
    return lambda part: BBox(part.x0 + box.x0, part.top + box.top, part.x1 + box.x0, part.bottom + box.top)


def _glyphs(text: Text) -> list[Glyph]:
    return [
        Glyph(clean(one.text), one.box, one.size, text.hidden or text.pale, abs(one.angle) > 3)
        for one in text.characters
    ]


def _rulings(strokes: list[Stroke]) -> tuple[list[Ruling], list[Ruling]]:
    """Straight strokes along the page, and filled shapes thin enough to be some."""
    across, down = [], []
    for (x0, y0), (x1, y1) in (pair for stroke in strokes for line in stroke.lines for pair in _pieces(stroke, line)):
        if abs(y1 - y0) < STRAIGHT < abs(x1 - x0):
            across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < STRAIGHT < abs(y1 - y0):
            down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down


def _pieces(stroke: Stroke, line: Polyline) -> Iterable[tuple[tuple[float, float], tuple[float, float]]]:
    if not stroke.filled:
        return pairwise(line)
    box = around(line)
    if min(box.width, box.height) > THIN:
        return ()
    (x, y), flat = box.middle, box.width > box.height
    return [((box.x0, y), (box.x1, y)) if flat else ((x, box.top), (x, box.bottom))]

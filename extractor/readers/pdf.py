"""PDF: the text layer where it says what the page shows, else OCR of the page; pictures on text pages are read too.

Coordinates are points of the page as it is shown: /Rotate applied, cut to the CropBox, origin at the top left.
pypdfium2 opens, draws and knows what is invisible; pdfplumber gives characters and rulings. Neither is thread-safe.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Pillow

from extractor.citing import box_of
from extractor.document import Disagreement, Mark, Outline, Page, Place, Problem
from extractor.errors import Empty, EngineMissing, TooLarge
from extractor.geometry import BBox, overlap
from extractor.layout.codes import codes
from extractor.layout.fragment import Fragment, Grid
from extractor.layout.glyphs import fragments_of, seen_boxes
from extractor.layout.half_ruled import all_ruled
from extractor.layout.layer_check import Clash, clashes
from extractor.layout.lines import arranged
from extractor.layout.seal_marks import stamps
from extractor.layout.textlayer import usable
from extractor.pdf_content import Content, content_of
from extractor.pdf_history import history_fields
from extractor.pdf_layer import verified
from extractor.pdf_open import opened, opened_page
from extractor.picture import Seen, is_blank, placed, seen, within
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("pdf",)
SCAN_COVER = 0.55  # share of the page that pictures cover on a scan
FEW = 60  # characters: a scan's own text layer may hold a page number or a stamp of the scanner
CURVES = 300  # drawn paths that may be text turned into outlines
CODE_STROKES = 100  # drawn rows of modules: the smallest QR code that an invoice needs has more
LEAST_CODE = 28.0  # points: a smaller QR code cannot be read from paper
LEAST_PICTURE = (55.0, 18.0)  # points: smaller pictures are icons
CODE_COVER = 0.4  # share of a picture that is a code: nothing else is to be read there
MOST_SIDE_PX = 4000


def accepts(head: bytes, path: Path) -> bool:  # noqa: ARG001
    return b"%PDF-" in head[:1024]


def outline(path: Path, settings: ReadSettings) -> Outline:
    """Raises Encrypted (a password is needed to open), Unreadable, Empty, TooLarge."""
    with opened(path) as document:
        pages = len(document)
    if pages == 0:
        raise Empty()
    if pages > settings.max_pages:
        raise TooLarge(f"文件有 {pages} 页，超过 {settings.max_pages} 页的上限，请拆分后重新上传。")
    return Outline("pdf", pages)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:
    """Raises EngineMissing when the page needs OCR and there is none; a text page is then read with a problem."""
    with opened_page(path, number) as page:
        content = content_of(path, number, page)
        read = _Reading(page, content, number, settings, engine).page()
        return replace(read, data=(*read.data, *history_fields(path, page.pdf))) if number == 1 else read


def render(path: Path, number: int, width_px: int) -> Pillow.Image:
    """The page as viewers show it, annotations and form fields included."""
    with opened_page(path, number) as page:
        width, height = page.get_size()
        scale = min(width_px / width, MOST_SIDE_PX / max(width, height))
        image: Pillow.Image = page.render(scale=scale).to_pil()
        return image.convert("RGB")


class _Reading:
    """One page being read: what to trust, what to recognise, and the two laid together."""

    def __init__(
        self, page: Any, content: Content, number: int, settings: ReadSettings, engine: EngineSource
    ) -> None:
        self._pdfium, self._content, self._number = page, content, number
        self._settings, self._engine = settings, engine
        self._limits = BBox(0, 0, content.width, content.height)
        self._problem: Problem | None = None
        self._disagreements: list[Disagreement] = []
        self._compared = 0
        self._turn = 0
        self._blank = False

    def page(self) -> Page:
        kind = self._kind()
        if kind == "ocr":
            return self._recognised([])
        content = self._content
        ruled = all_ruled(content.horizontals, content.verticals, seen_boxes(content.glyphs), content.shades)
        layer = [*fragments_of(content.glyphs, ruled), *content.fields]
        if kind == "scan":
            return self._recognised([fragment for fragment in layer if not fragment.invisible])
        try:
            sure = verified(layer, self._look)
        except EngineMissing as error:
            self._problem = Problem(error.code, error.message)
            return self._laid(layer, ruled)
        self._note(sure.clashes, sure.compared)
        return self._recognised([]) if sure.whole else self._laid(sure.fragments, ruled)

    def _look(self, box: BBox) -> Fragment | None:
        """What the page shows in a box of the text layer; None where it is empty."""
        margin = max(2.0, 0.15 * box.height)
        grown = BBox(box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
        pixels = self._pixels(within(grown, self._limits))
        if is_blank(pixels):
            return None
        reader = self._engine()
        framed = np.pad(pixels, ((12, 12), (12, 12), (0, 0)), constant_values=255)
        found = sorted(reader.recognise(framed), key=lambda line: line.quad[0][0])
        text = " ".join(line.text.strip() for line in found if line.text.strip())
        confidence = min((line.confidence for line in found), default=0.0)
        return Fragment(text, box, confidence, f"ocr:{reader.identity.name}", text, box.height) if text else None

    def _note(self, found: list[Clash], compared: int) -> None:
        self._compared += compared
        self._disagreements += [
            Disagreement(self._place(clash.bbox), clash.layer, clash.shown, clash.confidence) for clash in found
        ]

    def _kind(self) -> str:
        """text; scan: pictures with hardly any visible text of its own; ocr: no text that can be trusted."""
        glyphs = self._content.glyphs
        visible = "".join(glyph.text for glyph in glyphs if not glyph.invisible)
        everything = "".join(glyph.text for glyph in glyphs)
        if not everything.strip() or not usable(visible) or not self._content.complete:
            return "ocr"
        if len(visible.strip()) < FEW and (self._cover() > SCAN_COVER or self._content.paths > CURVES):
            return "scan"
        return "text"

    def _cover(self) -> float:
        pictures = self._content.pictures
        return min(1.0, sum(box.area for box in pictures) / max(1.0, self._limits.area))

    def _pixels(self, box: BBox) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """The part `box` of the page at the OCR resolution, RGB."""
        longest = max(box.width, box.height)
        scale = min(self._settings.ocr_dpi / 72, self._settings.ocr_side / max(1.0, longest))
        crop = (
            box.x0,
            self._limits.bottom - box.bottom,
            self._limits.x1 - box.x1,
            box.top,
        )
        image = self._pdfium.render(scale=scale, crop=crop, may_draw_forms=True).to_pil()
        return np.ascontiguousarray(np.asarray(image.convert("RGB"), np.uint8))

    def _place(self, box: BBox) -> Place:
        return placed(self._number, "", within(box, self._limits))

    def _recognised(self, layer: list[Fragment]) -> Page:
        """The whole page by OCR; what the layer itself shows visibly (a page number) takes precedence."""
        pixels = self._pixels(self._limits)
        scale = self._limits.width / pixels.shape[1]
        found = seen(pixels, scale, self._settings, self._engine)
        self._compare(found)
        self._turn, self._blank = found.turn, found.blank
        layer_in_frame = layer if not found.fragments else []
        kept = [*layer_in_frame, *found.fragments]
        lines, tables = arranged(
            kept, found.grids, lambda box: self._place(found.to_page(box)), found.inked, found.turn
        )
        marks = found.marks(self._place)
        sources = {fragment.source for fragment in kept}
        source = "none" if not sources else "mixed" if len(sources) > 1 else sources.pop()
        return self._made(lines, tables, marks, True, source)

    def _compare(self, found: Seen) -> None:
        """What was recognised against the text that the page carries unseen, or that was not believed."""
        if self._disagreements or found.turn:
            return
        lines = [replace(one, bbox=found.to_page(one.bbox)) for one in found.fragments]
        differing, compared = clashes(self._content.glyphs, lines)
        self._note(differing, compared)

    def _laid(self, layer: list[Fragment], ruled: list[Grid]) -> Page:
        """The text layer, with what the pictures on the page say."""
        marks: list[Mark] = []
        fragments = list(layer)
        for box in self._content.pictures:
            own = within(box, self._limits)
            if own.width < LEAST_PICTURE[0] or own.height < LEAST_PICTURE[1]:
                continue
            marks.append(Mark("image", self._place(own), f"{own.width:.0f}×{own.height:.0f}"))
            fragments += self._from_picture(own, layer, marks)
        marks += self._drawn_marks(marks)
        lines, tables = arranged(fragments, ruled, self._place)
        sources = {fragment.source for fragment in fragments}
        source = "mixed" if len(sources) > 1 else next(iter(sources), "none")
        return self._made(lines, tables, tuple(marks), False, source)

    def _drawn_marks(self, known: list[Mark]) -> list[Mark]:
        """QR codes and seals, pictures or drawn stroke by stroke; only pages that hold either are drawn for it."""
        drawn = len(self._content.horizontals) + len(self._content.verticals) + self._content.paths
        if drawn <= CODE_STROKES and not any(
            min(box.width, box.height) >= LEAST_CODE for box in self._content.pictures
        ):
            return []
        pixels = self._pixels(self._limits)
        scale = self._limits.width / pixels.shape[1]
        found = [Mark("qr", self._place(code.bbox), code.text) for code in codes(pixels, scale)]
        taken = [box for mark in known if mark.kind == "seal" and (box := box_of(mark.place)) is not None]
        for stamp in stamps(pixels, scale, None):
            if not any(overlap(stamp.bbox, box) > 0.5 for box in taken):
                found.append(Mark("seal", self._place(stamp.bbox), stamp.detail))
        return found

    def _from_picture(self, box: BBox, layer: list[Fragment], marks: list[Mark]) -> list[Fragment]:
        pixels = self._pixels(box)
        if is_blank(pixels):
            return []
        scale = box.width / pixels.shape[1]
        if any(code.bbox.area > CODE_COVER * box.area for code in codes(pixels, scale)):
            return []
        try:
            found = seen(pixels, scale, self._settings, self._engine)
        except EngineMissing as error:
            self._problem = Problem(error.code, error.message)
            return []

        def moved(part: BBox) -> BBox:
            return BBox(part.x0 + box.x0, part.top + box.top, part.x1 + box.x0, part.bottom + box.top)

        marks += [mark for mark in found.marks(lambda part: self._place(moved(part))) if mark.kind != "qr"]
        way = found.turn
        lines = [replace(f, bbox=moved(found.to_page(f.bbox)), turn=(f.turn + way) % 360) for f in found.fragments]
        shown = [fragment for fragment in layer if not fragment.invisible]
        return [line for line in lines if not any(_says(text, line) for text in shown)]

    def _made(self, lines: Any, tables: Any, marks: Any, scanned: bool, source: str) -> Page:
        content = self._content
        return Page(
            self._number,
            round(content.width, 2),
            round(content.height, 2),
            content.rotation,
            lines,
            tables,
            marks,
            scanned,
            source,
            problem=self._problem,
            disagreements=tuple(self._disagreements),
            compared=self._compared,
            turn=self._turn,
            blank=self._blank,
        )


def _says(text: Fragment, line: Fragment) -> bool:
    """Whether the text layer already holds a line that was recognised in a picture behind it."""
    if overlap(text.bbox, line.bbox) > 0.6 or overlap(line.bbox, text.bbox) > 0.6:
        return True
    same = "".join(line.text.split()) in "".join(text.text.split())
    return same and overlap(line.bbox, text.bbox) > 0.15

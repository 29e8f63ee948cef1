"""Pictures -> fragments, grids and marks, and whole pages: the one way from pixels to text, whatever holds them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from extractor import heif
from extractor.document import InMedia, Mark, OnPage, Page, Place
from extractor.errors import TooLarge, Unreadable
from extractor.geometry import BBox
from extractor.layout.codes import Code, codes
from extractor.layout.direction import lying
from extractor.layout.fragment import Fragment, Grid
from extractor.layout.half_ruled import all_ruled
from extractor.layout.lines import arranged, characters
from extractor.layout.marks import without
from extractor.layout.orientation import upright_turn
from extractor.layout.prepare import Prepared, prepared
from extractor.layout.rulings import rulings, without_strokes
from extractor.layout.seal_doubts import asking, doubts
from extractor.layout.seal_marks import Stamp, stamps
from extractor.layout.second_look import lines_in, overlooked
from extractor.layout.show_through import cleared
from extractor.layout.sideways import parted
from extractor.layout.signatures import Signature, signatures
from extractor.layout.spacing import spaced
from extractor.layout.ticks import TickBox, with_ticks
from extractor.ocr import Engine, Image, OcrLine
from extractor.picture_size import points_per_pixel
from extractor.settings import ReadSettings

BLANK = 4.0  # grey levels of spread: less is an empty sheet
DARKER = 60.0  # grey levels below the paper: ink
TICKED = {True: "ticked", False: "empty", None: "unclear"}
INK = 0.004  # share of dark pixels inside a cell that is not blank


@dataclass(frozen=True, slots=True)
class Picture:
    """RGB pixels as people see them, and the size of the page they are, in points."""

    pixels: Image
    width: float
    height: float

    @property
    def points_per_pixel(self) -> float:
        return self.width / int(self.pixels.shape[1])


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a picture, in points of its upright frame; `to_page` gives boxes of the picture itself;
    `turn` and `blank` as in Page."""

    fragments: tuple[Fragment, ...]
    grids: tuple[Grid, ...]
    seals: tuple[Stamp, ...]
    to_page: Callable[[BBox], BBox]
    inked: Callable[[BBox], bool]
    codes: tuple[Code, ...] = ()
    turn: int = 0
    blank: bool = False
    signed: tuple[Signature, ...] = ()
    ticks: tuple[TickBox, ...] = ()

    def marks(self, place: Callable[[BBox], Place]) -> tuple[Mark, ...]:
        """Everything that is a mark; `place` makes a place of a box of the picture itself."""
        return (
            *(Mark("seal", place(one.bbox), one.detail) for one in self.seals),
            *(Mark("qr", place(code.bbox), code.text) for code in self.codes),
            *(Mark("signature", place(self.to_page(one.bbox)), one.label) for one in self.signed),
            *(Mark("tick", place(self.to_page(box.bbox)), TICKED[box.ticked]) for box in self.ticks),
        )


def open_picture(source: Path | bytes, settings: ReadSettings, frame: int = 0) -> Picture:
    """A JPEG, PNG, WebP, BMP, GIF, HEIC or TIFF, turned as its EXIF data says. Raises TooLarge, Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _taught(source)
            with Pillow.open(io.BytesIO(source) if isinstance(source, bytes) else source) as image:
                return _picture(image, settings, frame)
    except Pillow.DecompressionBombError as error:
        raise TooLarge("图片的像素过多，超过上限，请缩小后重新上传。") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("图片已损坏或不完整，无法读取，请重新导出后再上传。") from error


def _taught(source: Path | bytes) -> None:
    """Photographs of phones lie inside other files too."""
    if isinstance(source, bytes):
        head = source[:64]
    else:
        with source.open("rb") as file:
            head = file.read(64)
    if heif.is_heif(head):
        heif.prepared()


def _picture(image: Pillow.Image, settings: ReadSettings, frame: int) -> Picture:
    if frame:
        image.seek(frame)
    check_pixels(image.size, settings)
    scale = points_per_pixel(image.info.get("dpi"), max(image.size))
    if image.format == "JPEG":
        full = max(image.size)
        image.draft("RGB", (2 * settings.ocr_side, 2 * settings.ocr_side))
        scale *= full / max(image.size)
    upright = ImageOps.exif_transpose(image) or image
    pixels = np.asarray(_flat(upright), np.uint8)
    height, width = pixels.shape[:2]
    return Picture(pixels, round(width * scale, 2), round(height * scale, 2))


def check_pixels(size: tuple[int, int], settings: ReadSettings) -> None:
    """Raises TooLarge before anything is decoded, Unreadable for a picture without an area."""
    if size[0] * size[1] > settings.max_pixels:
        raise TooLarge(f"图片有 {size[0]}×{size[1]} 像素，超过上限，请缩小后重新上传。")
    if min(size) < 1:
        raise Unreadable()


def _flat(image: Pillow.Image) -> Pillow.Image:
    """RGB, with white behind what is transparent."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        front = image.convert("RGBA")
        back = Pillow.new("RGBA", front.size, (255, 255, 255, 255))
        return Pillow.alpha_composite(back, front).convert("RGB")
    if image.mode in ("I", "I;16", "F"):
        array = np.asarray(image, np.float64)
        spread = max(float(array.max() - array.min()), 1.0)
        return Pillow.fromarray(((array - array.min()) / spread * 255).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def seen(pixels: Image, points_per_pixel: float, settings: ReadSettings, engine: Callable[[], Engine]) -> Seen:
    """Recognises RGB pixels. An empty sheet is not handed to the engine. Raises EngineMissing."""
    if is_blank(pixels):
        return Seen((), (), (), _same, _blank, blank=True)
    reader = engine()
    coded = tuple(codes(pixels, points_per_pixel))
    shown, stamped = pixels, stamps(pixels, points_per_pixel, reader)
    pixels = without(pixels, [stamp.bbox for stamp in stamped], points_per_pixel) if stamped else pixels
    turn = lying(pixels)
    ready = prepared(pixels, settings.ocr_side, turn)
    found = reader.recognise(ready.pixels)
    more = upright_turn(ready.pixels, found, reader)
    if more:
        turn = (turn + more) % 360
        ready = prepared(pixels, settings.ocr_side, turn)
        found = reader.recognise(ready.pixels)
    clear, found = cleared(ready.pixels, found, reader.recognise)
    scale = _frame_scale(ready, points_per_pixel)
    source = f"ocr:{reader.identity.name}"
    found, across_it = parted(ready.pixels, found, reader)
    fragments = [piece for line in found if (whole := _fragment(line, scale, source)) for piece in spaced(whole)]
    lying_across = [
        one
        for item in across_it
        if (whole := _fragment(item.line, scale, source, item.turn))
        for one in spaced(whole)
    ]

    def to_page(box: BBox) -> BBox:
        pixel = ready.original(BBox(box.x0 / scale, box.top / scale, box.x1 / scale, box.bottom / scale))
        k = points_per_pixel
        return BBox(pixel.x0 * k, pixel.top * k, pixel.x1 * k, pixel.bottom * k)

    boxes = [fragment.bbox for fragment in fragments]
    across, down = rulings(clear, scale)
    across, down = without_strokes(across, boxes, down=False), without_strokes(down, boxes, down=True)
    ruled = tuple(all_ruled(across, down, characters(fragments)))

    def inked(box: BBox) -> bool:
        return _inked(ready.pixels, box, scale)

    for box in overlooked(fragments, ruled, inked):
        lines = lines_in(box, clear, scale, reader)
        fragments += [fragment for line in lines if (fragment := _fragment(line, scale, source))]
    fragments, boxed = with_ticks(fragments, ready.pixels, scale, clear)
    signed = tuple(signatures(fragments, ruled, ready.pixels, scale))
    stamped += tuple(doubts(shown, points_per_pixel, [to_page(box) for box in asking(fragments)], stamped))
    fragments += lying_across
    return Seen(tuple(fragments), ruled, stamped, to_page, inked, coded, turn, signed=signed, ticks=tuple(boxed))


def _same(box: BBox) -> BBox:
    return box


def _blank(box: BBox) -> bool:  # noqa: ARG001
    return False


def is_blank(pixels: Image) -> bool:
    """An empty sheet: hardly any spread of grey, and no small dark spot either."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return float(grey.std()) < BLANK and float((np.abs(grey - np.median(grey)) > 60).mean()) < 1e-5


def read_picture(
    picture: Picture, number: int, settings: ReadSettings, engine: Callable[[], Engine], media: str = ""
) -> Page:
    """A picture as a page; places are InMedia when `media` names the part that it is. Raises EngineMissing."""
    found = seen(picture.pixels, picture.points_per_pixel, settings, engine)
    limits = BBox(0, 0, picture.width, picture.height)

    def place(box: BBox) -> Place:
        return placed(number, media, within(found.to_page(box), limits))

    lines, tables = arranged(found.fragments, found.grids, place, found.inked, found.turn)
    marks = found.marks(lambda box: placed(number, media, within(box, limits)))
    source = found.fragments[0].source if found.fragments else "none"
    size = picture.width, picture.height
    return Page(number, *size, 0, lines, tables, marks, True, source, media, turn=found.turn, blank=found.blank)


def placed(number: int, media: str, box: BBox) -> Place:
    """The box as a place, to a hundredth of a point."""
    x0, top, x1, bottom = (round(float(value), 2) for value in (box.x0, box.top, box.x1, box.bottom))
    rounded = BBox(x0, top, x1, bottom)
    return InMedia(media, rounded) if media else OnPage(number, rounded)


def within(box: BBox, limits: BBox) -> BBox:
    """The part of the box that lies on the page."""
    x0, x1 = (min(max(x, limits.x0), limits.x1) for x in (box.x0, box.x1))
    top, bottom = (min(max(y, limits.top), limits.bottom) for y in (box.top, box.bottom))
    return BBox(x0, top, x1, bottom)


def _frame_scale(ready: Prepared, points_per_pixel: float) -> float:
    """Points for a pixel of the prepared picture."""
    height, width = ready.pixels.shape[:2]
    across = np.array([[[width / 2 - 50, height / 2], [width / 2 + 50, height / 2]]], np.float64)
    a, b = cv2.perspectiveTransform(across, ready.back)[0]
    return points_per_pixel * float(np.hypot(*(b - a))) / 100


def _fragment(line: OcrLine, scale: float, source: str, turn: int = 0) -> Fragment | None:
    text = line.text.strip()
    if not text:
        return None
    xs, ys = [x * scale for x, _ in line.quad], [y * scale for _, y in line.quad]
    box = BBox(min(xs), min(ys), max(xs), max(ys))
    lead = len(line.text) - len(line.text.lstrip())
    stops = line.stops[lead : lead + len(text)] if line.stops else ()
    height = min(box.height, box.width) if len(text) > 1 else box.height
    return Fragment(text, box, line.confidence, source, line.text, height * 0.75, stops=stops, turn=turn)


def _inked(pixels: Image, box: BBox, scale: float) -> bool:
    """Whether a cell without text has ink inside, away from its rulings."""
    edge = 3.0
    x0, x1 = int((box.x0 + edge) / scale), int((box.x1 - edge) / scale)
    top, bottom = int((box.top + edge) / scale), int((box.bottom - edge) / scale)
    inner = pixels[max(0, top) : max(0, bottom), max(0, x0) : max(0, x1)]
    if inner.size == 0:
        return False
    grey = cv2.cvtColor(np.ascontiguousarray(inner), cv2.COLOR_RGB2GRAY)
    dark = grey < float(np.median(grey)) - DARKER
    return float(dark.mean()) > INK

"""A plain picture of an OFD page: strokes, pictures and characters at their places, in one Chinese font.

Fonts that the file embeds are not used: the picture shows where things stand, for people and for marks on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from extractor.errors import Unreadable
from extractor.geometry import BBox
from extractor.ocr import Image as Pixels
from extractor.ofd.book import Shown
from extractor.ofd.content import Image, Stroke
from extractor.ofd.texts import Character, Text

MOST_SIDE_PX = 4000
LARGEST_TYPE_PX = 600
_FONT = "NotoSansCJKsc-Regular.otf"


def drawn(shown: Shown, width_px: int, pixels: Callable[[str], Pixels | None]) -> Pillow.Image:
    """About `width_px` wide; `pixels` gives the picture of a part. Raises Unreadable where the font is missing."""
    scale = min(width_px / shown.width, MOST_SIDE_PX / max(shown.width, shown.height))
    size = max(1, round(shown.width * scale)), max(1, round(shown.height * scale))
    canvas = Pillow.new("RGB", size, "white")
    pen = ImageDraw.Draw(canvas)
    for item in shown.items:
        if isinstance(item, Image):
            _picture(canvas, item.box, pixels(item.part), scale)
        elif isinstance(item, Stroke):
            _stroke(pen, item, scale)
        elif not item.hidden:
            _text(canvas, pen, item, scale)
    return canvas


def _picture(canvas: Pillow.Image, box: BBox, pixels: Pixels | None, scale: float) -> None:
    """White paper of a picture lets through what is drawn below it, as seals and codes need."""
    size = round(box.width * scale), round(box.height * scale)
    if pixels is None or not (0 < size[0] <= MOST_SIDE_PX and 0 < size[1] <= MOST_SIDE_PX):
        return
    image = Pillow.fromarray(pixels).resize(size)
    ink = image.convert("L").point([255 if level < 250 else 0 for level in range(256)])
    canvas.paste(image, (round(box.x0 * scale), round(box.top * scale)), ink)


def _stroke(pen: ImageDraw.ImageDraw, stroke: Stroke, scale: float) -> None:
    for line in stroke.lines:
        points = [(x * scale, y * scale) for x, y in line]
        if stroke.filled and len(points) > 2:
            pen.polygon(points, fill=stroke.colour)
        else:
            pen.line(points, fill=stroke.colour, width=max(1, min(40, round(stroke.width * scale))))


def _text(canvas: Pillow.Image, pen: ImageDraw.ImageDraw, text: Text, scale: float) -> None:
    for char in text.characters:
        size = round(char.size * scale)
        if not char.text.strip() or not 2 <= size <= LARGEST_TYPE_PX:
            continue
        if abs(char.angle) > 1:
            _turned(canvas, char, text.colour, size, scale)
            continue
        at = char.x * scale, char.y * scale
        pen.text(at, char.text, fill=text.colour, font=_font(size), anchor="ls")


def _turned(canvas: Pillow.Image, char: Character, colour: tuple[int, int, int], size: int, scale: float) -> None:
    stencil = Pillow.new("L", (3 * size, 3 * size), 0)
    middle = 1.5 * size
    ImageDraw.Draw(stencil).text((middle, middle), char.text, fill=255, font=_font(size), anchor="ls")
    turned = stencil.rotate(-char.angle, center=(middle, middle))
    canvas.paste(colour, (round(char.x * scale - middle), round(char.y * scale - middle)), turned)


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    spec = find_spec("mplfonts")
    path = Path(spec.origin).parent / "fonts" / _FONT if spec and spec.origin else Path()
    try:
        return ImageFont.truetype(str(path), size)
    except OSError as error:
        raise Unreadable("缺少中文字体，不能显示这一页的图像；请运行 caishen doctor 查看原因。") from error

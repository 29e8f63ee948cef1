"""Red seals (国发〔1999〕25号: round, a star, the name around the rim) and signatures, as RGBA pictures."""

from __future__ import annotations

import math
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from checks.drawing.font import font_path
from corpora.labelled.sheet import Stamp

_RED = (205, 32, 38)
_INK = (28, 34, 92)
_SERIF = "NotoSerifCJKsc-Regular.otf"


def drawn(stamp: Stamp, scale: float, seed: str) -> Image.Image:
    """The stamp at `scale` pixels per point, transparent where it leaves the paper free."""
    random = Random(seed)
    size = max(8, round(stamp.box.width * scale)), max(8, round(stamp.box.height * scale))
    return _seal(stamp.text, size, random) if stamp.kind == "seal" else _signature(stamp.text, size, random)


def _seal(text: str, size: tuple[int, int], random: Random) -> Image.Image:
    side = 4 * max(size[0], 100) // 2
    layer = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(layer)
    rim = round(side * 0.028)
    draw.ellipse((rim, rim, side - rim, side - rim), outline=255, width=rim)
    middle, radius = side / 2, side * 0.4
    points = [
        (
            middle + side * (0.13 if tip % 2 == 0 else 0.05) * math.sin(tip * math.pi / 5),
            middle - side * (0.13 if tip % 2 == 0 else 0.05) * math.cos(tip * math.pi / 5),
        )
        for tip in range(10)
    ]
    draw.polygon(points, fill=255)
    reach = min(math.radians(270), math.radians(26) * len(text))
    glyph = round(min(side * 0.135, reach * radius * 0.86 / max(1, len(text))))
    for index, char in enumerate(text):
        angle = -reach / 2 + reach * (index + 0.5) / len(text)
        _on_rim(layer, char, glyph, middle, radius - glyph * 0.1, angle)
    worn = _worn(layer.resize(size, Image.Resampling.LANCZOS), random)
    return _coloured(worn, _RED)


def _on_rim(layer: Image.Image, char: str, glyph: int, middle: float, radius: float, angle: float) -> None:
    tile = Image.new("L", (glyph * 2, glyph * 2), 0)
    font = ImageFont.truetype(str(font_path(_SERIF)), glyph)
    ImageDraw.Draw(tile).text(
        (glyph, glyph), char, font=font, fill=255, anchor="mm", stroke_width=max(1, glyph // 30)
    )
    turned = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
    at = middle + radius * math.sin(angle) - glyph, middle - radius * math.cos(angle) - glyph
    layer.paste(255, (round(at[0]), round(at[1])), turned)


def _worn(layer: Image.Image, random: Random) -> Image.Image:
    """Uneven ink: 65 to 90 % of full strength, weaker in patches."""
    chance = np.random.default_rng(random.randrange(2**31))
    patches = Image.fromarray((chance.random((9, 9)) * 70 + 150).astype(np.uint8)).resize(layer.size)
    ink = np.asarray(layer, np.float64) * np.asarray(patches, np.float64) / 255
    return Image.fromarray(ink.astype(np.uint8))


def _signature(text: str, size: tuple[int, int], random: Random) -> Image.Image:
    """The name slanted and joined by a stroke: no font of handwriting is at hand, only its slant and unevenness."""
    wide, high = size[0] * 2, size[1] * 2
    layer = Image.new("L", (wide, high), 0)
    draw = ImageDraw.Draw(layer)
    glyph = round(min(high * 0.62, wide / max(1, len(text)) * 0.95))
    font = ImageFont.truetype(str(font_path(_SERIF)), glyph)
    x = wide * 0.04
    for char in text:
        y = high * 0.5 + random.uniform(-0.08, 0.08) * high
        draw.text((x, y), char, font=font, fill=255, anchor="lm")
        x += glyph * random.uniform(0.78, 0.92)
    path = [
        (wide * 0.02, high * 0.8),
        (wide * 0.4, high * 0.62),
        (wide * 0.75, high * 0.9),
        (wide * 0.98, high * 0.5),
    ]
    draw.line(path, fill=210, width=max(2, glyph // 22), joint="curve")
    sheared = layer.transform(
        layer.size, Image.Transform.AFFINE, (1, 0.28, -0.14 * high, 0.03, 1, 0), Image.Resampling.BICUBIC
    )
    return _coloured(sheared.filter(ImageFilter.GaussianBlur(0.8)).resize(size, Image.Resampling.LANCZOS), _INK)


def _coloured(ink: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    picture = Image.new("RGBA", ink.size, (*colour, 0))
    picture.putalpha(ink)
    return picture

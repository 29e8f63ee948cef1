"""Seals drawn for tests: a red ring, writing along it, a star or lines in the middle. Fictional names."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.unit.reading.papers import FONTS

RED = (205, 25, 35)


def seal(text: str, centre: str = "", size: int = 330, height: float = 1.0, star: bool = True) -> Image.Image:
    """A transparent picture of a seal `size` pixels wide; `height` below 1 makes an oval."""
    big = 2 * size
    image = Image.new("RGBA", (big, round(big * height)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    thick = big // 40
    draw.ellipse((thick, thick, big - thick, image.height - thick), outline=RED, width=thick)
    points = big // (8 if height == 1 else 11)
    sweep = min(270.0, 20.0 * len(text)) if height == 1 else 200.0
    for index, char in enumerate(text):
        angle = math.radians(sweep * (index / max(1, len(text) - 1) - 0.5))
        reach = 2.4 * thick + 0.6 * points
        x = big / 2 + (big / 2 - reach) * math.sin(angle)
        y = image.height / 2 - (image.height / 2 - reach) * math.cos(angle)
        _turned(image, char, points, (x, y), math.degrees(angle))
    if star and height == 1:
        arms = [(big * (0.14 if k % 2 == 0 else 0.055), math.pi / 5 * k) for k in range(10)]
        draw.polygon([(big / 2 + r * math.sin(a), big / 2 - r * math.cos(a)) for r, a in arms], fill=RED)
    if centre:
        low = 0.72 if height == 1 else 0.79
        draw.text((big / 2, image.height * low), centre, font=_font(big // 13), fill=RED, anchor="mm")
    return image.resize((size, round(size * height)), Image.Resampling.LANCZOS)


def stamped(page: Image.Image, mark: Image.Image, at: tuple[int, int], turn: float = 0.0) -> Image.Image:
    """`page` with the seal's ink over it: black beneath stays black."""
    turned = mark.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
    ink = Image.new("RGB", page.size, "white")
    ink.paste(turned, at, turned)
    both = np.asarray(page, np.uint16) * np.asarray(ink, np.uint16) // 255
    return Image.fromarray(both.astype(np.uint8))


def _font(points: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSerifCJKsc-Regular.otf"), points)


def _turned(image: Image.Image, char: str, points: int, at: tuple[float, float], degrees: float) -> None:
    side = points * 2
    cell = Image.new("L", (side, side), 0)
    ImageDraw.Draw(cell).text((side / 2, side / 2), char, font=_font(points), fill=255, anchor="mm")
    cell = cell.rotate(-degrees, expand=True, resample=Image.Resampling.BICUBIC)
    image.paste(RED, (round(at[0] - cell.width / 2), round(at[1] - cell.height / 2)), cell)

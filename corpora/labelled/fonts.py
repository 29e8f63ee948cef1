"""The hands in which papers are printed: font files that mplfonts carries, with a weight and a width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont

from checks.drawing.font import font_path

_MEASURED = 200  # pixels: large enough that rounding does not show


@dataclass(frozen=True, slots=True)
class Font:
    """`file` of mplfonts; `width` 1 as designed, `bold` thickens the strokes by so much of the size."""

    name: str
    file: str
    width: float = 1.0
    bold: float = 0.0

    def length(self, text: str, size: float) -> float:
        """Width in points of `text` set in `size` points."""
        return sum(_advance(self.file, char) for char in text) * size * self.width


FONTS = {
    font.name: font
    for font in (
        Font("sans", "NotoSansCJKsc-Regular.otf"),
        Font("serif", "NotoSerifCJKsc-Regular.otf"),
        Font("sans-bold", "NotoSansCJKsc-Regular.otf", bold=0.03),
        Font("serif-narrow", "NotoSerifCJKsc-Regular.otf", width=0.88),
        Font("mono", "SourceHanMonoSC-Regular.otf"),
        Font("heiti", "SimHei.ttf"),
    )
}


@lru_cache(maxsize=20_000)
def _advance(file: str, char: str) -> float:
    return float(_face(file).getlength(char)) / _MEASURED


@lru_cache(maxsize=8)
def _face(file: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_path(file)), _MEASURED)

"""Chinese text in files that we make: a subset of Noto Sans CJK SC (SIL OFL 1.1), which mplfonts carries.

The font has PostScript outlines, which reportlab cannot embed; the few hundred glyphs of a subset are turned into
TrueType outlines (quadratic curves within one unit of a thousand), which takes well under a second.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

MISSING = "□"
_ALWAYS = "".join(chr(code) for code in range(0x20, 0x7F)) + MISSING
REGULAR = "NotoSansCJKsc-Regular.otf"
_MAX_ERROR = 1.0  # font units of 1000 to the em


class FontMissing(RuntimeError):
    """The font that mplfonts carries is not where it should be."""


def font_path(name: str = REGULAR) -> Path:
    """A font file of the installed mplfonts package; the package itself is not imported (it pulls matplotlib)."""
    spec = find_spec("mplfonts")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    path = folder / "fonts" / name
    if not path.is_file():
        raise FontMissing(f"{name} of mplfonts is not installed")
    return path


def printable(text: str) -> str:
    """`text` with what the font cannot show replaced by a box; line breaks stay."""
    known = _characters()
    return "".join(char if char == "\n" or ord(char) in known else _shown(char) for char in text)


def truetype(text: str, file: str = REGULAR) -> bytes:
    """A TrueType font file with the characters of `text` and ASCII, the same bytes for the same characters.

    `file` is the name of a font of mplfonts.
    """
    return _truetype("".join(sorted(set(printable(text) + _ALWAYS) - {"\n"})), file)


def _shown(char: str) -> str:
    return " " if char.isspace() else ("" if ord(char) < 0x20 else MISSING)


@lru_cache(maxsize=1)
def _characters() -> frozenset[int]:
    with TTFont(font_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=8)
def _truetype(characters: str, file: str) -> bytes:
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
    font = subset.load_font(str(font_path(file)), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    return _with_quadratic_outlines(font)


def _with_quadratic_outlines(font: TTFont) -> bytes:
    order = font.getGlyphOrder()
    drawn = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, _MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: font["hmtx"][name] for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": "Caishen Sans", "styleName": "Regular", "psName": "CaishenSans"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=1160, usWinDescent=288)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    data = io.BytesIO()
    builder.font.save(data)
    return data.getvalue()

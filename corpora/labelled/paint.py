"""Sheets -> a PDF with a text layer; the stamps are pictures in it. The same sheets give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from checks.drawing.face import register
from corpora.labelled.fonts import Font
from corpora.labelled.sheet import Sheet, Text
from corpora.labelled.stamps import drawn

_NAME = "Labelled"
_INSTEAD = {"¥": "￥"}
"""What stands in for a character that a font lacks: both are read as the same."""
_STAMP_SCALE = 3.0  # pixels per point


def pdf(sheets: Sequence[Sheet], font: Font, seed: str) -> bytes:
    """Raises ValueError where a character is not in the font or not on the sheet: such a truth would be none."""
    text = "".join(one.text for sheet in sheets for one in sheet.texts)
    register(_NAME, text + "".join(_INSTEAD.values()), font.file)
    known = pdfmetrics.getFont(_NAME).face.charToGlyph
    shown = {char: char if ord(char) in known else _INSTEAD.get(char, char) for char in set(text)}
    lacking = {char for char in shown.values() if ord(char) not in known and not char.isspace()}
    if lacking:
        raise ValueError(f"{font.name} has no {''.join(sorted(lacking))}")
    for sheet in sheets:
        for one in sheet.texts:
            if one.x + font.length(one.text, one.size) > sheet.width or one.top + one.size > sheet.height:
                raise ValueError(f"{one.text} runs off the sheet in {font.name}")
    data = io.BytesIO()
    canvas = Canvas(data, invariant=1)
    for number, sheet in enumerate(sheets):
        canvas.setPageSize((sheet.width, sheet.height))
        _page(canvas, sheet, font, shown, f"{seed}-{number}")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _page(canvas: Any, sheet: Sheet, font: Font, shown: dict[str, str], seed: str) -> None:
    canvas.setLineWidth(0.7)
    for r in sheet.rulings:
        canvas.line(r.x0, sheet.height - r.top, r.x1, sheet.height - r.bottom)
    for one in sheet.texts:
        _text(canvas, sheet.height, one, font, shown)
    for box, picture in sheet.pictures:
        at = box.x0, sheet.height - box.bottom
        canvas.drawImage(ImageReader(io.BytesIO(picture)), *at, box.width, box.height)
    for number, stamp in enumerate(sheet.stamps):
        image = ImageReader(drawn(stamp, _STAMP_SCALE, f"{seed}-{number}"))
        at = stamp.box.x0, sheet.height - stamp.box.bottom
        canvas.drawImage(image, *at, stamp.box.width, stamp.box.height, mask="auto")


def _text(canvas: Any, height: float, one: Text, font: Font, shown: dict[str, str]) -> None:
    drawing = canvas.beginText(one.x, height - one.top - 0.88 * one.size)
    drawing.setFont(_NAME, one.size)
    if font.width != 1.0:
        drawing.setHorizScale(100 * font.width)
    if font.bold:
        canvas.setLineWidth(font.bold * one.size)
        drawing.setTextRenderMode(2)
    drawing.textOut("".join(shown[char] for char in one.text))
    canvas.drawText(drawing)

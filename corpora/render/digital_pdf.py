"""A PDF with a text layer and drawn rulings, by reportlab, with an embedded Chinese font."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Flowing

from checks.drawing.face import register
from checks.drawing.font import printable
from corpora.blocks import Block, Grid, Heading, PageBreak, Paper, Paragraph, Picture, Stamped, Title, cells

_FONT = "CorporaSans"
_MARGIN = 22 * mm
_WIDTH = A4[0] - 2 * _MARGIN - 12


def digital_pdf(paper: Paper) -> bytes:
    """A4 pages; the page number is not printed, since it would enter the counts."""
    register(_FONT, "".join(text for block in paper for text in _texts(block)))
    data = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    template = SimpleDocTemplate(data, pagesize=A4, title="", author="", **margins)
    story = [flowable for block in paper for flowable in _flow(block)]
    template.build(story, canvasmaker=_Invariant)
    return data.getvalue()


class _Invariant(Canvas):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "invariant": 1})


def _texts(block: Block) -> list[str]:
    match block:
        case Title(text) | Heading(text) | Paragraph(text) | Stamped(text):
            return [printable(text)]
        case Grid(rows):
            return [printable(cell.text) for row in rows for cell in cells(row)]
    return []


def _flow(block: Block) -> list[Flowable]:
    match block:
        case Title(text, size):
            return [_flowing(text, size, TA_CENTER), Spacer(1, 10)]
        case Heading(text, level):
            return [_flowing(text, {1: 14.0, 2: 12.5}.get(level, 11.5)), Spacer(1, 3)]
        case Paragraph(text) | Stamped(text):
            return [_flowing(text, 10.5), Spacer(1, 3)]
        case Grid():
            return [_table(block), Spacer(1, 8)]
        case Picture(data, width):
            pixels = ImageReader(io.BytesIO(data)).getSize()
            return [Image(io.BytesIO(data), width * mm, width * mm * pixels[1] / pixels[0]), Spacer(1, 6)]
        case PageBreak():
            return [NewPage()]
    return []


def _flowing(text: str, size: float, alignment: int = 0) -> Flowable:
    style = ParagraphStyle(
        "p", fontName=_FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", alignment=alignment
    )
    return Flowing(escape(printable(text)).replace("\n", "<br/>"), style)


def _table(grid: Grid) -> Flowable:
    unit = _WIDTH / sum(grid.widths)
    rows: list[list[Any]] = []
    spans = []
    for number, row in enumerate(grid.rows):
        filled: list[Any] = []
        for cell in cells(row):
            if cell.columns > 1:
                spans.append(("SPAN", (len(filled), number), (len(filled) + cell.columns - 1, number)))
            filled += [_flowing(cell.text, 9.5) if cell.text else "", *[""] * (cell.columns - 1)]
        rows.append(filled)
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.7, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans])
    return Table(rows, colWidths=[unit * width for width in grid.widths], style=style, repeatRows=grid.repeat)

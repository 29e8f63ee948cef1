"""A sheet that we hand back as a PDF with an embedded Chinese font. Same paper, same bytes."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus.flowables import Flowable

from checks.drawing.face import register
from checks.drawing.font import printable
from checks.drawing.paper import Paper, Table

_FONT = "CaishenPaper"
_LINE = A4[0] - 36 * mm
_SHADE = Color(0.93, 0.94, 0.95)
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, black),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def pdf(paper: Paper) -> bytes:
    """The bytes of a PDF on A4; the heads of long tables are repeated."""
    register(_FONT, "".join(_texts(paper)))
    story: list[Flowable] = [_words(paper.title, 16, centred=True), Spacer(1, 8)]
    if paper.facts:
        story.append(_facts(paper.facts))
    for table in paper.tables:
        story += _table(table)
    for label, lines in paper.blanks:
        story += [Spacer(1, 4), _grid([[_words(label), ""]], (20, 80), shade="first", height=9 * mm * lines)]
    if paper.foot:
        story += [Spacer(1, 4), _words(paper.foot, 7.5)]
    data = io.BytesIO()
    document = SimpleDocTemplate(
        data,
        pagesize=A4,
        **dict.fromkeys(("leftMargin", "rightMargin"), 18 * mm),
        **dict.fromkeys(("topMargin", "bottomMargin"), 14 * mm),
        title=paper.title,
        author="材审",
    )
    document.build(story, canvasmaker=_Invariant)
    return data.getvalue()


class _Invariant(Canvas):  # type: ignore[misc]
    """A canvas without the time of day and without a random file identifier."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "invariant": 1})


def _texts(paper: Paper) -> list[str]:
    tables = [
        [table.title, table.note, *table.columns, *(cell for row in table.rows for cell in row)]
        for table in paper.tables
    ]
    return [
        paper.title,
        paper.foot,
        *(part for fact in paper.facts for part in fact),
        *(text for table in tables for text in table),
        *(label for label, _ in paper.blanks),
    ]


def _facts(facts: tuple[tuple[str, str], ...]) -> Flowable:
    cells = [_words(part) for fact in facts for part in fact]
    cells += [_words("")] * (-len(cells) % 4)
    return _grid([cells[at : at + 4] for at in range(0, len(cells), 4)], (14, 36, 14, 36), shade="labels")


def _table(table: Table) -> list[Flowable]:
    parts: list[Flowable] = [Spacer(1, 8), _words(table.title, 11), Spacer(1, 2)]
    if table.rows:
        rows = [[_words(cell) for cell in row] for row in (table.columns, *table.rows)]
        parts.append(_grid(rows, table.widths, shade="head"))
    if table.note:
        parts.append(_words(table.note))
    return parts


def _grid(rows: list[list[Any]], widths: tuple[int, ...], *, shade: str, height: float | None = None) -> Flowable:
    sizes = [_LINE * width / sum(widths) for width in widths]
    shades = {
        "head": [("BACKGROUND", (0, 0), (-1, 0), _SHADE)],
        "first": [("BACKGROUND", (0, 0), (0, -1), _SHADE)],
        "labels": [("BACKGROUND", (0, 0), (0, -1), _SHADE), ("BACKGROUND", (2, 0), (2, -1), _SHADE)],
    }[shade]
    return LongTable(
        rows,
        colWidths=sizes,
        rowHeights=None if height is None else [height] * len(rows),
        repeatRows=1 if shade == "head" else 0,
        style=[*_GRID, *shades],
        splitInRow=1,
    )


def _words(text: str, size: float = 9, *, centred: bool = False) -> Paragraph:
    style = ParagraphStyle(
        "words",
        fontName=_FONT,
        fontSize=size,
        leading=size * 1.4,
        wordWrap="CJK",
        **({"alignment": TA_CENTER} if centred else {}),
    )
    return Paragraph(escape(printable(text)).replace("\n", "<br/>"), style)

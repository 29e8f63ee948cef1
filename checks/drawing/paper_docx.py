"""A sheet that we hand back as a Word file. Same paper, same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from checks.drawing.packed import packed
from checks.drawing.paper import Paper, Table

_FONT = "宋体"
_LINE_MM = 174  # A4 without its margins
_SET = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone; a fixed time keeps the bytes the same


def docx(paper: Paper) -> bytes:
    """The bytes of a DOCX on A4."""
    document = Document()
    _page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, paper.title, 16, bold=True)
    if paper.facts:
        _facts(document, paper.facts)
    for table in paper.tables:
        _table(document, table)
    for label, lines in paper.blanks:
        _blank(document, label, lines)
    if paper.foot:
        _write(document.add_paragraph(), paper.foot, 8)
    document.core_properties.title = paper.title
    document.core_properties.author = "材审"
    document.core_properties.created = document.core_properties.modified = _SET
    data = io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data) as package:
        return packed((name, package.read(name)) for name in sorted(package.namelist()))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(2)


def _facts(document: Any, facts: tuple[tuple[str, str], ...]) -> None:
    grid = _grid(document, (len(facts) + 1) // 2, (14, 36, 14, 36))
    for number, (label, value) in enumerate(facts):
        row, side = divmod(number, 2)
        _fill(grid.cell(row, 2 * side), label, bold=True)
        _fill(grid.cell(row, 2 * side + 1), value)


def _table(document: Any, table: Table) -> None:
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = Pt(6)
    heading.paragraph_format.keep_with_next = True
    _write(heading, table.title, 11, bold=True)
    if table.rows:
        grid = _grid(document, len(table.rows) + 1, table.widths)
        for column, name in enumerate(table.columns):
            _fill(grid.cell(0, column), name, bold=True)
        repeated = OxmlElement("w:tblHeader")
        grid.rows[0]._tr.get_or_add_trPr().append(repeated)
        for number, row in enumerate(table.rows, start=1):
            cells = grid.rows[number].cells
            for column, text in enumerate(row):
                _fill(cells[column], text)
    if table.note:
        _write(document.add_paragraph(), table.note, 9)


def _blank(document: Any, label: str, lines: int) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    grid = _grid(document, 1, (20, 80))
    _fill(grid.cell(0, 0), label, bold=True)
    grid.rows[0].height = Mm(9 * lines)


def _grid(document: Any, rows: int, widths: tuple[int, ...]) -> Any:
    grid = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    grid.autofit = False
    for column, share in zip(grid.columns, widths, strict=True):
        column.width = Mm(_LINE_MM * share / sum(widths))
        for cell in column.cells:
            cell.width = column.width
    return grid


def _fill(cell: Any, text: str, *, bold: bool = False) -> None:
    _write(cell.paragraphs[0], text, 9, bold=bold)


def _write(paragraph: Any, text: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.name = bold, Pt(size), _FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)

"""A DOCX by python-docx, with the dates and the ZIP members' times fixed."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from corpora.blocks import Cell, Grid, Heading, PageBreak, Paper, Paragraph, Picture, Stamped, Title, cells

_WHEN = datetime(2025, 1, 1, tzinfo=UTC)
_ZIP_TIME = (2025, 1, 1, 0, 0, 0)


def docx_file(paper: Paper) -> bytes:
    document = docx.Document()
    _metadata(document)
    for block in paper:
        match block:
            case Title(text, size):
                run = document.add_paragraph(style="Title").add_run(text)
                run.font.size = Pt(size)
            case Heading(text, level):
                document.add_heading(text, level)
            case Paragraph(text) | Stamped(text):
                document.add_paragraph(text)
            case Grid():
                _table(document, block)
            case Picture(data, width):
                document.add_picture(io.BytesIO(data), width=Mm(width))
            case PageBreak():
                document.add_page_break()  # type: ignore[no-untyped-call]
    data_out = io.BytesIO()
    document.save(data_out)
    return _same_bytes(data_out.getvalue())


def _table(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.widths), style="Table Grid")
    covered: set[tuple[int, int]] = set()
    for index, row in enumerate(grid.rows):
        filled = table.rows[index]
        across = filled.cells
        if index < grid.repeat:
            properties = filled._tr.get_or_add_trPr()
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))
        column = 0
        for cell in cells(row):
            while (index, column) in covered:
                column += 1
            target = across[column]
            if cell.columns > 1 or cell.rows > 1:
                last = across if cell.rows == 1 else table.rows[index + cell.rows - 1].cells
                target = target.merge(last[column + cell.columns - 1])
            covered |= {(index + down, column + on) for down in range(1, cell.rows) for on in range(cell.columns)}
            _fill(target, cell)
            column += cell.columns


def _fill(target: object, cell: Cell) -> None:
    target.text = cell.text  # type: ignore[attr-defined]


def _metadata(document: Document) -> None:
    properties = document.core_properties
    properties.created = properties.modified = _WHEN
    properties.author = properties.last_modified_by = "corpora"
    properties.comments = ""


def _same_bytes(data: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info))
    return result.getvalue()

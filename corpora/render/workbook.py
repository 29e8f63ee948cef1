"""An XLSX of plain sheets by openpyxl, with the dates and the ZIP members' times fixed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

_ZIP_TIME = (2025, 1, 1, 0, 0, 0)


def workbook_file(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A first row of one cell is merged over the width of the second."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([str(cell) for cell in row])
        if len(rows) > 1 and len(rows[0]) == 1:
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[1]))
    made = io.BytesIO()
    book.save(made)
    return _same_bytes(made.getvalue())


def _same_bytes(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = _fixed(part)
            kept.writestr(zipfile.ZipInfo(name, _ZIP_TIME), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fixed(core: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-01-01T00:00:00Z", core)

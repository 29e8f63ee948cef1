"""Workbooks of plain sheets: a title row, a header row, rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

Sheet = tuple[str, tuple[str, ...], Sequence[tuple[object, ...]]]
MADE = datetime(2025, 12, 1)  # noqa: DTZ001  the same bytes whenever it is made


def workbook(sheets: Sequence[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, header, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append([title])
        sheet.append(list(header))
        for row in rows:
            sheet.append(list(row))
    book.properties.created = book.properties.modified = MADE
    data = BytesIO()
    book.save(data)
    return data.getvalue()

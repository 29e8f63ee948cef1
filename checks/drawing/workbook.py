"""An XLSX of plain lists: a frozen header with filters, wrapped text, fixed widths. Same rows, same bytes.

Whole numbers and Decimal (money where it has two decimals) are numbers; everything else is text, so that long numbers
keep their digits and nothing is computed; what a spreadsheet would take for a formula (also after a detour over CSV)
is led by an apostrophe. None leaves a cell empty.

>>> shown("=1+1"), shown("-12.50"), shown("正常")
("'=1+1", "'-12.50", '正常')
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from checks.drawing.packed import packed
from checks.drawing.readable import readable

Value: TypeAlias = str | int | Decimal | None

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LONGEST = 32_000  # a cell holds 32 767 characters
CENTS = -2  # the exponent of money
_LINE, _HIGHEST = 16.5, 409.0  # points; Excel allows no higher row
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EDGE = Side("thin", "00C9CFD8")
_BORDER = Border(_EDGE, _EDGE, _EDGE, _EDGE)
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", "00E8ECF2")
_TINTS = {"fail": PatternFill("solid", "00FBE3E3"), "review": PatternFill("solid", "00FFF3D6")}


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of Latin text; a Chinese one takes two."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """`tint` is a verdict whose colour the row's `tinted` column carries."""

    values: tuple[Value, ...]
    tint: str = ""
    tinted: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` hold a value for each column; `empty` is said where there is none."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    empty: str = "（无）"


def workbook(sheets: Sequence[Sheet], title: str, on: date) -> bytes:
    """The bytes of an XLSX; `on` stands for the time of its making."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = readable(title), "材审"
    for sheet in sheets:
        _write(book, sheet)
    data = io.BytesIO()
    book.save(data)
    return packed(_timeless(data.getvalue(), f"{on.isoformat()}T00:00:00Z".encode()))


def _timeless(data: bytes, moment: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of the package, without the time of day."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, _TIMES.sub(rb"\g<1>" + moment, part) if name == "docProps/core.xml" else part


def shown(text: str) -> str:
    """Text as a cell holds it."""
    plain = readable(text).strip()
    plain = plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "……"
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _write(book: Any, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.title)
    last = get_column_letter(len(sheet.columns))
    for index, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = column.width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.print_title_rows = "1:1"
    styles: dict[tuple[str, str], Any] = {}
    page.append([_head(page, column.title) for column in sheet.columns])
    for at, row in enumerate(sheet.rows, start=2):
        page.row_dimensions[at].height = _height(row, sheet.columns)
        tints = [row.tint if index == row.tinted else "" for index in range(len(row.values))]
        page.append([_cell(page, value, tint, styles) for value, tint in zip(row.values, tints, strict=True)])
    if not sheet.rows:
        page.append([_cell(page, sheet.empty, "", styles)])


def _height(row: Row, columns: Sequence[Column]) -> float:
    """Points that the row needs; not every program fits rows to wrapped text by itself."""
    lines = 1
    for value, column in zip(row.values, columns, strict=True):
        room = max(column.width - 1, 1)
        parts = shown(value).split("\n") if isinstance(value, str) else [""]
        lines = max(lines, sum(max(1, -(-_width(part) // room)) for part in parts))
    return min(_LINE * lines + 3, _HIGHEST)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _head(page: Any, title: str) -> WriteOnlyCell:
    cell = _cell(page, title, "", {})
    cell.font, cell.fill = Font(bold=True), _HEAD
    return cell


def _cell(page: Any, value: Value, tint: str, styles: dict[tuple[str, str], Any]) -> WriteOnlyCell:
    """`styles` are those that the sheet has used: setting up one is slow, and a ledger has many thousand cells."""
    cell = WriteOnlyCell(page, value if isinstance(value, int | Decimal) else None)
    format = "General"
    if isinstance(value, Decimal) and value.as_tuple().exponent == CENTS:
        format = "#,##0.00"
    if isinstance(value, str):
        cell.value = shown(value)
        cell.data_type, format = "s", "@"  # never an error value, a number or a formula
    if (format, tint) not in styles:
        cell.number_format, cell.alignment, cell.border = format, _TOP, _BORDER
        if tint in _TINTS:
            cell.fill = _TINTS[tint]
        styles[format, tint] = cell._style
    cell._style = copy(styles[format, tint])
    return cell

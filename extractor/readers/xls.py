"""XLS and ET: the binary workbooks of Excel 97–2003 and WPS; page n is the n-th sheet.

python-calamine reads them; it gives the values, not how the sheet shows them, so that a number stands as it is
stored and a date in ISO form. Pictures and hidden rows are not in what it gives: the outline says so.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.document import Outline, Page, Problem
from extractor.errors import Empty, Encrypted, TooLarge, Unreadable
from extractor.layout.sheet import MAX_CELLS, Sheet, SheetCell, hidden_problem, page_of
from extractor.ole import MAGIC, topmost
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

formats = ("xls",)
STREAMS = frozenset({"Workbook", "Book"})
_MOST_AREA = 8 * MAX_CELLS  # cells between the first and the last that is used
_LOSSY = 0.5  # as in XLSX: a number of more than 15 digits has lost its last ones
_NOTE = Problem(
    "old_workbook", "旧版 Excel 文件中的图片没有读取，隐藏的行列不能辨认；如含有内容，请另存为 XLSX 后重新上传。"
)
_DAMAGED = "旧版 Excel 文件已损坏，无法读取；请另存为 XLSX 后重新上传。"


def accepts(head: bytes, path: Path) -> bool:
    return head.startswith(MAGIC) and not STREAMS.isdisjoint(topmost(path))


def outline(path: Path, settings: ReadSettings) -> Outline:
    """One page for each sheet. Raises Unreadable, Encrypted, TooLarge, Empty."""
    with _opened(path) as book:
        sheets = [one for one in book.sheets_metadata if _is_sheet(one)]
    if not sheets:
        raise Empty("工作簿里没有工作表，请检查后重新上传。")
    if len(sheets) > settings.max_pages:
        raise TooLarge
    hidden = [one.name for one in sheets if _hidden(one)]
    notes = [_NOTE]
    if hidden:
        named = "、".join(f"“{name}”" for name in hidden[:5])
        notes.append(Problem("hidden_sheet", f"工作表{named}已隐藏，其中的内容没有参与核对。"))
    return Outline("xls", len(sheets), (), tuple(notes))


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:  # noqa: ARG001
    status = path.stat()
    sheets = _sheets(path, (status.st_mtime_ns, status.st_size))
    if not 1 <= number <= len(sheets):
        raise Unreadable
    sheet = sheets[number - 1]
    return page_of(sheet, number, hidden_problem(sheet))


@lru_cache(maxsize=2)
def _sheets(path: Path, version: tuple[int, int]) -> tuple[Sheet, ...]:  # noqa: ARG001
    """All sheets at once, since the file is read as a whole; `version` tells when it has changed."""
    with _opened(path) as book:
        return tuple(_sheet(book, one) for one in book.sheets_metadata if _is_sheet(one))


def _sheet(book: Any, told: Any) -> Sheet:
    given = book.get_sheet_by_name(told.name)
    if given.total_height * given.total_width > _MOST_AREA:
        raise TooLarge(f"工作表“{told.name}”过大，没有读取；请拆分后重新上传。")
    read = Sheet(told.name, hidden=_hidden(told))
    for row, values in enumerate(given.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            cell = _cell(value)
            if cell is not None:
                read.cells[row, column] = cell
    for (top, left), (bottom, right) in given.merged_cell_ranges or ():
        read.merged.append((top, left, bottom, right))
    return read


def _cell(value: Any) -> SheetCell | None:
    text, confidence = _shown(value)
    return SheetCell(text, text, confidence) if text else None


def _shown(value: Any) -> tuple[str, float]:
    """
    >>> _shown(1500.0), _shown(0.1), _shown(True), _shown(datetime(2025, 3, 1))
    (('1500', 1.0), ('0.1', 1.0), ('TRUE', 1.0), ('2025-03-01', 1.0))
    >>> _shown(110105194912310020.0)[1]
    0.5
    """
    if value is None or isinstance(value, bool):
        return ("", 1.0) if value is None else (str(value).upper(), 1.0)
    if isinstance(value, int | float):
        exact = Decimal(repr(value)).normalize()
        return f"{exact:f}", _LOSSY if abs(value) >= 10**15 else 1.0
    if isinstance(value, datetime):
        return (value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")), 1.0
    if isinstance(value, date | time | timedelta):
        return str(value), 1.0
    return str(value).strip(), 1.0


def _is_sheet(told: Any) -> bool:
    return str(told.typ).rsplit(".", 1)[-1] == "WorkSheet"


def _hidden(told: Any) -> bool:
    return str(told.visible).rsplit(".", 1)[-1] != "Visible"


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """A calamine workbook; whatever its parser raises, a panic of its Rust code among it, is damage of the file."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        yield book
    except PasswordError as error:
        raise Encrypted from error
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise Unreadable(_DAMAGED) from error
        raise

"""CSV as bookkeeping programs export it: one page with one table. Encoding and delimiter are told from the bytes.

Source: RFC 4180; the encodings are those that Excel and WPS write in China (GBK, GB 18030, UTF-8 with or without a
byte order mark, UTF-16 for "Unicode text").
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from extractor.document import Outline, Page
from extractor.errors import TooLarge, Unreadable
from extractor.layout.sheet import MAX_CELLS, MAX_ROWS, Sheet, SheetCell, page_of
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("csv",)

MAX_CSV_BYTES = 48 * 2**20
_DELIMITERS = ",\t;|"
_UNICODE = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_HEAD = 4096


def accepts(head: bytes, path: Path) -> bool:  # noqa: ARG001
    """Text whose first lines a delimiter cuts into the same number of columns; markup and JSON are not."""
    text = _decoded(head, whole=len(head) < _HEAD)
    if text is None or _CONTROL.search(text) or text.lstrip()[:1] in tuple("<{["):
        return False
    lines = text.splitlines()[: None if len(head) < _HEAD else -1]
    return _delimiter("\n".join(lines)) != ""


def outline(path: Path, settings: ReadSettings) -> Outline:  # noqa: ARG001
    return Outline("csv", 1)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:  # noqa: ARG001
    """Raises Unreadable for text in no known encoding, TooLarge beyond MAX_CSV_BYTES."""
    if path.stat().st_size > MAX_CSV_BYTES:
        raise TooLarge("CSV 文件过大，没有读取；请拆分后重新上传。")
    text = _decoded(path.read_bytes(), whole=True)
    if text is None:
        raise Unreadable("CSV 文件的文字编码无法识别，请另存为 UTF-8 编码的 CSV 或 XLSX 后重新上传。")
    sheet = Sheet("")
    try:
        for row, values in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_HEAD]) or ",")
        ):
            for column, value in enumerate(values):
                if value.strip():
                    sheet.cells[row, column] = SheetCell(_plain(value), value)
            if row > 5 * MAX_ROWS or len(sheet.cells) > MAX_CELLS:
                raise TooLarge("CSV 文件的行数过多，没有读取；请拆分后重新上传。")
    except csv.Error as error:
        raise Unreadable("CSV 文件已损坏（引号或分隔符不完整），请重新导出后再上传。") from error
    return page_of(sheet, number)


def _decoded(data: bytes, whole: bool) -> str | None:
    """`data` as text; without `whole` its last character may be cut off. None where it is text in no encoding."""
    marked = next((name for mark, name in _UNICODE.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=whole)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    """The delimiter that cuts most lines into the same number of columns, two or more; "" where none does.

    >>> _delimiter("姓名,金额\\n甲,1"), _delimiter("a\\tb\\nc\\td"), _delimiter("一句话，\\n又一句话。")
    (',', '\\t', '')
    """
    best, most = "", 0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        counted = Counter(width for width in widths if width > 1)
        width, rows = counted.most_common(1)[0] if counted else (0, 0)
        if rows >= 2 and 2 * rows >= len(widths) and rows * width > most:
            best, most = delimiter, rows * width
    return best


def _plain(value: str) -> str:
    """A value without what keeps Excel from turning digits into a number: ="0123", '0123, a leading tab.

    >>> _plain('="0101"'), _plain("\\t110101")
    ('0101', '110101')
    """
    text = value.strip()
    held = re.fullmatch(r'="([^"]*)"', text)
    return held[1] if held else text.removeprefix("'") if re.fullmatch(r"'\d+[Xx]?", text) else text

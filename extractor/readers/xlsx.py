"""XLSX: page n is the n-th sheet; behind the sheets comes a page for each picture that lies on them, read by OCR.

The parts are read from the package itself (ECMA-376): openpyxl gives either the formula or its saved result, drops
merged cells when it streams, and shows no number as the sheet does. Macros and external links are never followed.
"""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path

from PIL import Image as Pillow
from PIL.Image import Image

from extractor.document import Outline, Page, Problem
from extractor.errors import Empty, TooLarge, UnknownFormat, Unreadable
from extractor.layout.docx_package import Package
from extractor.layout.sheet import Sheet, hidden_problem, page_of
from extractor.layout.xlsx_workbook import Workbook
from extractor.picture import open_picture, read_picture
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("xlsx",)

_BINARY = "这是二进制 Excel 文件（.xlsb），无法直接读取；请另存为 XLSX 后重新上传。"
_DRAWINGS = (".emf", ".wmf", ".svg", ".emz", ".wmz")


def accepts(head: bytes, path: Path) -> bool:
    """True for a spreadsheet package, also for a damaged one that still shows its parts' names."""
    if not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"xl/workbook" in head or b"xl/worksheets" in head
    return not names.isdisjoint({"xl/workbook.xml", "xl/workbook.bin"})


def outline(path: Path, settings: ReadSettings) -> Outline:
    """One page for each sheet and picture. Raises Unreadable, Encrypted, TooLarge, UnknownFormat for an .xlsb."""
    with _open(path, settings) as package:
        if package.has("xl/workbook.bin"):
            raise UnknownFormat(_BINARY)
        book = Workbook(package)
        sheets, pictures = book.sheets, book.pictures()
    if not sheets:
        raise Empty("工作簿里没有工作表，请检查后重新上传。")
    if len(sheets) + len(pictures) > settings.max_pages:
        raise TooLarge
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    notes = (Problem("hidden_sheet", f"工作表{_quoted(hidden)}已隐藏，其中的内容没有参与核对。"),) if hidden else ()
    return Outline("xlsx", len(sheets) + len(pictures), (), notes)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:
    """A sheet without an engine, or OCR of one picture with places InMedia."""
    status = path.stat()
    sheets = _sheets(path, settings, (status.st_mtime_ns, status.st_size))
    if 1 <= number <= len(sheets):
        sheet = sheets[number - 1]
        return page_of(sheet, number, hidden_problem(sheet))
    name, data = _picture(path, number - len(sheets), settings)
    return read_picture(open_picture(data, settings), number, settings, engine, media=name)


def render(path: Path, number: int, width_px: int) -> Image:
    """A picture, at most `width_px` wide; a sheet has no page image. Raises Unreadable for a sheet."""
    settings = ReadSettings()
    with _open(path, settings) as package:
        sheets = len(Workbook(package).sheets)
    if number <= sheets:
        raise Unreadable("工作表没有固定版面，不能显示为图像。")
    image = Pillow.fromarray(open_picture(_picture(path, number - sheets, settings)[1], settings).pixels)
    image.thumbnail((width_px, 4 * width_px))
    return image


@lru_cache(maxsize=2)
def _sheets(path: Path, settings: ReadSettings, version: tuple[int, int]) -> tuple[Sheet, ...]:  # noqa: ARG001
    """All sheets at once, since they share their texts; `version` tells when the file has changed."""
    with _open(path, settings) as package:
        book = Workbook(package)
        return tuple(book.sheet(part) for part in book.sheets)


def _picture(path: Path, number: int, settings: ReadSettings) -> tuple[str, bytes]:
    with _open(path, settings) as package:
        pictures = Workbook(package).pictures()
        if not 1 <= number <= len(pictures):
            raise Unreadable
        name = pictures[number - 1]
        data = package.read(name)
    if name.lower().endswith(_DRAWINGS):
        raise Unreadable("工作表中的一幅矢量图（EMF/WMF/SVG）无法识别文字；如含有内容，请另存为图片后插入。")
    return name, data


def _open(path: Path, settings: ReadSettings) -> Package:
    return Package(path, settings.max_bytes, "Excel", "Excel")


def _quoted(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names[:5]) + (f"等 {len(names)} 张" if len(names) > 5 else "")

"""Opening a PDF and one of its pages with pypdfium2, and what to say where that fails."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from extractor.errors import Empty, Encrypted, Unreadable

PASSWORD = 4  # FPDF_ERR_PASSWORD


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A pypdfium2 document. A PDF with an owner password only opens like any other."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD:
            raise (Encrypted() if encrypted(path) else Empty()) from error
        raise Unreadable("PDF 文件已损坏，无法打开，请重新导出后再上传。") from error
    try:
        yield document
    finally:
        document.close()


def encrypted(path: Path) -> bool:
    """pdfium asks for a password also where there are no pages; the trailer is never encrypted itself."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"/Encrypt") >= 0


@contextmanager
def opened_page(path: Path, number: int) -> Iterator[Any]:
    with opened(path) as document:
        try:
            document.init_forms()
            page = document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise Unreadable(f"第 {number} 页已损坏，无法读取。") from error
        try:
            yield page
        finally:
            page.close()

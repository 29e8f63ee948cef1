"""DOCX: page 1 is the flow of paragraphs and tables; page n + 1 is the n-th embedded picture, read by OCR."""

from __future__ import annotations

import zipfile
from pathlib import Path

from extractor.docx_pages import outline, read_page, render

__all__ = ["accepts", "formats", "outline", "read_page", "render"]

formats = ("docx",)
_SEARCHED_BYTES = 4 * 2**20


def accepts(head: bytes, path: Path) -> bool:
    """True for a word-processing package, also for a damaged one that still shows its parts' names."""
    if not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        with path.open("rb") as stream:
            return b"word/" in stream.read(_SEARCHED_BYTES)
    return "word/document.xml" in names or (
        "[content_types].xml" in names and any(name.startswith("word/") for name in names)
    )

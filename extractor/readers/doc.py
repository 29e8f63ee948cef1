"""Old Word files (DOC, WPS) and RTF: through LibreOffice where it is installed, else refused with what to do.

Read as the DOCX that LibreOffice makes of them: pages and places are those of that DOCX. Old PowerPoint files and
packages with a password are OLE compound files too and are refused, each with its own sentence.
Sources: [MS-CFB], [MS-DOC]; an encrypted DOCX is such a file with a stream "EncryptedPackage" ([MS-OFFCRYPTO]).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from PIL.Image import Image

from extractor import docx_pages
from extractor.document import Outline, Page, Problem
from extractor.errors import Encrypted, UnknownFormat
from extractor.libreoffice import as_docx, installed
from extractor.ole import MAGIC, topmost
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("doc",)

RTF = b"{\\rtf"
_WORKBOOKS = frozenset({"Workbook", "Book"})
_WORD = "WordDocument"
_MESSAGES = {
    _WORD: "这是旧版 Word 或 WPS 文件（.doc、.wps），本机没有安装 LibreOffice，无法读取；"
    "请用 Word 或 WPS 另存为 DOCX 或 PDF 后重新上传。",
    "Workbook": "这是旧版 Excel 文件（.xls），已经损坏，无法读取；请另存为 XLSX 后重新上传。",
    "PowerPoint Document": "这是旧版 PowerPoint 文件（.ppt），无法直接读取；请另存为 PDF 后重新上传。",
}
_OTHER = "这是旧版 Office 文件，无法直接读取；请另存为 DOCX 或 PDF 后重新上传。"
_RTF = "这是 RTF 文件，本机没有安装 LibreOffice，无法读取；请另存为 DOCX 或 PDF 后重新上传。"
_CONVERTED = Problem("converted", "旧版文件经 LibreOffice 转换后读取，个别版式可能与原件不同，请对照原件。")
_STEP = 1 << 20


def accepts(head: bytes, path: Path) -> bool:
    return head.startswith(RTF) or (head.startswith(MAGIC) and _WORKBOOKS.isdisjoint(topmost(path)))


def outline(path: Path, settings: ReadSettings) -> Outline:
    """Raises Encrypted for a DOCX with a password, UnknownFormat saying what to save it as, else as as_docx."""
    with _converted(path) as docx:
        found = docx_pages.outline(docx, settings)
    return replace(found, format="doc", notes=(*found.notes, _CONVERTED))


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:
    with _converted(path) as docx:
        return docx_pages.read_page(docx, number, settings, engine)


def render(path: Path, number: int, width_px: int) -> Image:
    """An embedded picture. Raises Unreadable for page 1, which has no image."""
    with _converted(path) as docx:
        return docx_pages.render(docx, number, width_px)


@contextmanager
def _converted(path: Path) -> Iterator[Path]:
    """The DOCX in a folder of its own: what a stranger's file became is kept in memory only."""
    _refuse_others(path)
    status = path.stat()
    data = _docx(path, (status.st_mtime_ns, status.st_size))
    with TemporaryDirectory(prefix="caishen-doc-") as folder:
        docx = Path(folder) / "a.docx"
        docx.write_bytes(data)
        yield docx


@lru_cache(maxsize=2)
def _docx(path: Path, version: tuple[int, int]) -> bytes:  # noqa: ARG001
    """One conversion serves all pages that this process reads; `version` tells when the file has changed."""
    return as_docx(path)


def _refuse_others(path: Path) -> None:
    with path.open("rb") as file:
        rtf = file.read(len(RTF)) == RTF
    if rtf:
        if not installed():
            raise UnknownFormat(_RTF)
        return
    streams = topmost(path)
    if "EncryptedPackage" in streams or (not streams and _holds(path, ("EncryptedPackage",))):
        raise Encrypted
    if _WORD not in streams or not installed():
        refuse(path, streams)


def refuse(path: Path, streams: frozenset[str] = frozenset()) -> NoReturn:
    """By the topmost streams, or by any name in a file whose directory is damaged."""
    for stream, message in _MESSAGES.items():
        if stream in streams or (not streams and _holds(path, (stream,))):
            raise UnknownFormat(message)
    raise UnknownFormat(_OTHER)


def _holds(path: Path, streams: tuple[str, ...]) -> bool:
    """True where the directory names one of `streams` (UTF-16); it may lie anywhere in the file."""
    wanted = [name.encode("utf-16-le") for name in streams]
    kept = b""
    with path.open("rb") as file:
        while block := file.read(_STEP):
            if any(name in kept + block for name in wanted):
                return True
            kept = block[-64:]
    return False

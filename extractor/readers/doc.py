"""The old binary Office files (OLE compound files): refused with what to do, and told from an encrypted DOCX.

Source: [MS-CFB]; an encrypted DOCX is such a file with a stream "EncryptedPackage" ([MS-OFFCRYPTO]).
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from extractor.document import Outline, Page
from extractor.errors import Encrypted, UnknownFormat
from extractor.readers import EngineSource
from extractor.settings import ReadSettings

formats = ("doc",)

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MESSAGES = {
    "WordDocument": "这是旧版 Word 文件（.doc），无法直接读取；请用 Word 或 WPS 另存为 DOCX 或 PDF 后重新上传。",
    "Workbook": "这是旧版 Excel 文件（.xls），无法直接读取；请另存为 XLSX 后重新上传。",
    "PowerPoint Document": "这是旧版 PowerPoint 文件（.ppt），无法直接读取；请另存为 PDF 后重新上传。",
}
_OTHER = "这是旧版 Office 文件，无法直接读取；请另存为 DOCX 或 PDF 后重新上传。"
_STEP = 1 << 20


def accepts(head: bytes, path: Path) -> bool:  # noqa: ARG001
    return head.startswith(_MAGIC)


def outline(path: Path, settings: ReadSettings) -> Outline:  # noqa: ARG001
    """Always raises: Encrypted for a DOCX with a password, else UnknownFormat saying what to save it as."""
    refuse(path)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:  # noqa: ARG001
    refuse(path)


def refuse(path: Path) -> NoReturn:
    if _holds(path, ("EncryptedPackage",)):
        raise Encrypted
    for stream, message in _MESSAGES.items():
        if _holds(path, (stream,)):
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

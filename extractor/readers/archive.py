"""Archives: a ZIP holds files and is unpacked before anything is read (`unpack`); RAR, 7z and others are refused.

A ZIP that reaches `outline` lay inside another one: archives are opened one level deep.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NoReturn

from extractor.document import Outline, Page
from extractor.errors import UnknownFormat
from extractor.readers import EngineSource
from extractor.settings import ReadSettings
from extractor.unzip import RefusedMember, UnzipLimits, Unzipped, unzip

formats = ("zip",)

NESTED = "压缩包里的压缩包没有读取；请把里面的压缩包也解压，再重新上传。"
ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OTHERS = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "GZIP",
    b"\xfd7zXZ\x00": "XZ",
    b"BZh": "BZIP2",
}
_SEARCHED_BYTES = 1024 * 1024
_PACKAGES = (b"word/", b"xl/", b"ppt/", b"[Content_Types]", b"OFD.xml")


def accepts(head: bytes, path: Path) -> bool:
    """Archives of files; documents that are ZIP packages (DOCX, XLSX, OFD, ODF, EPUB) are not."""
    return _other(head) != "" or (head.startswith(ZIP_HEADS) and not _is_package(path))


def outline(path: Path, settings: ReadSettings) -> Outline:  # noqa: ARG001
    """Always raises UnknownFormat, saying what to do."""
    refuse(path)


def read_page(path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page:  # noqa: ARG001
    refuse(path)


def refuse(path: Path) -> NoReturn:
    with path.open("rb") as stream:
        other = _other(stream.read(16))
    if other:
        raise UnknownFormat(f"不支持 {other} 压缩包；请解压后上传文件夹，或改用 ZIP 压缩。")
    raise UnknownFormat(NESTED)


def may_be_zip(path: Path) -> bool:
    """Whether it is worth asking a reader process to `unpack`; looks at four bytes only."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in ZIP_HEADS
    except OSError:
        return False


def may_be_archive(path: Path) -> bool:
    """Whether the file is an archive of files, of whatever sort."""
    with path.open("rb") as stream:
        return accepts(stream.read(16), path)


def unpack(path: Path, folder: Path, limits: UnzipLimits, *, inner: bool = False) -> Unzipped | None:
    """The files of a ZIP, written into `folder`; None for a document. Raises Unreadable, Encrypted, TooLarge.

    Archives inside are refused, except with `inner`: then they are members like any other.
    """
    if _is_package(path):
        return None
    found = unzip(path, folder, limits)
    return found if inner else _without_archives(found)


def _without_archives(found: Unzipped) -> Unzipped:
    members, refused = [], list(found.refused)
    for member in found.members:
        with member.path.open("rb") as stream:
            head = stream.read(16)
        if not accepts(head, member.path):
            members.append(member)
            continue
        message = f"压缩包里的 {_other(head)} 压缩包没有读取；请解压后重新上传。" if _other(head) else NESTED
        refused.append(RefusedMember(member.name, UnknownFormat.code, message))
        member.path.unlink()
    return Unzipped(tuple(members), tuple(refused))


def _other(head: bytes) -> str:
    return next((name for magic, name in OTHERS.items() if head.startswith(magic)), "")


def _is_package(path: Path) -> bool:
    """A damaged one still shows the names of its parts."""
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        with path.open("rb") as stream:
            start = stream.read(_SEARCHED_BYTES)
        return any(part in start for part in _PACKAGES)
    return not names.isdisjoint({"[content_types].xml", "ofd.xml", "mimetype", "meta-inf/manifest.mf"})

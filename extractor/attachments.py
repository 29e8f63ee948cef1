"""Files that a PDF carries: attachments, files hung on a page, papers of a portfolio (ISO 32000-1, 7.11.4, 12.3.5).

They are taken out beside it and read as files of their own, one level deep and within limits. An electronic invoice
often carries its data so.
"""

from __future__ import annotations

import logging
import mmap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from extractor.archive_names import safe
from extractor.errors import ReadError, TooLarge, UnknownFormat, Unreadable
from extractor.readers.archive import NESTED, may_be_archive
from extractor.unzip import Member, RefusedMember, UnzipLimits, Unzipped

MOST = 50  # files of one PDF
_HEAD = 1024
_DAMAGED = "PDF 中的附件已损坏，没有读取；需要时请单独上传。"
logging.getLogger("pypdf").setLevel(logging.ERROR)

Content = Callable[[], bytes]


def may_have(path: Path) -> bool:
    """Whether it is a PDF that names an embedded file: streams, unlike other objects, are never packed away."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if b"%PDF-" not in head or head.startswith(b"PK"):  # a ZIP may show its first member's head
                return False
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return data.find(b"/EmbeddedFile") >= 0
    except (OSError, ValueError):
        return False


def detach(path: Path, folder: Path, limits: UnzipLimits) -> Unzipped:
    """The carried files, written into `folder`. What cannot be taken out is refused by itself."""
    members: list[Member] = []
    refused: list[RefusedMember] = []
    size = path.stat().st_size
    total = 0
    taken: set[str] = set()
    try:
        for number, (given, content) in enumerate(_carried(path), 1):
            name = _free(safe(given) or f"附件{number}", taken)
            target = folder / f"{number:05d}"
            try:
                data = content()
                total += len(data)
                _check(number, len(data), total, size, limits)
                target.write_bytes(data)
                _refuse_archive(target)
            except ReadError as error:
                target.unlink(missing_ok=True)
                refused.append(RefusedMember(name, error.code, error.message))
            else:
                members.append(Member(name, target, len(data)))
            if number > MOST:
                break
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        refused.append(RefusedMember("附件", Unreadable.code, _DAMAGED))
    return Unzipped(tuple(members), tuple(refused))


def _carried(path: Path) -> Iterator[tuple[str, Content]]:
    """Name and content of each, those of the document first, then those hung on pages."""
    reader = pypdf.PdfReader(path)
    seen: set[int] = set()
    for one in reader.attachment_list:
        yield one.alternative_name or one.name, _guarded(lambda one=one: one.content)  # type: ignore[misc]
    for page in reader.pages:
        for reference in page.get("/Annots") or ():
            annotation = reference.get_object()
            if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") != "/FileAttachment":
                continue
            told = annotation.get("/FS")
            spec = told.get_object() if told is not None else None
            stream = _stream(spec)
            if stream is None or id(stream) in seen:
                continue
            seen.add(id(stream))
            name = str(spec.get("/UF") or spec.get("/F") or "")  # type: ignore[union-attr]
            yield name, _guarded(stream.get_data)


def _stream(spec: object) -> Any:
    files = spec.get("/EF") if isinstance(spec, DictionaryObject) else None
    found = files.get_object() if files is not None else None
    if not isinstance(found, DictionaryObject):
        return None
    reference = found.get("/UF") or found.get("/F")
    found = reference.get_object() if reference is not None else None
    return found if hasattr(found, "get_data") else None


def _guarded(content: Callable[[], bytes]) -> Content:
    """What is wrong with one file is an error of that file; pypdf limits what a stream may inflate to."""

    def read() -> bytes:
        try:
            return content()
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, MemoryError) as error:
            if "imit" in type(error).__name__ + str(error):
                raise TooLarge("PDF 中的附件过大，没有读取；需要时请单独上传。") from error
            raise Unreadable(_DAMAGED) from error

    return read


def _check(number: int, size: int, total: int, packed: int, limits: UnzipLimits) -> None:
    """Raises TooLarge."""
    if number > min(MOST, limits.max_files):
        raise TooLarge(f"PDF 的附件超过 {min(MOST, limits.max_files)} 个，其余没有读取；请单独上传。")
    if total > limits.max_bytes or (size > limits.free_bytes and size > limits.max_ratio * packed):
        raise TooLarge("PDF 中的附件过大，没有读取；需要时请单独上传。")


def _refuse_archive(path: Path) -> None:
    if may_be_archive(path):
        raise UnknownFormat(NESTED)


def _free(name: str, taken: set[str]) -> str:
    """Two of one name are both kept."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        stem, dot, suffix = name.rpartition(".")
        found = f"{stem or suffix}（{number}）{dot + suffix if stem else ''}"
    taken.add(found.casefold())
    return found

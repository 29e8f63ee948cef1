"""The door: bytes -> Outline -> Pages -> Document -> Parts -> Records.

A page is the unit of work: `outline` is cheap, `read_page` reads one page, in whatever process, and `assemble` lays
the pages together. `name` is for messages only: formats are told by the bytes. Everything refused is a ReadError.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import ocr, readers, trust
from extractor.document import Document, Outline, Page, Part, Problem, ReadWith
from extractor.errors import Empty, ReadError, TooLarge, UnknownFormat, Unreadable
from extractor.geometry import BBox
from extractor.ocr import Engine
from extractor.readers import Reader
from extractor.settings import READER_VERSION, ReadSettings

if TYPE_CHECKING:
    from extractor.box_text import Boxed

__all__ = [
    "ReadSettings",
    "assemble",
    "outline",
    "printed",
    "read_box",
    "read_page",
    "recognise",
    "recognise_as",
    "render_page",
    "split",
    "unread_page",
]
HEAD = 4096
WIDEST = 3000
log = logging.getLogger(__name__)


def outline(path: Path, name: str, settings: ReadSettings) -> Outline:  # noqa: ARG001
    """Format and number of pages. Raises Empty, TooLarge, UnknownFormat, Encrypted, Unreadable."""
    size = _size(path)
    if size == 0:
        raise Empty()
    if size > settings.max_bytes:
        raise TooLarge(f"文件超过 {settings.max_bytes // 2**20} MB 的上限，请拆分后重新上传。")
    reader = _reader(path)
    try:
        return reader.outline(path, settings)
    except ReadError:
        raise
    except Exception as error:
        log.warning("outline failed: %s", type(error).__name__)
        raise Unreadable() from error


def read_page(path: Path, name: str, number: int, settings: ReadSettings) -> Page:  # noqa: ARG001
    """Page `number` (from 1). The engine is made at the first page that needs it, once in a process.

    Raises EngineMissing when the page needs OCR and no engine runs; Unreadable for a damaged page.
    """
    reader = _reader(path)
    try:
        return reader.read_page(path, number, settings, lambda: _engine(settings))
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        log.warning("page %d failed: %s", number, type(error).__name__, exc_info=True)
        raise Unreadable(f"第 {number} 页已损坏，无法读取。") from error


def unread_page(number: int, error: ReadError, media: str = "") -> Page:
    """The page that stands in for one that was not read."""
    return Page(number, 0.0, 0.0, 0, (), source="none", media=media, problem=Problem(error.code, error.message))


def render_page(path: Path, name: str, number: int, width_px: int) -> bytes:  # noqa: ARG001
    """The upright page as WEBP, about `width_px` wide (at most 3000). Raises Unreadable where there is no image."""
    stream = io.BytesIO()
    _drawn(path, number, width_px).save(stream, "WEBP", quality=80, method=2)
    return stream.getvalue()


def read_box(path: Path, name: str, number: int, width: float, box: BBox, turn: int, settings: ReadSettings) -> Boxed:  # noqa: ARG001
    """What is seen in `box` of page `number`, which is `width` points wide. Raises EngineMissing, Unreadable."""
    import numpy as np

    from extractor.box_reading import picture_text, pixels_wide

    pixels = np.asarray(_drawn(path, number, pixels_wide(width)), np.uint8)
    return picture_text(pixels, width, box, turn, lambda: _engine(settings))


def _drawn(path: Path, number: int, width_px: int) -> Any:
    """The upright page as an RGB image of Pillow. Raises Unreadable."""
    draw = getattr(_reader(path), "render", None)
    if draw is None:
        raise Unreadable("这种文件没有页面图像。")
    try:
        return draw(path, number, max(1, min(width_px, WIDEST))).convert("RGB")
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(f"第 {number} 页无法显示。") from error


def printed(path: Path, settings: ReadSettings) -> bytes | None:
    """A PDF of the pages, for formats that need one to be marked; None for all others, and for what is unreadable."""
    try:
        draw = getattr(_reader(path), "printed", None)
        return draw(path, settings) if draw is not None else None
    except ReadError:
        return None


def assemble(name: str, outline: Outline, pages: Sequence[Page], settings: ReadSettings) -> Document:
    """The document of all its pages, sorted; a page that is missing gets a stand-in; confidences are weighed once."""
    known = {page.number: page for page in pages}
    missing = ReadError("这一页没有读取。")
    whole = [known.get(number) or unread_page(number, missing) for number in range(1, outline.pages + 1)]
    media = {number + 2: part for number, part in enumerate(outline.media)}
    named = [page if page.media else replace(page, media=media.get(page.number, "")) for page in whole]
    named = [trust.weighed(page) for page in named] if settings.weighed else named
    identity = ocr.identity_of(settings.engine, settings.precision)
    read_with = ReadWith(f"{outline.format}/{READER_VERSION}", identity.name, identity.weights, identity.precision)
    return Document(name, outline.format, tuple(named), read_with, outline.notes)


def split(document: Document) -> tuple[Part, ...]:
    """The papers that the document holds: see extractor.split."""
    from extractor.split import split as parts

    return parts(document)


def recognise(part: Part) -> Any:
    """The kind of a paper and its records: see extractor.recognise."""
    from extractor.recognise import recognise as kind

    return kind(part)


def recognise_as(part: Part, kind: str) -> Any:
    """Its records as of the kind that a person gave: see extractor.recognise."""
    from extractor.recognise import recognise_as as told

    return told(part, kind)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise Unreadable() from error


def _reader(path: Path) -> Reader:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise Unreadable() from error
    for reader in readers.modules():
        if reader.accepts(head, path):
            return reader
    raise UnknownFormat()


def _engine(settings: ReadSettings) -> Engine:
    return _made(settings.engine, settings.precision, settings.threads)


@lru_cache(maxsize=4)
def _made(engine: str, precision: str, threads: int) -> Engine:
    return ocr.make(engine, precision, threads)

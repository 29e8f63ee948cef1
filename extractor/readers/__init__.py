"""One module for each file format, found by discover.modules_in: adding a file adds a format.

A module here fulfils `Reader`:

    formats: tuple[str, ...]                               what it may give as Outline.format, e.g. ("pdf",)
    accepts(head, path) -> bool                            is it this format? `head` = the first 4096 bytes
    outline(path, settings) -> Outline                     cheap; refuses what cannot be read at all
    read_page(path, number, settings, engine) -> Page      one unit of work
    render(path, number, width_px) -> PIL image            optional: the upright page as people see it
    printed(path, settings) -> bytes                       optional: a PDF of the pages, where few programs show them

All raise extractor.errors only for what the file is to blame for: Encrypted, Empty, TooLarge, Unreadable. Other
exceptions (bugs, hostile input) are turned into Unreadable by extractor.read. Size zero and `max_bytes` are checked
there too, before any reader is asked. Formats are told by their bytes, never by their names, so `path` may be a blob
without a suffix; `accepts` may look into it (a ZIP's list of members).

`engine` is a function that gives the OCR engine: call it only when a page has pixels to be read, since it loads the
models at the first call and may raise EngineMissing. `number` is 1-based, up to Outline.pages.

Pictures, wherever they lie (a file, a scanned PDF page, a part of a DOCX), are read by extractor.picture:

    picture = open_picture(path or bytes, settings)         # EXIF orientation, limits; raises ReadError
    page = read_picture(picture, number, settings, engine, media="word/media/image1.png")

With `media` the places are InMedia(media, bbox) and Page.media is set, else they are OnPage(number, bbox).
A DOCX has 1 + len(Outline.media) pages: page 1 is its text, page n + 1 its image Outline.media[n - 1]; so has an old
Word file, read as the DOCX that LibreOffice makes of it (extractor.docx_pages).
Readers never import each other.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

from extractor.document import Outline, Page
from extractor.ocr import Engine
from extractor.settings import ReadSettings

EngineSource: TypeAlias = Callable[[], Engine]


class Reader(Protocol):
    """What a module of this package offers; `render` besides, where pages can be shown."""

    formats: tuple[str, ...]

    def accepts(self, head: bytes, path: Path) -> bool: ...

    def outline(self, path: Path, settings: ReadSettings) -> Outline: ...

    def read_page(self, path: Path, number: int, settings: ReadSettings, engine: EngineSource) -> Page: ...


def modules() -> list[Reader]:
    """The readers, in the order of their names."""
    from extractor.discover import modules_in

    return [cast(Reader, cast(Any, module)) for module in modules_in(__name__)]

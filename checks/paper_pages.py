"""What reading noticed of the pages of a file: for rules about the papers themselves, whatever they say.

A rule asks for it like for a record: `files: tuple[FilePages, ...] = ()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks.case import CaseDocument, Sheet
from extractor.document import InMedia, OnPage, Span

FIXED = ("pdf", "ofd", "tiff")
"""Formats whose pages are sheets: other files flow, or are one picture."""


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page with its lines; `unread` is the reason why it was not read, or ""."""

    document: str
    sheet: Sheet
    lines: tuple[Span, ...]
    unread: str = ""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.lines)


@dataclass(frozen=True, slots=True)
class FilePages:
    """A file by its name, with the pages that reading said something of, in order."""

    name: str
    format: str
    pages: tuple[FilePage, ...]

    @property
    def fixed(self) -> bool:
        return self.format in FIXED


def files_of(documents: Iterable[CaseDocument]) -> list[FilePages]:
    """Each file once, with the pages of all its papers; of several records of one paper the first has the pages."""
    found: dict[str, dict[int, FilePage]] = {}
    formats: dict[str, str] = {}
    for document in documents:
        lines: dict[int, list[Span]] = {}
        for span in document.lines:
            lines.setdefault(_page(span), []).append(span)
        unread = {page.number: page.message for page in document.unread}
        for sheet in document.sheets:
            page = FilePage(document.id, sheet, tuple(lines.get(sheet.number, ())), unread.get(sheet.number, ""))
            found.setdefault(document.name, {}).setdefault(sheet.number, page)
            formats[document.name] = document.format
    return [
        FilePages(name, formats[name], tuple(pages[number] for number in sorted(pages)))
        for name, pages in sorted(found.items())
    ]


def _page(span: Span) -> int:
    if isinstance(span.place, OnPage):
        return span.place.page
    return 0 if isinstance(span.place, InMedia) else 1

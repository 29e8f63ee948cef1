"""Documents by hand: what readers give, without reading. Invented people and organisations only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.document import (
    Cell,
    Document,
    InTable,
    InText,
    Line,
    OnPage,
    Page,
    Part,
    Problem,
    ReadWith,
    Role,
    Span,
    Table,
)
from extractor.geometry import BBox
from extractor.text.ids import check_digit

A4 = (595.0, 842.0)


def identity(region: str, born: str, serial: str) -> str:
    """A right identity number: region of 6 digits, birth date YYYYMMDD, serial of 3 digits."""
    return region + born + serial + check_digit(region + born + serial)


@dataclass
class Paged:
    """A page put together from top to bottom, as the PDF and image readers give it. Units: points."""

    number: int = 1
    scanned: bool = False
    confidence: float = 1.0
    top: float = 60.0
    size: tuple[float, float] = A4
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def source(self) -> str:
        return "ocr:test" if self.scanned else "text"

    def span(self, text: str, x0: float, height: float = 11.0, width: float | None = None) -> Span:
        wide = width if width is not None else height * sum(1.0 if ord(c) > 255 else 0.5 for c in text)
        place = OnPage(self.number, BBox(x0, self.top, x0 + wide, self.top + height))
        return Span(text, place, self.confidence, self.source, text)

    def title(self, text: str) -> Paged:
        """A large centred line."""
        width = 20.0 * len(text)
        self.lines.append(Line((self.span(text, (self.size[0] - width) / 2, 20.0, width),), size=20.0))
        self.top += 34
        return self

    def line(self, *texts: str, at: Sequence[float] = (), role: Role = "body", paragraph: int = 0) -> Paged:
        """A line of one or more spans; `at` gives their left edges."""
        edges = at or [72.0 + 150 * i for i in range(len(texts))]
        spans = tuple(self.span(text, x) for text, x in zip(texts, edges, strict=True))
        self.lines.append(Line(spans, role=role, size=11.0, paragraph=paragraph))
        self.top += 18
        return self

    def wrapped(self, text: str, width: int = 40) -> Paged:
        """A paragraph broken into full lines."""
        for start in range(0, len(text), width):
            self.line(text[start : start + width])
        return self

    def table(self, *rows: Sequence[str]) -> Paged:
        """A ruled table; each row has as many cells as the first. The lines of its cells are there too."""
        columns, number, edge = len(rows[0]), len(self.tables), self.top
        step = 450.0 / columns
        cells = []
        for r, texts in enumerate(rows):
            spans = [
                self.span(text, 72 + step * c, 11.0, min(step - 4, 11.0 * max(1, len(text))))
                for c, text in enumerate(texts)
            ]
            cells += [Cell(r, c, 1, 1, span) for c, span in enumerate(spans)]
            self.lines.append(Line(tuple(s for s in spans if s.text), table=number, size=11.0))
            self.top += 18
        place = OnPage(self.number, BBox(72, edge, 522, self.top))
        self.tables.append(Table(tuple(cells), len(rows), columns, place))
        return self

    def page(self, problem: Problem | None = None) -> Page:
        source = "none" if problem else self.source
        return Page(
            self.number, *self.size, 0, tuple(self.lines), tuple(self.tables), (), self.scanned, source, "", problem
        )


@dataclass
class Flowing:
    """Page 1 of a DOCX: paragraphs and tables with places in the text."""

    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def text(self, text: str, role: Role = "body", level: int = 0) -> Flowing:
        number = len(self.lines)
        span = Span(text, InText(number, 0, len(text)), 1.0, "text", text)
        self.lines.append(Line((span,), role=role, level=level, paragraph=number))
        return self

    def heading(self, text: str) -> Flowing:
        return self.text(text, "heading", 1)

    def table(self, *rows: Sequence[str]) -> Flowing:
        number = len(self.tables)
        cells = [
            Cell(r, c, 1, 1, Span(text, InTable((number,), r, c), 1.0, "text", text))
            for r, texts in enumerate(rows)
            for c, text in enumerate(texts)
        ]
        self.tables.append(Table(tuple(cells), len(rows), len(rows[0]), InTable((number,), 0, 0)))
        for cell in cells:
            if cell.span.text:
                self.lines.append(Line((cell.span,), table=number, paragraph=len(self.lines)))
        return self

    def page(self) -> Page:
        return Page(1, 0, 0, 0, tuple(self.lines), tuple(self.tables))


def document(*pages: Page, name: str = "材料.pdf", format: str = "pdf") -> Document:
    return Document(name, format, pages, ReadWith("test"))


def part(*pages: Page | Paged | Flowing, name: str = "材料.pdf", format: str = "pdf") -> Part:
    """One paper of these pages."""
    made = tuple(page if isinstance(page, Page) else page.page() for page in pages)
    return Part(document(*made, name=name, format=format), made)

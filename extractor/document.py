"""What readers give: pages with placed text, tables and marks. Frozen values, standard library only.

Every reader, whatever the format, fills the same types, so that kinds never ask where text came from.
A DOCX is page 1 (its flow of paragraphs and tables) followed by one page for each embedded image.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from extractor.geometry import BBox


@dataclass(frozen=True, slots=True)
class OnPage:
    """Page `page` (1-based, of the original file), `bbox` in points of the upright page."""

    page: int
    bbox: BBox


@dataclass(frozen=True, slots=True)
class InText:
    """Characters start:end of body paragraph `paragraph` (0-based, in document order) of a DOCX."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InTable:
    """A cell of a DOCX table; `path` = index of the body table, then (row, column, table) for each nesting."""

    path: tuple[int, ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class InSheet:
    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class InXml:
    path: str


@dataclass(frozen=True, slots=True)
class InMedia:
    """An image inside a DOCX: the name of its part, and the box in points of that image as a page."""

    part: str
    bbox: BBox


Place: TypeAlias = OnPage | InText | InTable | InSheet | InXml | InMedia


@dataclass(frozen=True, slots=True)
class Span:
    """Text at one place. `raw` is what stood there before cleaning; `source` is text, ocr:<engine>, qr or xml.

    `document` is empty until a record is tied to a submission (records.cited.in_document). `stops` are where each
    character of `text` begins and the last one ends, in ten-thousandths of the box along the text; empty where the
    characters' widths tell it well enough. `turn`: degrees clockwise that make the text upright on the page.
    """

    text: str
    place: Place
    confidence: float
    source: str
    raw: str
    document: str = ""
    stops: tuple[int, ...] = ()
    turn: int = 0


Role = Literal[
    "body",
    "title",
    "heading",
    "toc",
    "caption",
    "header",
    "footer",
    "footnote",
    "textbox",
    "placeholder",
    "hidden",
]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page (or one paragraph of a DOCX), left to right; wide gaps part its spans.

    `role` and `level` (heading level, 1 the highest) are what the format itself says (styles, hidden marks);
    `size` is the font size in points (0 unknown); `table` the index in Page.tables that holds the line;
    lines with the same `paragraph` number run on; `label` is an automatic list number, which 字数 leaves out;
    `invisible` marks white or tiny text; `break_before` a page or section break between the line before and this
    one, for formats whose pages are not fixed.
    """

    spans: tuple[Span, ...]
    role: Role = "body"
    level: int = 0
    size: float = 0.0
    table: int | None = None
    paragraph: int = 0
    label: str = ""
    invisible: bool = False
    break_before: bool = False

    @property
    def text(self) -> str:
        return " ".join(span.text for span in self.spans)

    @property
    def confidence(self) -> float:
        return min((span.confidence for span in self.spans), default=0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """`span.text` joins the cell's lines with newlines; an empty cell has an empty text and its place."""

    row: int
    column: int
    rowspan: int
    colspan: int
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A grid; merged cells appear once, at their first row and column."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers (row, column), or None."""
        for cell in self.cells:
            in_row = cell.row <= row < cell.row + cell.rowspan
            if in_row and cell.column <= column < cell.column + cell.colspan:
                return cell
        return None


MarkKind = Literal["seal", "signature", "tick", "qr", "barcode", "image"]


@dataclass(frozen=True, slots=True)
class Mark:
    kind: MarkKind
    place: Place
    detail: str = ""


DataOrigin = Literal["xml", "tags", "info"]


@dataclass(frozen=True, slots=True)
class DataField:
    """A value that a file states as data, beside or instead of what it shows; `span.source` is xml.

    `origin`: xml, a whole document of data (数电 XML, an attachment); tags, which say what a text of the page is;
    info, the head of the file. `name` is the path of element names without prefixes, from the root; a repeated
    element carries its number: Goods/Item[2]/Name. A value in several pieces comes as several fields of one name.
    """

    origin: DataOrigin
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph by what it shows: `phash` and `dhash` are perceptual hashes of 64 bits, in hexadecimal digits.

    `page` as the document numbers it; `box` where it lies on the page, in points, None where it is the page.
    """

    page: int
    box: BBox | None
    phash: str
    dhash: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read, with the stable code and the sentence of extractor.errors."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where the file's own text and what the page shows differ: `layer` is the text that the file carries
    ("" where it carries none), `shown` what was recognised there ("" where nothing is seen), with its confidence."""

    place: Place
    layer: str
    shown: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """`number` is 1-based in the original file; width and height in points of the upright page (0: no page image).

    `source` says where the text came from: text, ocr:<engine>, mixed, or none. `media` names the image part of a
    DOCX that this page is. A page with a `problem` was not read, and nothing may pass because of it. `data` is what
    the file states as data: of the whole file on its first page, of one page there. `disagreements` are the first
    few places where text layer and picture differ, `compared` counts the lines held against each other; `turn` is by
    how many degrees clockwise the picture had to be turned; `blank` marks a sheet on which nothing stands.
    """

    number: int
    width: float
    height: float
    rotation: int
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    scanned: bool = False
    source: str = "text"
    media: str = ""
    problem: Problem | None = None
    data: tuple[DataField, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    compared: int = 0
    turn: int = 0
    blank: bool = False

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file holds, known without reading its pages: cheap, and safe to call in any process."""

    format: str
    pages: int
    media: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadWith:
    """What the text was read with: part of every result's versions and of every cache key."""

    reader: str
    engine: str = ""
    weights: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `name` is what the applicant called it, never a path to open."""

    name: str
    format: str
    pages: tuple[Page, ...]
    read_with: ReadWith
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages of one document that is one paper. `index` is its position in the document."""

    document: Document
    pages: tuple[Page, ...]
    index: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for page in self.pages for line in page.lines)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for page in self.pages for table in page.tables)

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

"""The flow of a DOCX as lines and tables of page 1: body, text boxes, notes, then headers and footers.

Paragraph numbers of InText count the body's paragraphs outside tables and text boxes, in document order. What is
neither body nor table (text boxes, notes, headers) has a place InXml("<part>#<what><number>").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractor.document import Cell, InTable, InText, InXml, Line, Place, Role, Span, Table
from extractor.layout.docx_fields import Fields
from extractor.layout.docx_numbering import Numbering
from extractor.layout.docx_package import Element, child_value, local, switched_on, w
from extractor.layout.docx_runs import PAGE_BREAK, ParagraphText, PieceKind, Runs, chosen_children
from extractor.layout.docx_styles import Style, Styles, numbering_of, outline_level, shading
from extractor.layout.docx_tables import GridCell, grid

UNSEEN: dict[PieceKind, Role] = {"hidden": "hidden", "placeholder": "placeholder", "invisible": "body"}
# What Flow.objects holds for w:altChunk; else it holds the program of an embedded object.
INSERTED_FILE = "altChunk"
_OBJECTS_IGNORED = ("equation", "mathtype")


@dataclass(frozen=True, slots=True)
class Where:
    """What surrounds a paragraph: the role it gives, its table, and how to make its place ("" in the body)."""

    part: str
    role: Role | None = None
    table: int | None = None
    cell: InTable | None = None
    xml: str = ""
    contents: bool = False
    placeholder: bool = False
    shaded: bool = False


@dataclass
class Flow:
    """Fill by `story`; then lines, tables, images (relationship ids by part) and notes are in document order.

    `body`, `cells` and `boxes` keep the elements behind the places InText, InTable and InXml of text boxes.
    """

    styles: Styles
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    tables: list[Table | None] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    body: list[tuple[Element, ParagraphText]] = field(default_factory=list)
    cells: dict[InTable, Element] = field(default_factory=dict)
    boxes: dict[str, Element] = field(default_factory=dict)
    _paragraphs: int = 0
    _tables_in: dict[InTable | None, int] = field(default_factory=dict)
    _break: bool = False

    def story(self, root: Element, where: Where) -> None:
        """One body, note, header or footer."""
        self._blocks(root, where, Runs(self.styles, Fields(root)))

    def _blocks(self, parent: Element, where: Where, runs: Runs) -> None:
        for element in chosen_children(parent):
            name = local(element)
            if name == "p":
                self._paragraph(element, where, runs)
            elif name == "tbl":
                self._table(element, where, runs)
            elif name == "sdt":
                self._blocks(element, _in_control(element, where), runs)
            elif name == "altChunk":
                self.objects.append(INSERTED_FILE)
            elif name == "sectPr":
                self._break = self._break or _starts_page(element)
            elif name not in {"del", "moveFrom", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tcPr", "trPr"}:
                self._blocks(element, where, runs)

    # -- paragraphs

    def _paragraph(self, element: Element, where: Where, runs: Runs) -> None:
        properties = element.find(w("pPr"))
        style = _with_own(self.styles.paragraph(child_value(properties, "pStyle")), properties)
        text = runs.read(element, style, placeholder=where.placeholder, shaded=where.shaded)
        self._paragraphs += 1
        at = self._place(where, element, text)
        label = self.numbering.label(*style.numbering) if style.numbering else ""
        line = Line((), *_role(style, text, where), text.size, where.table, self._paragraphs, label)
        self._break = self._break or style.break_before
        offset = self._split(text.text("text"), line, at, 0)
        for kind, role in UNSEEN.items():
            unseen = replace(line, role=role, level=0, label="", invisible=kind != "placeholder")
            offset = self._split(text.text(kind), unseen, at, offset)
        self._hangings(text, where, runs)
        section = properties.find(w("sectPr")) if properties is not None else None
        self._break = self._break or (section is not None and _starts_page(section))

    def _place(self, where: Where, element: Element, text: ParagraphText) -> Callable[[int, int], Place]:
        """How the places of this paragraph are made from the offsets of its characters."""
        if where.cell is not None:
            cell = where.cell
            return lambda _start, _end: cell
        if where.xml:
            return lambda _start, _end: InXml(where.xml)
        paragraph = len(self.body)
        self.body.append((element, text))
        return lambda start, end: InText(paragraph, start, end)

    def _split(self, text: str, line: Line, at: Callable[[int, int], Place], offset: int) -> int:
        """Adds a line for each row of `text` that is not empty; returns the offset behind it."""
        for match in re.finditer(rf"[^\n{PAGE_BREAK}]+|{PAGE_BREAK}", text):
            if match[0] == PAGE_BREAK:
                self._break = True
                continue
            shown = match[0].strip()
            if not shown:
                continue
            start = offset + match.start() + match[0].index(shown)
            span = Span(shown, at(start, start + len(shown)), 1.0, "text", match[0])
            in_flow = line.role not in {"header", "footer", "footnote"}
            self.lines.append(replace(line, spans=(span,), break_before=self._break and in_flow))
            line = replace(line, label="")
            self._break = self._break and not in_flow
        return offset + len(text)

    def _hangings(self, text: ParagraphText, where: Where, runs: Runs) -> None:
        self.images += [(where.part, image) for image in text.images]
        self.notes += text.notes
        self.objects += [name for name in text.objects if not name.lower().startswith(_OBJECTS_IGNORED)]
        for box in text.boxes:
            name = f"{where.part}#textbox{len(self.boxes) + 1}"
            self.boxes[name] = box
            inside = Where(where.part, where.role or "textbox", xml=name, shaded=True)
            self._blocks(box, inside, Runs(runs.styles, Fields(box)))

    # -- tables

    def _table(self, element: Element, where: Where, runs: Runs) -> None:
        index = len(self.tables)
        self.tables.append(None)
        path = self._path(where)
        style = child_value(element.find(w("tblPr")), "tblStyle")
        shaded = where.shaded or self.styles.paints(style)
        cells, rows, columns = grid(element)
        done = tuple(self._cell(cell, replace(where, table=index, shaded=shaded), path, runs) for cell in cells)
        self.tables[index] = Table(done, rows, columns, InTable(path, 0, 0))

    def _path(self, where: Where) -> tuple[int, ...]:
        number = self._tables_in.get(where.cell, 0)
        self._tables_in[where.cell] = number + 1
        return (number,) if where.cell is None else (*where.cell.path, where.cell.row, where.cell.column, number)

    def _cell(self, cell: GridCell, where: Where, path: tuple[int, ...], runs: Runs) -> Cell:
        place = InTable(path, cell.row, cell.column)
        self.cells[place] = cell.element
        shaded = where.shaded or bool(shading(cell.element.find(w("tcPr"))))
        before = len(self.lines)
        self._blocks(cell.element, replace(where, cell=place, shaded=shaded), runs)
        own = [line for line in self.lines[before:] if line.table == where.table and line.spans[0].place == place]
        seen = [line.text for line in own if line.role not in {"hidden", "placeholder"} and not line.invisible]
        raw = "\n".join(line.spans[0].raw for line in own)
        return Cell(cell.row, cell.column, cell.rowspan, cell.colspan, Span("\n".join(seen), place, 1.0, "text", raw))


def _with_own(style: Style, properties: Element | None) -> Style:
    """The paragraph's style with what the paragraph itself says."""
    level = outline_level(properties)
    broken = switched_on(properties, "pageBreakBefore")
    numbering = numbering_of(properties) or style.numbering
    if level is not None and style.role in {"body", "heading"}:
        style = replace(style, role="heading" if level else "body", outline=level)
    off = numbering is not None and numbering[0] == "0"
    return replace(
        style,
        numbering=None if off else numbering,
        break_before=style.break_before if broken is None else broken,
    )


def _role(style: Style, text: ParagraphText, where: Where) -> tuple[Role, int]:
    if where.role is not None:
        return where.role, 0
    if where.contents or text.contents:
        return "toc", 0
    return style.role, style.outline


def _in_control(control: Element, where: Where) -> Where:
    """What a block content control adds: a contents list, a placeholder that nobody has replaced."""
    properties = control.find(w("sdtPr"))
    gallery = properties.find(f"{w('docPartObj')}/{w('docPartGallery')}") if properties is not None else None
    contents = gallery is not None and gallery.get(w("val"), "").lower() == "table of contents"
    shown = bool(switched_on(properties, "showingPlcHdr"))
    return replace(where, contents=where.contents or contents, placeholder=where.placeholder or shown)


def _starts_page(section: Element) -> bool:
    return (child_value(section, "type") or "nextPage") != "continuous"

"""The parts of an XLSX package: sheets, shared texts and cell formats; a sheet's cells as they are shown.

Formulas are never computed: what the program that saved the file left as their result is read, and where it left
none the cell says so. Source: ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from lxml import etree

from extractor.errors import TooLarge, Unreadable
from extractor.layout.docx_package import MAX_XML_BYTES, Element, Package, local
from extractor.layout.number_format import builtin, shown
from extractor.layout.sheet import MAX_CELLS, Sheet, SheetCell

UNCALCULATED = "（公式未计算）"
MAX_MERGED = 20_000
_LOSSY = 0.5  # a number of more than 15 digits has lost its last ones; below every confidence floor
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of the workbook, not yet read."""

    name: str
    part: str
    hidden: bool


@dataclass
class Workbook:
    """An open package. Raises Unreadable for what is damaged."""

    package: Package

    @cached_property
    def main(self) -> str:
        for relation in self.package.relations("").values():
            if relation.kind == "officeDocument" and self.package.has(relation.target):
                return relation.target
        return "xl/workbook.xml"

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs; sheets that are only a chart or old macros are left out."""
        targets = self.package.relations(self.main)
        found = []
        for element in self.package.xml(self.main).iter("{*}sheet"):
            relation = targets.get(next((v for k, v in element.attrib.items() if k.endswith("}id")), ""))
            if relation is not None and relation.kind == "worksheet":
                hidden = element.get("state", "visible") != "visible"
                found.append(SheetPart(element.get("name", ""), relation.target, hidden))
        return tuple(found)

    def pictures(self) -> tuple[str, ...]:
        """The pictures that lie on visible sheets, in their order, each once."""
        found: dict[str, None] = {}
        for sheet in self.sheets:
            drawings = [] if sheet.hidden else list(self.package.relations(sheet.part).values())
            for drawing in (one for one in drawings if one.kind == "drawing"):
                for relation in self.package.relations(drawing.target).values():
                    if relation.kind == "image" and self.package.has(relation.target):
                        found[relation.target] = None
        return tuple(found)

    def sheet(self, part: SheetPart) -> Sheet:
        """The cells of one sheet. Raises TooLarge beyond MAX_CELLS."""
        data = self.package.read(part.part, MAX_XML_BYTES)
        read = Sheet(part.name, hidden=part.hidden)
        for element in _elements(data, ("row", "col", "mergeCell")):
            match local(element):
                case "row":
                    self._row(element, read)
                case "col" if _on(element.get("hidden")):
                    first, last = int(element.get("min", 1)), int(element.get("max", 1))
                    read.hidden_columns.update(range(first - 1, min(last, 16_384)))
                case "mergeCell" if len(read.merged) < MAX_MERGED:
                    corners = [_place(corner) for corner in element.get("ref", "").split(":")]
                    if len(corners) == 2 and corners[0] and corners[1]:
                        read.merged.append((*corners[0], *corners[1]))
        return read

    def _row(self, element: Element, sheet: Sheet) -> None:
        known = max((row for row, _ in list(sheet.cells)[-1:]), default=-1)
        row = int(element.get("r", known + 2)) - 1
        if _on(element.get("hidden")):
            sheet.hidden_rows.add(row)
        column = -1
        for cell in element:
            if local(cell) != "c":
                continue
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            read = self._cell(cell)
            if read is not None:
                sheet.cells[row, column] = read
        if len(sheet.cells) > MAX_CELLS:
            raise TooLarge(f"工作表“{sheet.name}”的单元格过多，没有读取；请拆分后重新上传。")

    def _cell(self, cell: Element) -> SheetCell | None:
        held = {local(child): child for child in cell}
        stored = (held["v"].text or "") if "v" in held else ""
        code, size = self._formats[min(int(cell.get("s", 0)), len(self._formats) - 1)]
        if "f" in held and (not stored or (stored == "0" and self._never_calculated)):
            return SheetCell(UNCALCULATED, f"={held['f'].text or ''}", 1.0, size)
        match cell.get("t", "n"):
            case "s":
                text = self._texts[int(stored)] if stored else ""
            case "inlineStr":
                text = _text_of(held["is"]) if "is" in held else ""
            case "b":
                text = {"1": "TRUE", "0": "FALSE"}.get(stored, stored)
            case "n":
                return _number(stored, code, size, self._from_1904)
            case _:
                text = _unescaped(stored)
        text = text.strip()
        return SheetCell(text, text, 1.0, size) if text else None

    @cached_property
    def _texts(self) -> list[str]:
        part = next((r.target for r in self.package.relations(self.main).values() if r.kind == "sharedStrings"), "")
        if not self.package.has(part):
            return []
        return [_text_of(element) for element in _elements(self.package.read(part, MAX_XML_BYTES), ("si",))]

    @cached_property
    def _formats(self) -> list[tuple[str, float]]:
        """(format code, font size) of each cell style."""
        part = next((r.target for r in self.package.relations(self.main).values() if r.kind == "styles"), "")
        if not self.package.has(part):
            return [("General", 0.0)]
        root = self.package.xml(part)
        codes = {int(e.get("numFmtId", 0)): e.get("formatCode", "") for e in root.iterfind("{*}numFmts/{*}numFmt")}
        fonts = [e.find("{*}sz") for e in root.iterfind("{*}fonts/{*}font")]
        sizes = [float(size.get("val", 0)) if size is not None else 0.0 for size in fonts] or [0.0]
        found = []
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            number, font = int(style.get("numFmtId", 0)), int(style.get("fontId", 0))
            found.append((codes.get(number, builtin(number)), sizes[min(font, len(sizes) - 1)]))
        return found or [("General", 0.0)]

    @cached_property
    def _never_calculated(self) -> bool:
        """Programs that cannot compute leave 0, or nothing, and ask that everything be computed on opening."""
        return any(_on(e.get("fullCalcOnLoad")) for e in self.package.xml(self.main).iter("{*}calcPr"))

    @cached_property
    def _from_1904(self) -> bool:
        return any(_on(e.get("date1904")) for e in self.package.xml(self.main).iter("{*}workbookPr"))


def _number(stored: str, code: str, size: float, from_1904: bool) -> SheetCell | None:
    if not stored:
        return None
    try:
        value = Decimal(stored)
    except InvalidOperation:
        return SheetCell(stored, stored, 1.0, size)
    if not value.is_finite():
        return SheetCell(stored, stored, 1.0, size)
    confidence = _LOSSY if abs(value) >= 10**15 else 1.0
    return SheetCell(shown(value, code, from_1904), stored, confidence, size)


def _elements(data: bytes, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these names, each freed after use. Raises Unreadable for broken XML or a DTD."""
    tags = [f"{{*}}{name}" for name in names]
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    checked = False
    try:
        for _, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **options):
            if not checked and element.getroottree().docinfo.doctype:
                raise Unreadable("Excel 文件含有不允许的实体声明，没有读取。")
            checked = True
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("Excel 文件的内部结构已损坏，请重新另存后再上传。") from error


def _text_of(element: Element) -> str:
    """A text with its runs; the reading aids of phonetic runs are left out."""
    texts = [e.text or "" for e in element.iter("{*}t") if local(e.getparent()) != "rPh"]
    return _unescaped("".join(texts)).strip()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _place(reference: str) -> tuple[int, int] | None:
    """
    >>> _place("B3"), _place("AA1"), _place("?")
    ((2, 1), (0, 26), None)
    """
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")

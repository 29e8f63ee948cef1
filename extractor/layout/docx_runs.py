"""The characters of one DOCX paragraph, each piece marked as seen, hidden, invisible or a placeholder.

Insertions are in, deletions out; the ruby annotation is out; of a drawing written twice (mc:Choice and mc:Fallback)
only the first is taken. Sources: ECMA-376 part 1 §17.3, part 3 (markup compatibility).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.layout.docx_fields import Fields
from extractor.layout.docx_package import A, Element, R, child_value, local, switched_on, w
from extractor.layout.docx_styles import Look, Style, Styles, look_of, near_white, shading

PieceKind = Literal["text", "hidden", "invisible", "placeholder"]

# Points up to which nobody reads the text.
TINY = 2.0
PAGE_BREAK = "\f"
# What a drawing holds by reference to a part of its own whose text is not in the flow, and what it is called here.
DRAWN_OBJECTS = {"relIds": "SmartArt", "chart": "Chart"}
_NOT_TEXT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "rt", "fldData"}
)
_PLAIN = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# Symbols that forms use for boxes and ticks, by font and by the low byte of the code.
_WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0x6F: "□", 0xA8: "□", 0x71: "□", 0xFC: "√", 0xFB: "×", 0x6C: "●", 0x6E: "■"}
_WINGDINGS_2 = {0x52: "☑", 0x53: "☒", 0x50: "√", 0x4F: "×", 0xA3: "□", 0x54: "☒"}


@dataclass(frozen=True, slots=True)
class Piece:
    """`element` is what holds the text in the file: w:t, or the element that stands for one character."""

    text: str
    kind: PieceKind
    size: float
    element: Element


@dataclass
class ParagraphText:
    """What one w:p holds: pieces of text, and what hangs on them (text boxes, images, note references, objects)."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    contents: bool = False

    def text(self, kind: PieceKind) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind == kind)

    @property
    def size(self) -> float:
        """Points of the first characters that are seen; 0 where there are none."""
        return next((piece.size for piece in self.pieces if piece.kind == "text" and piece.text.strip()), 0.0)


@dataclass
class Runs:
    """Reads paragraphs of one story, in document order (fields run over paragraphs)."""

    styles: Styles
    fields: Fields

    def read(self, paragraph: Element, style: Style, *, placeholder: bool, shaded: bool) -> ParagraphText:
        found = ParagraphText(contents=self.fields.in_contents)
        shaded = shaded or bool(shading(paragraph.find(w("pPr"))))
        self._walk(paragraph, found, style.look, placeholder, shaded)
        found.contents = found.contents or self._links_to_headings(paragraph)
        return found

    def _walk(self, parent: Element, found: ParagraphText, look: Look, placeholder: bool, shaded: bool) -> None:
        for element in chosen_children(parent):
            name = local(element)
            if name in _NOT_TEXT:
                continue
            if name == "r":
                self._run(element, found, look, placeholder, shaded)
            elif name == "sdt":
                shown = switched_on(element.find(w("sdtPr")), "showingPlcHdr")
                self._walk(element, found, look, placeholder or bool(shown), shaded)
            elif name == "t":  # a formula's text stands in m:r, outside of w:r
                found.pieces.append(Piece(element.text or "", "text", look.size or 0.0, element))
            else:
                self._walk(element, found, look, placeholder, shaded)

    def _run(self, run: Element, found: ParagraphText, below: Look, placeholder: bool, shaded: bool) -> None:
        properties = run.find(w("rPr"))
        style = self.styles.run(child_value(properties, "rStyle")) if properties is not None else Look()
        look = look_of(properties).over(style).over(below)
        kind = _kind(look, placeholder, shaded)
        for element in chosen_children(run):
            name = local(element)
            if name == "fldChar":
                self.fields.pass_mark(element)
                found.contents = found.contents or self.fields.in_contents
                self._add(found, _form_box(element), kind, look, element)
            elif name in {"drawing", "pict", "object"}:
                _hangings(element, found)
            elif name in {"footnoteReference", "endnoteReference"}:
                found.notes.append((name.removesuffix("Reference"), element.get(w("id"), "")))
            elif name == "ruby":
                base = element.find(w("rubyBase"))
                if base is not None:
                    self._walk(base, found, below, placeholder, shaded)
            elif name not in _NOT_TEXT:
                self._add(found, _characters(element, name), kind, look, element)

    def _add(self, found: ParagraphText, text: str, kind: PieceKind, look: Look, element: Element) -> None:
        if text and not self.fields.in_code:
            found.pieces.append(Piece(text, kind, look.size or 0.0, element))

    @staticmethod
    def _links_to_headings(paragraph: Element) -> bool:
        """True for a line of a contents list that has lost its field: a link to a heading, with a page number."""
        links = [link for link in paragraph.iter(w("hyperlink")) if (link.get(w("anchor")) or "").startswith("_Toc")]
        text = "".join(text for link in links for text in link.itertext(w("t"))).strip()
        whole = "".join(paragraph.itertext(w("t"))).strip()
        return bool(text) and text == whole and text[-1:].isdigit()


def chosen_children(parent: Element) -> list[Element]:
    """The children, with the one branch of each mc:AlternateContent in its stead."""
    children: list[Element] = []
    for element in parent:
        if local(element) == "AlternateContent":
            branch = next((one for name in ("Choice", "Fallback") for one in element if local(one) == name), None)
            children += chosen_children(branch) if branch is not None else []
        elif isinstance(element.tag, str):
            children.append(element)
    return children


def _kind(look: Look, placeholder: bool, shaded: bool) -> PieceKind:
    if look.hidden:
        return "hidden"
    if placeholder:
        return "placeholder"
    tiny = look.size is not None and look.size <= TINY
    white = near_white(look.color) and not (shaded or look.shaded)
    return "invisible" if tiny or white else "text"


def _characters(element: Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return PAGE_BREAK if element.get(w("type")) == "page" else "\n"
    if name == "sym":
        return _symbol(element.get(w("font"), ""), element.get(w("char"), ""))
    return _PLAIN.get(name, "")


def _symbol(font: str, code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}.get(font.lower(), {})
    fallback = chr(number) if 0x20 <= number < 0xD800 else "□"
    return table.get(number & 0xFF, fallback)


def _form_box(mark: Element) -> str:
    """A legacy form field's tick box, which is no character in the text."""
    box = mark.find(f"{w('ffData')}/{w('checkBox')}")
    if box is None:
        return ""
    checked = switched_on(box, "checked")
    return "☑" if (switched_on(box, "default") if checked is None else checked) else "□"


def _hangings(parent: Element, found: ParagraphText) -> None:
    """Text boxes, images and embedded objects of a drawing; boxes within boxes are met when these are read."""
    for element in chosen_children(parent):
        name = local(element)
        if name == "txbxContent":
            found.boxes.append(element)
            continue
        embedded = element.get(f"{{{R}}}embed") if element.tag == f"{{{A}}}blip" else None
        if name == "imagedata":
            embedded = element.get(f"{{{R}}}id")
        if embedded:
            found.images.append(embedded)
        if name == "OLEObject":
            found.objects.append(element.get("ProgID", ""))
        if name in DRAWN_OBJECTS:
            found.objects.append(DRAWN_OBJECTS[name])
        _hangings(element, found)

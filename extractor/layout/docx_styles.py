"""What a DOCX's styles say, resolved through w:basedOn: role, level, size, hidden, white.

Styles are known by w:name, which Word writes in English whatever its language; style ids are "1", "a3" in a Chinese
Word. Source: ECMA-376 part 1, §17.7.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.document import Role
from extractor.layout.docx_package import Element, child_value, switched_on, w

DEFAULT_SIZE = 10.0
_NAMED: dict[str, Role] = {
    "title": "title",
    "subtitle": "title",
    "caption": "caption",
    "toc heading": "toc",
    "table of figures": "toc",
    "footnote text": "footnote",
    "endnote text": "footnote",
    "header": "header",
    "footer": "footer",
}
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$")
_TOC = re.compile(r"(?:toc|目录)\s*[1-9]$")


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look: None where nothing says so."""

    size: float | None = None
    color: str | None = None
    shaded: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, and `below` where this one says nothing."""
        return Look(
            below.size if self.size is None else self.size,
            below.color if self.color is None else self.color,
            below.shaded if self.shaded is None else self.shaded,
            below.hidden if self.hidden is None else self.hidden,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits. `outline` is 1–9 for a heading, 0 for body text."""

    role: Role = "body"
    outline: int = 0
    look: Look = Look()
    numbering: tuple[str, int] | None = None
    break_before: bool = False


@dataclass
class Styles:
    """The styles of one document; asked by style id, the default paragraph style for None or an unknown id."""

    root: Element | None
    _by_id: dict[str, Element] = field(default_factory=dict)
    _resolved: dict[str, Style] = field(default_factory=dict)
    _default_id: str = ""
    _base: Style = field(default_factory=Style)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for element in self.root.iter(w("style")):
            style_id = element.get(w("styleId"), "")
            self._by_id.setdefault(style_id, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
                self._default_id = style_id
        defaults = self.root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._base = Style(look=look_of(defaults))

    def paragraph(self, style_id: str | None) -> Style:
        return self._resolve(style_id if style_id in self._by_id else self._default_id, ())

    def run(self, style_id: str | None) -> Look:
        return self._resolve(style_id, ()).look if style_id in self._by_id else Look()

    def paints(self, table_style: str | None) -> bool:
        """True where a table style shades any of its cells: white text is then readable."""
        element = self._by_id.get(table_style or "")
        return element is not None and any(shading(shade.getparent()) for shade in element.iter(w("shd")))

    def _resolve(self, style_id: str | None, seen: tuple[str, ...]) -> Style:
        element = self._by_id.get(style_id or "")
        if element is None or style_id is None or style_id in seen or len(seen) > 20:
            return self._base
        if style_id not in self._resolved:
            parent = self._resolve(child_value(element, "basedOn"), (*seen, style_id))
            self._resolved[style_id] = _combined(element, parent)
        return self._resolved[style_id]


def _combined(element: Element, parent: Style) -> Style:
    name = (child_value(element, "name") or "").strip().lower()
    properties = element.find(w("pPr"))
    role, outline = parent.role, parent.outline
    if name in _NAMED:
        role = _NAMED[name]
    elif _TOC.match(name):
        role = "toc"
    if heading := _HEADING.match(name):
        role, outline = "heading", int(heading[1])
    level = outline_level(properties)
    if level is not None:
        outline = level
    if role in {"body", "heading"}:
        role = "heading" if outline else "body"
    broken = switched_on(properties, "pageBreakBefore")
    return Style(
        role,
        outline if role == "heading" else 0,
        look_of(element.find(w("rPr"))).over(parent.look),
        numbering_of(properties) or parent.numbering,
        parent.break_before if broken is None else broken,
    )


def outline_level(properties: Element | None) -> int | None:
    """1–9 for a heading, 0 for body text, None where w:outlineLvl is not given."""
    value = child_value(properties, "outlineLvl")
    if value is None or not value.isdigit():
        return None
    return int(value) + 1 if int(value) < 9 else 0


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """(numId, level) of w:numPr; numId "0" switches numbering off."""
    number = properties.find(w("numPr")) if properties is not None else None
    num_id = child_value(number, "numId")
    level = child_value(number, "ilvl") or "0"
    return None if num_id is None else (num_id, int(level) if level.isdigit() else 0)


def look_of(properties: Element | None) -> Look:
    """The look that a w:rPr gives by itself."""
    if properties is None:
        return Look()
    size = child_value(properties, "sz")
    try:
        points = None if size is None else float(size) / 2
    except ValueError:
        points = None
    color = properties.find(w("color"))
    rgb = None if color is None else _rgb(color)
    return Look(points, rgb, shading(properties), switched_on(properties, "vanish"))


def shading(properties: Element | None) -> bool | None:
    """True where w:shd or w:highlight paints a ground that is not white; None where nothing is said."""
    if properties is None:
        return None
    highlight = child_value(properties, "highlight")
    if highlight is not None and highlight.lower() not in {"none", "white", ""}:
        return True
    shade = properties.find(w("shd"))
    if shade is None:
        return None
    fill = (shade.get(w("fill")) or "auto").lower()
    pattern = (shade.get(w("val")) or "clear").lower()
    return fill not in {"auto", "ffffff"} or pattern not in {"clear", "nil"} or bool(shade.get(w("themeFill")))


def _rgb(color: Element) -> str:
    theme = (color.get(w("themeColor")) or "").lower()
    if theme in {"background1", "light1"} and not color.get(w("themeShade")):
        return "ffffff"
    return (color.get(w("val")) or "auto").lower()


def near_white(color: str | None) -> bool:
    """True for a colour that cannot be seen on white paper.

    >>> near_white("ffffff"), near_white("FEFEFE"), near_white("auto"), near_white("ff0000")
    (True, True, False, False)
    """
    if not color or not re.fullmatch(r"[0-9a-fA-F]{6}", color):
        return False
    return all(int(color[i : i + 2], 16) >= 0xF2 for i in (0, 2, 4))

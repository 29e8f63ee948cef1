"""Fonts of a PDF page whose characters may not be what their glyphs show (ISO 32000-1, 9.6.6 and 9.10.2).

A composite font without ToUnicode is read by its predefined CMap (GBK-EUC-H, UniGB-UCS2-H …) or by the font's own
table, and what neither knows comes as an unknown glyph. A simple font that is embedded, has no ToUnicode and names
its glyphs by nothing that is known is read as if it were Latin: such a font is doubted before it is believed.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.glyphlist import glyphname2unicode
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

DEEP = 3  # form XObjects within each other that are looked into
KNOWN = 0.6  # share of an encoding's differences with names that say which character they are
_NUMBERED = re.compile(r"^(?:uni[0-9A-F]{4}|u[0-9A-F]{4,6})")


def doubted_fonts(page: Any) -> frozenset[str]:
    """Names, as pdfplumber gives them, of the fonts that a pdfplumber page uses and that are to be doubted."""
    found: set[str] = set()
    _walk(resolve1(page.page_obj.resources), found, DEEP, set())
    return frozenset(found)


def _walk(resources: Any, found: set[str], deep: int, seen: set[int]) -> None:
    if not isinstance(resources, dict) or id(resources) in seen:
        return
    seen.add(id(resources))
    for reference in _values(resources.get("Font")):
        font = resolve1(reference)
        if isinstance(font, dict) and _is_doubted(font):
            found.add(_name(font.get("BaseFont")))
    for reference in _values(resources.get("XObject")) if deep else ():
        form = getattr(resolve1(reference), "attrs", {})
        if _name(form.get("Subtype")) == "Form":
            _walk(resolve1(form.get("Resources")), found, deep - 1, seen)


def _is_doubted(font: dict[str, Any]) -> bool:
    kind = _name(font.get("Subtype"))
    if kind not in ("Type1", "TrueType", "MMType1") or font.get("ToUnicode") is not None:
        return False
    descriptor = resolve1(font.get("FontDescriptor"))
    embedded = isinstance(descriptor, dict) and any(f"FontFile{n}" in descriptor for n in ("", "2", "3"))
    return embedded and not _tells(resolve1(font.get("Encoding")), _name(font.get("BaseFont")))


def _tells(encoding: Any, name: str) -> bool:
    """Whether the encoding says which characters the glyphs are; of a subset without one nothing is known."""
    if isinstance(encoding, PSLiteral):
        return True
    if not isinstance(encoding, dict):
        return "+" not in name
    differences = resolve1(encoding.get("Differences")) or []
    names = [_name(one) for one in differences if isinstance(one, PSLiteral)]
    known = sum(one in glyphname2unicode or bool(_NUMBERED.match(one)) for one in names)
    return not names or known >= KNOWN * len(names)


def _values(value: Any) -> list[Any]:
    value = resolve1(value)
    return list(value.values()) if isinstance(value, dict) else []


def _name(value: Any) -> str:
    value = resolve1(value)
    if not isinstance(value, PSLiteral):
        return ""
    return value.name if isinstance(value.name, str) else value.name.decode("utf-8", "replace")

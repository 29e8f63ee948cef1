"""Text that is no page content but stands on the page: filled form fields, typed notes (PDF 32000-1, 12.5, 12.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from extractor.geometry import BBox
from extractor.layout.fragment import Fragment

HIDDEN = 2 | 32  # annotation flags Hidden and NoView
LINE = 14.0  # points: about the height of one typed line
PUSH_BUTTON = 1 << 16  # field flag, table 226
DEEP = 8  # parents of a field that are asked for what it inherits


def field_fragments(page: Any, box_of: Callable[[dict[str, Any]], BBox]) -> list[Fragment]:
    """Values of text and choice fields, tick boxes, and free text notes of a pdfplumber page, at their boxes."""
    found: list[Fragment] = []
    for annotation in page.annots:
        data = annotation.get("data") or {}
        if int(resolve1(data.get("F")) or 0) & HIDDEN:
            continue
        text = _text(data)
        if text.strip():
            found += _lines(text, box_of(annotation))
    return found


def _text(data: dict[str, Any]) -> str:
    kind = _name(data.get("Subtype"))
    if kind == "FreeText":
        return _string(resolve1(data.get("Contents")))
    if kind != "Widget":
        return ""
    field = _name(_inherited(data, "FT"))
    if field == "Btn":
        return _box(data)
    return _string(_inherited(data, "V")) if field in ("Tx", "Ch") else ""


def _box(data: dict[str, Any]) -> str:
    """A tick box or radio button as the character that typed forms use for it; "" for a push button."""
    if int(_inherited(data, "Ff") or 0) & PUSH_BUTTON:
        return ""
    return "□" if _name(data.get("AS")) in ("", "Off") else "☑"


def _inherited(data: dict[str, Any], key: str) -> Any:
    for _ in range(DEEP):
        if key in data:
            return resolve1(data[key])
        parent = resolve1(data.get("Parent"))
        if not isinstance(parent, dict):
            return None
        data = parent
    return None


def _name(value: Any) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _string(value: Any) -> str:
    if isinstance(value, bytes):
        return decode_text(value)
    return value if isinstance(value, str) else ""


def _lines(text: str, box: BBox) -> list[Fragment]:
    """Typed lines share the box from top to bottom; a single line keeps all of it."""
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    step = min(LINE, box.height / len(lines)) if len(lines) > 1 else box.height
    found = []
    for index, line in enumerate(lines):
        top = box.top + index * step
        place = BBox(box.x0, top, box.x1, top + step)
        found.append(Fragment(line.strip(), place, 1.0, "text", line, min(step, LINE) * 0.8))
    return found

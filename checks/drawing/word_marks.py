"""Puts a comment's range into the tree of a DOCX: runs are cut at the quoted characters, their look kept.

Source: ECMA-376 part 1, §17.13.4 (commentRangeStart, commentRangeEnd, commentReference). A range may begin and end
inside a hyperlink, an insertion or a content control; its reference stands behind that, in the paragraph itself.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extractor.anchor import Anchor, End

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The qualified name of a word-processing element or attribute."""
    return f"{{{W}}}{name}"


@dataclass
class Marks:
    """Remembers how text elements were cut, so that anchors stay true while comments are added one after another."""

    _cut: dict[Any, list[tuple[int, Any]]] = field(default_factory=dict)  # by w:t: where each piece of it starts

    def add(self, anchor: Anchor, number: int) -> bool:
        """Marks the anchor as the range of comment `number`; False where only its paragraph could be marked."""
        opening = _opening_control(anchor.stop.element)
        if opening is not None:
            _put_first(opening, number)
            return False
        first, last = self._first(anchor.start), self._last(anchor.stop)
        begin = _element("commentRangeStart", number)
        if first.tag == w("p"):
            first.insert(_behind_properties(first), begin)
        else:
            first.addprevious(begin)
        end = _element("commentRangeEnd", number)
        if last.tag == w("p"):
            last.append(end)
        else:
            last.addnext(end)
        _in_paragraph(end).addnext(_reference(number))
        return True

    def _first(self, end: End) -> Any:
        """What the range begins before: a run that starts at the character, or the whole that holds it."""
        if _run_of(end.element) is not end.element.getparent():
            return _whole(end.element)
        piece = self._at(end.element, end.offset)
        return _cut_before(piece)

    def _last(self, end: End) -> Any:
        """What the range ends behind: a run that ends with the character, or the whole that holds it."""
        if _run_of(end.element) is not end.element.getparent():
            return _whole(end.element)
        self._at(end.element, end.offset)
        piece = max(item for item in self._cut[end.element] if item[0] < max(end.offset, 1))[1]
        following = piece.getnext()
        if following is not None:
            _cut_before(following)
        return piece.getparent()

    def _at(self, element: Any, offset: int) -> Any:
        """The piece of the element that holds or begins with character `offset`, cut there where it is a w:t."""
        pieces = self._cut.setdefault(element, [(0, element)])
        index = max(i for i, (start, _) in enumerate(pieces) if start <= offset)
        start, piece = pieces[index]
        text = piece.text or ""
        if element.tag != w("t") or not start < offset < start + len(text):
            return piece
        rest = deepcopy(piece)
        rest.tail = None
        piece.text, rest.text = text[: offset - start], text[offset - start :]
        for part in (piece, rest):
            part.set(_SPACE, "preserve")
        piece.addnext(rest)
        pieces.insert(index + 1, (offset, rest))
        return rest


def _run_of(element: Any) -> Any:
    """The outermost run around the element: a run inside a ruby or a text box is part of another."""
    return next((one for one in reversed(list(element.iterancestors())) if one.tag == w("r")), None)


def _whole(element: Any) -> Any:
    """The paragraph or run itself; else the outermost run around it, or the paragraph's child that it stands in."""
    if element.tag in (w("p"), w("r")):
        return element
    run = _run_of(element)
    return run if run is not None else _in_paragraph(element)


def _in_paragraph(element: Any) -> Any:
    """The child of the paragraph that is, or holds, the element."""
    while element.getparent().tag != w("p"):
        element = element.getparent()
    return element


def _cut_before(child: Any) -> Any:
    """The run that begins with `child`: where other content stands before it, a new run of the same look."""
    run = child.getparent()
    properties = run.find(w("rPr"))
    if child.getprevious() is properties:
        return run
    new = etree.Element(run.tag, run.attrib)
    if properties is not None:
        new.append(deepcopy(properties))
    new.extend([child, *child.itersiblings()])
    run.addnext(new)
    return new


def _opening_control(element: Any) -> Any:
    """The paragraph around the element, where a content control that holds whole paragraphs begins with it.

    LibreOffice loses the text of such a paragraph when a comment's reference stands behind it.
    """
    above = [element, *element.iterancestors()]
    paragraph = next((one for one in reversed(above) if one.tag == w("p")), None)
    if paragraph is None:
        return None
    controls = [one for one in paragraph.iterancestors() if one.tag == w("sdt")]
    return paragraph if any(next(control.iter(w("p"))) is paragraph for control in controls) else None


def _put_first(paragraph: Any, number: int) -> None:
    at = _behind_properties(paragraph)
    paragraph.insert(at, _reference(number))
    for name in ("commentRangeEnd", "commentRangeStart"):
        paragraph.insert(at, _element(name, number))


def _behind_properties(paragraph: Any) -> int:
    properties = paragraph.find(w("pPr"))
    return 0 if properties is None else int(paragraph.index(properties)) + 1


def _reference(number: int) -> Any:
    run = etree.Element(w("r"))
    run.append(_element("commentReference", number))
    return run


def _element(name: str, number: int) -> Any:
    return etree.Element(w(name), {w("id"): str(number)})

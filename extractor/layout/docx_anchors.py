"""Opens a DOCX so that the places which the reader gave can be found again in its XML.

A quote in a text box, a note or a picture is anchored where that hangs in the body: Word allows no comment inside.
What stands in a header or in a note's table has no anchor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.anchor import Anchor, End, OpenDocx
from extractor.document import InMedia, InTable, InText, InXml, Place
from extractor.errors import Unreadable
from extractor.layout.docx_body import Body, read_body
from extractor.layout.docx_flow import UNSEEN
from extractor.layout.docx_package import A, Element, Package, R, is_strict, local, pack_xml, w
from extractor.layout.docx_runs import chosen_children
from extractor.settings import ReadSettings

_NOTE = re.compile(r"#(footnote|endnote)(-?\d+)$")
_LATER = tuple(UNSEEN)  # the reader counts these characters behind the seen ones, in this order


@contextmanager
def open_docx(path: Path) -> Iterator[OpenDocx]:
    """Raises extractor.errors.ReadError."""
    with Package(path, ReadSettings().max_bytes) as package:
        try:
            body = read_body(package)
        except RecursionError as error:
            raise Unreadable("DOCX 文件的表格或文本框嵌套过深，没有读取。") from error
        strict = is_strict(package.read(body.main))
        yield OpenDocx(
            names=package.names,
            main=next(name for name in package.names if _key(name) == body.main.lower()),
            root=body.root,
            read=package.read,
            xml=package.xml,
            packed=lambda root: pack_xml(root, strict=strict),
            anchor=lambda place: _anchor(body, place),
        )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _anchor(body: Body, place: Place) -> Anchor | None:
    if isinstance(place, InText):
        return _characters(body, place)
    if isinstance(place, InTable):
        return _cell(body, place)
    if isinstance(place, InMedia):
        return _hanging(_picture(body, place.part))
    if isinstance(place, InXml):
        return _hanging(_box_or_note(body, place.path))
    return None


def _characters(body: Body, place: InText) -> Anchor | None:
    if not 0 <= place.paragraph < len(body.flow.body):
        return None
    paragraph, text = body.flow.body[place.paragraph]
    order = {"text": 0, **{kind: rank for rank, kind in enumerate(_LATER, start=1)}}
    quoted, position = [], 0
    for rank, piece in sorted(enumerate(text.pieces), key=lambda item: order[item[1].kind]):
        start, end = max(place.start - position, 0), min(place.end - position, len(piece.text))
        position += len(piece.text)
        if start < end:
            quoted.append((rank, piece, start, end))
    if not quoted:
        return _whole(paragraph, paragraph)
    first, last = min(quoted, key=lambda item: item[0]), max(quoted, key=lambda item: item[0])
    return Anchor(End(first[1].element, first[2]), End(last[1].element, last[3]))


def _whole(first: Element, last: Element) -> Anchor:
    return Anchor(End(first), End(last))


def _cell(body: Body, place: InTable) -> Anchor | None:
    cell = body.flow.cells.get(place)
    if cell is None:
        return None
    if any(local(above) == "txbxContent" for above in cell.iterancestors()):
        return _hanging(cell)
    own = list(_paragraphs(cell)) or list(cell.iter(w("p")))
    return _whole(own[0], own[-1]) if own else None


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs of a cell itself, not those of tables inside it."""
    for element in chosen_children(parent):
        name = local(element)
        if name == "p":
            yield element
        elif name in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
            yield from _paragraphs(element)


def _picture(body: Body, part: str) -> Element | None:
    ids = {key for key, relation in body.relations.items() if relation.target == part}
    for element in body.root.iter(f"{{{A}}}blip", "{urn:schemas-microsoft-com:vml}imagedata"):
        if ids & {element.get(f"{{{R}}}embed"), element.get(f"{{{R}}}id")}:
            return element
    return None


def _box_or_note(body: Body, path: str) -> Element | None:
    note = _NOTE.search(path)
    if note is None:
        return body.flow.boxes.get(path)
    marks = body.root.iter(w(f"{note[1]}Reference"))
    return next((mark for mark in marks if mark.get(w("id")) == note[2]), None)


def _hanging(element: Element | None) -> Anchor | None:
    """The outermost run that holds the element, or else its outermost paragraph."""
    above = [] if element is None else list(element.iterancestors())
    run = next((one for one in reversed(above) if one.tag == w("r")), None)
    paragraph = next((one for one in reversed(above) if one.tag == w("p")), None)
    host = run if run is not None else paragraph
    return None if host is None else _whole(host, host)

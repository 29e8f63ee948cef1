"""Makes DOCX files whose WordprocessingML is given, for traps that python-docx cannot write."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def element(xml: str) -> object:
    """The element of WordprocessingML, the usual prefixes declared on it."""
    head, rest = xml.split(">", 1) if not xml.split(">", 1)[0].endswith("/") else (xml[: xml.index("/>")], "/>")
    return parse_xml(f"{head} {NAMESPACES}{'>' if rest != '/>' else ''}{rest}")


def with_body(*blocks: str) -> DocxDocument:
    """A document whose body is `blocks`, then python-docx's section."""
    document = Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, element(block))
    return document


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inner}<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def saved(document: DocxDocument, path: Path) -> Path:
    document.save(str(path))
    return path


def with_part(path: Path, name: str, data: bytes) -> Path:
    """The same package with one part replaced or added."""
    kept = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, data)
    return path

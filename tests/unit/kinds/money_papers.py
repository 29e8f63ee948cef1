"""How the tests of money papers read one."""

from __future__ import annotations

from pathlib import Path

from extractor import read
from extractor.document import Part
from extractor.recognise import recognise
from extractor.records.cited import Field


def value(field: Field) -> object:
    return field.value if field.present else f"absent:{field.reason}"


def known(paper: Part, kind: str):
    found = recognise(paper)
    assert found.kind == kind, found
    (record,) = found.records
    return record


def from_sheet(tmp_path: Path, data: bytes) -> Part:
    path = tmp_path / "blob"
    path.write_bytes(data)
    settings = read.ReadSettings(engine="replay")
    outline = read.outline(path, "x", settings)
    pages = [read.read_page(path, "x", number, settings) for number in range(1, outline.pages + 1)]
    document = read.assemble("x.xlsx", outline, pages, settings)
    return Part(document, document.pages)

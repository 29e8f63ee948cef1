"""OFD packages opened as pages and as the record of an invoice."""

from __future__ import annotations

import pytest

from extractor import read
from extractor.document import Part
from extractor.kinds import invoice as kind
from tests.unit.readers.ofd_files import (
    Ofd,
)
from tests.unit.readers.ofd_pages import NULL


@pytest.fixture
def opened(tmp_path):
    def pages(package: Ofd):
        path = tmp_path / "blob"
        path.write_bytes(package.bytes())
        outline = read.outline(path, "x.ofd", NULL)
        assert outline.format == "ofd"
        return [read.read_page(path, "x.ofd", number, NULL) for number in range(1, outline.pages + 1)]

    return pages


@pytest.fixture
def record(opened):
    def made(package: Ofd):
        pages = opened(package)
        document = read.assemble("x.ofd", read.Outline("ofd", len(pages)), pages, NULL)
        (one,) = kind.parse(Part(document, document.pages))
        return one

    return made

"""Every reader keeps the protocol: bytes decide, pages are within the outline, places within the page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as Docx
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractor import read, readers
from extractor.codec import OtherVersion, dump, load_document, load_page
from extractor.document import InMedia, OnPage
from extractor.errors import ReadError, Unreadable
from tests.unit.readers.ofd_files import NUMBER, invoice
from tests.workbooks import sheet, workbook

NULL = read.ReadSettings(engine="replay")
KNOWN = {"pdf", "jpeg", "png", "webp", "bmp", "gif", "tiff", "docx", "xlsx", "csv", "ofd", "xml"}
UNPAINTED = {"xlsx", "csv", "xml"}  # their pages have no image


def _pdf(path: Path) -> None:
    canvas = Canvas(str(path), invariant=True)
    for number in range(2):
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()


def _docx(path: Path) -> None:
    document = Docx()
    document.add_paragraph("申报书")
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(stream, "PNG")
    stream.seek(0)
    document.add_picture(stream)
    document.save(str(path))


def _xlsx(path: Path) -> None:
    path.write_bytes(workbook({"预算": sheet([["科目", "金额"], ["咨询费", 1200]])}))


def _csv(path: Path) -> None:
    path.write_bytes("科目,金额\n咨询费,1200\n".encode("gb18030"))


def _ofd(path: Path) -> None:
    path.write_bytes(invoice(head={"发票号码": NUMBER}).bytes())


def _xml(path: Path) -> None:
    path.write_text(f"<?xml version='1.0'?><EInvoice><InvoiceNumber>{NUMBER}</InvoiceNumber></EInvoice>", "utf-8")


def _picture(path: Path, kind: str) -> None:
    Image.new("RGB", (400, 300), "white").save(path, kind.upper())


def made(kind: str, folder: Path) -> Path:
    """A small sound file of the format, without a suffix."""
    path = folder / "blob"
    makers = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "csv": _csv, "ofd": _ofd, "xml": _xml}
    if kind in makers:
        makers[kind](path)
    else:
        _picture(path, kind)
    return path


@pytest.fixture(params=sorted({name for reader in readers.modules() for name in reader.formats} & KNOWN))
def sound(request, tmp_path):
    return request.param, made(request.param, tmp_path)


def test_format_is_recognised_without_a_name(sound):
    kind, path = sound
    assert read.outline(path, "blob", NULL).format == kind


def test_exactly_one_reader_accepts(sound):
    _, path = sound
    head = path.read_bytes()[:4096]
    assert sum(reader.accepts(head, path) for reader in readers.modules()) == 1


def test_pages_and_places(sound):
    kind, path = sound
    outline = read.outline(path, "blob", NULL)
    pages = [read.read_page(path, "blob", number, NULL) for number in range(1, outline.pages + 1)]
    assert [page.number for page in pages] == list(range(1, outline.pages + 1))
    for page in pages:
        for line in page.lines:
            for span in line.spans:
                assert 0 <= span.confidence <= 1
                if isinstance(span.place, OnPage | InMedia):
                    box = span.place.bbox
                    assert 0 <= box.x0 <= box.x1 <= page.width + 0.01
                    assert 0 <= box.top <= box.bottom <= page.height + 0.01
    document = read.assemble("a", outline, pages, NULL)
    assert document.format == kind
    assert load_document(dump(document)) == document
    assert all(load_page(dump(page)) == page for page in pages)
    assert dump(document) == dump(load_document(dump(document)))


def test_reading_twice_gives_the_same_bytes(sound):
    _, path = sound
    assert dump(read.read_page(path, "blob", 1, NULL)) == dump(read.read_page(path, "other", 1, NULL))


def test_damage_is_a_read_error(sound):
    _, path = sound
    data = path.read_bytes()
    path.write_bytes(data[:64] + bytes(64) + data[128 : len(data) // 2])
    try:
        outline = read.outline(path, "blob", NULL)
        for number in range(1, outline.pages + 1):
            read.read_page(path, "blob", number, NULL)
    except ReadError as error:
        assert error.code and error.message  # noqa: PT017, PT018 - reading what is left is as good


def test_rendering(sound):
    kind, path = sound
    if kind in UNPAINTED:
        with pytest.raises(Unreadable):
            read.render_page(path, "blob", 1, 320)
        return
    number = read.outline(path, "blob", NULL).pages
    image = Image.open(io.BytesIO(read.render_page(path, "blob", number, 320)))
    assert image.format == "WEBP"
    assert image.width <= 640 if kind == "docx" else image.width == 320


def test_nothing_else_is_refused_as_unknown(tmp_path):
    (tmp_path / "x").write_bytes(b"plain words" * 50)
    with pytest.raises(ReadError) as caught:
        read.outline(tmp_path / "x", "x.docx", NULL)
    assert caught.value.code == "unknown_format"


def test_codec_refuses_other_bytes():
    with pytest.raises(OtherVersion):
        load_page(b"nothing")

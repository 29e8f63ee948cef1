"""What is refused, with its code; and what looks bad and is read all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from extractor import read
from extractor.errors import Empty, Encrypted, ReadError, TooLarge, UnknownFormat, Unreadable
from tests.unit.reading.papers import PROSE, drawn_text, jpeg, prose


def code_of(path: Path, settings: read.ReadSettings) -> str:
    with pytest.raises(ReadError) as caught:
        read.outline(path, path.name, settings)
    assert caught.value.message
    return caught.value.code


def test_user_password(pdf, changed, without_ocr):
    path = changed(pdf(prose), lambda writer: writer.encrypt("geheim", algorithm="AES-256"))
    assert code_of(path, without_ocr) == Encrypted.code


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_owner_password_only_is_read(pdf, changed, without_ocr, algorithm):
    path = changed(pdf(prose), lambda writer: writer.encrypt("", "besitzer", algorithm=algorithm))
    assert read.outline(path, path.name, without_ocr).pages == 1
    assert PROSE[0] in read.read_page(path, path.name, 1, without_ocr).text


def test_empty_file(tmp_path, without_ocr):
    (tmp_path / "a.pdf").touch()
    assert code_of(tmp_path / "a.pdf", without_ocr) == Empty.code


def test_no_pages(tmp_path, without_ocr):
    pypdf.PdfWriter().write(tmp_path / "a.pdf")
    assert code_of(tmp_path / "a.pdf", without_ocr) == Empty.code


def test_unknown_format(tmp_path, without_ocr):
    (tmp_path / "a.pdf").write_bytes(b"nothing that anybody knows" * 100)
    assert code_of(tmp_path / "a.pdf", without_ocr) == UnknownFormat.code


def test_format_is_told_by_bytes(tmp_path, without_ocr):
    (tmp_path / "a.pdf").write_bytes(jpeg(drawn_text("申报书")))
    assert read.outline(tmp_path / "a.pdf", "a.pdf", without_ocr).format == "jpeg"


def test_damaged_pdf(tmp_path, without_ocr):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00garbage" * 200)
    assert code_of(tmp_path / "a.pdf", without_ocr) == Unreadable.code


def test_truncated_pdf(pdf, tmp_path, without_ocr):
    data = pdf(prose).read_bytes()
    (tmp_path / "half.pdf").write_bytes(data[: len(data) // 2])
    assert code_of(tmp_path / "half.pdf", without_ocr) == Unreadable.code


def test_broken_page_content_is_refused_or_read(pdf, changed, without_ocr):
    def spoil(writer: pypdf.PdfWriter) -> None:
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(b"BT /Nope 12 Tf (unfinished")
        writer.pages[0][pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)

    path = changed(pdf(prose), spoil)
    page = read.read_page(path, path.name, 1, without_ocr)
    assert page.lines == ()


def test_damaged_pictures(tmp_path, without_ocr):
    data = jpeg(drawn_text("申报书"))
    (tmp_path / "a.jpg").write_bytes(data[:200])
    with pytest.raises(ReadError):
        read.read_page(tmp_path / "a.jpg", "a.jpg", 1, without_ocr)


def test_half_a_photograph_is_refused(tmp_path, without_ocr):
    data = jpeg(drawn_text("申报书"))
    (tmp_path / "a.jpg").write_bytes(data[: len(data) // 2])
    with pytest.raises(Unreadable):
        read.read_page(tmp_path / "a.jpg", "a.jpg", 1, without_ocr)


def test_limits(pdf, tmp_path, without_ocr):
    path = pdf(prose, prose, prose)
    assert code_of(path, replace(without_ocr, max_pages=2)) == TooLarge.code
    assert code_of(path, replace(without_ocr, max_bytes=100)) == TooLarge.code
    Image.new("1", (4000, 4000)).save(tmp_path / "a.png")
    assert code_of(tmp_path / "a.png", replace(without_ocr, max_pixels=1_000_000)) == TooLarge.code


def test_decompression_bomb(tmp_path, without_ocr):
    Image.new("1", (20000, 20000)).save(tmp_path / "a.png")
    assert code_of(tmp_path / "a.png", without_ocr) == TooLarge.code


def test_page_out_of_range(pdf, without_ocr):
    path = pdf(prose)
    with pytest.raises(ReadError):
        read.read_page(path, path.name, 2, without_ocr)


def test_unread_page_carries_its_problem():
    page = read.unread_page(3, Encrypted())
    assert (page.number, page.source, page.problem.code) == (3, "none", "encrypted")


def test_assemble_fills_missing_pages(pdf, without_ocr):
    path = pdf(prose, prose)
    outline = read.outline(path, path.name, without_ocr)
    second = read.read_page(path, path.name, 2, without_ocr)
    document = read.assemble("a.pdf", outline, [second], without_ocr)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].problem is not None
    assert document.pages[1] == second

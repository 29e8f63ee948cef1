"""Parts of a DOCX beside the flow: pictures of headers, embedded objects, tracked changes, what stands but once."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from PIL import Image

from extractor.readers import docx
from extractor.settings import ReadSettings
from tests.unit.readers.docx_files import paragraph, saved, with_body
from tests.unit.reading.papers import drawn_text

SETTINGS = ReadSettings(engine="replay")


class _Reads:
    """An engine that finds one line in every picture."""

    identity = type("Identity", (), {"name": "scripted"})()

    def recognise(self, image):
        from extractor.ocr import OcrLine

        height, width = image.shape[:2]
        return [OcrLine("北京星汉测绘装备有限公司", ((0, 0), (width, 0), (width, height), (0, height)), 0.98)]


def picture(image: Image.Image) -> io.BytesIO:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    stream.seek(0)
    return stream


def test_pictures_of_headers_are_read_as_headers(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture(drawn_text("信头")))
    document.add_picture(picture(drawn_text("附图", (600, 120))))
    path = saved(document, tmp_path / "t.docx")
    outline = docx.outline(path, SETTINGS)
    assert outline.pages == 3
    pages = [docx.read_page(path, number, SETTINGS, _Reads) for number in (2, 3)]
    assert {page.media: page.lines[0].role for page in pages} == {
        outline.media[0]: "body",
        outline.media[1]: "header",
    }


def test_a_logo_in_body_and_header_is_read_once_as_body(tmp_path: Path) -> None:
    document = Document()
    document.add_picture(picture(drawn_text("信头")))
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture(drawn_text("信头")))
    path = saved(document, tmp_path / "t.docx")
    assert docx.outline(path, SETTINGS).pages in (2, 3)  # one part for each place, or one for both
    assert docx.read_page(path, 2, SETTINGS, _Reads).lines[0].role == "body"


def test_embedded_objects_are_named_with_their_number(tmp_path: Path) -> None:
    excel = "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office' ProgID='{}'/>"
    excel += "</w:object></w:r></w:p>"
    blocks = [excel.format("Excel.Sheet.12"), excel.format("Excel.Sheet.8"), excel.format("Package")]
    path = saved(with_body(paragraph("正文"), *blocks), tmp_path / "t.docx")
    (note,) = docx.outline(path, SETTINGS).notes
    assert note.code == "embedded_object"
    assert "Excel 表格 2 个" in note.message
    assert "打包的文件 1 个" in note.message


def test_diagrams_are_named_as_not_read(tmp_path: Path) -> None:
    art = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='x'>"
        "<dgm:relIds xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram'/>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    path = saved(with_body(art), tmp_path / "t.docx")
    assert "SmartArt" in docx.outline(path, SETTINGS).notes[0].message


def test_equations_are_no_embedded_objects(tmp_path: Path) -> None:
    block = (
        "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office' ProgID='Equation.3'/>"
        "</w:object></w:r></w:p>"
    )
    assert docx.outline(saved(with_body(block), tmp_path / "t.docx"), SETTINGS).notes == ()


def test_tracked_changes_are_said(tmp_path: Path) -> None:
    block = "<w:p><w:r><w:t>保留</w:t></w:r><w:ins w:id='1'><w:r><w:t>新增</w:t></w:r></w:ins></w:p>"
    path = saved(with_body(block), tmp_path / "t.docx")
    assert [note.code for note in docx.outline(path, SETTINGS).notes] == ["tracked_changes"]
    plain = saved(with_body(paragraph("正文")), tmp_path / "p.docx")
    assert docx.outline(plain, SETTINGS).notes == ()


def test_nested_and_merged_tables_with_a_text_box_inside(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    drawn = f"<w:r><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></w:r>"
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
        f"<w:p><w:r><w:t>题</w:t></w:r>{drawn}</w:p>{inner}<w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl>"
    )
    page = docx.read_page(saved(with_body(table), tmp_path / "t.docx"), 1, SETTINGS, _Reads)
    assert sorted(line.text for line in page.lines) == sorted(["题", "框", "内", "甲", "乙"])
    outer, nested = page.tables
    assert (outer.at(0, 0).span.text, outer.at(0, 0).colspan) == ("题", 2)
    assert nested.at(0, 0).span.text == "内"

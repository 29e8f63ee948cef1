"""DOCX: fields, contents, breaks, headers, notes, symbols, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from extractor.document import InMedia, InText
from extractor.readers import docx
from tests.unit.readers.docx_lines import SETTINGS, _field, _with_picture, body, no_engine, read, seen

from .docx_files import paragraph, saved, with_body


def test_field_results_count_and_codes_do_not(tmp_path: Path) -> None:
    lines = body(tmp_path, f"<w:p><w:r><w:t>共</w:t></w:r>{_field('NUMPAGES', '12')}<w:r><w:t>页</w:t></w:r></w:p>")
    assert [line.text for line in lines] == ["共12页"]


def test_contents_field_is_a_contents_list(tmp_path: Path) -> None:
    lines = body(tmp_path, f"<w:p>{_field('TOC &#92;o &quot;1-3&quot;', '一、概况 2')}</w:p>", paragraph("正文"))
    assert [line.role for line in lines] == ["toc", "body"]


def test_a_field_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    lines = body(tmp_path, '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', paragraph("后文仍在"))
    assert seen(lines) == ["后文仍在"]


def test_contents_gallery_is_a_contents_list(tmp_path: Path) -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
    assert [line.role for line in body(tmp_path, control, paragraph("正文"))] == ["toc", "body"]


def test_breaks_are_recorded(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("封面")
    document.add_page_break()
    document.add_paragraph("第一页")
    document.add_section()
    document.add_paragraph("第二节")
    lines = read(saved(document, tmp_path / "t.docx")).lines
    assert [(line.text, line.break_before) for line in lines] == [("封面", False), ("第一页", True), ("第二节", True)]


def test_soft_line_breaks_give_lines_of_one_paragraph(tmp_path: Path) -> None:
    lines = body(tmp_path, "<w:p><w:r><w:t>甲方：某</w:t><w:br/><w:t>乙方：某</w:t></w:r></w:p>")
    assert [line.text for line in lines] == ["甲方：某", "乙方：某"]
    assert lines[0].paragraph == lines[1].paragraph
    assert lines[1].spans[0].place == InText(0, 5, 9)


def test_headers_and_footers_have_roles_and_come_last(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文")
    lines = read(saved(document, tmp_path / "t.docx")).lines
    assert [(line.text, line.role) for line in lines] == [("正文", "body"), ("页眉", "header"), ("第1页", "footer")]


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    import zipfile

    path = saved(with_body(paragraph("严格格式")), tmp_path / "t.docx")
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml")
    from .docx_files import with_part

    strict = xml.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(with_part(path, "word/document.xml", strict)).text == "严格格式"


def test_footnotes_are_lines_of_their_own(tmp_path: Path) -> None:
    from .docx_files import NAMESPACES, with_part

    reference = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    path = saved(with_body(reference), tmp_path / "t.docx")
    notes = f"<w:footnotes {NAMESPACES}><w:footnote w:id='2'>{paragraph('脚注')}</w:footnote></w:footnotes>"
    with_part(path, "word/footnotes.xml", notes.encode())
    import zipfile

    with zipfile.ZipFile(path) as package:
        rels = package.read("word/_rels/document.xml.rels")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    extra = b'<Relationship Id="rIdF" Type="' + kind + b'" Target="footnotes.xml"/></Relationships>'
    with_part(path, "word/_rels/document.xml.rels", rels.replace(b"</Relationships>", extra))
    assert [(line.text, line.role) for line in read(path).lines] == [("正文", "body"), ("脚注", "footnote")]


def test_symbols_of_forms(tmp_path: Path) -> None:
    lines = body(tmp_path, '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>A类</w:t></w:r></w:p>')
    assert lines[0].text == "☑A类"


def test_each_picture_is_a_page(tmp_path: Path) -> None:
    path = _with_picture(tmp_path)
    outline = docx.outline(path, SETTINGS)
    assert (outline.format, outline.pages, outline.media) == ("docx", 2, ("word/media/image1.png",))
    page = docx.read_page(path, 2, SETTINGS, no_engine)  # type: ignore[arg-type]  # blank: no engine is asked
    assert (page.number, page.media, page.lines) == (2, "word/media/image1.png", ())
    assert docx.render(path, 2, 100).width == 100


@pytest.mark.ocr
def test_text_of_a_picture_has_a_place_in_the_media(tmp_path: Path, samples: Path) -> None:
    from extractor import read as door

    document = Document()
    document.add_picture(str(samples / "pages" / "pages-02.png"))
    path = saved(document, tmp_path / "p.docx")
    page = door.read_page(path, "p.docx", 2, SETTINGS)
    assert page.lines
    assert all(isinstance(span.place, InMedia) for line in page.lines for span in line.spans)

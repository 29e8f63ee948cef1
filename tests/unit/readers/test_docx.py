"""DOCX: each trap of the format, one test."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt, RGBColor
from PIL import Image

from extractor.document import InMedia, InTable, InText, InXml, Line, Page
from extractor.errors import EngineMissing
from extractor.readers import docx
from extractor.settings import ReadSettings

from .docx_files import paragraph, saved, with_body

SETTINGS = ReadSettings()


def no_engine() -> None:
    raise EngineMissing


def read(path: Path) -> Page:
    assert docx.accepts(path.read_bytes()[:4096], path)
    return docx.read_page(path, 1, SETTINGS, no_engine)  # type: ignore[arg-type]


def body(path: Path, *blocks: str) -> tuple[Line, ...]:
    return read(saved(with_body(*blocks), path / "t.docx")).lines


def seen(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines if line.role not in {"hidden", "placeholder"} and not line.invisible]


def test_paragraphs_and_tables_in_order_with_places(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("　　甲段")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "曹某"
    document.add_paragraph("乙段")
    page = read(saved(document, tmp_path / "t.docx"))
    assert [line.text for line in page.lines] == ["甲段", "姓名", "曹某", "乙段"]
    assert [line.table for line in page.lines] == [None, 0, 0, None]
    assert page.lines[0].spans[0].place == InText(0, 2, 4)
    assert page.lines[2].spans[0].place == InTable((0,), 0, 1)
    assert page.lines[3].spans[0].place == InText(1, 0, 2)


def test_merged_cells_appear_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    page = read(saved(document, tmp_path / "t.docx"))
    found = {(c.row, c.column): (c.rowspan, c.colspan, c.span.text) for c in page.tables[0].cells}
    assert found[0, 0] == (1, 2, "横")
    assert found[1, 0] == (2, 1, "竖")
    assert (0, 1) not in found
    assert (2, 0) not in found
    assert (page.tables[0].rows, page.tables[0].columns) == (3, 3)
    assert page.text.count("竖") == 1


def test_nested_table_is_a_table_of_its_own(tmp_path: Path) -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "外"
    cell.add_table(1, 1).cell(0, 0).text = "内"
    page = read(saved(document, tmp_path / "t.docx"))
    assert [t.cells[0].span.text for t in page.tables] == ["外", "内"]
    assert page.tables[1].cells[0].span.place == InTable((0, 0, 0, 0), 0, 0)
    assert [(line.text, line.table) for line in page.lines] == [("外", 0), ("内", 1)]


@pytest.mark.parametrize(
    ("style", "role", "level"),
    [("Heading 1", "heading", 1), ("Heading 3", "heading", 3), ("Title", "title", 0), ("Caption", "caption", 0)],
)
def test_styles_by_their_english_name(tmp_path: Path, style: str, role: str, level: int) -> None:
    document = Document()
    document.styles[style].element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "a7"
    )  # as a Chinese Word writes it
    document.add_paragraph("文字", style=document.styles[style])
    line = read(saved(document, tmp_path / "t.docx")).lines[0]
    assert (line.role, line.level) == (role, level)


def test_outline_level_and_derived_styles_are_headings(tmp_path: Path) -> None:
    document = Document()
    own = document.styles.add_style("公文一级", 1)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("派生", style=own)
    lines = read(saved(document, tmp_path / "t.docx")).lines
    assert (lines[0].role, lines[0].level) == ("heading", 2)
    lines = body(tmp_path, paragraph("大纲", '<w:outlineLvl w:val="0"/>'))
    assert (lines[0].role, lines[0].level) == ("heading", 1)


def test_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    lines = body(
        tmp_path,
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert [(line.text, line.role) for line in lines] == [("正文", "body"), ("框内文字", "textbox")]
    assert isinstance(lines[1].spans[0].place, InXml)


def test_revisions_insertions_in_deletions_out(tmp_path: Path) -> None:
    lines = body(
        tmp_path,
        "<w:p><w:r><w:t>保留</w:t></w:r><w:ins w:id='1'><w:r><w:t>新增</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3'><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>",
        "<w:del w:id='4'><w:p><w:r><w:t>整段删</w:t></w:r></w:p></w:del>",
    )
    assert [line.text for line in lines] == ["保留新增"]


def test_placeholder_of_a_content_control(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    lines = body(
        tmp_path,
        control.format("<w:showingPlcHdr/>", paragraph("单击此处输入文字。")),
        f"<w:p><w:r><w:t>姓名：</w:t></w:r>{control.format('', '<w:r><w:t>曹某</w:t></w:r>')}</w:p>",
        "<w:p><w:r><w:t>年龄：</w:t></w:r>"
        f"{control.format('<w:showingPlcHdr/>', '<w:r><w:t>请选择</w:t></w:r>')}</w:p>",
    )
    assert seen(lines) == ["姓名：曹某", "年龄："]
    assert [line.text for line in lines if line.role == "placeholder"] == ["单击此处输入文字。", "请选择"]


def test_placeholder_in_a_cell_leaves_the_cell_blank(tmp_path: Path) -> None:
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('请输入')}</w:sdtContent></w:sdt>"
    )
    document = with_body(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{control}</w:tc></w:tr></w:tbl>")
    cell = read(saved(document, tmp_path / "t.docx")).tables[0].cells[0]
    assert (cell.span.text, cell.span.raw) == ("", "请输入")


def test_hidden_white_and_tiny_text(tmp_path: Path) -> None:
    document = Document()
    line = document.add_paragraph("看得见")
    line.add_run("藏起").font.hidden = True
    white = line.add_run("白字")
    white.font.color.rgb = RGBColor(255, 255, 255)
    line.add_run("小字").font.size = Pt(1)
    line.add_run("也看得见")
    lines = read(saved(document, tmp_path / "t.docx")).lines
    assert seen(lines) == ["看得见也看得见"]
    assert [found.text for found in lines if found.role == "hidden"] == ["藏起"]
    assert [found.text for found in lines if found.invisible and found.role == "body"] == ["白字小字"]


def test_white_text_on_a_dark_cell_is_seen(tmp_path: Path) -> None:
    white = paragraph("表头", run='<w:color w:val="FFFFFF"/>')
    shade = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
    lines = body(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{shade}{white}</w:tc></w:tr></w:tbl>")
    assert not lines[0].invisible


def test_automatic_numbers_are_labels_not_text(tmp_path: Path) -> None:
    document = Document()
    for _ in range(2):
        document.add_paragraph("事项", style="List Number")
    lines = read(saved(document, tmp_path / "t.docx")).lines
    assert [(line.label, line.text) for line in lines] == [("1.", "事项"), ("2.", "事项")]


def test_ruby_annotation_is_out(tmp_path: Path) -> None:
    lines = body(
        tmp_path,
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhuo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>卓</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:r><w:t>越</w:t></w:r></w:p>",
    )
    assert [line.text for line in lines] == ["卓越"]


def _field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


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


# -- pictures


def _with_picture(path: Path) -> Path:
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(picture, "PNG")
    document = Document()
    document.add_paragraph("正文")
    document.add_picture(picture)
    picture.seek(0)
    document.add_picture(picture)
    return saved(document, path / "p.docx")


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

"""DOCX: each trap of the format, one test."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt, RGBColor

from extractor.document import InTable, InText, InXml
from tests.unit.readers.docx_lines import body, read, seen

from .docx_files import paragraph, saved, with_body


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

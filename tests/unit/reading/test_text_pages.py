"""Pages with a text layer: order, tables, places, rotation, crop boxes, and layers that cannot be trusted."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from extractor import read
from extractor.document import OnPage, Page
from extractor.geometry import BBox
from extractor.layout.textlayer import clean, usable
from tests.unit.reading.papers import PROSE, ROSTER, merged_rows, prose, table


def only(path: Path, settings: read.ReadSettings, number: int = 1) -> Page:
    return read.read_page(path, path.name, number, settings)


def box_of(page: Page, text: str) -> BBox:
    places = [span.place for line in page.lines for span in line.spans if text in span.text]
    assert places, f"{text} in {page.text}"
    assert isinstance(places[0], OnPage)
    return places[0].bbox


def test_lines_in_order_with_places(pdf, without_ocr):
    page = only(pdf(prose), without_ocr)
    assert page.text.splitlines() == list(PROSE)
    assert page.source == "text"
    assert not page.scanned
    assert (page.width, page.height) == (595, 842)
    box = box_of(page, PROSE[0])
    assert box.x0 == pytest.approx(72, abs=1)
    assert box.top == pytest.approx(72, abs=4)


def test_ruled_table(pdf, without_ocr):
    page = only(pdf(lambda drawn: (prose(drawn), table(drawn))), without_ocr)
    (found,) = page.tables
    assert (found.rows, found.columns) == (4, 4)
    assert [[found.at(r, c).span.text for c in range(4)] for r in range(4)] == [list(row) for row in ROSTER]
    assert [line.table for line in page.lines] == [None] * 4 + [0] * 16


def test_merged_cells(pdf, without_ocr):
    page = only(pdf(lambda drawn: table(drawn, merged_rows(), merged=True)), without_ocr)
    (found,) = page.tables
    title, label = found.at(0, 0), found.at(2, 0)
    assert (title.span.text, title.rowspan, title.colspan) == ("成员名册", 1, 4)
    assert (label.span.text, label.rowspan, label.colspan) == ("测绘组", 2, 1)
    assert found.at(3, 1).span.text == "江映雪"
    assert found.at(3, 0) is label


def test_empty_cell_is_blank_and_has_a_place(pdf, without_ocr):
    rows = [["姓名", "电话"] * 2, ["云望舒", "", "江映雪", ""]]
    (found,) = only(pdf(lambda drawn: table(drawn, rows)), without_ocr).tables
    empty = found.at(1, 1).span
    assert (empty.text, empty.confidence) == ("", 1.0)
    assert isinstance(empty.place, OnPage)
    assert empty.place.bbox.width == pytest.approx(110, abs=1)


def test_table_on_two_pages_keeps_its_columns(pdf, without_ocr):
    path = pdf(lambda d: table(d, ROSTER[:2], top=700), lambda d: table(d, ROSTER[2:], top=60))
    first, second = only(path, without_ocr), only(path, without_ocr, 2)
    assert first.tables[0].columns == second.tables[0].columns == 4
    assert second.tables[0].at(0, 1).span.text == ROSTER[2][1]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_pages_are_read_as_shown(pdf, changed, without_ocr, turn):
    path = changed(pdf(prose), lambda writer: writer.pages[0].rotate(turn))
    page = only(path, without_ocr)
    assert page.rotation == turn
    assert (page.width, page.height) == ((842, 595) if turn in (90, 270) else (595, 842))
    box = box_of(page, "北京优秀青年工程师创新工作室")
    upright = {90: (842 - 84, 72), 180: (595 - 300, 842 - 84), 270: (72, 595 - 300)}[turn]
    assert box.x0 == pytest.approx(upright[0], abs=60)
    assert box.top == pytest.approx(upright[1], abs=60)


def test_rotated_back_page_is_read_line_by_line(pdf, changed, without_ocr):
    def sideways(drawn):
        drawn.canvas.translate(595, 0)
        drawn.canvas.rotate(90)
        drawn.canvas.setFont("SimHei", 12)
        drawn.canvas.drawString(100, 400, PROSE[0])
        drawn.canvas.drawString(100, 370, PROSE[1])

    page = only(changed(pdf(sideways), lambda writer: writer.pages[0].rotate(90)), without_ocr)
    assert page.text.splitlines() == [PROSE[0], PROSE[1]]


def test_crop_box_moves_the_origin_and_hides_what_is_outside(pdf, changed, without_ocr):
    def crop(writer: pypdf.PdfWriter) -> None:
        writer.pages[0].cropbox = pypdf.generic.RectangleObject((50, 600, 500, 780))

    page = only(changed(pdf(prose), crop), without_ocr)
    assert (page.width, page.height) == (450, 180)
    assert box_of(page, PROSE[0]).x0 == pytest.approx(72 - 50, abs=1)
    assert box_of(page, PROSE[0]).top == pytest.approx(72 - 62, abs=4)
    assert PROSE[3] in page.text or len(page.lines) >= 3


def test_invisible_text_is_marked(pdf, without_ocr):
    def draw(drawn):
        prose(drawn)
        drawn.text(72, 300, "白色的凑字文本", red=1, green=1, blue=1)
        drawn.text(72, 320, "极小的凑字文本", size=1)
        drawn.canvas.setFillColorRGB(0, 0, 0.5)
        drawn.canvas.rect(60, 842 - 420, 300, 40, fill=1)
        drawn.text(72, 390, "深底上的白字看得见", red=1, green=1, blue=1)
        hidden = drawn.canvas.beginText(72, 300)
        hidden.setFont("SimHei", 12)
        hidden.setTextRenderMode(3)
        hidden.textOut("不绘制的文本")
        drawn.canvas.drawText(hidden)

    page = only(pdf(draw), without_ocr)
    hidden = {line.text for line in page.lines if line.invisible}
    assert hidden == {"白色的凑字文本", "极小的凑字文本", "不绘制的文本"}
    assert "深底上的白字看得见" in page.text


def test_wide_gaps_part_spans(pdf, without_ocr):
    page = only(pdf(lambda d: (d.text(72, 72, "姓名："), d.text(250, 72, "云望舒"), prose_below(d))), without_ocr)
    assert [span.text for span in page.lines[0].spans] == ["姓名：", "云望舒"]


def prose_below(drawn):
    for index, line in enumerate(PROSE):
        drawn.text(72, 200 + 30 * index, line)


def test_full_lines_run_on(pdf, without_ocr):
    lines = [
        "　　本工作室长期从事精密测量仪器的研制工作，形成了稳定的",
        "技术团队和完整的试验条件，可以开展各类计量校准服务工作，",
        "成果显著。",
        "二、主要业绩",
    ]
    page = only(pdf(lambda d: [d.text(72, 72 + 20 * i, line) for i, line in enumerate(lines)]), without_ocr)
    assert [line.paragraph for line in page.lines] == [0, 0, 0, 1]


def test_bold_by_drawing_twice_is_read_once(pdf, without_ocr):
    page = only(pdf(lambda d: (d.text(72, 300, "申报书"), d.text(72.4, 300, "申报书"), prose(d))), without_ocr)
    assert page.text.count("申报书") == 2


@pytest.mark.parametrize(
    "garbage",
    [
        "(cid:12)(cid:7)(cid:301)(cid:44)ABC",
        "\ue001\ue002\ue003工作室\ue004",
        "ÖÐ¹úÆóÒµÃû³Æ£º±±¾©",
        "�����2025",
        "KLMNO{|}~$%&@#!<=>^",
    ],
)
def test_garbage_layers_are_not_used(garbage):
    assert not usable(garbage)


@pytest.mark.parametrize(
    "sound",
    [
        "",
        "依托单位：北京某某院",
        "目　录……………………3",
        "OpenVINO 2026.4 runs in bf16",
        "□是　☑否　电话：010-12345678",
        "臺灣繁體文字說明與單位名稱",
        "一、总体要求（一）指导思想",
    ],
)
def test_sound_layers_are_used(sound):
    assert usable(sound)


def test_rare_ideographs_in_random_order_are_garbage():
    assert not usable("犌犕犐犆犛书犲犮狌狉犲犾犪" * 5)


def test_characters_become_unified_but_keep_their_width():
    assert clean("⽬⾦⻓⻔") == "目金长门"
    assert clean("豈") == "豈"
    assert clean("１２（％）①㎡") == "１２（％）①㎡"
    assert clean("\uf0fe", "Wingdings") == "☑"
    assert clean("R", "ABCDEF+Wingdings2") == "☑"
    assert clean("R", "Arial") == "R"


def test_filled_form_fields_are_read(pdf, without_ocr):
    def draw(drawn):
        prose(drawn)
        drawn.text(72, 300, "Telephone:")
        drawn.canvas.acroForm.textfield(name="tel", value="010-87654321", x=200, y=842 - 316, width=150, height=18)

    page = only(pdf(draw), without_ocr)
    (line,) = [line for line in page.lines if "010-87654321" in line.text]
    assert [span.text for span in line.spans] == ["Telephone:", "010-87654321"]


def test_rulings_drawn_as_thin_filled_boxes(pdf, without_ocr):
    """As word processors export them."""

    def draw(drawn):
        for row in range(4):
            drawn.canvas.rect(72, 842 - 100 - 30 * row, 300, 0.5, stroke=0, fill=1)
        for column in range(3):
            drawn.canvas.rect(72 + 150 * column, 842 - 190, 0.5, 90, stroke=0, fill=1)
        for row, text in enumerate(("姓名", "性别", "学历")):
            drawn.text(80, 108 + 30 * row, text)

    (found,) = only(pdf(draw), without_ocr).tables
    assert (found.rows, found.columns) == (3, 2)
    assert found.at(2, 0).span.text == "学历"
    assert found.at(2, 1).span.text == ""


def test_table_open_at_its_sides(pdf, without_ocr):
    def draw(drawn):
        for row in range(4):
            drawn.line(72, 100 + 30 * row, 372, 100 + 30 * row)
        drawn.line(172, 100, 172, 190)
        drawn.line(272, 100, 272, 190)
        drawn.text(80, 108, "姓名")
        drawn.text(280, 168, "博士")

    (found,) = only(pdf(draw), without_ocr).tables
    assert (found.rows, found.columns) == (3, 3)
    assert (found.at(0, 0).span.text, found.at(2, 2).span.text) == ("姓名", "博士")


def test_frame_around_text_is_no_table(pdf, without_ocr):
    def draw(drawn):
        drawn.canvas.rect(40, 40, 500, 760)
        prose(drawn)

    page = only(pdf(draw), without_ocr)
    assert page.tables == ()
    assert len(page.lines) == len(PROSE)


def test_slanted_watermark_does_not_break_lines(pdf, without_ocr):
    def draw(drawn):
        prose(drawn)
        drawn.canvas.saveState()
        drawn.canvas.translate(100, 600)
        drawn.canvas.rotate(30)
        drawn.canvas.setFont("SimHei", 40)
        drawn.canvas.setFillGray(0.85)
        drawn.canvas.drawString(0, 0, "内部资料")
        drawn.canvas.restoreState()

    texts = only(pdf(draw), without_ocr).text.splitlines()
    assert [text for text in texts if text != "内部资料"] == list(PROSE)

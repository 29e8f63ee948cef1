"""Tables without verticals become grids; prose, forms to write on and pages in two columns do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor import read
from tests.unit.reading.papers import ROSTER, Drawn

WIDTHS = (50.0, 100.0, 110.0, 120.0)
LEFT, TOP, ROW = 80.0, 120.0, 26.0
SENTENCE = "工作室围绕精密测量与智能装备开展技术攻关并形成成果"


def rows_ruled(page: Drawn, rows: Sequence[Sequence[str]], levels: Sequence[int] | None = None) -> None:
    """Text in columns; a ruling across all columns above each row of `levels` (all rows and the foot)."""
    for level in range(len(rows) + 1) if levels is None else levels:
        page.line(LEFT, TOP + ROW * level, LEFT + sum(WIDTHS), TOP + ROW * level)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            for at, line in enumerate(text.split("\n")):
                page.text(LEFT + sum(WIDTHS[:c]) + 4, TOP + ROW * r + 7 + 12 * at, line, 10.5)


def tables(path, settings):
    return read.read_page(path, path.name, 1, settings).tables


def texts(table) -> list[list[str]]:
    return [[table.at(r, c).span.text for c in range(table.columns)] for r in range(table.rows)]


@pytest.mark.parametrize("levels", [None, (0, 1, 4)], ids=["every row", "head and foot"])
def test_rulings_between_rows(pdf, without_ocr, levels):
    (found,) = tables(pdf(lambda page: rows_ruled(page, ROSTER, levels)), without_ocr)
    assert texts(found) == [list(row) for row in ROSTER]


def test_two_columns_of_labels_and_values(pdf, without_ocr):
    rows = [("名称", "星汉测绘"), ("负责人", "云望舒"), ("日期", "2026年3月1日")]
    (found,) = tables(pdf(lambda page: rows_ruled(page, rows)), without_ocr)
    assert texts(found) == [list(row) for row in rows]


def test_a_title_over_all_columns_and_empty_cells(pdf, without_ocr):
    rows = [
        ("测绘工作室成员及其分工一览名单汇总",),
        *ROSTER[:3],
        ("3", "石敬安", "", "技师"),
        ("4", "陆明远", "", "技师"),
    ]
    (found,) = tables(pdf(lambda page: rows_ruled(page, rows)), without_ocr)
    assert (found.rows, found.columns, found.at(0, 0).colspan) == (6, 4, 4)
    assert [found.at(4, c).span.text for c in range(4)] == ["3", "石敬安", "", "技师"]


def test_a_wrapped_cell_is_one_row(pdf, without_ocr):
    rows = [("序号", "姓名", "单位"), ("1", "云望舒", "北京星汉测绘\n装备有限公司"), ("2", "江映雪", "工程师")]
    with_room = [rows[0], rows[1], ("",), rows[2]]
    (found,) = tables(pdf(lambda page: rows_ruled(page, with_room, (0, 1, 3, 4))), without_ocr)
    assert (found.rows, found.at(1, 2).span.text) == (3, "北京星汉测绘\n装备有限公司")


def test_a_row_over_several_columns_of_a_first_cell(pdf, without_ocr):
    """Rulings that begin at the second column: the first cell runs down two rows."""

    def draw(page: Drawn) -> None:
        rows_ruled(page, [("组别", "姓名", "职称"), ("测绘", "云望舒", "技师"), ("", "江映雪", "技师")], (0, 1, 3))
        page.line(LEFT + WIDTHS[0], TOP + 2 * ROW, LEFT + sum(WIDTHS), TOP + 2 * ROW)

    (found,) = tables(pdf(draw), without_ocr)
    assert (found.at(1, 0).rowspan, found.at(2, 0) is found.at(1, 0)) == (2, True)
    assert found.at(2, 1).span.text == "江映雪"


def test_two_tables_with_a_paragraph_between(pdf, without_ocr):
    def draw(page: Drawn) -> None:
        rows_ruled(page, ROSTER)
        page.text(LEFT, TOP + 5 * ROW, SENTENCE, 10.5)
        page.text(LEFT, TOP + 6 * ROW, SENTENCE[:20], 10.5)
        for level in range(8, 12):
            page.line(LEFT, TOP + ROW * level, LEFT + sum(WIDTHS), TOP + ROW * level)
        for at in range(3):
            page.text(LEFT + 4, TOP + ROW * (8 + at) + 7, "科目", 10.5)
            page.text(LEFT + 180, TOP + ROW * (8 + at) + 7, f"{at}00.00", 10.5)

    assert [(t.rows, t.columns) for t in tables(pdf(draw), without_ocr)] == [(4, 4), (3, 2)]


@pytest.mark.parametrize("columns", [(80.0,), (80.0, 310.0)], ids=["one column", "two columns"])
def test_prose_between_rulings_is_no_table(pdf, without_ocr, columns):
    def draw(page: Drawn) -> None:
        for level in (0, 1, 20):
            page.line(80, 100 + 20 * level, 515, 100 + 20 * level)
        for at in range(1, 20):
            for x in columns:
                length = 200 // 12 if len(columns) > 1 else 24
                page.text(x, 104 + 20 * at, SENTENCE[: length - (at % 7 == 0)], 12)

    assert tables(pdf(draw), without_ocr) == ()


def test_lines_to_write_on_are_no_table(pdf, without_ocr):
    def draw(page: Drawn) -> None:
        for at, label in enumerate(("单位", "负责人", "电话", "日期")):
            page.text(120, 200 + 40 * at, f"{label}：", 14)
            page.line(200, 216 + 40 * at, 420, 216 + 40 * at)
            page.text(220, 200 + 40 * at, "北京星汉测绘装备" if at == 0 else "云望舒", 14)

    assert tables(pdf(draw), without_ocr) == ()


@pytest.mark.parametrize("more", [[], [("4", "陆明远", "1992年1月", "技师")]], ids=["foot white", "foot grey"])
@pytest.mark.parametrize("cells", [1, 4], ids=["whole rows", "cell by cell"])
def test_rows_told_apart_by_shading(pdf, without_ocr, cells, more):
    """Head and every other row on grey, as word processors shade them: in one piece, or a piece for each cell."""
    rows = [*ROSTER, *more]

    def draw(page: Drawn) -> None:
        page.canvas.setFillColorRGB(0.85, 0.88, 0.92)
        for at in range(0, len(rows), 2):
            pieces = WIDTHS if cells > 1 else (sum(WIDTHS),)
            for number, width in enumerate(pieces):
                x, y = LEFT + sum(pieces[:number]), page.height - TOP - ROW * (at + 1)
                page.canvas.rect(x, y, width, ROW, stroke=0, fill=1)
        rows_ruled(page, rows, ())
        page.text(LEFT, TOP + ROW * (len(rows) + 0.3), "填表人：　　　　　　　　　　　日期：", 10.5)

    (found,) = tables(pdf(draw), without_ocr)
    assert texts(found) == [list(row) for row in rows]


def test_shaded_headings_and_marked_words_are_no_table(pdf, without_ocr):
    def draw(page: Drawn) -> None:
        for at in range(4):
            page.canvas.setFillColorRGB(0.85, 0.88, 0.92)
            page.canvas.rect(72, page.height - 124 - 100 * at, 450, 22, stroke=0, fill=1)
            page.text(80, 106 + 100 * at, f"第{at + 1}部分　工作情况", 12)
            for line in range(3):
                page.text(80, 140 + 100 * at + 18 * line, SENTENCE[: 24 - line], 12)

    assert tables(pdf(draw), without_ocr) == ()

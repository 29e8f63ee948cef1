"""Prose in two columns is read column by column; rows of labels and values, and lists, stay rows."""

from __future__ import annotations

from extractor import read
from extractor.text.paragraphs import paragraphs
from tests.unit.reading.papers import Drawn

SIZE = 10.5
WORDS = "精密测量与智能装备技术攻关形成成果并在企业应用推广培训人员提升质量保障安全运行支撑标准建设"
HEADING = "面向重点产业需求的青年工程师协同攻关与成果转化情况综述报告"
LATER = "二、下一阶段的工作安排以及需要协调解决的主要问题和建议说明"


def line(at: int, length: int = 20) -> str:
    turned = WORDS[at % len(WORDS) :] + WORDS
    return turned[:length]


def columns(page: Drawn, top: float, left: list[str], right: list[str]) -> None:
    for x, side in ((72.0, left), (312.0, right)):
        for at, text in enumerate(side):
            page.text(x, top + 16 * at, text, SIZE)


def lines_of(path, settings) -> list[str]:
    return read.read_page(path, path.name, 1, settings).text.splitlines()


LEFT = [line(at) for at in range(11)]
RIGHT = [line(at) for at in range(13, 23)] + ["至此完成。"]


def test_columns_between_headings(pdf, without_ocr):
    more = [line(at) for at in range(30, 36)], [line(at) for at in range(36, 42)]

    def draw(page: Drawn) -> None:
        page.text(110, 72, HEADING, 14)
        columns(page, 110, LEFT, RIGHT)
        page.text(72, 310, LATER, 14)
        columns(page, 350, *more)

    expected = [HEADING, *LEFT, *RIGHT, LATER, *more[0], *more[1]]
    path = pdf(draw)
    assert lines_of(path, without_ocr) == expected
    texts = [one.text for one in paragraphs([read.read_page(path, path.name, 1, without_ocr)])]
    assert texts == [HEADING, "".join([*LEFT, *RIGHT]), LATER, "".join([*more[0], *more[1]])]


def test_numbers_of_paragraphs_run_on_over_the_gutter(pdf, without_ocr):
    path = pdf(lambda page: columns(page, 110, LEFT, RIGHT))
    assert {found.paragraph for found in read.read_page(path, path.name, 1, without_ocr).lines} == {0}


def test_columns_with_other_levels_and_a_paragraph_in_the_right_one(pdf, without_ocr):
    right = [*RIGHT[:4], "至此完成。", "　　" + line(5, 18), *RIGHT[4:9]]

    def draw(page: Drawn) -> None:
        columns(page, 110, LEFT, [])
        columns(page, 117, [], right)

    found = lines_of(pdf(draw), without_ocr)
    assert found == [*LEFT, *(text.strip() for text in right)]


def test_labels_and_values_side_by_side_stay_rows(pdf, without_ocr):
    names = ["单位名称", "负责人", "联系电话", "通讯地址", "电子邮箱", "填报日期", "所在区", "项目名称"]
    left, right = [f"{name}：{line(3, 4 + len(name))}" for name in names], [f"{name}：是" for name in names]
    path = pdf(lambda page: columns(page, 110, left, right))
    assert [text.split("：")[0] for text in lines_of(path, without_ocr)] == names


def test_lists_in_two_columns_stay_rows(pdf, without_ocr):
    left = [f"{at}. {line(at, 5 + at % 3)}" for at in range(9)]
    right = [line(at, 3 + at % 4) for at in range(9)]
    found = lines_of(pdf(lambda page: columns(page, 110, left, right)), without_ocr)
    assert len(found) == 9
    assert found[0].endswith(right[0])

"""Statements under headings, and whom letters are about."""

from __future__ import annotations

import pytest

from checks.paper_text import PaperText
from checks.stated import cite, hits, under
from extractor.recognise import recognise
from extractor.records.statement import Statement
from extractor.records.supporting_paper import SupportingPaper
from extractor.statements import statements
from tests.builders import Flowing, Paged, part


def said(page: Paged | Flowing) -> list[tuple[tuple[str, ...], str, str]]:
    return [(one.path, one.label, one.text) for one in statements(part(page))]


def test_a_paragraph_stands_under_its_headings_and_its_own_label() -> None:
    page = Flowing().text("一、条件保障", "heading", 1).text("1.固定场所：面积 120 平方米").text("另有库房一间")
    assert said(page) == [
        (("条件保障",), "", ""),
        (("条件保障",), "固定场所", "面积120平方米"),
        (("条件保障",), "", "另有库房一间"),
    ]


def test_a_heading_of_the_same_rank_ends_the_one_before() -> None:
    page = Flowing().text("一、团队").text("（一）成员").text("六人").text("二、成果").text("一项")
    assert [path for path, _, text in said(page) if text] == [("团队", "成员"), ("成果",)]


def test_a_label_alone_introduces_what_follows() -> None:
    page = Flowing().heading("一、条件").text("配套设施：").text("专业资料：期刊").text("工装8套")
    assert said(page)[1:] == [
        (("条件",), "配套设施", ""),
        (("条件", "配套设施"), "专业资料", "期刊"),
        (("条件",), "配套设施", "工装8套"),
    ]


def test_rows_of_a_form_are_pairs_and_an_empty_cell_cites_its_label() -> None:
    page = Flowing().table(("姓名", "曹某", "性别", ""), ("获奖情况", "无", "", ""))
    found = statements(part(page))
    assert [(one.label, one.text) for one in found][:2] == [("姓名", "曹某"), ("性别", "")]
    assert found[1].spans[0].text == "性别"


def test_wrapped_lines_are_one_paragraph_and_its_words_are_cited_where_they_stand() -> None:
    text = "固定场所：" + "位于某某园区" * 8 + "设学习研讨区"
    page = Paged(scanned=True).wrapped(text, 36)
    (one,) = [s for s in statements(part(page)) if s.text]
    at = one.text.index("学习研讨")
    assert "".join("".join(span.text.split()) for span in cite(one, at, at + 4)) == "学习研讨"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设有研讨区", True),
        ("暂无研讨区", False),
        ("没有研讨区，有展厅", False),
        ("拟建研讨区", False),
        ("无人机研讨区", True),
        ("未来将设研讨区", False),
        ("不设研讨区", False),
    ],
)
def test_what_is_denied_or_only_planned_is_no_hit(text: str, found: bool) -> None:
    one = Statement(("固定场所",), "", text, ())
    assert bool(list(hits([one], "研讨", real=True))) is found


def test_the_nearest_heading_decides_whose_words_they_are() -> None:
    inside = Statement(("条件保障", "固定场所"), "", "研讨区", ())
    other = Statement(("条件保障",), "经费预算", "研讨费", ())
    text = PaperText("application_form", "申报书", (), (inside, other))
    assert under(text.statements, "条件保障", "预算") == [inside]


LETTERS = {
    "本人施某，现任职于某某大学，中国工程院院士、教授，同意担任指导专家。": ("施某", "中国工程院院士、教授"),
    "兹聘请某某大学施某教授为团队指导专家。": ("施某", "教授"),
    "施某院士：\n兹聘请您为指导专家。": ("施某", ""),
    "兹聘请施某同志（副教授）为指导专家。": ("施某", "副教授"),
}


@pytest.mark.parametrize("text", LETTERS)
def test_a_letter_says_whom_it_is_about(text: str) -> None:
    page = Flowing().text("指导专家聘书", "title")
    for line in text.split("\n"):
        page.text(line)
    (record,) = recognise(part(page, name="a.docx", format="docx")).records
    assert isinstance(record, SupportingPaper)
    name, title = LETTERS[text]
    assert record.person.value == name
    if title:
        assert record.person_title.value == title

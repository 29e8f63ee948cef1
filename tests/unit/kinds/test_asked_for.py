"""What a station's form asks of the programme: in a line, in a sentence, beside other money, in a budget's column."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.kinds import application_form
from extractor.records.application_form import ApplicationForm
from tests.builders import Flowing, part

HEAD = (("申报单位", "北京某某学会"), ("站点类别", "B类（平谷区）"), ("负责人", "甲某某"), ("联系人", "乙某"))
SOURCES = (("咨询费", "4", "1"), ("会议费", "6", "4"), ("合计", "10", "5"))


def form(text: str, *table: tuple[str, ...]) -> ApplicationForm:
    paper = Flowing().text("2025年度科创公共服务工作站点项目申报书", "title").table(*HEAD).text(text)
    made = paper.table(*table) if table else paper
    (record,) = application_form.parse(part(made, format="docx"))
    return record


@pytest.mark.parametrize(
    "said",
    [
        "申请经费10万元",
        "申请经费：10万元",
        "本项目拟申请专项经费人民币10万元，用于站点建设。",
        "申请支持经费共计壹拾万元整",
        "项目经费：20万元（其中申请专项经费10万元，单位配套10万元）",
        "经费总额：15万元，其中专项经费10万元，配套经费5万元",
        "申请经费10万元，其中专项经费3万元用于活动。",
        "2025年度申请经费10万元。2024年度申请经费8万元。",
        "拟申请经费10万元；为更新设备申请资金2万元。",
    ],
)
def test_what_is_asked_for_is_read_wherever_it_stands(said: str) -> None:
    field = form(said).station.grant_requested
    assert field.present
    assert field.value == Decimal(100000)
    assert field.confidence == 1.0


@pytest.mark.parametrize(
    "said",
    [
        "申请经费10万元，用于站点建设。",
        "2024年度申请经费8万元。",
        "其中设备更新，申请支持资金2万元用于设备。",
        "活动所需，其中专项经费3万元用于购置仪器。",
    ],
)
def test_the_labelled_sum_stands_before_a_sentence(said: str) -> None:
    field = form(said, ("申请经费", "10万元")).station.grant_requested
    assert field.present
    assert (field.value, field.confidence) == (Decimal(100000), 1.0)


@pytest.mark.parametrize("said", ["本站点拟申请专项经费8万元。", "拟申请经费10万元，或申请经费8万元。"])
def test_a_sentence_that_differs_leaves_the_labelled_sum_in_doubt(said: str) -> None:
    field = form(said, ("申请经费", "10万元")).station.grant_requested
    assert field.present
    assert field.value == Decimal(100000)
    assert field.confidence < 0.6
    assert [span.text for span in field.spans] == ["10万元", said]


@pytest.mark.parametrize(
    "said",
    [
        "上年度申请经费5万元。",
        "本年度未申请经费10万元。",
        "项目经费：20万元（含单位配套）",
        "申请经费10万元或申请经费5万元",
        "累计申请经费30万元。",
        "2024年度，本单位申请经费8万元。",
        "申请支持资金8万元（上一年度），已执行完毕。",
        "为购置检测设备申请经费8万元。",
        "建设共享平台，其中支持资金3万元用于仪器购置。",
    ],
)
def test_other_money_is_not_what_is_asked_for(said: str) -> None:
    assert not form(said).station.grant_requested.present


@pytest.mark.parametrize(
    "head",
    [
        ("支出科目", "专项经费（万元）", "配套经费（万元）"),
        ("预算科目", "市科协专项资金（万元）", "单位配套资金（万元）"),
        ("支出科目", "申请专项经费（万元）", "依托单位配套经费（万元）"),
    ],
)
def test_a_budget_with_a_column_for_each_source(head: tuple[str, ...]) -> None:
    record = form("经费预算", head, *SOURCES)
    lines = [(line.category.value, line.amount.value) for line in record.budget_lines]
    sums = [("咨询费", "40000"), ("咨询费", "10000"), ("会议费", "60000"), ("会议费", "40000")]
    assert lines == [(name, Decimal(amount)) for name, amount in sums]
    assert record.station.grant_requested.value == Decimal(100000)


def test_parts_stand_in_the_unit_of_the_whole() -> None:
    rows = (("咨询费", "5", "4", "1"), ("会议费", "10", "6", "4"), ("合计", "15", "10", "5"))
    record = form("经费预算", ("支出科目", "金额（万元）", "其中申请经费", "其中配套"), *rows)
    assert record.station.grant_requested.value == Decimal(100000)


@pytest.mark.parametrize("said", ["1. 咨询费 2. 会议费", "见第3.1.2条"])
def test_several_numbers_behind_the_label_are_no_sum_and_no_error(said: str) -> None:
    assert not form("用于站点建设。", ("申请经费", said)).station.grant_requested.present


def test_a_point_behind_a_small_number_is_no_part_of_it() -> None:
    assert form("用于站点建设。", ("申请经费", "10.5.")).station.grant_requested.value == Decimal(105000)

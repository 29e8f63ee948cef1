"""申报书 in many shapes: tables, lines, one big table, sentences; what is not there is said to be so."""

from __future__ import annotations

import pytest

from tests.builders import Flowing, Paged
from tests.unit.kinds.form_papers import NUMBER, form, narrative, shown, table_form


def test_table_form() -> None:
    record = form(table_form(), format="docx")
    assert shown(record.programme) == "studio"
    assert shown(record.team_name) == "某某创新工作室"
    assert shown(record.host_org) == "北京某某装备有限公司"
    assert shown(record.uscc) == "91350100M000100Y43"
    assert shown(record.recommender) == "北京市海淀区科学技术协会"
    assert shown(record.founded_date) == "2021-03-16"
    assert shown(record.member_count) == "3"
    assert shown(record.site_area_m2) == "186"
    assert shown(record.apply_date) == "2025-06-20"


def test_leader_of_a_table_form() -> None:
    leader = form(table_form(), format="docx").leader
    assert shown(leader.name) == "曹某"
    assert shown(leader.birth_date) == "1983-04"
    assert shown(leader.id_number) == NUMBER
    assert shown(leader.post) == "负责人"
    assert shown(leader.age) == "42"
    assert shown(leader.personnel_relation_unit) == "北京某某装备有限公司"
    assert shown(leader.professional_title) == "正高级工程师"  # not in the block: from the leader's own row
    assert [shown(p.level) for p in leader.projects] == ["国家级"]


def test_tables_of_a_table_form() -> None:
    record = form(table_form(), format="docx")
    assert [m.key for m in record.members] == ["曹某/1983-04", "李某/1990-07", "王某/1993-05"]
    assert shown(record.members[1].role_division) == "<blank>"
    assert shown(record.members[1].age) == "<not_found>"
    assert [(shown(e.name), shown(e.professional_title)) for e in record.experts] == [("施某", "中国工程院院士")]
    assert [shown(o.identifier) for o in record.outcomes] == ["ZL202116301415.0"]
    assert [(shown(b.category), shown(b.amount)) for b in record.budget_lines] == [("咨询费", "9600.00")]


def test_form_of_lines() -> None:
    first = (
        Paged()
        .title("北京优秀青年工程师创新工作室申报表")
        .line("工 作 室 名 称：某某创新工作室")
        .line("依 托 单 位：", "北京某某装备有限公司")
        .line("推荐单位：")
        .line("申报日期：    年  月  日")
        .line("一、基本情况")
        .line("成立时间：2021.3", "团队人数：6")
        .line("二、负责人信息")
        .line("姓名", "曹某", "性别", "男", at=[72, 150, 250, 320])
        .line("出生年月", "1979.07", "国籍", "中国", at=[72, 150, 250, 320])
        .line("人事关系所在单位：")
        .line("三、成员名单")
        .line("序号", "姓名", "性别", "出生年月", "职称", at=[60, 100, 160, 200, 280])
        .line("1", "曹某", "男", "1979.07", "高级工程师", at=[60, 100, 160, 200, 280])
    )
    second = (
        Paged(number=2).line("2", "李某", "女", "1990.07", "工程师", at=[60, 100, 160, 200, 280]).line("四、指导专家")
    )
    record = form(first, second)
    assert shown(record.host_org) == "北京某某装备有限公司"
    assert shown(record.recommender) == "<blank>"
    assert shown(record.apply_date) == "<blank>"
    assert shown(record.founded_date) == "2021-03"
    assert shown(record.member_count) == "6"
    assert shown(record.leader.name) == "曹某"
    assert shown(record.leader.birth_date) == "1979-07"
    assert shown(record.leader.personnel_relation_unit) == "<blank>"
    assert [shown(m.name) for m in record.members] == ["曹某", "李某"]


def test_one_big_table_with_sections_in_rows() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .table(
            ["工作室名称", "某某创新工作室", "组建时间", "2020年5月"],
            ["依托单位", "北京某某部件有限公司", "团队人数", "五人"],
            ["姓 名", "殷某", "性 别", "男"],
            ["出生年月", "1979年07月", "国籍/地区", "中国"],
            ["身份证号码", "（另附）", "职称/职务", "高级工程师/总工"],
            ["人事（劳动）关系所在单位", "北京某某部件有限公司", "联系人", "张某"],
        )
    )
    record = form(page, format="docx")
    assert shown(record.member_count) == "5"
    assert shown(record.leader.name) == "殷某"
    assert shown(record.leader.id_number) == "<unreadable>"
    assert record.leader.id_number.spans[0].text == "（另附）"
    assert shown(record.leader.personnel_relation_unit) == "北京某某部件有限公司"


def test_narrative_form() -> None:
    record = form(narrative())
    assert shown(record.host_org) == "北京某某装备有限公司"
    assert shown(record.uscc) == "91350100M000100Y43"
    assert shown(record.founded_date) == "2021-03"
    assert shown(record.member_count) == "6"
    leader = record.leader
    assert shown(leader.name) == "曹某某"
    assert shown(leader.birth_date) == "1979-07"
    assert shown(leader.gender) == "男"
    assert shown(leader.nationality) == "中国"
    assert shown(leader.id_number) == NUMBER
    assert shown(leader.professional_title) == "正高级工程师"
    assert shown(leader.personnel_relation_unit) == "北京某某装备有限公司"
    assert [(shown(m.name), shown(m.birth_date)) for m in record.members] == [
        ("周某某", "1985-03"),
        ("罗某某", "1990-07"),
    ]
    assert [(shown(e.name), shown(e.professional_title)) for e in record.experts] == [("施某某", "中国工程院院士")]


def test_values_from_sentences_are_less_certain() -> None:
    leader = form(narrative()).leader
    assert leader.birth_date.present
    assert leader.birth_date.confidence == pytest.approx(0.95)
    assert "".join(span.text for span in leader.birth_date.spans) == "1979年7月"

"""申报书 in many shapes: tables, lines, one big table, sentences; what is not there is said to be so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.recognise import recognise
from extractor.records.application_form import ApplicationForm
from tests.builders import Flowing, Paged, identity, part

NUMBER = identity("110108", "19830412", "261")


def shown(field: Any) -> str:
    return str(field.value) if field.present else f"<{field.reason}>"


def form(*pages: Paged | Flowing, format: str = "pdf") -> ApplicationForm:
    found = recognise(part(*pages, format=format))
    assert found.kind == "application_form"
    (record,) = found.records
    assert isinstance(record, ApplicationForm)
    return record


def table_form() -> Flowing:
    return (
        Flowing()
        .text("北京优秀青年工程师创新工作室")
        .text("申 报 书")
        .text("依托单位：北京某某装备有限公司（盖章）")
        .text("负 责 人：曹某")
        .text("推荐单位：北京市海淀区科学技术协会（盖章）")
        .text("申报日期：2025年6月20日")
        .heading("一、团队基本信息")
        .table(
            ["工作室名称", "某某创新工作室", "组建时间", "2021年03月16日"],
            ["依托单位", "北京某某装备有限公司", "统一社会信用代码", "91350100M000100Y43"],
            ["团队人数", "3人（含负责人）", "固定场所面积", "186平方米"],
        )
        .heading("二、团队负责人")
        .table(
            ["姓 名", "曹某", "性 别", "男", "民族", "汉族"],
            ["国籍", "中国", "出生年月", "1983年04月", "学历学位", "研究生/博士"],
            ["职务", "负责人", "手机", "13800000001", "年龄", "42岁"],
            [
                "工作单位",
                "北京某某装备有限公司",
                "人事（劳动）关系所在单位",
                "北京某某装备有限公司",
                "证件号码",
                NUMBER,
            ],
        )
        .text("承担项目情况")
        .table(
            ["序号", "项目名称", "级别", "角色", "起止时间"],
            ["1", "某重点研发计划课题", "国家级", "主持", "2021.11—2024.10"],
        )
        .heading("三、团队成员名单")
        .table(
            ["序号", "姓名", "性别", "出生年月", "职称", "单位", "分工"],
            ["1", "曹某", "男", "1983年04月", "正高级工程师", "北京某某装备有限公司", "总体"],
            ["2", "李某", "女", "1990.7", "工程师", "北京某某装备有限公司", ""],
            ["3", "王某", "男", "一九九三年五月", "工程师", "某某研究院", "试验"],
        )
        .heading("四、指导专家")
        .table(["姓名", "职称/称号", "工作单位", "指导内容"], ["施某", "中国工程院院士", "某某大学", "指导科研"])
        .heading("七、主要成果")
        .table(
            ["类别", "名称", "编号", "日期", "权利人"],
            ["发明专利", "一种装置", "ZL202116301415.0", "2023年5月16日", "某公司"],
        )
        .heading("八、经费预算（单位：万元）")
        .table(["科目", "测算依据", "金额"], ["咨询费", "4人次×2400元", "0.96"], ["合计", "", "0.96"])
    )


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


def narrative() -> Paged:
    return (
        Paged()
        .title("北京优秀青年工程师创新工作室申报书")
        .line("一、团队情况")
        .wrapped(
            "某某装备创新工作室依托北京某某装备有限公司（统一社会信用代码91350100M000100Y43）建设，自2021年3月起运行，"
            "现有团队成员6人。依托单位成立于2008年5月。"
        )
        .line("二、负责人")
        .wrapped(
            f"曹某某，男，汉族，1979年7月出生，中国国籍，身份证号{NUMBER}，博士，正高级工程师，现任北京某某装备有限公司技术总监，"
            "与北京某某装备有限公司签订劳动合同，2008年7月参加工作。"
        )
        .line("三、成员")
        .wrapped("周某某，男，1985年3月出生，高级工程师；罗某某，女，1990年7月出生，工程师，负责试验。")
        .line("四、指导专家")
        .wrapped("聘请中国工程院院士施某某担任团队指导专家。")
    )


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


def test_a_founding_that_is_only_meant_is_none() -> None:
    page = Flowing().text("北京优秀青年工程师创新工作室申报书").text("本团队拟于2023年成立，现有成员8人。")
    assert shown(form(page, format="docx").founded_date) == "<not_found>"


def test_founding_of_the_host_is_not_the_teams() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .text("依托单位：北京某某有限公司")
        .text("北京某某有限公司成立于2005年3月。")
    )
    record = form(page, format="docx")
    assert shown(record.founded_date) == "<not_found>"


def test_a_neighbouring_label_is_never_a_value() -> None:
    page = (
        Paged()
        .title("北京优秀青年工程师创新工作室申报书")
        .line("依托单位", "统一社会信用代码", "所在区", "单位性质")
        .line("二、团队负责人")
        .table(["姓名", "性别", "出生年月", "职称"], ["", "", "", ""])
        .table(["国籍", "", "民族", "汉族"])
    )
    record = form(page)
    assert not record.host_org.present
    assert shown(record.leader.birth_date) == "<blank>"
    assert shown(record.leader.nationality) == "<blank>"
    assert shown(record.leader.ethnicity) == "汉族"


def test_signatory_of_the_host_is_not_the_leader() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .text("工作室名称：某某创新工作室")
        .heading("九、依托单位意见")
    )
    record = form(page.text("同意申报。").text("负责人（签字）：周某某").text("2025年6月20日"), format="docx")
    assert shown(record.leader.name) == "<not_found>"


def test_station_form_with_ticked_class() -> None:
    page = (
        Flowing()
        .text("“千人进千企”科创公共服务工作站点")
        .text("项目申报书")
        .table(
            ["站点名称", "丰台区工作站点"],
            ["站点类别", "☑A类 □B类 □产学研合作站点"],
            ["申报单位", "北京某某科技服务促进会"],
            ["推荐单位", "丰台区科学技术协会"],
        )
        .heading("二、项目负责人")
        .table(["姓名", "康某", "出生年月", "1980-01-02"])
    )
    record = form(page, format="docx")
    assert shown(record.programme) == "station"
    assert shown(record.station_class) == "A类"
    assert shown(record.leader.birth_date) == str(date(1980, 1, 2))


def test_two_ticks_are_no_class() -> None:
    page = Flowing().text("“千人进千企”工作站点项目申报书").table(["站点类别", "☑A类 ☑B类"], ["申报单位", "某某学会"])
    record = form(page, format="docx")
    assert shown(record.station_class) == "<unreadable>"


def test_a_foreign_form_is_not_forced() -> None:
    page = (
        Flowing()
        .text("创新训练项目")
        .text("立项申请书")
        .table(["项目名称", "某软件"], ["姓名", "赵某"], ["手机", "13800000001"])
    )
    assert recognise(part(page, format="docx")).kind == "unknown"


def test_a_label_followed_by_a_sentence() -> None:
    page = (
        Flowing()
        .text("北京优秀青年工程师创新工作室申报书")
        .text("依托单位：北京某某科技有限公司")
        .heading("一、负责人")
        .text(
            f"团队负责人：秦某某，男，1972年03月出生，身份证号{NUMBER}，博士，现任北京某某科技有限公司研发部部长，中国国籍。"
        )
        .heading("二、团队")
        .text(
            "团队现有成员3人。除负责人外，其他成员为：闵某某，男，1984年4月出生，工程师；虞某某，女，1987年11月出生，工程师。"
        )
    )
    record = form(page, format="docx")
    assert shown(record.leader.name) == "秦某某"
    assert shown(record.leader.birth_date) == "1972-03"
    assert shown(record.leader.id_number) == NUMBER
    assert shown(record.member_count) == "3"
    assert [shown(m.name) for m in record.members] == ["闵某某", "虞某某"]


def test_the_total_of_a_budget_and_the_further_rows_of_a_category() -> None:
    rows = (
        ["科目", "明细", "金额（元）"],
        ["活动实施费", "设计", "20000"],
        ["", "印刷", "30000"],
        ["合计", "", "50000"],
    )
    paper = Flowing().text("“千人进千企”工作站点项目申报书").text("申报单位：北京某某协会").text("三、经费预算")
    record = form(paper.table(*rows), format="docx")
    assert [shown(line.amount) for line in record.budget_lines] == ["20000", "30000"]
    assert shown(record.budget_total) == "50000"

"""Application forms for the tests of how they are read."""

from __future__ import annotations

from typing import Any

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

"""What is wrong with each station: what its packet shows, the rows that must find it, and those that fail along.

A row that the catalogue lets no more than pass (AUTO-P), or whose parameter is not set, is found with a review.
"""

# ruff: noqa: E501  rows of tables

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from corpora.district.station import END, Extra, Money

SHARED = "25112000000987654321"
A, B, U = ("A", "昌平区"), ("B", "房山区"), ("IUR", "海淀区")


@dataclass(frozen=True, slots=True)
class Case:
    """`facts` are those of corpora.district.station.Station; `found` as in a packet; `also` rows that fail along."""

    name: str
    of: tuple[str, str]
    facts: dict[str, Any] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def applications() -> Iterator[Case]:
    yield Case(
        "申报合格A",
        ("A", "昌平区"),
        found=(
            "ZD-03.1=pass",
            "ZD-03.3=pass",
            "ZD-03.4=pass",
            "ZD-05.2=pass",
            "ZD-06.4=pass",
            "ZD-10.1=pass",
            "ZD-11.2=pass",
        ),
    )
    yield Case(
        "申报合格B",
        ("B", "平谷区"),
        {"layout": 1, "without": ("area",), "says": {"class": "B类（平谷区）"}},
        ("ZD-03.4=pass", "ZD-05.2=pass"),
    )
    yield Case("申报合格产学研", ("IUR", "海淀区"), found=("ZD-03.4=not_applicable", "ZD-06.2=pass"))
    yield Case("申报类别外", ("A", "东城区"), {"layout": 2, "says": {"class": "C类"}}, ("ZD-03.3=fail",))
    yield Case("申报区类不符", ("A", "门头沟区"), {"layout": 1}, ("ZD-03.4=fail",))
    yield Case("申报无推荐", ("B", "大兴区"), {"without": ("letter",)}, ("ZD-05.2=fail",))
    yield Case(
        "申报外区推荐", ("A", "丰台区"), {"says": {"recommender": "北京市朝阳区科学技术协会"}}, ("ZD-05.2=fail",)
    )
    yield Case(
        "申报公益一类",
        ("B", "怀柔区"),
        {"says": {"institution": "公益一类", "code": "12110000", "sort": "事业单位", "host": "北京澄石科技促进中心"}},
        ("ZD-06.1=fail",),
    )
    yield Case(
        "申报外地企业",
        ("A", "通州区"),
        {
            "says": {
                "host": "天津砺原装备有限公司",
                "code": "91120116",
                "sort": "有限责任公司",
                "address": "天津市滨海新区科萃西街6号",
                "劳务费": "专家讲课 4 人次，5000元/人次",
            }
        },
        ("ZD-03.1=review:地址不在北京", "ZD-06.1=review:有限责任公司", "ZD-10.4=review:5000元/人次"),
    )
    yield Case("申报校无科协", ("IUR", "朝阳区"), {"without": ("society",)}, ("ZD-06.2=review:未见成立科协",))
    yield Case(
        "申报无方案",
        ("B", "延庆区"),
        {"layout": 2, "without": ("plan",), "says": {"contact": "", "grant": "12万元"}},
        ("ZD-10.1=fail", "ZD-11.2=fail", "ZD-06.4=fail"),
    )
    yield Case("申报无申报书", ("B", "石景山区"), {"without": ("form",), "layout": 1}, ("ZD-10.1=fail",))
    for one in "甲乙":
        yield Case(f"申报同区{one}", ("A", "顺义区"), found=("ZD-06.3=review:顺义区 2 份",))


def agreements() -> Iterator[Case]:
    yield Case("协议合格", A, found=("ZD-03.2=pass", "ZD-06.4=pass", "ZD-10.3=pass", "ZD-11.1=pass", "ZD-11.3=pass"))
    yield Case(
        "协议往年",
        B,
        {"without": ("rules",), "layout": 1, "says": {"start": "2024年3月1日", "end": "2024年11月30日"}},
        ("ZD-03.2=fail", "ZD-10.2=review:印章 0 处", "ZD-11.1=review:缺少项目管理制度"),
    )
    yield Case(
        "协议无预算", B, {"without": ("budget_table", "plan")}, ("ZD-10.3=fail", "ZD-11.3=review:缺少实施方案和预算")
    )
    yield Case(
        "协议无目标",
        U,
        {"without": ("targets",), "says": {"grant": "80000元", "contact": ""}},
        ("ZD-10.3=fail", "ZD-06.4=fail", "ZD-11.2=fail"),
    )


_A_TASKS = tuple(f"ZD-07.A{n}=pass" for n in (1, 2, 3, 4, 6, 7, 8, 9))
_B_TASKS = tuple(f"ZD-07.B{n}=pass" for n in (1, 2, 3, 4, 6, 7, 8))
_COMMON = (
    "ZD-07.1c=pass",
    "ZD-07.1d=pass",
    "ZD-07.1e=pass",
    "ZD-07.1g=pass",
    "ZD-12.2=pass",
    "ZD-12.3=pass",
    "ZD-12.4=pass",
    "ZD-15.3=pass",
    "ZD-16.5b=pass",
    "ZD-18.4=pass",
)


def tasks() -> Iterator[Case]:
    yield Case("合格A", A, found=(*_A_TASKS, *_COMMON))
    yield Case("合格B", B, {"layout": 1}, (*_B_TASKS, *_COMMON))
    yield Case("合格A二", ("A", "朝阳区"), {"layout": 2}, (*_A_TASKS, *_COMMON))
    yield Case(
        "合格产学研",
        U,
        found=("ZD-08.1=pass", "ZD-08.2=pass", "ZD-08.3=pass", "ZD-08.4=pass", "ZD-08.5=pass", "ZD-15.3=pass"),
    )
    yield Case(
        "企业需求少",
        A,
        {"layout": 2, "less": {"firms": 42, "key": 33, "needs": 14}, "short": ("企业需求分析报告",)},
        ("ZD-07.A1=fail", "ZD-07.A6=fail", "ZD-07.A8=fail", "ZD-12.2=fail"),
    )
    yield Case(
        "科协成果少",
        A,
        {
            "less": {"associations": 0.25, "results": 3, "news": 2},
            "short": ("专家服务企业典型模式报告",),
            "layout": 1,
        },
        ("ZD-07.A2=fail", "ZD-07.A5=fail", "ZD-07.1d=fail", "ZD-07.A9=fail"),
        ("ZD-07.1e", "ZD-12.2"),
    )
    yield Case(
        "重点专家少",
        A,
        {"less": {"key": 24, "special": 6, "experts": 12, "cooperations": 1}},
        ("ZD-07.A3=fail", "ZD-07.A4=fail", "ZD-07.A7=fail", "ZD-07.1f=fail"),
        ("ZD-12.2",),
    )
    yield Case(
        "活动新闻少",
        A,
        {"less": {"events": 2, "own_news": 0}, "late_news": 45},
        ("ZD-07.1c=fail", "ZD-07.1e=fail", "ZD-12.1=review:相隔 45 天"),
        ("ZD-12.2",),
    )
    yield Case("无总结", A, {"without": ("summary",)}, ("ZD-07.1g=fail", "ZD-12.3=review:缺少总结报告"))
    yield Case(
        "无决算", B, {"without": ("settlement",), "less": {"shown_events": 4}}, ("ZD-12.4=fail", "ZD-13.1=fail")
    )
    yield Case(
        "自报多写他区",
        B,
        {"says": {"claimed": "60", "reported": "密云区"}},
        ("W.05=review:60 家", "W.06=review:密云区", "ZD-07.B1=review:60 家"),
    )
    yield Case(
        "B企业成果少",
        B,
        {"less": {"firms": 33, "key": 23, "results": 1}, "short": ("区域企业发展报告",)},
        ("ZD-07.B1=fail", "ZD-07.B5=fail", "ZD-07.B8=fail", "ZD-12.2=fail"),
    )
    yield Case(
        "B科协需求少",
        B,
        {"less": {"associations": 0.2, "special": 3, "needs": 22}, "layout": 1},
        ("ZD-07.B2=fail", "ZD-07.B4=fail", "ZD-07.B6=fail"),
        ("ZD-12.2",),
    )
    yield Case(
        "B重点专家少", B, {"less": {"key": 12, "experts": 9}}, ("ZD-07.B3=fail", "ZD-07.B7=fail"), ("ZD-12.2",)
    )
    yield Case(
        "产学研成果少",
        U,
        {"less": {"university": 20, "experts": 20}, "short": ("产学研工作模式报告",)},
        ("ZD-08.2=fail", "ZD-08.4=fail", "ZD-08.5=fail"),
        ("ZD-12.2",),
    )
    yield Case(
        "产学研企业少",
        U,
        {"less": {"firms": 7, "key": 4}, "without": ("partners",)},
        ("ZD-08.3=fail", "ZD-08.1=review:未见所对接的区工作站点"),
        ("ZD-12.2",),
    )
    yield Case("产学研无总结", U, {"without": ("summary",)}, ("ZD-12.3=fail",))


def spending() -> Iterator[Case]:
    """Money: each in a packet that is sound otherwise."""
    june = date(2025, 6, 9)
    barred = (Extra("*餐饮服务*餐费", june, "800"), Extra("*办公设备*打印机", june, "1800"), Extra("*其他*违章罚款", june, "200"),
              Extra("*纸制品*办公用复印纸", june, "300"), Extra("*旅游服务*国际机票款", june, "6800"))  # fmt: skip
    more = (Extra("*商务服务*业务招待费", june, "1200"), Extra("*企业管理服务*项目管理费", june, "5000"),
            Extra("*研发和技术服务*协作费", june, "9000"), Extra("*日用杂品*慰问品", june, "700", "慰问项目外人员"))  # fmt: skip
    yield Case(
        "禁列支一",
        B,
        {"money": Money(bills=barred)},
        ("ZD-17.2d=fail", "ZD-17.3=fail", "ZD-17.5=fail", "ZD-17.2a=fail", "ZD-17.2b=fail"),
    )
    yield Case(
        "禁列支二",
        A,
        {"money": Money(bills=more)},
        ("ZD-17.1=fail", "ZD-17.2c=fail", "ZD-17.4=fail", "ZD-18.5=review:协作费"),
    )
    doubtful = (
        Extra("*鉴证咨询服务*咨询费", june, "3000"),
        Extra("*会展服务*布展费", june, "900"),
        Extra("*会展服务*会议场地费", date(2025, 10, 27), "4000"),
        Extra("*运输服务*网约车费", june, "600"),
    )
    yield Case(
        "归类存疑",
        A,
        {"without": ("paid_list",), "says": {"role": "在编职工"}, "money": Money(bills=doubtful)},
        (
            "ZD-14.2=review:专账",
            "ZD-16.1a=review:咨询的事由",
            "ZD-16.2a=review:在编职工",
            "ZD-16.3=review:布展费",
            "ZD-16.4a=review:会议场地费",
            "ZD-16.4b=review:会议场地费",
            "ZD-16.5a=review:网约车费",
            "ZD-15.3=review:没有写明这些票据的付款日期",
        ),
    )
    late = (Extra("*设计服务*展板设计", END.replace(month=12, day=5), "900"),)
    yield Case("期后开票", B, {"money": Money(bills=late)}, ("V.07=fail", "ZD-15.3=fail", "ZD-14.3=fail"))
    yield Case(
        "期后付款", A, {"layout": 2, "money": Money(paid={"活动实施费": date(2025, 12, 4)})}, ("ZD-15.3=fail",)
    )
    yield Case(
        "有结余", U, {"layout": 2, "money": Money(spent={"其他费用": 3180})}, ("ZD-15.3=fail", "ZD-18.4=review:3180")
    )
    yield Case(
        "他人发票",
        B,
        {"money": Money(stranger=True, off=Decimal(10))},
        ("V.05=fail", "V.04=fail"),
        ("ZD-14.3", "V.06", "X.06"),
    )
    for one, of in (("甲", A), ("乙", B)):
        yield Case(f"重复发票{one}", of, {"money": Money(shared_bill=SHARED)}, ("R.01=fail",), ("ZD-14.3",))
    yield Case(
        "科目外",
        B,
        {"money": Money(spent={"其他费用": 0, "培训费": 10600}, planned={"其他费用": 0, "培训费": 10600})},
        ("ZD-16.0=fail",),
    )
    yield Case("预算外科目", B, {"money": Money(planned={"其他费用": 0, "活动实施费": 53000})}, ("ZD-18.4=fail",))
    yield Case(
        "领款人",
        A,
        {
            "says": {"leader": "岑观澜"},
            "money": Money(own_consultant=True, labourer=("北京市怀柔区人民政府办公室", "处长")),
        },
        ("ZD-16.1b=fail", "ZD-16.2b=fail", "P.05=fail", "ZD-11.5=review:岑观澜"),
    )
    yield Case(
        "其他无凭证",
        B,
        {"layout": 1, "money": Money(billed={"其他费用": 8480})},
        ("ZD-16.5b=fail",),
    )

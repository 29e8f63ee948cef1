"""Planted lines for both programmes: every prohibited group is found, a clean set stays clean, and what is ambiguous
names its candidates."""

from __future__ import annotations

import pytest

from checks.expense_map import load
from checks.expense_words import hits
from checks.expenses import Placement, place


def placed(line: str, programme: str, **beside: str) -> Placement:
    return place(line, programme=programme, **beside)


PROHIBITED = {
    "studio": [
        ("*生产生活服务*职工体检费", "QC-07.2.1"),
        ("个人奖金", "QC-07.2.1"),
        ("*旅游服务*团建活动费", "QC-07.2.1"),
        ("*娱乐服务*KTV", "QC-07.2.1"),
        ("超市购物卡", "QC-07.2.1"),
        ("交通违章罚款", "QC-07.2.2"),
        ("偿还贷款", "QC-07.2.2"),
        ("向基金会捐赠", "QC-07.2.2"),
        ("活动赞助费", "QC-07.2.2"),
        ("对外投资款", "QC-07.2.2"),
        ("来宾接待费", "QC-07.2.3"),
        ("嘉宾食宿", "QC-07.2.3"),
        ("*电子计算机*笔记本电脑", "QC-07.2.4"),
        ("*计算机外部设备*彩色激光打印机", "QC-07.2.4"),
        ("*移动通信设备*手机", "QC-07.2.4"),
        ("*生产生活服务*办公室装修费", "QC-07.2.4"),
        ("*劳务*打印机维修费", "QC-07.2.4"),
        ("*制冷空调设备*柜机", "QC-07.2.4"),
    ],
    "station": [
        ("超市购物卡", "ZD-17.1"),
        ("*文具*中性笔", "ZD-17.2a"),
        ("*供电*电费", "ZD-17.2a"),
        ("*电信服务*宽带", "ZD-17.2a"),
        ("办公用房租金", "ZD-17.2a"),
        ("*企业管理服务*物业管理费", "ZD-17.2a"),
        ("出国考察费", "ZD-17.2b"),
        ("*旅游服务*签证费", "ZD-17.2b"),
        ("业务招待费", "ZD-17.2c"),
        ("*酒*白酒", "ZD-17.2c"),
        ("*娱乐服务*KTV", "ZD-17.2c"),
        ("*生产生活服务*餐饮服务", "ZD-17.2d"),
        ("工作餐", "ZD-17.2d"),
        ("*计算机外部设备*彩色激光打印机", "ZD-17.3"),
        ("*家具*文件柜", "ZD-17.3"),
        ("会议室装修", "ZD-17.3"),
        ("项目管理费", "ZD-17.4"),
        ("组织协调费", "ZD-17.4"),
        ("罚款", "ZD-17.5"),
        ("归还借款", "ZD-17.5"),
        ("公益捐赠", "ZD-17.5"),
        ("股权投资", "ZD-17.5"),
    ],
}


@pytest.mark.parametrize(
    ("programme", "line", "rule"), [(name, *pair) for name, pairs in PROHIBITED.items() for pair in pairs]
)
def test_a_prohibited_line_is_found(programme: str, line: str, rule: str) -> None:
    found = placed(line, programme)
    assert found.verdict == "prohibited", found
    assert rule in found.to


def test_every_group_of_prohibitions_has_a_planted_line() -> None:
    for programme, pairs in PROHIBITED.items():
        planted = {rule for _, rule in pairs}
        # The row of unrelated expenses is a person's; what may be a transfer of funds is always asked.
        assert planted == set(load(programme).articles) - {load(programme).unrelated, "ZD-18.5"}


CLEAN = {
    "studio": {
        "咨询费": ["*鉴证咨询服务*技术咨询费", "专家咨询费"],
        "劳务费": ["临时工", "*现代服务*劳务费", "志愿者补贴"],
        "培训费": ["*非学历教育服务*培训费", "学术会议注册费", "继续教育"],
        "科研业务费": ["*知识产权服务*专利代理费", "论文版面费", "*研发和技术服务*检测费", "*印刷品*图书", "印花税"],
        "其他费用": ["*运输服务*客运服务费", "市内交通费", "差旅费"],
    },
    "station": {
        "咨询费": ["*鉴证咨询服务*咨询费"],
        "劳务费": ["讲课费", "志愿者补贴"],
        "活动实施费": [
            "*设计服务*需求征集会背景板设计制作费",
            "*印刷品*宣传折页印刷",
            "*现代服务*活动摄影摄像费",
            "*经营租赁*音响租赁",
            "*生产生活服务*同声传译",
        ],
        "会议费": ["*会展服务*会议费", "*经营租赁*会议室租赁"],
        "其他费用": ["*广告服务*宣传费", "市内交通费"],
    },
}


@pytest.mark.parametrize(
    ("programme", "category", "line"),
    [(name, category, line) for name, sets in CLEAN.items() for category, lines in sets.items() for line in lines],
)
def test_a_clean_line_is_placed_and_nothing_of_it_is_prohibited(programme: str, category: str, line: str) -> None:
    found = placed(line, programme)
    assert category in found.categories
    assert not found.articles
    assert found.verdict in ("placed", "likely")


AMBIGUOUS = [
    ("studio", "*会展服务*会议费", {"培训费", "其他费用"}),
    ("studio", "专家评审费", {"咨询费", "劳务费"}),
    ("studio", "*餐饮服务*餐费", {"QC-07.2.3", "其他费用"}),
    ("studio", "*住宿服务*住宿费", {"其他费用", "QC-07.2.3"}),
    ("studio", "*仪器仪表*示波器", {"其他费用", "QC-07.2.4"}),
    ("studio", "3D打印机", {"其他费用", "QC-07.2.4"}),
    ("studio", "产线技术改造", {"其他费用", "QC-07.2.4"}),
    ("studio", "桌椅租赁", {"其他费用"}),
    ("studio", "贷款利息", {"QC-07.2.2"}),
    ("station", "*会展服务*服务", {"会议费", "活动实施费"}),
    ("station", "*现代服务*培训费", {"会议费", "活动实施费", "其他费用"}),
    ("station", "*视听设备*投影仪", {"活动实施费", "ZD-17.3"}),
    ("station", "纪念品", {"活动实施费", "ZD-17.2c"}),
    ("station", "*住宿服务*住宿费", {"会议费", "ZD-17.2c"}),
    ("station", "会议费及餐费", {"ZD-17.2d"}),
    ("station", "*烟草制品*资料费", {"ZD-17.2c", "其他费用"}),
    ("station", "会议费、设计费", {"会议费", "活动实施费"}),
]


@pytest.mark.parametrize(("programme", "line", "candidates"), AMBIGUOUS)
def test_an_ambiguous_line_names_its_candidates(programme: str, line: str, candidates: set[str]) -> None:
    found = placed(line, programme)
    assert candidates <= set(found.to)
    assert found.verdict != "placed"


LONGER = [
    "绩效评价办法",
    "打印机墨盒支架",
    "民航局",
    "餐饮行业调研",
    "员工福利院慰问演出",
    "自然科学基金",
    "充电费",
    "酒精灯",
]


@pytest.mark.parametrize("line", LONGER)
@pytest.mark.parametrize("programme", ["studio", "station"])
def test_a_word_inside_a_longer_name_is_no_hit(programme: str, line: str) -> None:
    assert hits(line, programme) == ()


@pytest.mark.parametrize("line", ["费用不含餐费", "不得列支招待费", "禁止购买烟酒"])
def test_what_is_taken_back_is_no_hit(line: str) -> None:
    assert placed(line, "station").verdict == "unplaced"


def test_a_merged_short_name_alone_says_nothing() -> None:
    for line in ("*生产生活服务*", "*现代服务*服务费", "*生活服务*"):
        assert placed(line, "station").verdict == "unplaced"


def test_the_code_speaks_where_item_and_short_name_do_not() -> None:
    found = placed("*生产生活服务*", "station", code="3070401000000000000")
    assert (found.verdict, found.to) == ("prohibited", ("ZD-17.2d",))
    assert [step.looked_at for step in found.steps] == ["税收分类编码"]


def test_the_paper_outweighs_its_words() -> None:
    found = placed("办公设备", "studio", document="财政电子票据 公益事业捐赠统一票据")
    assert found.to == ("QC-07.2.2",)
    assert found.steps[0].looked_at == "票据种类"


def test_the_remark_settles_who_was_hosted() -> None:
    assert placed("*餐饮服务*餐费", "studio", context="来宾接待").to == ("QC-07.2.3",)
    assert placed("*文具*文具", "station", context="需求征集会").verdict == "likely_prohibited"


def test_the_steps_tell_the_way() -> None:
    found = placed("*会展服务*会议费", "station")
    assert [(step.looked_at, step.found) for step in found.steps] == [("项目文字", "会议费")]
    assert "会议费" in found.steps[0].says


def test_a_notebook_of_paper_is_no_computer() -> None:
    assert "QC-07.2.4" not in placed("*文具*笔记本", "studio").to
    assert placed("*电子计算机*笔记本", "studio").to == ("QC-07.2.4",)

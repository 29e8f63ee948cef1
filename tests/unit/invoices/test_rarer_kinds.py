"""Kinds that come seldom, made up here: 定额, 卷票, 机动车, 数电纸质, 清单; copies and stamps; and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpora.invoice_faces import Printed
from corpora.invoice_sheets import page, part
from extractor.kinds.invoice import LEAST, parse, score
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice

Row = tuple[float, float, str]
SOURCES = ["text", "ocr:test"]


def value(field: Field[object]) -> object:
    return field.value if isinstance(field, Cited) else None


def read(*rows: Row, size: tuple[float, float] = (595, 397), source: str = "text") -> tuple[Invoice, ...]:
    paper = part(page([Printed(*row) for row in rows], size, source=source, qr=""))
    assert score(paper) > LEAST
    return parse(paper)


FIXED: tuple[Row, ...] = (
    (150, 20, "北京市地方税务局通用定额发票"),
    (200, 45, "发 票 联"),
    (60, 70, "发票代码 211001871001"),
    (60, 90, "发票号码 04271497"),
    (150, 120, "伍拾元"),
    (60, 150, "密码"),
    (60, 180, "收款单位（盖章）"),
    (60, 200, "开票日期 2025年06月05日"),
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_fixed_sum_invoice(source: str) -> None:
    (found,) = read(*FIXED, size=(400, 240), source=source)
    assert (value(found.kind), value(found.invoice_code)) == ("定额发票", "211001871001")
    assert value(found.invoice_number) == "04271497"
    assert value(found.total_with_tax) == Decimal("50.00")


ROLL: tuple[Row, ...] = (
    (40, 20, "北京增值税普通发票（卷票）"),
    (80, 40, "发票联"),
    (20, 60, "发票代码：011002000107"),
    (20, 76, "发票号码：27086599"),
    (20, 92, "机打号码：27086599"),
    (20, 108, "机器编号：661022817183"),
    (20, 124, "销售方名称：栖禾图文设计有限公司"),
    (20, 140, "纳税人识别号：91350100M000100Y43"),
    (20, 156, "开票日期：2025年06月05日"),
    (20, 172, "购买方名称：青屿川（北京）科技有限公司"),
    (20, 188, "纳税人识别号：91110108MA0Y7XKQ04"),
    (20, 206, "项目"),
    (70, 206, "单价"),
    (110, 206, "数量"),
    (150, 206, "金额"),
    (20, 222, "*印刷品*手册"),
    (70, 238, "53.00"),
    (110, 238, "2"),
    (150, 238, "106.00"),
    (20, 256, "合计金额（小写）：￥106.00"),
    (20, 272, "合计金额（大写）：壹佰零陆圆整"),
    (20, 288, "校验码：12345678901234567890"),
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_roll(source: str) -> None:
    (found,) = read(*ROLL, size=(220, 310), source=source)
    assert (value(found.kind), value(found.invoice_number)) == ("卷票", "27086599")
    assert value(found.total_with_tax) == Decimal("106.00")
    assert value(found.seller.name) == "栖禾图文设计有限公司"


CAR: tuple[Row, ...] = (
    (190, 20, "机动车销售统一发票"),
    (260, 40, "发 票 联"),
    (400, 30, "发票代码 111002000104"),
    (400, 46, "发票号码 42714974"),
    (30, 46, "开票日期 2025-06-05"),
    (30, 90, "购买方名称"),
    (120, 90, "青屿川（北京）科技有限公司"),
    (330, 90, "纳税人识别号"),
    (430, 90, "91110108MA0Y7XKQ04"),
    (30, 120, "车辆类型"),
    (120, 120, "轿车"),
    (250, 120, "厂牌型号"),
    (330, 120, "云杉 YS7000"),
    (30, 150, "发动机号码"),
    (120, 150, "A1234567"),
    (250, 150, "车辆识别代号/车架号码"),
    (400, 150, "LSVAA49J132047371"),
    (30, 180, "价税合计"),
    (120, 180, "壹拾壹万叁仟圆整"),
    (330, 180, "小写"),
    (400, 180, "￥113000.00"),
    (30, 210, "销货单位名称"),
    (120, 210, "栖禾汽车销售有限公司"),
    (330, 210, "电话"),
    (30, 240, "纳税人识别号"),
    (120, 240, "91350100M000100Y43"),
    (30, 270, "增值税税率或征收率"),
    (150, 270, "13%"),
    (250, 270, "增值税税额"),
    (330, 270, "￥13000.00"),
    (30, 300, "不含税价"),
    (120, 300, "小写 ￥100000.00"),
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_car(source: str) -> None:
    (found,) = read(*CAR, source=source)
    assert (value(found.kind), value(found.invoice_number)) == ("机动车发票", "42714974")
    assert value(found.total_with_tax) == Decimal("113000.00")
    wrong = [
        field
        for field, expected in (
            (found.buyer.name, "青屿川（北京）科技有限公司"),
            (found.seller.name, "栖禾汽车销售有限公司"),
            (found.total_tax, Decimal("13000.00")),
            (found.total_amount, Decimal("100000.00")),
        )
        if isinstance(field, Cited) and field.value != expected and field.confidence >= 0.9
    ]
    assert wrong == []


def digital_on_paper() -> list[Printed]:
    from corpora.invoice_faces import digital, draft

    rows = [row for row in digital(draft(3)) if "发票号码" not in row.text and "电子发票" not in row.text]
    number = draft(3).number
    rows = [row for row in rows if row.text != number]
    return [
        *rows,
        Printed(150, 22, "增值税专用发票", True, 18),
        Printed(270, 44, "发票联", True),
        Printed(420, 16, "发票代码：1100254130", True),
        Printed(420, 30, f"数电发票号码：{number}", True),
        Printed(420, 42, "No 27086599", True),
    ]


def test_a_digital_invoice_printed_on_paper() -> None:
    paper = part(page(digital_on_paper(), (595, 397), source="text", qr=""))
    (found,) = parse(paper)
    assert str(value(found.kind)).endswith("专票")
    assert "发票联" in [notice.value for notice in found.notices]


def test_copies_and_stamps_are_told_from_printed_conditions() -> None:
    stamped = read(*FIXED, (240, 130, "作 废"), (20, 225, "第二联：发票联 购买方记账凭证"), size=(400, 240))[0]
    assert {notice.value for notice in stamped.notices} == {"作废", "发票联"}
    printed = read(*FIXED, (60, 220, "本发票涂改作废，逾期作废"), size=(400, 240))[0]
    assert [notice.value for notice in printed.notices] == ["发票联"]


LIST: tuple[Row, ...] = (
    (170, 20, "销售货物或者提供应税劳务、服务清单"),
    (30, 50, "购买方名称：青屿川（北京）科技有限公司"),
    (30, 66, "销售方名称：栖禾图文设计有限公司"),
    (30, 82, "所属增值税普通发票代码：011002000111"),
    (330, 82, "号码：27086599"),
    (480, 82, "共 1 页 第 1 页"),
    (30, 110, "序号"),
    (70, 110, "货物（劳务）名称"),
    (200, 110, "规格型号"),
    (270, 110, "单位"),
    (320, 110, "数量"),
    (370, 110, "单价"),
    (430, 110, "金额"),
    (490, 110, "税率"),
    (540, 110, "税额"),
    (30, 130, "1"),
    (70, 130, "*印刷品*手册"),
    (270, 130, "本"),
    (320, 130, "2"),
    (370, 130, "25.00"),
    (430, 130, "50.00"),
    (490, 130, "6%"),
    (540, 130, "3.00"),
    (30, 150, "2"),
    (70, 150, "*设计服务*展板设计"),
    (270, 150, "项"),
    (320, 150, "1"),
    (370, 150, "50.00"),
    (430, 150, "50.00"),
    (490, 150, "6%"),
    (540, 150, "3.00"),
    (30, 200, "小计"),
    (430, 200, "￥100.00"),
    (540, 200, "￥6.00"),
    (30, 220, "总计"),
    (430, 220, "￥100.00"),
    (540, 220, "￥6.00"),
    (30, 250, "备注"),
    (330, 280, "填开日期：2025年06月05日"),
)


def test_a_list_of_goods_names_the_invoice_that_it_belongs_to() -> None:
    (found,) = read(*LIST, size=(595, 420))
    assert value(found.kind) == "销货清单"
    assert (value(found.invoice_code), value(found.invoice_number)) == ("011002000111", "27086599")
    assert [value(line.amount) for line in found.lines] == [Decimal("50.00"), Decimal("50.00")]


def test_an_invoice_and_its_list_on_the_next_page_are_one() -> None:
    from dataclasses import replace

    from tests.unit.invoices.test_faces import _on_page_two

    face: tuple[Row, ...] = (
        (195, 22, "北京增值税普通发票"),
        (432, 22, "发票代码:"),
        (474, 22, "011002000111"),
        (432, 37, "发票号码:"),
        (474, 37, "27086599"),
        (60, 110, "货物或应税劳务、服务名称"),
        (390, 110, "金额"),
        (450, 110, "税率"),
        (540, 110, "税额"),
        (30, 130, "（详见销货清单）"),
        (390, 130, "100.00"),
        (450, 130, "6%"),
        (540, 130, "6.00"),
        (60, 250, "合 计"),
        (390, 250, "¥100.00"),
        (540, 250, "¥6.00"),
        (60, 270, "价税合计（大写）"),
        (180, 270, "壹佰零陆圆整"),
        (400, 270, "（小写）¥106.00"),
    )
    first = page([Printed(*row) for row in face], (610, 394), source="text", qr="")
    second = page([Printed(*row) for row in LIST], (595, 420), source="text", qr="")
    second = replace(second, number=2, lines=tuple(_on_page_two(line) for line in second.lines))
    (found,) = parse(part(first, second))
    assert value(found.kind) == "普票"
    assert [value(line.raw_name) for line in found.lines] == ["（详见销货清单）"]
    assert [value(line.amount) for line in found.listed] == [Decimal("50.00"), Decimal("50.00")]


@pytest.mark.parametrize(
    "rows",
    [
        ["关于召开对接会的通知", "各有关单位：", "定于2025年6月5日召开对接会，请准时参加。"],
        ["签到表", "姓名 单位 电话", "柯以宁 青屿川科技有限公司"],
        ["付款申请单", "申请部门：项目部", "金额：5000.00元", "审批："],
    ],
)
def test_what_is_no_invoice(rows: list[str]) -> None:
    printed = [Printed(60, 40 + 30 * at, text) for at, text in enumerate(rows)]
    assert score(part(page(printed, (595, 842), source="text", qr=""))) < LEAST

"""Tickets, receipts and rolls, made up here: kind, number, sum and what else each of them prints."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpora.invoice_faces import Printed, digital, draft
from corpora.invoice_sheets import page, part
from extractor.kinds.invoice import LEAST, parse, score
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice


def value(field: Field[object]) -> object:
    return field.value if isinstance(field, Cited) else None


def sheet(
    *rows: tuple[float, float, str], size: tuple[float, float] = (595, 397), source: str = "text", qr: str = ""
) -> Invoice:
    paper = part(page([Printed(*row) for row in rows], size, source=source, qr=qr))
    assert score(paper) > LEAST
    found = parse(paper)
    assert len(found) == 1
    return found[0]


RAIL = (
    (177, 17, "电子发票（铁路电子客票）"),
    (26, 46, "发票号码:25119000000000000017"),
    (432, 44, "开票日期:2025年08月28日"),
    (95, 81, "松陵南站"),
    (268, 84, "G7526"),
    (411, 81, "鹿鸣站"),
    (27, 131, "2025年08月14日 20:24开"),
    (208, 131, "01车11F号"),
    (361, 131, "二等座"),
    (26, 165, "票价:￥263.50"),
    (27, 220, "1101311989****3551"),
    (166, 220, "柯以宁"),
    (27, 277, "电子客票号:051525847322610234447"),
    (262, 277, "始发改签"),
    (26, 301, "购买方名称:青屿川（北京）科技有限公司"),
    (330, 301, "统一社会信用代码:91110108MAWPUBYL0J"),
    (218, 344, "买票请到12306 发货请到95306"),
)


@pytest.mark.parametrize("source", ["text", "ocr:test"])
def test_a_railway_ticket(source: str) -> None:
    found = sheet(*RAIL, source=source)
    assert (value(found.kind), value(found.invoice_number)) == ("铁路电子客票", "25119000000000000017")
    assert str(value(found.issue_date)) == "2025-08-28"
    assert value(found.total_with_tax) == Decimal("263.50")
    assert value(found.buyer.name) == "青屿川（北京）科技有限公司"
    trip = found.trip
    assert trip is not None
    said = [value(f) for f in (trip.from_, trip.to, trip.vehicle_no, trip.seat, trip.traveller, trip.refund_flag)]
    assert said == ["松陵南站", "鹿鸣站", "G7526", "01车11F号", "柯以宁", "始发改签"]
    assert (str(value(trip.depart_date)), value(trip.depart_time)) == ("2025-08-14", "20:24")
    assert value(trip.id_masked) == "1101311989****3551"


AIR = (
    (292, 15, "电子发票"),
    (224, 36, "（航空运输电子客票行程单）"),
    (500, 39, "发票号码：25112000000000019251"),
    (28, 86, "旅客姓名"),
    (190, 86, "有效身份证件号码"),
    (28, 100, "郗望舒"),
    (190, 100, "1101531971****1336"),
    (150, 132, "承运人"),
    (200, 132, "航班号"),
    (256, 132, "座位等级"),
    (318, 132, "日期"),
    (386, 132, "时间"),
    (28, 153, "自：杭州 萧山 T3"),
    (200, 154, "NS9321"),
    (256, 154, "K"),
    (318, 154, "2025年05月19日"),
    (386, 154, "16:25"),
    (28, 171, "至：石家庄 正定 T2"),
    (28, 189, "至：VOID"),
    (110, 229, "票价"),
    (188, 229, "燃油附加费"),
    (266, 229, "增值税税率"),
    (344, 229, "增值税税额"),
    (422, 229, "民航发展基金"),
    (500, 229, "其他税费"),
    (578, 229, "合计"),
    (135, 247, "CNY 467.89"),
    (213, 247, "CNY 27.52"),
    (300, 247, "9%"),
    (369, 247, "CNY 44.59"),
    (447, 247, "CNY 50.00"),
    (525, 247, "CNY 0.00"),
    (610, 247, "CNY 590.00"),
    (28, 275, "电子客票号码：7464350124801"),
    (186, 275, "验证码：9576"),
    (239, 301, "填开单位：天津芸衡旅行社有限责任公司"),
    (449, 301, "填开日期：2025年05月14日"),
    (28, 327, "购买方名称：北京市芸衡先进材料研究院"),
    (344, 327, "统一社会信用代码/纳税人识别号：12110108MA0JW04943"),
)


def test_an_air_itinerary_whose_sums_stand_beside_their_headers() -> None:
    found = sheet(*AIR, size=(682, 397))
    assert value(found.kind) == "航空电子行程单"
    assert (value(found.total_with_tax), value(found.total_tax)) == (Decimal("590.00"), Decimal("44.59"))
    assert found.total_with_tax.confidence == 1.0  # type: ignore[union-attr]
    assert value(found.seller.name) == "天津芸衡旅行社有限责任公司"
    trip = found.trip
    assert trip is not None
    assert [value(f) for f in (trip.from_, trip.to, trip.vehicle_no)] == ["杭州 萧山 T3", "石家庄 正定 T2", "NS9321"]
    assert value(trip.fare) == Decimal("467.89")


def test_air_sums_that_do_not_add_up_are_not_sure() -> None:
    found = sheet(*[(x, y, text.replace("590.00", "950.00")) for x, y, text in AIR], size=(682, 397))
    assert isinstance(found.total_with_tax, Cited)
    assert found.total_with_tax.confidence < 0.9


def test_a_fiscal_receipt() -> None:
    found = sheet(
        (200, 20, "北京市非税收入统一票据（电子）"),
        (30, 50, "票据代码：11010225"),
        (300, 50, "票据号码：0012345678"),
        (30, 66, "交款人统一社会信用代码：91110108MAWPUBYL0J"),
        (300, 66, "校验码：a1b2c3"),
        (30, 82, "交款人：青屿川（北京）科技有限公司"),
        (300, 82, "开票日期：2025-03-14"),
        (40, 110, "项目编码"),
        (120, 110, "项目名称"),
        (250, 110, "单位"),
        (300, 110, "数量"),
        (350, 110, "标准"),
        (420, 110, "金额（元）"),
        (40, 126, "103"),
        (120, 126, "考试费"),
        (250, 126, "人"),
        (304, 126, "2"),
        (350, 126, "60.00"),
        (425, 126, "120.00"),
        (40, 200, "金额合计（大写）壹佰贰拾圆整"),
        (350, 200, "（小写）120.00"),
        (40, 240, "收款单位（章）：北京某考试中心"),
        (300, 240, "复核人：尚知夏"),
        (430, 240, "收款人：冉星河"),
    )
    assert value(found.kind) == "财政电子票据"
    assert (value(found.invoice_code), value(found.invoice_number)) == ("11010225", "0012345678")
    assert (value(found.check_code), str(value(found.issue_date))) == ("a1b2c3", "2025-03-14")
    assert value(found.buyer.name) == "青屿川（北京）科技有限公司"
    assert value(found.total_with_tax) == Decimal("120.00")
    assert [value(line.amount) for line in found.lines] == [Decimal("120.00")]


def test_a_taxi_receipt_is_never_sure_of_its_sum() -> None:
    found = sheet(
        (40, 40, "某某市出租汽车专用发票"),
        (44, 168, "发票代码144032370119"),
        (40, 201, "发票号码13109125"),
        (43, 280, "单位名称：某某市青屿出租汽车有限公司"),
        (70, 418, "车号："),
        (70, 448, "证号："),
        (71, 479, "日期："),
        (200, 430, "BDE0001"),
        (180, 490, "2023年12月16日"),
        (70, 508, "上车："),
        (240, 510, "20:30"),
        (70, 567, "单价："),
        (235, 575, "2.70元"),
        (69, 597, "里程："),
        (235, 605, "7.32KM"),
        (69, 655, "金额："),
        (230, 668, "31.50元"),
        size=(345, 842),
        source="ocr:test",
    )
    assert value(found.kind) == "出租车票"
    assert (value(found.invoice_code), value(found.invoice_number)) == ("144032370119", "13109125")
    assert value(found.total_with_tax) == Decimal("31.50")
    assert found.total_with_tax.confidence < 0.9  # type: ignore[union-attr]
    assert isinstance(found.buyer.name, Absent)


def test_a_slip_for_a_fine() -> None:
    found = sheet(
        (159, 82, "某市交通行政处罚罚没款收据"),
        (102, 129, "票据号码:0093317"),
        (102, 152, "今收到青屿产业协会交来违法停车罚款"),
        (102, 172, "金额（大写）：贰佰圆整¥200.00"),
        (299, 202, "某市综合执法大队（盖章）"),
        (443, 235, "2025年7月11日"),
    )
    assert (value(found.kind), value(found.invoice_number)) == ("收据", "0093317")
    assert [value(line.raw_name) for line in found.lines] == ["违法停车罚款"]
    assert (value(found.buyer.name), value(found.total_with_tax)) == ("青屿产业协会", Decimal("200.00"))


def test_a_toll_invoice_knows_its_passage() -> None:
    what = draft(3, lines=1)
    renamed = {"规格型号": "车牌号", "单 位": "类型", "数 量": "通行日期起", "单 价": "通行日期止"}
    cells = {"项": "客车", "1": "20250709", str(what.items[0].amount): "20250710"}
    rows = []
    for p in digital(what):
        text = renamed.get(p.text, p.text)
        if p.y == 163 and p.x in (199, 286, 330):
            text = cells[p.text]
        rows.append((p.x, p.y, text))
    rows += [(118, 163, "京A0X6Z7")]
    found = sheet(*rows)
    assert value(found.specific_business) == "通行费"
    assert found.toll is not None
    assert [value(found.toll.plate), value(found.toll.vehicle_type)] == ["京A0X6Z7", "客车"]
    assert [str(value(found.toll.from_date)), str(value(found.toll.to_date))] == ["2025-07-09", "2025-07-10"]
    assert value(found.lines[0].raw_name) == what.items[0].name


@pytest.mark.parametrize(
    ("title", "code", "number", "kind"),
    [
        ("北京增值税专用发票", "1100094140", "87654321", "专票"),
        ("北京增值税普通发票", "011002000104", "42714974", "普票"),
        ("北京增值税电子专用发票", "011002000113", "42714974", "电子专票"),
        ("电子发票（增值税专用发票）", "", "25112000000000000017", "数电专票"),
        ("机动车销售统一发票", "111002000104", "42714974", "机动车发票"),
        ("北京市国家税务局通用机打发票", "111002000104", "42714974", "机打发票"),
        ("北京市通用定额发票", "111002000104", "42714974", "定额发票"),
    ],
)
def test_titles_tell_the_kind(title: str, code: str, number: str, kind: str) -> None:
    rows = [(150.0, 20.0, title), (430.0, 40.0, f"发票号码：{number}"), (430.0, 56.0, "开票日期：2025年03月14日")]
    rows += [(430.0, 24.0, f"发票代码：{code}")] if code else []
    assert value(sheet(*rows).kind) == kind


@pytest.mark.parametrize("lost", range(2))
def test_a_lost_label_never_swaps_the_parties(lost: int) -> None:
    what = draft(14)
    labels = [p for p in digital(what) if p.text == "名称："]
    face = [p for p in digital(what) if p is not labels[lost] and not (p.text == "名称：" and p.x == labels[lost].x)]
    found = parse(part(page(face, (595.28, 396.85), source="ocr:test", qr=what.qr)))[0]
    assert value(found.buyer.name) in (None, what.buyer[0])
    assert value(found.seller.name) in (None, what.seller[0])
    assert (value(found.buyer.tax_id), value(found.seller.tax_id)) == (what.buyer[1], what.seller[1])

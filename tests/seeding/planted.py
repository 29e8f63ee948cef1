"""One fault each, planted in a folder of sound invoices: for every row that looks at vouchers, one it must notice.

`PLANTS` is found by what the functions below are marked with; a row of a pack without one is told by the test.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pypdf import PdfReader, PdfWriter

from corpora.district.invoice_xml import Bill, bill_xml
from corpora.invoice_faces import Printed, draft
from extractor.text.uppercase_amounts import to_uppercase
from tests.seeding.sound_vouchers import (
    FEE_HEAD,
    HOST,
    SELLER,
    Files,
    claim,
    claims,
    expert,
    fees,
    sheet,
    sound,
    stand,
)


@dataclass(frozen=True, slots=True)
class Plant:
    """`files` go into the folder; the row then gives `verdict` at least once, and shows or says `says`, which it
    does not of a sound folder.

    `other_host`: another unit's folder with the same files is in the register.
    """

    files: Files
    verdict: str = "review"
    says: str = ""
    other_host: bool = False


PLANTS: dict[str, Callable[[], Plant]] = {}


def plant(rule: str) -> Callable[[Callable[[], Plant]], Callable[[], Plant]]:
    def mark(make: Callable[[], Plant]) -> Callable[[], Plant]:
        PLANTS[rule] = make
        return make

    return mark


@plant("V.01")
def of_no_kind() -> Plant:
    return Plant([("凭单.pdf", sheet(sound(2), instead=[("电子发票（普通发票）", "消费凭单")], qr=""))])


@plant("V.02")
def number_of_another_year() -> Plant:
    wrong = replace(sound(3), number="24112000003000000003")
    return Plant([("年份.pdf", sheet(wrong))], says="2024")


@plant("V.03")
def code_with_another_sum() -> Plant:
    what = sound(4)
    return Plant([("二维码.pdf", sheet(what, qr=what.qr.replace("1060.00", "160.00")))], says="160.00")


@plant("V.04")
def sum_too_high() -> Plant:
    what = sound(5)
    wrong = [("¥1060.00", "¥1660.00"), (to_uppercase(what.total), to_uppercase(Decimal("1660.00")))]
    return Plant([("合计.pdf", sheet(what, instead=wrong, qr=""))], "fail", "不相等")


@plant("V.05")
def bought_by_another() -> Plant:
    return Plant([("购买方.pdf", sheet(sound(6, buyer=SELLER, seller=HOST)))], "fail", "不是本单位")


@plant("V.06")
def sold_to_itself() -> Plant:
    return Plant([("销售方.pdf", sheet(sound(7, seller=HOST)))], says="同一单位")


@plant("V.07")
def after_the_end() -> Plant:
    late = replace(sound(8), issued=date(2026, 2, 10), number="26112000003000000008")
    return Plant([("晚.pdf", sheet(late))], "fail", "2026-02-10")


@plant("V.08")
def reversed_later() -> Plant:
    blue = sound(9)
    red = replace(sound(10, stand("-1000.00")), remark=f"被红冲蓝字数电发票号码：{blue.number}")
    return Plant([("蓝.pdf", sheet(blue)), ("红.pdf", sheet(red))], says="红字")


@plant("V.09")
def void() -> Plant:
    return Plant([("作废.pdf", sheet(sound(11), Printed(230, 200, "作废", size=60)))], says="作废")


@plant("V.10")
def list_left_out() -> Plant:
    what = replace(draft(12, old=True), buyer=HOST, seller=SELLER, items=(stand(name="(详见销货清单)", rate="6%"),))
    return Plant([("清单.pdf", sheet(what))], says="清单")


@plant("V.11")
def place_of_works_left_out() -> Plant:
    return Plant([("装修.pdf", sheet(sound(13, stand(name="*建筑服务*展厅布置工程款", rate="9%"))))], says="应写明")


@plant("V.12")
def not_looked_up() -> Plant:
    what = sound(14)
    return Plant([("一张.pdf", sheet(what))], says=what.number)


@plant("V.13")
def receipt() -> Plant:
    said = [("电子发票（普通发票）", "收款收据")]
    return Plant([("收据.pdf", sheet(sound(15), instead=said, qr=""))])


@plant("V.14")
def split_in_two() -> Plant:
    one = sound(16)
    other = replace(sound(17), number=str(int(one.number) + 1))
    return Plant([("一.pdf", sheet(one)), ("二.pdf", sheet(other))], says="号码相连")


@plant("V.15")
def filed_elsewhere() -> Plant:
    what = sound(18)
    return Plant([("展板.pdf", sheet(what)), *claims(claim(what, "咨询费", "1060.00"))], says="咨询费")


@plant("V.16")
def claimed_above_its_total() -> Plant:
    what = sound(19)
    return Plant([("展板.pdf", sheet(what)), *claims(claim(what, "活动实施费", "1600.00"))], "fail", "1600")


@plant("V.17")
def paid_without_tax() -> Plant:
    return Plant(fees(expert(标准=3000, 应发金额=3000, 个税="", 实发金额=3000)))


@plant("V.18")
def somebody_elses_journey() -> Plant:
    return Plant([("客票.xml", TICKET.encode())], says="上海")


@plant("V.19")
def saved_by_an_editor() -> Plant:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet(sound(20)))))
    writer.add_metadata({"/Producer": "WPS PDF"})
    data = io.BytesIO()
    writer.write(data)
    return Plant([("编辑过.pdf", data.getvalue())], says="WPS")


@plant("V.20")
def two_forms_that_differ() -> Plant:
    what = sound(21)
    item = what.items[0].name
    bill = Bill(what.number, what.issued, item, Decimal("1100.00"), HOST, seller=SELLER)
    return Plant([("版式.pdf", sheet(what, qr="")), ("版式.xml", bill_xml(bill))], says="记载不同")


@plant("P.01")
def no_account_and_no_signature() -> Plant:
    return Plant(fees(expert()[:-2], head=FEE_HEAD[:-2]), says="没有")


@plant("P.02")
def wrong_tax() -> Plant:
    return Plant(fees(expert(标准=3000, 应发金额=3000, 个税=100, 实发金额=2900)), says="440")


@plant("P.03")
def price_without_a_standard() -> Plant:
    return Plant(fees(expert(标准=9000, 应发金额=9000, 个税=1440, 实发金额=7560)), says="9000")


@plant("P.04")
def paid_twice() -> Plant:
    return Plant(fees(expert(), expert()), says="出现 2 次")


@plant("P.05")
def paid_to_its_own() -> Plant:
    return Plant(fees(expert(工作单位=HOST[0])), "fail", HOST[0])


@plant("R.01")
def claimed_by_another_unit_too() -> Plant:
    return Plant([("展板.pdf", sheet(sound(22)))], "fail", "另一份提交", other_host=True)


TICKET = """<?xml version="1.0" encoding="UTF-8"?>
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:rai="http://xbrl.mof.gov.cn/taxonomy/2021-11-30/rai">
<rai:TypeOfVoucher>电子发票（铁路电子客票）</rai:TypeOfVoucher>
<rai:ElectronicInvoiceRailwayETicketNumber>25319132621000219582</rai:ElectronicInvoiceRailwayETicketNumber>
<rai:DateOfIssue>2025-06-12</rai:DateOfIssue><rai:TypeOfBusiness>售</rai:TypeOfBusiness>
<rai:DepartureStation>上海虹桥</rai:DepartureStation><rai:DestinationStation>杭州东</rai:DestinationStation>
<rai:TrainNumber>G7301</rai:TrainNumber><rai:TravelDate>2025-06-10</rai:TravelDate>
<rai:Fare>109.00</rai:Fare><rai:TotalAmountExcludingTax>100.00</rai:TotalAmountExcludingTax>
<rai:TaxRate>9%</rai:TaxRate><rai:TaxAmount>9.00</rai:TaxAmount>
<rai:NameOfPurchaser>北京青屿科创服务中心</rai:NameOfPurchaser>
<rai:UnifiedSocialCreditCodeOfPurchaser>91110108MA0000000A</rai:UnifiedSocialCreditCodeOfPurchaser>
<rai:Name>郗望舒</rai:Name><rai:IdNumber>1101051978****4512</rai:IdNumber>
</xbrl>
"""

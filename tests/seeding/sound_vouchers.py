"""Vouchers with nothing wrong: invoices as PDF and as data, a payment table, a list that claims them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from corpora import invoice_faces as faces
from corpora.district.invoice_xml import Bill, bill_xml
from corpora.invoice_faces import Draft, Item, Printed, digital, draft, old
from corpora.invoice_sheets import pdf, register_font

HOST = ("北京青屿科创服务中心", "91110108MA0000000A")
SELLER = ("北京柏渡会展服务有限公司", "91110105MA00000012")
START, END, ON = date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1)
MODERN, BEFORE = (595.28, 396.85), (610.0, 394.0)
FEE_HEAD = (
    "序号",
    "姓名",
    "身份证号",
    "工作单位",
    "职称",
    "标准",
    "天数",
    "应发金额",
    "个税",
    "实发金额",
    "银行账号",
    "签字",
)
LIST_HEAD = ("序号", "发票号码", "付款日期", "支出科目", "摘要", "收款单位", "金额（元）")
Files = list[tuple[str, bytes]]


def sound(seed: int, *items: Item, **changes: object) -> Draft:
    """An invoice of the host's, issued within the term."""
    given = replace(draft(seed), buyer=HOST, seller=SELLER, items=items or (stand(),), issued=date(2025, 6, 12))
    return replace(given, number=f"25112000{3000000000 + 7919 * seed:012d}", **changes)


def stand(net: str = "1000.00", name: str = "*设计服务*展板设计制作费", rate: str = "6%") -> Item:
    amount = Decimal(net)
    return Item(name, amount, rate, (amount * Decimal(rate.rstrip("%")) / 100).quantize(Decimal("0.01")))


def sheet(what: Draft, *more: Printed, instead: Sequence[tuple[str, str]] = (), qr: str | None = None) -> bytes:
    """The PDF; `instead` are texts printed differently, `more` is printed besides."""
    before = bool(what.code)
    face = [*(old(what) if before else digital(what)), *more]
    for text, other in instead:
        assert any(one.text == text for one in face), text
        face = [replace(one, text=other) if one.text == text else one for one in face]
    _fonts()
    return pdf(face, BEFORE if before else MODERN, what.qr if qr is None else qr, registered=True)


@cache
def _fonts() -> None:
    """One subset of the font for all sheets: whatever stands in the sources of their texts."""
    said = [*sorted(Path(__file__).parent.glob("*.py")), Path(str(faces.__file__))]
    register_font("".join(path.read_text("utf-8") for path in said) + "零壹贰叁肆伍陆柒捌玖拾佰仟万圆角分整")


def table(title: str, *lines: Sequence[object]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([title])
    for line in lines:
        page.append(list(line))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def fees(*people: Sequence[object], head: Sequence[str] = FEE_HEAD, title: str = "专家咨询费发放表") -> Files:
    dated = ("发放日期：2025-06-13",)
    return [("发放表.xlsx", table(title, dated, head, *([at, *one] for at, one in enumerate(people, 1))))]


def expert(**changes: object) -> list[object]:
    """A row of the payment table that is right: 1000 gross, 40 tax."""
    given: dict[str, object] = {
        "姓名": "柯以宁", "身份证号": "110105197803074519", "工作单位": "北京澄溪研究所", "职称": "高级工程师",
        "标准": 1000, "天数": 1, "应发金额": 1000, "个税": 40, "实发金额": 960, "银行账号": "6222020000000000001",
        "签字": "柯以宁",
    } | changes  # fmt: skip
    return list(given.values())


def claims(*rows: Sequence[object]) -> Files:
    return [("票据清单.xlsx", table("项目支出明细表", LIST_HEAD, *([at, *one] for at, one in enumerate(rows, 1))))]


def claim(what: Draft, category: str, amount: str) -> list[object]:
    return [what.number, "2025-06-20", category, what.items[0].name.split("*")[-1], what.seller[0], amount]


def clean() -> Files:
    """A folder with nothing wrong: a PDF, data of another invoice, a payment table, and the list that claims them."""
    one = sound(1)
    bill = Bill(
        "25112000004000000001", date(2025, 7, 1), "*会展服务*会议场地服务费", Decimal("2000.00"), HOST, seller=SELLER
    )
    listed = [
        claim(one, "活动实施费", "1060.00"),
        [bill.number, "2025-07-05", "会议费", "会议场地服务费", SELLER[0], "2120.00"],
    ]
    return [("展板.pdf", sheet(one)), ("场地.xml", bill_xml(bill)), *fees(expert()), *claims(*listed)]

"""A station's money: settlement, invoices, payment tables, the list of what was paid when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from corpora.blocks import Grid, Paper, Paragraph, Row, Title
from corpora.district.invoice_xml import SELLER, Bill
from corpora.district.station import Station
from corpora.papers.application_form import full
from corpora.people import Person, team

_ITEMS = {
    "活动实施费": ("*设计服务*展板设计制作费", date(2025, 5, 12)),
    "会议费": ("*会展服务*对接会会议服务费", date(2025, 6, 12)),
    "其他费用": ("*广告服务*宣传推广费", date(2025, 7, 15)),
}
_FEES = {"咨询费": date(2025, 5, 9), "劳务费": date(2025, 6, 10)}
_ONE = 1000
_TRADING = "北京岚启装备科技有限公司"


def settlement(station: Station) -> Paper:
    planned, spent = station.planned(), station.spent()
    rows: list[tuple[int, ...]] = []
    names = list(dict.fromkeys((*planned, *spent)))
    for name in names:
        plan, used = planned.get(name, 0), spent.get(name, 0)
        rows.append((plan, used, plan - used))
    sums = tuple(str(sum(column)) for column in zip(*rows, strict=True))
    cells: list[Row] = [(name, *map(str, row)) for name, row in zip(names, rows, strict=True) if any(row)]
    head: Row = ("科目", "预算金额（元）", "决算金额（元）", "结余（元）")
    if station.layout == 2:
        head = ("支出科目", "批复预算（万元）", "实际支出（万元）", "结余资金（万元）")
        cells = [(row[0], *(f"{int(str(cell)) / 10000:g}" for cell in row[1:])) for row in cells]
        sums = tuple(f"{int(one) / 10000:g}" for one in sums)
    return (
        Title("项目经费决算报告", 16),
        Paragraph(f"承担单位：{station.host}"),
        Grid((head, *cells, ("合计", *sums)), (1.4, 1, 1, 1)),
        Paragraph(full(date(2025, 12, 5))),
    )


def bills(station: Station) -> Iterator[tuple[str, Bill]]:
    """Category and invoice: one for each category, then the extra ones."""
    money, own = station.money, (station.host, station.code)
    serial = station.drawn("bills").randrange(10**8) * 10
    for at, (category, (item, day)) in enumerate(_ITEMS.items()):
        total = money.billed.get(category, station.spent().get(category, 0))
        if total:
            net = (Decimal(total) / Decimal("1.06")).quantize(Decimal("0.01"))
            off = money.off if category == "会议费" else Decimal(0)
            yield category, Bill(f"25112000000{serial + at:09d}", day, item, net, own, off)
    for at, extra in enumerate(money.bills):
        number = f"25112000000{(serial + 977 * (at + 3)) % 10**9:09d}"
        yield "", Bill(number, extra.day, extra.item, Decimal(extra.net), own, remark=extra.remark)
    if money.stranger:
        other = (_TRADING, "91110114MA0ABCDE1X")
        yield "", Bill(f"25112000000{serial + 7:09d}", date(2025, 7, 1), "*设计服务*展板设计", Decimal(900), other)
    if money.shared_bill:
        yield "", Bill(money.shared_bill, date(2025, 8, 8), "*印刷品*会议手册", Decimal(600), own)


def payments(station: Station, category: str) -> Paper:
    """Everyone gets a thousand, the last one the rest; `money` may put somebody barred into the first row."""
    total = station.spent()[category]
    chance = station.drawn(category)
    # Two stations have no payee in common: names may be the same, numbers are not.
    year = 1955 + chance.randrange(40)
    people = team(chance, [date(year, 2, 1 + at) for at in range(-(-total // _ONE) % 28 or 28)])
    rows: list[Row] = []
    left = total
    for at, person in enumerate(people, 1):
        gross = min(_ONE, left) if at < len(people) else left
        left -= gross
        rows.append(_paid(station, category, at, person, gross))
    day = full(_FEES[category])
    head: Row = ("序号", "姓名", "身份证号", "工作单位", "职称", "身份", "标准（元/人次）", "次数", "应发金额",
                 "个税", "实发金额", "签字")  # fmt: skip
    taxes = sum(int(str(row[9])) for row in rows)
    sums: Row = ("合计", "", "", "", "", "", "", "", str(total), str(taxes), str(total - taxes), "")
    return (
        Title(f"专家{category}发放表", 16),
        Paragraph(f"单位：{station.host}　事由：供需对接会专家{'咨询' if category == '咨询费' else '讲课'}"),
        Paragraph(f"日期：{day}"),
        Grid((head, *rows, sums), (0.5, 1, 2, 1.5, 1, 0.8, 1, 0.6, 1, 0.8, 1, 1)),
    )


def _paid(station: Station, category: str, at: int, person: Person, gross: int) -> Row:
    unit, title = _TRADING, "高级工程师"
    if at == 1 and category == "咨询费" and station.money.own_consultant:
        unit = station.host
    if at == 1 and category == "劳务费" and station.money.labourer[0]:
        unit, title = station.money.labourer
    role = station.says.get("role", "专家") if at == 1 else "专家"
    tax = max(0, gross - 800) // 5
    return (str(at), person.name, person.id_number, unit, title, role, str(gross), "1", str(gross), str(tax),
            str(gross - tax), person.name)  # fmt: skip


def paid_list(station: Station) -> Paper:
    """付款明细: each invoice and payment table with the day on which it was paid."""
    rows: list[Row] = []
    for category, day in _FEES.items():
        if amount := station.spent().get(category, 0):
            paid = station.money.paid.get(category, day)
            rows.append(
                (f"记-{len(rows) + 1:03d}", str(paid), "", category, f"支付专家{category}", "专家", str(amount))
            )
    for category, bill in bills(station):
        paid = station.money.paid.get(category, bill.day)
        said = (f"记-{len(rows) + 1:03d}", str(paid), bill.number, category or "其他费用", bill.item.split("*")[-1])
        rows.append((*said, SELLER[0], str(bill.total)))
    total = sum(Decimal(str(row[-1])) for row in rows)
    head: Row = ("凭证号", "付款日期", "发票号码", "科目", "摘要", "收款单位", "金额（元）")
    if station.layout == 2:
        head = ("凭单编号", "支付时间", "票据号码", "列支科目", "支出内容", "收款方", "支付金额")
    return (
        Title("项目经费支出明细账", 16),
        Paragraph(f"单位：{station.host}　项目编号：QRJQ-{station.drawn('account').randrange(10**6):06d}"),
        Grid((head, *rows, ("合计", "", "", "", "", "", str(total))), (0.8, 1, 1.8, 1, 1.4, 1.8, 1)),
    )

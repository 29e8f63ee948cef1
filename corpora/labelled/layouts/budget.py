"""经费预算表: one row for each category, or groups with a merged cell at the left."""

from __future__ import annotations

from random import Random

from corpora.blocks import Cell, Grid, Paper, Paragraph, Row, Title
from corpora.labelled.facts import Fact, Facts, money, said
from corpora.labelled.sums import added, amounts

NAME = "budget"
KINDS = frozenset({"budget"})
_CATEGORIES = ("咨询费", "劳务费", "培训费", "科研业务费", "其他费用")
_BASES = ("专家4人次，每人次2000元", "临时聘用2人，共3个月", "技术培训2场", "试验耗材与检测", "资料印刷")


def known(random: Random) -> dict[str, Fact]:
    sums = amounts(random, len(_CATEGORIES))
    facts = {"title": said("项目经费预算表"), "total": money(added(sums), "{:,.2f}")}
    for at, (category, basis, amount) in enumerate(zip(_CATEGORIES, _BASES, sums, strict=True)):
        facts |= {
            f"lines[{at}].category": said(category),
            f"lines[{at}].basis": said(basis),
            f"lines[{at}].amount": money(amount, "{:,.2f}"),
        }
    return facts


def plain(f: Facts) -> Paper:
    rows: list[Row] = [
        (str(at + 1), *(f(f"lines[{at}].{name}") for name in ("category", "basis", "amount")))
        for at in range(len(_CATEGORIES))
    ]
    last: Row = (Cell("合计", 3), f("total"))
    return (
        Title(f("title"), 16),
        Paragraph("单位：元", "right"),
        Grid((("序号", "支出科目", "测算依据", "金额"), *rows, last), (0.6, 1.3, 2.6, 1.3)),
    )


def grouped(f: Facts) -> Paper:
    rows: list[Row] = []
    for at in range(len(_CATEGORIES)):
        row: Row = tuple(f(f"lines[{at}].{name}") for name in ("category", "amount", "basis"))
        rows.append((Cell("专项经费", rows=len(_CATEGORIES)), *row) if at == 0 else row)
    last: Row = (Cell("合计", 2), f("total"), "")
    return (
        Title(f("title"), 16),
        Grid((("资金来源", "预算科目", "预算金额（元）", "测算说明"), *rows, last), (1, 1.3, 1.4, 2.4)),
    )


LAYOUTS = {"plain": plain, "grouped": grouped}

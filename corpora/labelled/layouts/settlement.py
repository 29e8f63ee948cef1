"""经费决算表: budget, actual and balance of each category, with or without the rate of execution."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from corpora.blocks import Grid, Paper, Paragraph, Row, Stamped, Title
from corpora.labelled.cast import host
from corpora.labelled.facts import Fact, Facts, money, said
from corpora.labelled.sums import added, amounts

NAME = "settlement"
KINDS = frozenset({"settlement"})
_CATEGORIES = ("咨询费", "劳务费", "活动实施费", "会议费", "其他费用")


def known(random: Random) -> dict[str, Fact]:
    planned = amounts(random, len(_CATEGORIES))
    spent = [(amount * Decimal(random.randint(70, 100)) / 100).quantize(Decimal("0.01")) for amount in planned]
    facts = {
        "title": said("项目经费决算表"),
        "owner": said(host(random).name),
        "total_budget": money(added(planned)),
        "total_actual": money(added(spent)),
        "total_balance": money(added(planned) - added(spent)),
    }
    for at, (category, budget, actual) in enumerate(zip(_CATEGORIES, planned, spent, strict=True)):
        facts |= {
            f"lines[{at}].category": said(category),
            f"lines[{at}].budget": money(budget),
            f"lines[{at}].actual": money(actual),
            f"lines[{at}].balance": money(budget - actual),
            f"rate[{at}]": said(f"{actual / budget:.1%}"),
        }
    return facts


def plain(f: Facts) -> Paper:
    names = ("category", "budget", "actual", "balance")
    rows: list[Row] = [tuple(f(f"lines[{at}].{name}") for name in names) for at in range(len(_CATEGORIES))]
    last: Row = ("合计", f("total_budget"), f("total_actual"), f("total_balance"))
    return (
        Title(f("title"), 16),
        Paragraph("金额单位：元", "right"),
        Grid((("支出科目", "预算数", "决算数", "结余"), *rows, last), (1.4, 1.2, 1.2, 1.2)),
        Stamped("单位（盖章）", seal=f.known["owner"].text),
    )


def with_rates(f: Facts) -> Paper:
    rows: list[Row] = [
        (
            str(at + 1),
            *(f(f"lines[{at}].{name}") for name in ("category", "budget", "actual", "balance")),
            f.known[f"rate[{at}]"].text,
        )
        for at in range(len(_CATEGORIES))
    ]
    last: Row = ("", "合计", f("total_budget"), f("total_actual"), f("total_balance"), "")
    head: Row = ("序号", "科目", "预算金额", "实际支出", "结余金额", "执行率")
    return (
        Title(f("title"), 16),
        Paragraph("单位：元", "right"),
        Grid((head, *rows, last), (0.6, 1.4, 1.2, 1.2, 1.2, 0.9), ruling="rows"),
    )


LAYOUTS = {"plain": plain, "with_rates": with_rates}

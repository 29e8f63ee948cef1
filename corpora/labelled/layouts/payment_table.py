"""咨询费、劳务费发放表: one row for each person who is paid."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from corpora.blocks import Cell, Grid, Paper, Paragraph, Row, Title
from corpora.labelled.cast import host, people, some_day
from corpora.labelled.facts import Fact, Facts, day, money, said

NAME = "payment_table"
KINDS = frozenset({"payment_table"})


def known(random: Random) -> dict[str, Fact]:
    facts = {"title": said("专家咨询费发放表"), "activity": said("企业需求对接会"), "date": day(some_day(random))}
    total = Decimal(0)
    for at, who in enumerate(people(random, random.randint(3, 7))):
        gross = Decimal(random.choice((800, 1500, 2000, 2400)))
        tax = Decimal(random.choice((0, 140, 240)))
        total += gross
        facts |= {
            f"rows[{at}].name": said(who.name),
            f"rows[{at}].id_number": said(who.id_number),
            f"rows[{at}].employer": said(host(random).name),
            f"rows[{at}].title": said(who.title),
            f"rows[{at}].gross": money(gross),
            f"rows[{at}].tax": money(tax),
            f"rows[{at}].net": money(gross - tax),
        }
    return facts | {"total": money(total)}


def _rows(f: Facts, names: tuple[str, ...]) -> list[Row]:
    count = sum(path.startswith("rows[") and path.endswith(".name") for path in f.known)
    return [(str(at + 1), *(f(f"rows[{at}].{name}") for name in names)) for at in range(count)]


def fees(f: Facts) -> Paper:
    rows = _rows(f, ("name", "employer", "title", "gross", "tax", "net"))
    head: Row = ("序号", "姓名", "工作单位", "职称", "应发金额", "个税", "实发金额", "签字")
    return (
        Title(f("title"), 16),
        Paragraph(f"活动名称：{f('activity')}　　日期：{f('date')}"),
        Grid(
            (head, *((*row, "") for row in rows), (Cell("合计", 4), f("total"), "", "", "")),
            (0.5, 0.9, 2, 1.2, 1, 0.8, 1, 0.9),
        ),
    )


def services(f: Facts) -> Paper:
    rows = _rows(f, ("name", "id_number", "gross", "tax", "net"))
    head: Row = ("序号", "姓名", "身份证号", "应发（元）", "扣税（元）", "实发（元）", "签名")
    return (
        Title(f("title"), 16),
        Paragraph(f"发放日期：{f('date')}"),
        Grid((head, *((*row, "") for row in rows)), (0.5, 0.9, 2.2, 1, 1, 1, 0.9)),
        Paragraph(f"合计：{f('total')}元"),
    )


LAYOUTS = {"fees": fees, "services": services}

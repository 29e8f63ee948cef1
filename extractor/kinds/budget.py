"""经费预算 as a paper of its own (field_schemas §3.7): a table, a sheet or a scan of it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.document import Part
from extractor.flow import Flow, flow
from extractor.money_heading import organisation, title, title_like
from extractor.money_rows import MoneyRow, money_rows
from extractor.money_tables import MoneyTable, money_tables, stated_total
from extractor.records.budget import Budget, PlannedLine
from extractor.records.cited import Absent, Cited, Field

NAME = "budget"
OWN_SHEET = True  # a workbook holds one on each of its sheets: extractor.split

_TITLE = re.compile(
    r"预算(?:表|书|明细表?|方案|编制(?:说明|表)?|说明|一览表|情况表|汇总表|计划表?|申报表)?(?:[（(].*)?$|用款计划|经费计划"
)
_NOT = re.compile(r"决算|执行情况|使用情况|支出情况|申报书|任务书|协议|报告$")
_WHOLE = re.compile(r"预算(?:表|书|明细|方案|编制|说明|一览|情况|汇总|计划|申报)|用款计划")
_COLUMNS = (
    "category", "item", "basis", "unit_price", "quantity", "days", "grant", "matching", "source", "amount", "note",
)  # fmt: skip
_SUMS = ("amount", "grant", "matching")


def score(part: Part) -> float:
    """High for a table of categories and amounts under a title that says 预算; lower where only the table does."""
    titled = title_like(part, _TITLE)
    if titled is not None and _NOT.search(titled.text):
        return 0.0
    tables = _tables(flow(part))
    if not tables or not any(money_rows([table], _SUMS).lines for table in tables):
        return 0.0
    if titled is not None and titled.rank < 5:
        return 0.93 if _WHOLE.search(titled.text) else 0.66
    known = {"category", "basis", "amount"}
    return 0.52 if any(known <= table.grid.fields.keys() for table in tables) and _opens(part, tables) else 0.0


def parse(part: Part) -> tuple[Budget, ...]:
    rows = flow(part)
    tables = _tables(rows)
    found = money_rows(tables, _SUMS)
    lines = [line for row in found.lines for line in _planned(row)]
    none: Absent = Absent("合计", "not_found")
    total: Field[Decimal] = none
    parts: dict[str, Field[Decimal]] = {"grant": none, "matching": none}
    if found.total is not None:
        table, entry = found.total
        total = table.money(entry, "amount", "合计")
        parts = {name: table.money(entry, name, "合计") for name in parts}
    if not total.present:
        stated = stated_total(rows)
        total = stated if stated.present else total
    return (Budget(title(part, _TITLE), organisation(rows), tuple(lines), total, parts["grant"], parts["matching"]),)


def _tables(rows: Flow) -> list[MoneyTable]:
    found = money_tables(rows, "money_columns", _COLUMNS, frozenset(), 2)
    named = [table for table in found if {"category", "item"} & table.grid.fields.keys()]
    return [table for table in named if {"amount", "grant"} & table.grid.fields.keys()]


def _opens(part: Part, tables: list[MoneyTable]) -> bool:
    """The table is most of the paper, not a chapter of a longer one."""
    held = sum(len(entry.boxes) for table in tables for entry in table.grid.entries)
    return held > 0 and sum(1 for line in part.lines if line.table is None) <= 12


def _planned(row: MoneyRow) -> list[PlannedLine]:
    """One line; two where the table has a column for each source of the money and none for both together."""
    table, entry = row.table, row.entry
    line = PlannedLine(
        key=row.key,
        category=row.category,
        item=row.item,
        basis=table.text(entry, "basis", "测算依据"),
        unit_price=table.money(entry, "unit_price", "单价"),
        quantity=table.number(entry, "quantity", "数量"),
        days=table.number(entry, "days", "天数"),
        amount=table.money(entry, "amount", "金额"),
        source=table.text(entry, "source", "来源"),
        top=row.top,
    )
    if "amount" in table.grid.fields:
        return [line]
    found = []
    for name, source in (("grant", "专项"), ("matching", "配套")):
        amount = table.money(entry, name, "金额")
        if amount.present:
            head = table.grid.fields[name].span
            said = Cited(source, (head,), head.confidence)
            found.append(replace(line, key=f"{row.key}|{source}", amount=amount, source=said))
    return found or [replace(line, amount=table.money(entry, "grant", "金额"))]

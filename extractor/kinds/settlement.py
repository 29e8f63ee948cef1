"""决算 (field_schemas §9): a report with a table, a table alone, or a sheet: what was planned, spent and left."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.document import Part
from extractor.fields import understood
from extractor.flow import Flow, flow
from extractor.money_heading import date, organisation, title, title_like
from extractor.money_rows import MoneyRow, money_rows
from extractor.money_tables import MoneyTable, money_tables
from extractor.records.cited import Absent, Field
from extractor.records.settlement import SettledLine, Settlement
from extractor.signing import signing_blocks
from extractor.text.dates import parse_date

NAME = "settlement"
OWN_SHEET = True  # a workbook holds one on each of its sheets: extractor.split

_TITLE = re.compile(
    r"决算(?:报告|表|书|情况|说明|明细)?|(?:经费|资金|预算|专项)(?:使用|支出|执行|收支|开支)(?:情况|明细)?(?:报告|表|说明|汇总表|统计表)?"
    r"|收支(?:情况|明细|决算)(?:表|报告)?|(?:经费|费用|支出)(?:结算|明细)(?:表|报告|单)"
)
_NOT = re.compile(r"申报书|任务书|协议|管理办法|制度|承诺|通知$")
_COLUMNS = ("category", "item", "budget", "actual", "balance", "rate", "vouchers", "paid", "note")
_SUMS = ("actual",)
_TOTALS = {"budget": "预算合计", "actual": "决算合计", "balance": "结余合计"}


def score(part: Part) -> float:
    """High for a table with a column of what was spent under a title that says 决算; lower for the table alone."""
    titled = title_like(part, _TITLE)
    if titled is not None and _NOT.search(titled.text):
        titled = None
    tables = _tables(flow(part))
    if not tables or not any(money_rows([table], _SUMS).lines for table in tables):
        return 0.0
    if titled is not None and titled.rank < 5:
        return 0.93
    compared = any({"category", "budget", "actual"} <= table.grid.fields.keys() for table in tables)
    return 0.6 if compared and sum(1 for line in part.lines if line.table is None) <= 25 else 0.0


def parse(part: Part) -> tuple[Settlement, ...]:
    rows = flow(part)
    found = money_rows(_tables(rows), _SUMS)
    absent: Absent = Absent("合计", "not_found")
    totals: dict[str, Field[Decimal]] = dict.fromkeys(_TOTALS, absent)
    if found.total is not None:
        table, entry = found.total
        totals = {name: table.money(entry, name, label) for name, label in _TOTALS.items()}
    return (
        Settlement(
            title(part, _TITLE),
            organisation(rows),
            date(part),
            tuple(_settled(row) for row in found.lines),
            totals["budget"],
            totals["actual"],
            totals["balance"],
            signing=signing_blocks(part),
        ),
    )


def _tables(rows: Flow) -> list[MoneyTable]:
    found = money_tables(rows, "money_columns", _COLUMNS, frozenset({"actual"}), 2)
    return [table for table in found if {"category", "item"} & table.grid.fields.keys()]


def _settled(row: MoneyRow) -> SettledLine:
    table, entry = row.table, row.entry
    return SettledLine(
        key=row.key,
        category=row.category,
        item=row.item,
        budget=table.money(entry, "budget", "预算"),
        actual=table.money(entry, "actual", "决算"),
        balance=table.money(entry, "balance", "结余"),
        voucher_count=table.count(entry, "vouchers", "凭证张数"),
        note=table.text(entry, "note", "备注"),
        top=row.top,
        paid_on=understood(table.text(entry, "paid", "付款日期"), parse_date, "付款日期"),
    )

"""支出明细、明细账、票据清单: a row for each voucher, as the bookkeeper or the team lists what was spent."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.columns import Entry
from extractor.document import Part
from extractor.fields import understood
from extractor.flow import Flow, flow
from extractor.labels import key
from extractor.money_heading import organisation, title, title_like
from extractor.money_tables import (
    MoneyTable,
    entry_text,
    full_width,
    is_signing,
    is_subtotal,
    is_total,
    money_tables,
    stated_total,
)
from extractor.records.cited import Absent, Cited, Field
from extractor.records.partial_date import PartialDate
from extractor.records.payment_date import NOT_STATED
from extractor.records.voucher_list import VoucherList, VoucherRow
from extractor.text.dates import find_dates, parse_date

NAME = "voucher_list"
OWN_SHEET = True  # a workbook holds one on each of its sheets: extractor.split

_TITLE = re.compile(
    r"(?:支出|费用|经费|报销|开支|付款|资金).{0,4}(?:明细|流水|清单|台账)(?:表|账|单)?"
    r"|(?:明细|辅助|专项|项目|序时|流水)账|(?:票据|发票|凭证|单据|原始凭证).{0,4}(?:清单|台账|汇总|明细|登记)(?:表|册|单)?"
)
_NOT = re.compile(r"预算|申报书|协议|发放|办法|制度|承诺|通知$")
_COLUMNS = (
    "invoice_number", "voucher_no", "paid", "date", "category", "summary", "payee", "amount", "status", "seq", "note",
)  # fmt: skip
_PAYMENTS = re.compile("付款|支付|银行")
_OPEN = re.compile("未|待|拟|计划|将")
_NUMBERS = {"invoice_number", "voucher_no"}
_ACCOUNT = re.compile(
    r"(?:项目(?:编号|代码|号)|账套(?:名称|号)?|核算项目|辅助核算|专账(?:名称|编号)?|专项(?:编号|代码)|明细科目|会计科目)"
    r"[：:](?P<value>[^；;，。\s]{2,40})"
)
_ROOT = 3  # columns beside the amount that a list needs


def score(part: Part) -> float:
    """A table of vouchers by their numbers; an account by date, text and amount only under a title that says so."""
    titled = title_like(part, _TITLE)
    if titled is not None and _NOT.search(titled.text):
        return 0.0
    tables = [table for table in _tables(flow(part)) if any(_is_row(table, entry) for entry in table.grid.entries)]
    if not tables:
        return 0.0
    if any(table.grid.fields.keys() & _NUMBERS for table in tables):
        return 0.95 if titled is not None else 0.8
    heads = [table.grid.fields.keys() for table in tables]
    dated = any("summary" in head and head & {"date", "paid"} for head in heads)
    return 0.94 if dated and titled is not None else 0.0


def parse(part: Part) -> tuple[VoucherList, ...]:
    rows, said = flow(part), title(part, _TITLE)
    payments = said.present and bool(_PAYMENTS.search(said.value))
    found: list[VoucherRow] = []
    total: Field[Decimal] = Absent("合计", "not_found")
    for table in _tables(rows):
        for entry in table.grid.entries:
            if any(is_total(text) for text in _labels(entry)):
                total = table.money(entry, "amount", "合计")
            elif _is_row(table, entry):
                found.append(_row(table, entry, len(found) + 1, payments))
    if not total.present:
        stated = stated_total(rows)
        total = stated if stated.present else total
    return (VoucherList(said, organisation(rows), _account(rows), tuple(found), total),)


def _tables(rows: Flow) -> list[MoneyTable]:
    found = money_tables(rows, "voucher_columns", _COLUMNS, frozenset({"amount"}), _ROOT)
    tables = [table for table in found if table.grid.fields.keys() & {"category", "summary", "payee", *_NUMBERS}]
    for table in tables:
        # Vouchers are listed to the cent: an amount without a unit is in 元, however small.
        table.units["amount"] = table.units.get("amount") or "元"
    return tables


def _labels(entry: Entry) -> list[str]:
    seen = {id(box): box.text for held in entry.boxes.values() for box in held if not box.blank}
    return list(seen.values())[:3]


def _is_row(table: MoneyTable, entry: Entry) -> bool:
    if full_width(entry) is not None or is_signing(entry_text(entry)):
        return False
    if any(is_total(text) or is_subtotal(text) for text in _labels(entry)):
        return False
    amount = table.money(entry, "amount", "金额")
    return amount.present or bool(entry.text("invoice_number") and entry.text("amount"))


def _row(table: MoneyTable, entry: Entry, number: int, payments: bool) -> VoucherRow:
    invoice, voucher = table.text(entry, "invoice_number", "发票号码"), table.text(entry, "voucher_no", "凭证号")
    category = table.text(entry, "category", "科目")
    named = [field.value for field in (voucher, invoice, category) if isinstance(field, Cited)]
    return VoucherRow(
        key="|".join(named) + f"#{number}" if named else str(number),
        date=understood(
            table.text(entry, "date" if "date" in table.grid.fields else "paid", "日期"), parse_date, "日期"
        ),
        voucher_no=voucher,
        invoice_number=invoice,
        category=category,
        summary=table.text(entry, "summary", "摘要"),
        payee=table.text(entry, "payee", "收款单位"),
        amount=table.money(entry, "amount", "金额"),
        status=table.text(entry, "status", "支付情况"),
        paid_on=_paid_on(table, entry, payments),
    )


def _paid_on(table: MoneyTable, entry: Entry, payments: bool) -> Field[PartialDate]:
    """The day of payment: by its column, by the bare 日期 of a list of `payments`, or as the status tells it."""
    label, heads = "付款日期", table.grid.fields
    if "paid" in heads:
        return understood(table.text(entry, "paid", label), parse_date, label)
    if payments and "date" in heads and key(heads["date"].text) in ("日期", "时间"):
        return understood(table.text(entry, "date", label), parse_date, label)
    status = table.text(entry, "status", label)
    said = find_dates(status.value) if isinstance(status, Cited) and not _OPEN.search(status.value) else []
    return status.map(lambda _: said[0].date) if isinstance(status, Cited) and len(said) == 1 else NOT_STATED


def _account(rows: Flow) -> Field[str]:
    """The project's own account or code, above the table."""
    for row in rows.rows:
        for box in row.boxes:
            match = _ACCOUNT.search("".join(box.text.split()))
            if match:
                return Cited(match["value"], (box.span,), box.span.confidence)
    return Absent("项目专账", "not_found")

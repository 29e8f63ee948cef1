"""When the money was paid, as the papers state it, against the end of the project: 站点 第十五条.

A payment's own date decides; an invoice's or a table's date stands for it only where no paper states that (D35).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from checks.declaring import rows_of
from checks.host import Term
from checks.invoice_identity import paper_key
from checks.listed_money import UNPAID, doubt_of, no_expense
from checks.outcome import Outcome, failed, passed, review
from checks.payees import payment_key
from checks.vouchers import BY_OCR, shown, typed
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.partial_date import PartialDate
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList, VoucherRow


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment, or what stands for one: `what` it is in words, when, how much (元).

    `counts`: whether the project surely paid it.
    """

    key: str
    what: str
    day: Field[PartialDate]
    amount: Field[Decimal]
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Spent:
    """The papers of a case that tell of payments."""

    settlements: tuple[Settlement, ...] = ()
    tables: tuple[PaymentTable, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    lists: tuple[VoucherList, ...] = ()


def outcomes(spent: Spent, term: Term) -> Iterator[Outcome]:
    """One finding for each payment after the end, one for all the others, one for what only other dates stand for."""
    stated = [group for group in _stated(spent) if any(one.day.present for one in group)]
    proxies = [one for one in _proxies(spent) if one.day.present]
    dated = [one for group in stated for one in group if one.day.present]
    if not dated and not proxies:
        return
    if term.end is None or not term.agreed:
        why = "项目截止日期没有设定，材料中也没有写明" if term.end is None else "几份协议写明的项目期限不一致"
        told = [one.day for one in (*dated, *proxies)]
        yield review(f"{len(told)} 处付款、开票和发放日期无法核对", *told, subject="dates", why=why)
        return
    yield from _held(dated, term, term.end)
    fine = [one for one in dated if _within(one, term.end)]
    if fine:
        yield _together(fine, stated, spent.settlements, term, term.end)
    yield from _held(proxies, term, term.end)
    fine = [one for one in proxies if isinstance(one.day, Cited) and one.day.value.earliest <= term.end]
    if fine:
        said = f"{len(fine)} 份票据和发放表的日期不晚于项目截止日期 {term.end}"
        why = "没有写明这些票据的付款日期，是否在截止日期前支付由人核对"
        yield review(said, *(one.day for one in fine), *term.cited[-1:], subject="dates", why=why)


def _stated(spent: Spent) -> Iterator[list[Paid]]:
    """The payments that a paper lists, paper by paper; those whose date it does not state among them."""
    for one in spent.lists:
        yield [
            Paid(f"list|{row.key}", _row_name(row.summary, row.payee), row.paid_on, row.amount, _was_paid(row))
            for row in one.rows
            if not (row.summary.present and no_expense(row.summary.value))
        ]
    for table in spent.tables:
        name = table.category.value if table.category.present else "发放表"
        key = payment_key(table)
        yield [
            Paid(f"table|{key}|{row.key}", _row_name(row.name, table.title, name), row.paid_on, row.gross)
            for row in table.rows
        ]
    for settlement in spent.settlements:
        yield [
            Paid(f"settlement|{line.key}", _row_name(line.item, line.category), line.paid_on, line.actual)
            for line in settlement.lines
        ]


def _was_paid(row: VoucherRow) -> bool:
    """Whether nothing in the row says that the project did not pay it, or has not paid it yet."""
    told = (field.value for field in (row.status, row.summary) if field.present)
    return not doubt_of(row) and not any(UNPAID.search(text) for text in told)


def _row_name(*told: Field[str] | str) -> str:
    """What people call the payment."""
    names = (one if isinstance(one, str) else one.value for one in told if isinstance(one, str) or one.present)
    return f"“{next(names, '未写明用途')}”的付款日期"


def _proxies(spent: Spent) -> Iterator[Paid]:
    """Invoices and tables of which no paper states when they were paid."""
    for one in spent.invoices:
        if not any(row.paid_on.present for row in rows_of(one, spent.lists)):
            yield Paid(paper_key(one), f"{shown(one)} 的开票日期", one.issue_date, one.total_with_tax)
    for table in spent.tables:
        dated = bool(table.rows) and all(row.paid_on.present for row in table.rows)
        if not dated and not _listed(table, spent.lists):
            key = f"payment|{table.title.value if table.title.present else ''}"
            yield Paid(key, "发放表的日期", table.date, table.total)


def _listed(table: PaymentTable, lists: Sequence[VoucherList]) -> bool:
    """Whether a list has one dated entry with the table's sum under what it pays for."""
    if not table.category.present or not table.total.present:
        return False
    held = [row for one in lists for row in one.rows if row.amount.present and row.amount.value == table.total.value]
    return any(
        row.paid_on.present
        and any(field.present and table.category.value in field.value for field in (row.category, row.summary))
        for row in held
    )


def _held(dated: Sequence[Paid], term: Term, end: date) -> Iterator[Outcome]:
    """Each date after the end; a month that reaches beyond it is a person's."""
    for one in dated:
        day = one.day
        if not isinstance(day, Cited) or day.value.latest <= end:
            continue
        said = f"{one.what}是 {day.value}，项目截止日期是 {end}"
        cited: list[Any] = [day, *([one.amount] if isinstance(one.amount, Cited) else []), *term.cited[-1:]]
        if day.value.earliest <= end:
            yield review(said, *cited, subject=one.key, why="日期只写到月，不能确定是否在截止日期之前")
        elif typed(day):
            yield failed(f"{said}，超过截止日期", *cited, subject=one.key, firm=True)
        else:
            yield review(f"{said}，超过截止日期", *cited, subject=one.key, why=f"日期{BY_OCR}")


def _within(one: Paid, end: date) -> bool:
    return isinstance(one.day, Cited) and one.day.value.latest <= end


def _together(
    fine: Sequence[Paid],
    stated: Sequence[Sequence[Paid]],
    settlements: Sequence[Settlement],
    term: Term,
    end: date,
) -> Outcome:
    """All payments in time; a pass only where they make up what the settlements say was spent."""
    said = f"{len(fine)} 笔付款的日期不晚于项目截止日期 {end}"
    totals = [one.total_actual for one in settlements if isinstance(one.total_actual, Cited)]
    cited = [*(one.day for one in fine), *totals, *term.cited[-1:]]
    silent = [one for group in stated for one in group if _silent(one)]
    known = max((_sum(group, end) for group in stated), default=Decimal(0))
    total = sum((one.value for one in totals), Decimal(0))
    if silent:
        why = f"另有 {len(silent)} 笔没有写明付款日期，由人核对"
    elif not totals or len(totals) < len(settlements):
        why = "没有读到决算支出合计，付款是否列全由人核对"
    elif known < total:
        why = f"写明在截止日期前付款的共 {known} 元，少于决算支出 {total} 元，其余由人核对"
    else:
        return passed(f"{said}，共 {known} 元，不少于决算支出 {total} 元", *cited, subject="paid")
    return review(said, *cited, subject="paid", why=why)


def _silent(one: Paid) -> bool:
    """Whether a payment stands there whose day is not told: a sum does, or what was not understood."""
    unread = any(isinstance(field, Absent) and field.reason == "unreadable" for field in (one.day, one.amount))
    return not one.day.present and (one.amount.present or unread)


def _sum(group: Sequence[Paid], end: date) -> Decimal:
    """What was surely paid in time, less what came back."""
    timely = [one for one in group if one.amount.present and _within(one, end)]
    return sum((one.amount.value for one in timely if one.counts or one.amount.value < 0), Decimal(0))

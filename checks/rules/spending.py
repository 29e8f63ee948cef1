"""Budget, settlement and vouchers together: 据实列支, the plan kept, sums, the term of spending, rows on rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from checks import money_sums, spending
from checks.declaring import names
from checks.finding import Finding
from checks.host import term_in_force
from checks.invoice_identity import paper_key
from checks.listed_money import no_expense
from checks.listed_proofs import listed_rows
from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.payees import payment_key
from checks.rule import predicate, rule
from checks.vouchers import shown
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.change_request import ChangeRequest
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList, VoucherRow

STUDIO, STATION, OTHER = "studio", "station", "其他费用"
_NUMBERS = re.compile(r"(?<!\d)(?:\d{20}|\d{8})(?!\d)")
_INVALID = ("V.04", "V.05", "V.07", "V.16")


@rule("QC-07.1.5b", name="other-expenses-proved")
def other_expenses_proved(
    settlements: tuple[Settlement, ...] = (),
    invoices: tuple[Invoice, ...] = (),
    tables: tuple[PaymentTable, ...] = (),
    found: tuple[Finding, ...] = (),
) -> Outcomes:
    """“其他费用”据实列支：归入它的凭证合计等于决算金额，其中没有不合格的票据。"""
    yield from _proved(STUDIO, settlements, invoices, tables, found)


@rule("ZD-16.5b", name="station-other-expenses-proved")
def station_other_expenses_proved(
    settlements: tuple[Settlement, ...] = (),
    invoices: tuple[Invoice, ...] = (),
    tables: tuple[PaymentTable, ...] = (),
    found: tuple[Finding, ...] = (),
) -> Outcomes:
    """“其他费用”据实列支：归入它的凭证合计等于决算金额，其中没有不合格的票据。"""
    yield from _proved(STATION, settlements, invoices, tables, found)


def _proved(
    programme: str,
    settlements: Sequence[Settlement],
    invoices: Sequence[Invoice],
    tables: Sequence[PaymentTable],
    found: Sequence[Finding],
) -> Iterator[Outcome]:
    line = spending.settled(programme, settlements, "actual").get(OTHER)
    if line is None and any(one.lines for one in settlements):
        cited = [field for one in settlements for row in one.lines for field in (row.category,)]
        yield not_applicable(f"决算中没有列支“{OTHER}”", *cited[:4])
        return
    held = spending.vouchers_of(programme, invoices, tables)
    yield from spending.as_spent(OTHER, line, held, spending.failures(found, _INVALID))


@rule("ZD-18.4", name="budget-kept")
def budget_kept(
    agreements: tuple[Agreement, ...] = (),
    budgets: tuple[Budget, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    changes: tuple[ChangeRequest, ...] = (),
    *,
    budget_tolerance: float,
) -> Outcomes:
    """各科目的决算等于预算，差额有经同意的调整说明；预算中没有的科目又没有说明的不合格，总额不等于资助金额的由人判断。"""
    plan = spending.planned(STATION, agreements, budgets, forms) or spending.settled(STATION, settlements, "budget")
    actual = spending.settled(STATION, settlements, "actual")
    yield from spending.budget_kept(plan, actual, changes, Decimal(str(budget_tolerance)))
    yield from _grant(agreements, settlements)


def _grant(agreements: Sequence[Agreement], settlements: Sequence[Settlement]) -> Iterator[Outcome]:
    grants = [one.grant_amount for one in agreements if isinstance(one.grant_amount, Cited)]
    totals = [one.total_budget for one in settlements if isinstance(one.total_budget, Cited)]
    for grant in grants[:1]:
        for total in totals[:1]:
            if grant.value != total.value:
                said = f"协议资助金额 {grant.value} 元，决算的预算合计 {total.value} 元"
                yield review(said, grant, total, subject="grant", why="预算总额不等于资助金额，是否含配套由人判断")


@rule("X.09", name="totals-add-up")
def totals_add_up(
    budgets: tuple[Budget, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    tables: tuple[PaymentTable, ...] = (),
    lists: tuple[VoucherList, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
) -> Outcomes:
    """预算、决算、发放表、支出明细的合计等于各行之和（元、万元换算后），决算各行预算减支出等于结余。"""
    for budget in budgets:
        yield from money_sums.of_budget(budget)
    for settlement in settlements:
        yield from money_sums.of_settlement(settlement)
    for agreement in agreements:
        yield from money_sums.of_agreement(agreement)
    for table in tables:
        yield from money_sums.of_payments(table)
    for listed in lists:
        yield from money_sums.of_vouchers(listed)
    for form in forms:
        yield from money_sums.of_form(form)


@rule("QC-11.1", name="within-the-period")
def within_the_period(
    agreements: tuple[Agreement, ...] = (),
    invoices: tuple[Invoice, ...] = (),
    tables: tuple[PaymentTable, ...] = (),
    activities: tuple[ActivityRecord, ...] = (),
    lists: tuple[VoucherList, ...] = (),
    *,
    period_start: date | None,
    period_end: date | None,
) -> Outcomes:
    """活动和支出的日期在建设周期内；支出在周期之外的由人判断，活动在周期之外的不计入。"""
    term = term_in_force(agreements, period_start, period_end)
    dated = [*_dated(invoices, tables, activities), *_listed(lists, invoices)]
    undated = list(_undated(invoices, tables, lists))
    if not dated:
        yield from undated or [missing("没有读到写明日期的活动或支出", why="缺少票据、发放表或活动材料")]
        return
    days = [day for _, _, day in dated]
    if term.start is None or term.end is None or not term.agreed:
        why = "建设周期没有设定（以当年通知为准），材料中也没有写明"
        yield review(f"{len(dated)} 处日期没有核对", *days, why=why)
        return
    period = f"建设周期 {term.start} 至 {term.end}"
    inside = [one for one in dated if one[2].value.earliest >= term.start and one[2].value.latest <= term.end]
    for key, name, day in dated:
        if (key, name, day) not in inside:
            why = (
                "活动不在建设周期内，不计入"
                if name.startswith("活动")
                else "支出不在建设周期内，办法没有规定截止日期，由人判断"
            )
            yield review(f"{name}的日期是 {day.value}，{period}", day, *term.cited, subject=key, why=why)
    if inside:
        told = [day for _, _, day in inside]
        yield passed(f"{len(inside)} 处活动和支出的日期在{period}之内", *told, *term.cited, subject="others")
    yield from undated


def _dated(
    invoices: Sequence[Invoice], tables: Sequence[PaymentTable], activities: Sequence[ActivityRecord]
) -> Iterator[tuple[str, str, Cited[Any]]]:
    for invoice in invoices:
        if isinstance(invoice.issue_date, Cited):
            yield paper_key(invoice), shown(invoice), invoice.issue_date
    for table in tables:
        if isinstance(table.date, Cited):
            yield f"payment|{payment_key(table)}", "发放表", table.date
    for record in activities:
        if isinstance(record.date, Cited):
            title = record.title.value if record.title.present else record.event
            yield f"activity|{record.event}|{title}|{record.date.value}", f"活动“{title}”", record.date


def _listed(lists: Sequence[VoucherList], invoices: Sequence[Invoice]) -> Iterator[tuple[str, str, Cited[Any]]]:
    """The days of vouchers that are only listed: one that is there itself is judged by its own day."""
    numbers = {one.invoice_number.value for one in invoices if isinstance(one.invoice_number, Cited)}
    for row in (row for one in lists for row in one.rows):
        day = row.date if isinstance(row.date, Cited) else row.paid_on
        spent = not (row.summary.present and no_expense(row.summary.value))
        if spent and isinstance(day, Cited) and not _there(row, numbers):
            yield f"listed|{row.key}", "支出明细中一笔支出", day


def _there(row: VoucherRow, numbers: Collection[str]) -> bool:
    """Whether every invoice that the row numbers is one of these."""
    said = row.invoice_number
    if not isinstance(said, Cited):
        return False
    found = [one for one in numbers if names(said.value, one)]
    return bool(found) and len(found) >= len(set(_NUMBERS.findall(unicodedata.normalize("NFKC", said.value))))


def _undated(
    invoices: Sequence[Invoice], tables: Sequence[PaymentTable], lists: Sequence[VoucherList]
) -> Iterator[Outcome]:
    dates = [*(one.issue_date for one in invoices), *(one.date for one in tables)]
    open_ends = [field for field in dates if isinstance(field, Absent)]
    listed = list(_undated_rows(lists, invoices, tables))
    told = [f"{len(open_ends)} 份票据或发放表"] if open_ends else []
    told += [f"支出明细中 {len(listed)} 笔支出"] if listed else []
    if told:
        why = "没有读到日期的票据、发放表或列出的支出，是否在建设周期内由人判断"
        yield review(f"{'、'.join(told)}没有日期", *open_ends, *listed, why=why, subject="undated")


def _undated_rows(
    lists: Sequence[VoucherList], invoices: Sequence[Invoice], tables: Sequence[PaymentTable]
) -> Iterator[Field[Any]]:
    """What is read of listed expenses of no known day, whose papers are not there to tell it. Where the list has no
    days at all, an invoice that may be the row's own tells it."""
    for one in listed_rows(lists, invoices, tables):
        day = one.row.date
        if not isinstance(day, Absent) or one.row.paid_on.present or one.proof == "sure":
            continue
        if day.reason != "not_found" or one.proof == "none":
            yield next((field for field in (one.row.summary, one.row.amount) if field.present), day)


@predicate("unless_failed")
def unless_failed(found: tuple[Finding, ...] = (), *, rules: Sequence[str], asks: str) -> Outcomes:
    """汇总所列各条的不合格之处：有一处不合格即不合格，没有的由人员判断其余要求。"""
    own = [one for one in found if one.rule.startswith(tuple(rules)) and one.evidence]
    wrong = spending.failures(own, rules)
    if wrong:
        rows = "、".join(dict.fromkeys(one.rule for one in wrong))
        cited = [evidence for one in wrong for evidence in one.evidence[:2]]
        yield failed(f"有 {len(wrong)} 处不合格（见 {rows}）", *cited, settled=True, firm=True)
    elif own:
        cited = [evidence for one in own for evidence in one.evidence[:1]]
        yield review(f"已核对的 {len(own)} 处没有发现不合格", *cited[:6], why=asks)
    else:
        yield missing("没有见到可以核对的预算、决算和票据", why="缺少票据或决算")

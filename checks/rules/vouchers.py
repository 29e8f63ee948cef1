"""Invoices: V.04 sums, V.05 buyer, V.07 dates, V.08 red invoices; ZD-15.3 spent before the project's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from checks import payment_dates, vouchers
from checks.host import host_of, term_in_force
from checks.invoice_identity import is_red, paper_key
from checks.outcome import Outcome, Outcomes, failed, not_applicable, passed, review
from checks.rule import rule
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList


@rule("V.04", name="invoice-sums")
def invoice_sums(
    invoices: tuple[Invoice, ...] = (), *, line_tolerance: str, tax_tolerance: str, rates: list[Any]
) -> Outcomes:
    """金额加税额等于价税合计，各行之和等于合计，大写等于小写，税额等于金额乘税率（容许尾差），税率是当时施行的。"""
    allowed = vouchers.Tolerances(Decimal(line_tolerance), Decimal(tax_tolerance))
    for invoice in invoices:
        yield vouchers.arithmetic(invoice, allowed, vouchers.rates_of(rates))


@rule("V.05", name="invoice-buyer")
def invoice_buyer(
    invoices: tuple[Invoice, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
) -> Outcomes:
    """票据的购买方是本单位，名称和税号都相符；分支机构、曾用名由人判断，不印购买方的票据不适用。"""
    host = host_of(forms, agreements)
    for invoice in invoices:
        yield vouchers.buyer(invoice, host)


@rule("V.07", name="invoice-date")
def invoice_date(
    invoices: tuple[Invoice, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    *,
    on: date,
    period_start: date | None,
    period_end: date | None,
    invoice_grace_days: int,
    after_end: str,
) -> Outcomes:
    """开票日期在项目期限之内，不晚于核对日；期限没有设定的由人判断。"""
    term = term_in_force(agreements, period_start, period_end)
    for invoice in invoices:
        yield vouchers.issued(invoice, term, on, invoice_grace_days, after_end)


@rule("V.08", name="red-invoices")
def red_invoices(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """红字发票与被冲的蓝字发票成对出现；两张合计为零，都不能报销。"""
    blue = [one for one in invoices if not is_red(one)]
    red = [one for one in invoices if is_red(one)]
    for one in red:
        yield _red(one, blue)
    if blue and not red:
        said = f"{len(blue)} 张票据中没有红字发票"
        yield not_applicable(said, *(one.invoice_number for one in blue))


def _red(one: Invoice, blue: Sequence[Invoice]) -> Outcome:
    cited: list[Any] = [
        field
        for field in (one.is_red, one.blue_number, one.red_confirmation_no, one.total_with_tax)
        if isinstance(field, Cited)
    ] or [one.invoice_number]
    said = f"{vouchers.shown(one)} 是红字（负数）发票"
    cancelled = one.blue_number.value if one.blue_number.present else ""
    pair = next(
        (b for b in blue if cancelled and b.invoice_number.present and b.invoice_number.value == cancelled), None
    )
    if pair is None:
        told = f"被冲的蓝字发票 {cancelled} 不在材料中" if cancelled else "没有写明被冲的是哪一张"
        return review(f"{said}，{told}", *cited, subject=paper_key(one), why="找不到与它成对的蓝字发票，由人核对")
    cited.append(pair.invoice_number)
    together = ""
    if one.total_with_tax.present and pair.total_with_tax.present:
        together = f"，两张合计 {one.total_with_tax.value + pair.total_with_tax.value} 元"
    why = "蓝字发票已被红冲，两张都不能作为支出凭证，请核对是否仍计入报销金额"
    return review(f"{said}，冲销材料中的 {vouchers.shown(pair)}{together}", *cited, subject=paper_key(one), why=why)


@rule("ZD-15.3", name="spent-before-the-end")
def spent_before_the_end(
    agreements: tuple[Agreement, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    tables: tuple[PaymentTable, ...] = (),
    invoices: tuple[Invoice, ...] = (),
    lists: tuple[VoucherList, ...] = (),
    *,
    period_end: date | None,
) -> Outcomes:
    """经费在项目截止日期前执行完毕：付款日期不晚于截止日期，没有结余；没有写明付款日期的以开票日期、发放日期代替。"""
    yield from _balances(settlements)
    spent = payment_dates.Spent(settlements, tables, invoices, lists)
    yield from payment_dates.outcomes(spent, term_in_force(agreements, None, period_end))


def _balances(settlements: Sequence[Settlement]) -> Iterator[Outcome]:
    for one in settlements:
        left, cited = _left(one)
        if left is None:
            continue
        said = f"决算结余 {left.normalize():f} 元"
        if left > 0 and (len(cited) == 1 or vouchers.typed(*cited)):
            yield failed(f"{said}，经费没有执行完毕", *cited, subject="balance", firm=True)
        elif left > 0:
            why = f"结余由预算和决算合计算出，数字{vouchers.BY_OCR}"
            yield review(f"{said}，经费没有执行完毕", *cited, subject="balance", why=why)
        elif left < 0:
            yield review(f"{said}，支出超过预算", *cited, subject="balance", why="超支部分的来源由人核对")
        else:
            yield passed(f"{said}，经费已执行完毕", *cited, subject="balance")


def _left(settlement: Settlement) -> tuple[Decimal | None, tuple[Cited[Any], ...]]:
    """The printed balance, else what the printed totals leave."""
    planned, actual = settlement.total_budget, settlement.total_actual
    if isinstance(settlement.total_balance, Cited):
        return settlement.total_balance.value, (settlement.total_balance,)
    if isinstance(planned, Cited) and isinstance(actual, Cited):
        return planned.value - actual.value, (planned, actual)
    return None, ()

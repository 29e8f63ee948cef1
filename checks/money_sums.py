"""X.09: what is printed as a total is the sum of the rows above it, in every paper of money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from checks.outcome import Outcome, passed, review
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Cited, Field
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList

_WHY = "合计与各行之和不等，可能有漏行、重复的行或单位（元、万元）不一致，由人核对"


def of_budget(budget: Budget) -> Iterator[Outcome]:
    tops = [line.amount for line in budget.lines if line.top is not False]
    yield from _total("经费预算", tops, budget.total, "budget")
    for name, total in (("专项", budget.grant_total), ("配套", budget.matching_total)):
        own = [line.amount for line in budget.lines if line.source.present and name in line.source.value]
        if own:
            yield from _total(f"经费预算{name}", own, total, f"budget|{name}")


def of_agreement(agreement: Agreement) -> Iterator[Outcome]:
    rows = [line.amount for line in agreement.budget_lines]
    total = agreement.budget_total if agreement.budget_total.present else agreement.grant_amount
    yield from _of_table("协议的经费预算", rows, total, "agreement")


def of_form(form: ApplicationForm) -> Iterator[Outcome]:
    rows = [line.amount for line in form.budget_lines]
    yield from _of_table("申报书的经费预算", rows, form.budget_total, "form")


def _of_table(name: str, rows: Sequence[Field[Decimal]], total: Field[Decimal], subject: str) -> Iterator[Outcome]:
    """The rows of a table without levels: categories and all their details together are twice the total."""
    together = sum((row.value for row in rows if isinstance(row, Cited)), Decimal(0))
    if not (isinstance(total, Cited) and together == 2 * total.value):
        yield from _total(name, rows, total, subject)


def of_settlement(settlement: Settlement) -> Iterator[Outcome]:
    tops = [line for line in settlement.lines if line.top is not False]
    columns = (("预算", "budget"), ("决算", "actual"), ("结余", "balance"))
    for label, name in columns:
        rows = [getattr(line, name) for line in tops]
        yield from _total(f"决算报告的{label}", rows, getattr(settlement, f"total_{name}"), f"settlement|{name}")
    for line in settlement.lines:
        before, after, left = line.budget, line.actual, line.balance
        if not (isinstance(before, Cited) and isinstance(after, Cited) and isinstance(left, Cited)):
            continue
        if before.value - after.value != left.value:
            said = f"决算“{line.key}”预算 {before.value} 减决算 {after.value} 不等于结余 {left.value}"
            yield review(said, before, after, left, subject=f"settlement|{line.key}", why=_WHY)


def of_payments(table: PaymentTable) -> Iterator[Outcome]:
    gross, net = [row.gross for row in table.rows], [row.net for row in table.rows]
    key = "payment|" + (table.title.value if table.title.present else "")
    sums = [sum((f.value for f in rows), Decimal(0)) for rows in (gross, net) if _whole(rows)]
    if isinstance(table.total, Cited) and table.total.value in sums:
        rows = gross if _whole(gross) and sums[0] == table.total.value else net
        yield from _total("发放表", rows, table.total, key)
    else:
        yield from _total("发放表", gross if _whole(gross) else net, table.total, key)


def of_vouchers(listed: VoucherList) -> Iterator[Outcome]:
    yield from _total("支出明细", [row.amount for row in listed.rows], listed.total, "vouchers")


def _whole(rows: Sequence[Field[Decimal]]) -> bool:
    return bool(rows) and all(row.present for row in rows)


def _total(name: str, rows: Sequence[Field[Decimal]], total: Field[Any], subject: str) -> Iterator[Outcome]:
    """Nothing where no total is printed; a row that was not read may be what is lacking."""
    if not isinstance(total, Cited) or not rows:
        return
    read = [row for row in rows if isinstance(row, Cited)]
    together = sum((row.value for row in read), Decimal(0))
    said = f"{name}合计 {total.value} 元，各行之和 {together} 元"
    if len(read) < len(rows):
        if together == total.value:
            yield passed(f"{said}，相等", total, *read, subject=subject)
        else:
            yield review(said, total, *read, subject=subject, why=f"有 {len(rows) - len(read)} 行的金额没有读到")
    elif together == total.value:
        yield passed(f"{said}，相等", total, *read, subject=subject)
    else:
        yield review(said, total, *read, subject=subject, why=_WHY)

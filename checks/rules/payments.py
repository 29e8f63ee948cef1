"""咨询费、劳务费发放表: P.01–P.05 (青创室 第七条（一）1、2, 站点 第十六条（一）（二）)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checks import payees, payment_rows
from checks.host import host_of
from checks.outcome import Outcomes
from checks.rule import rule
from checks.withholding import formula_of
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.payment_table import PaymentTable
from extractor.records.roster import Roster


@rule("P.01", name="payment-table-complete")
def payment_table_complete(tables: tuple[PaymentTable, ...] = ()) -> Outcomes:
    """发放表写有姓名、身份证号、单位、职称、标准、天数、应发、个税、实发、账号，并有签字。"""
    for table in tables:
        yield payment_rows.complete(table)


@rule("P.02", name="payment-tax")
def payment_tax(tables: tuple[PaymentTable, ...] = (), *, formula: dict[str, Any], tolerance: str) -> Outcomes:
    """应发金额减个人所得税等于实发金额，个税与劳务报酬预扣公式相符。"""
    for table in tables:
        yield from payment_rows.taxed(table, formula_of(formula), Decimal(tolerance))


@rule("P.03", name="payment-standard")
def payment_standard(tables: tuple[PaymentTable, ...] = (), *, standards: list[Any] | None) -> Outcomes:
    """每人每天的单价不超过相应职称的标准；标准没有设定的由人核对。"""
    for table in tables:
        yield from payment_rows.within_standard(table, standards)


@rule("P.04", name="nobody-paid-twice")
def nobody_paid_twice(tables: tuple[PaymentTable, ...] = ()) -> Outcomes:
    """同一次发放中没有同一人重复领取。"""
    yield from payment_rows.paid_twice(tables)


@rule("P.05", name="barred-payees")
def barred_payees(
    tables: tuple[PaymentTable, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    rosters: tuple[Roster, ...] = (),
    *,
    ban_scope: str,
    barred: list[str],
    doubtful: list[str],
) -> Outcomes:
    """领款人不属禁止发放对象：咨询费不付给本单位人员，劳务费不付给财政供养人员。"""
    members = payees.members_of(forms, rosters)
    bans = payees.Bans(ban_scope, tuple(barred), tuple(doubtful))
    yield from payees.barred_payees(tables, host_of(forms, agreements), members, bans)

"""Invoices one by one: V.01–V.03, V.06, V.09–V.20 (the sums, buyer and dates stand in rules/vouchers.py)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from checks import invoice_claims, invoice_face, invoice_parties, invoice_standing
from checks.finding import Verdict
from checks.host import Term, host_of, term_of
from checks.invoice_face import first_fields
from checks.invoice_forms import InvoiceForms
from checks.outcome import Outcome, Outcomes, not_applicable
from checks.payees import people_of
from checks.rule import rule
from checks.withholding import withheld
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.roster import Roster


@rule("V.01", name="invoice-kind")
def invoice_kind(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """票据的种类可以认出；没有号码和金额的可能不是票据，由人判断。"""
    for invoice in invoices:
        yield invoice_face.recognised(invoice)


@rule("V.02", name="invoice-number")
def invoice_number(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """发票号码、代码的位数和地区符合其种类，其中的年份与开票日期相符。"""
    for invoice in invoices:
        yield invoice_face.number(invoice)


@rule("V.03", name="invoice-qr")
def invoice_qr(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """二维码中的号码、代码、日期、金额与票面一致；旧式发票的金额是不含税合计，数电票的是价税合计。"""
    for invoice in invoices:
        yield invoice_face.qr(invoice)


@rule("V.06", name="invoice-seller")
def invoice_seller(
    invoices: tuple[Invoice, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    agreements: tuple[Agreement, ...] = (),
) -> Outcomes:
    """销售方的税号校验正确，不是购买方、本单位或团队成员；名称相近的由人判断。"""
    host, members = host_of(forms, agreements), people_of(forms, rosters, agreements)
    for invoice in invoices:
        yield invoice_parties.seller(invoice, host, members)


@rule("V.09", name="invoice-not-void")
def invoice_not_void(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """票面没有作废、样票、复印件字样，纸质发票是发票联；下载次数只作提示。"""
    for invoice in invoices:
        yield invoice_standing.not_void(invoice)


@rule("V.10", name="invoice-goods-list")
def invoice_goods_list(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """票面写“详见销货清单”的附有清单，分页的发票没有缺页。"""
    yield from _apart([invoice_standing.goods_listed(one) for one in invoices], "不涉及销货清单")


@rule("V.11", name="invoice-remark")
def invoice_remark(invoices: tuple[Invoice, ...] = (), *, needed: list[Any]) -> Outcomes:
    """建筑、不动产、货物运输等业务的发票在备注栏写明应填内容。"""
    said = "不属于备注栏有规定内容的业务"
    yield from _apart([invoice_standing.remarked(one, needed) for one in invoices], said)


def _apart(outcomes: Sequence[Outcome], said: str) -> Outcomes:
    """What applies, invoice by invoice; all that it does not apply to in one line."""
    silent = [one for one in outcomes if one.verdict is Verdict.NOT_APPLICABLE]
    yield from (one for one in outcomes if one.verdict is not Verdict.NOT_APPLICABLE)
    if silent:
        cited = [evidence for one in silent for evidence in one.evidence]
        firm = all(one.firm for one in silent)
        yield not_applicable(f"{len(silent)} 张票据{said}", *cited[:6], subject="others", firm=firm)


@rule("V.12", name="invoice-authenticity")
def invoice_authenticity(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """票据的真伪和是否已被红冲须在查验平台核对：列出要填写的各项，供复制。"""
    for invoice in invoices:
        yield invoice_standing.authentic(invoice)


@rule("V.13", name="invoice-acceptable")
def invoice_acceptable(invoices: tuple[Invoice, ...] = (), *, accepted: list[str], doubtful: list[str]) -> Outcomes:
    """票据种类可以作为支出凭证；收据、资金往来结算票据等由人判断。"""
    for invoice in invoices:
        yield invoice_standing.acceptable(invoice, accepted, doubtful)


@rule("V.14", name="no-split-purchases")
def no_split_purchases(invoices: tuple[Invoice, ...] = (), *, nearby: int) -> Outcomes:
    """没有同一销售方同日开出、号码相连的几张发票。"""
    yield from invoice_parties.split_purchases(invoices, nearby)


@rule("V.15", name="invoice-category")
def invoice_category(invoices: tuple[Invoice, ...] = (), *, expense_map: str) -> Outcomes:
    """票据各行按内容归入的科目与申报的科目一致；没有写明申报科目的列出可归入的科目。"""
    for invoice in invoices:
        yield invoice_claims.category(invoice, expense_map)


@rule("V.16", name="claim-within-total")
def claim_within_total(invoices: tuple[Invoice, ...] = ()) -> Outcomes:
    """报销金额不超过票面价税合计，一张发票分列几个科目的各部分合计等于票面。"""
    yield from invoice_claims.claimed(invoices)


@rule("V.17", name="tax-withheld")
def tax_withheld(
    tables: tuple[PaymentTable, ...] = (), invoices: tuple[Invoice, ...] = (), *, tax_free: str, expense_map: str
) -> Outcomes:
    """支付给个人的咨询费、劳务费有代扣个人所得税的依据。"""
    yield from withheld(tables, invoices, Decimal(tax_free), expense_map)


@rule("V.18", name="journeys")
def journeys(
    invoices: tuple[Invoice, ...] = (),
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    *,
    home: list[str],
    period_start: date | None,
    period_end: date | None,
) -> Outcomes:
    """客票的乘坐人是团队成员，出发地或到达地是北京，日期在项目期限内。"""
    members, term = people_of(forms, rosters, agreements), term_of(agreements)
    term = Term(period_start or term.start, period_end or term.end, term.cited, term.agreed)
    others = [one for one in invoices if one.trip is None]
    for invoice in invoices:
        if invoice.trip is not None:
            yield invoice_parties.journey(invoice, invoice.trip, members, term, home)
    if others:
        yield _none(others, f"{len(others)} 张票据不是客票")


def _none(invoices: Sequence[Invoice], said: str) -> Any:
    cited = [field for one in invoices for field in first_fields(one)]
    return not_applicable(said, *cited[:6], subject="others", firm=all(one.kind.present for one in invoices))


@rule("V.19", name="invoice-untouched")
def invoice_untouched(invoices: tuple[Invoice, ...] = (), *, editors: list[str]) -> Outcomes:
    """电子发票的 PDF 开具后没有编辑的迹象（制作程序、写入次数）；只作提示。"""
    others = []
    for invoice in invoices:
        outcome = invoice_claims.untouched(invoice, editors)
        if outcome is None:
            others.append(invoice)
        else:
            yield outcome
    if others:
        yield _none(others, f"{len(others)} 张票据不是电子 PDF 文件")


@rule("V.20", name="invoice-forms-agree")
def invoice_forms_agree(forms: tuple[InvoiceForms, ...] = ()) -> Outcomes:
    """同一发票的几种版式（XML、OFD、PDF、扫描件）按一张计，内容一致；不一致的由人核对。"""
    single = []
    for form in forms:
        outcome = invoice_claims.forms_agree(form)
        if outcome is None:
            single.append(form)
        else:
            yield outcome
    if single:
        yield invoice_claims.nothing_to_compare(single, f"{len(single)} 张票据只有一种版式")

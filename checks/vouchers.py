"""Sums, parties and dates of one invoice, judged in Decimal; what is read by OCR may be misread and is never failed.

Tolerances (facts.md §4.4) are policy numbers: the sum of lines may differ by a cent a line, tax by some cents a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from checks.host import Host, Term
from checks.invoice_identity import paper_key
from checks.outcome import Outcome, failed, not_applicable, passed, review
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine
from extractor.text.similarity import near
from extractor.text.uppercase_amounts import parse_uppercase

VAT = ("专票", "普票", "电子专票", "电子普票", "数电专票", "数电普票", "数电纸质专票", "数电纸质普票")
NO_BUYER = ("出租车票", "定额发票", "卷票")
TICKETS = ("铁路电子客票", "航空电子行程单")
BY_OCR = "由文字识别读出，可能有误，请对照原件"


def kind_of(invoice: Invoice) -> str:
    return invoice.kind.value if invoice.kind.present else ""


def shown(invoice: Invoice) -> str:
    """How people call the invoice: its kind and number."""
    number = invoice.invoice_number.value if invoice.invoice_number.present else ""
    return f"{kind_of(invoice) or '票据'}{number}"


def typed(*fields: Field[Any]) -> bool:
    """Whether none of the fields was read by OCR."""
    return all(not span.source.startswith("ocr") for field in fields for span in field.spans)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that does not add up; `tax` marks what rounding, discounts or a misprint may explain."""

    said: str
    fields: tuple[Cited[Any], ...]
    tax: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """The tax rates and 征收率 in use from `since` on, as fractions."""

    since: date
    rates: tuple[Decimal, ...]


def rates_of(given: Sequence[Mapping[str, Any]]) -> tuple[Rates, ...]:
    """From the pack: `since` a day, `rates` decimal texts."""
    return tuple(Rates(one["since"], tuple(Decimal(str(rate)) for rate in one["rates"])) for one in given)


@dataclass(frozen=True, slots=True)
class Tolerances:
    """In 元 a line: how far the sum of the lines may be from the printed sum, and a line's tax from rate × net."""

    line: Decimal
    tax: Decimal


def arithmetic(invoice: Invoice, allowed: Tolerances, rates: Sequence[Rates] = ()) -> Outcome:
    """V.04 for one invoice: net + tax = total, the lines make the sums, words = figures, rate × net = tax."""
    subject, name = paper_key(invoice), shown(invoice)
    printed = (invoice.total_amount, invoice.total_tax, invoice.total_with_tax, invoice.total_in_words)
    read = [field for field in printed if isinstance(field, Cited)]
    vat = kind_of(invoice) in VAT
    wrong = [*_wrong(invoice, allowed.line, allowed.tax), *_unknown_rates(invoice, rates)]
    if wrong:
        cited = tuple(dict.fromkeys(field for one in wrong for field in one.fields))
        said = f"{name} {'；'.join(one.said for one in wrong)}"
        if all(one.tax for one in wrong):
            return review(said, *cited, subject=subject, why=_explained(wrong))
        if not typed(*cited):
            return review(said, *cited, subject=subject, why="数字由文字识别读出，可能有误，请对照原件")
        return failed(said, *cited, subject=subject, firm=True)
    lacking = [field.label for field in printed if isinstance(field, Absent)]
    if vat and (lacking or not _has_lines(invoice)):
        missing = "、".join([*lacking, *([] if _has_lines(invoice) else ["明细行金额"])])
        return review(f"{name} 的金额没有读全", *printed, subject=subject, why=f"没有读到{missing}，不能核对金额")
    if len(read) < 2:
        return not_applicable(f"{name} 票面只有一个金额，没有可以相互核对的数", *read, subject=subject, firm=True)
    total = invoice.total_with_tax.value if invoice.total_with_tax.present else read[-1].value
    return passed(f"{name} 的金额、税额、价税合计和大写相符（{total} 元）", *read, subject=subject, firm=True)


def _explained(wrong: Sequence[Wrong]) -> str:
    if any("当时施行" in one.said for one in wrong):
        return "税率不在开票时施行的税率之内，请核对税率和开票日期"
    return "税额与税率不符，可能是尾差、折扣或差额征税，由人判断"


def _unknown_rates(invoice: Invoice, rates: Sequence[Rates]) -> Iterator[Wrong]:
    """A rate that was not in use on the day of issue (facts.md §4.4): mistaken, or the paper was altered."""
    day = invoice.issue_date
    if not isinstance(day, Cited) or kind_of(invoice) not in VAT:
        return
    within = [one for one in rates if one.since <= day.value.latest]
    if not within:
        return
    known = set(within[-1].rates)
    for line in invoice.lines:
        rate = line.tax_rate
        if isinstance(rate, Cited) and rate.value not in known:
            said = f"第 {line.seq} 行税率 {rate.value * 100:f}% 不是开票日期 {day.value} 当时施行的税率"
            yield Wrong(said, (rate, day), tax=True)


def _has_lines(invoice: Invoice) -> bool:
    return bool(invoice.lines) and all(line.amount.present for line in invoice.lines)


def _wrong(invoice: Invoice, line_tolerance: Decimal, tax_tolerance: Decimal) -> Iterator[Wrong]:
    net, tax, total, words = (
        invoice.total_amount,
        invoice.total_tax,
        invoice.total_with_tax,
        invoice.total_in_words,
    )
    if isinstance(net, Cited) and isinstance(tax, Cited) and isinstance(total, Cited):
        together = net.value + tax.value
        if together != total.value:
            said = f"金额 {net.value} 与税额 {tax.value} 之和是 {together}，价税合计是 {total.value}，不相等"
            yield Wrong(said, (net, tax, total))
    if isinstance(words, Cited) and isinstance(total, Cited):
        amount = parse_uppercase(words.value)
        if amount is None:
            yield Wrong(f"大写“{words.value}”不能读成金额", (words, total), tax=True)
        elif amount != total.value:
            yield Wrong(f"大写“{words.value}”（{amount}）与小写 {total.value} 不一致", (words, total))
    yield from _sums(invoice.lines, net, "amount", "金额", line_tolerance)
    yield from _sums(invoice.lines, tax, "tax", "税额", line_tolerance)
    if not (invoice.remark.present and "差额征税" in invoice.remark.value):
        for line in invoice.lines:
            yield from _rate(line, tax_tolerance)


def _sums(
    lines: Sequence[InvoiceLine], printed: Field[Decimal], name: str, label: str, tolerance: Decimal
) -> Iterator[Wrong]:
    fields = [getattr(line, name) for line in lines]
    if not fields or not isinstance(printed, Cited) or not all(isinstance(field, Cited) for field in fields):
        return
    together = sum((field.value for field in fields), Decimal(0))
    if abs(together - printed.value) > tolerance * len(fields):
        yield Wrong(f"各行{label}之和是 {together}，合计{label}是 {printed.value}，不相等", (*fields, printed))


def _rate(line: InvoiceLine, tolerance: Decimal) -> Iterator[Wrong]:
    net, rate, tax = line.amount, line.tax_rate, line.tax
    if isinstance(net, Cited) and isinstance(rate, Cited) and isinstance(tax, Cited):
        due = net.value * rate.value
        if abs(due - tax.value) > tolerance:
            said = f"第 {line.seq} 行按税率应为 {due.quantize(Decimal('0.01'))}，税额是 {tax.value}"
            yield Wrong(said, (net, rate, tax), tax=True)


def buyer(invoice: Invoice, host: Host) -> Outcome:
    """V.05 for one invoice: the buyer is the host organisation, by name and tax number."""
    subject, name, kind = paper_key(invoice), shown(invoice), kind_of(invoice)
    who = invoice.buyer.name
    if not isinstance(who, Cited):
        if kind in NO_BUYER:
            return not_applicable(f"{name} 票面不印购买方", invoice.kind, subject=subject, firm=True)
        why = "客票上没有购买方，报销人由人核对" if kind in TICKETS else "没有读到购买方名称"
        return review(f"{name} 没有购买方", invoice.kind, who, subject=subject, why=why)
    said = f"{name} 的购买方是“{who.value}”"
    if not host.names:
        return review(said, who, subject=subject, why="材料中没有写明依托单位，无法核对购买方")
    said = f"{said}，本单位是“{host.name}”"
    if not host.agreed:
        return review(said, who, *host.names, subject=subject, why="几份材料写明的依托单位不一致")
    same = host.compare(who)
    if same == "part":
        return review(
            said, who, *host.cited, subject=subject, why="可能是分支机构、曾用名或识别有误，是否本单位由人判断"
        )
    if same == "other":
        if not typed(who, *host.cited) and _alike(who.value, host.name):
            return review(said, who, *host.cited, subject=subject, why="名称由文字识别读出，只差个别字，请对照原件")
        return failed(f"{said}，购买方不是本单位", who, *host.cited, subject=subject, firm=True)
    return _tax_number(invoice, host, who, said, subject)


def _tax_number(invoice: Invoice, host: Host, who: Cited[str], said: str, subject: str) -> Outcome:
    number = invoice.buyer.tax_id
    if not isinstance(number, Cited):
        if kind_of(invoice) in VAT:
            return review(said, who, number, subject=subject, why="没有读到购买方的税号")
        return passed(f"{said}（这种票据不印税号）", who, *host.cited, subject=subject, firm=True)
    if not host.codes:
        why = "名称一致；材料中没有本单位的统一社会信用代码，税号没有核对"
        return review(said, who, number, *host.cited, subject=subject, why=why)
    codes = host.codes[:1]
    if any(_code(code.value) == _code(number.value) for code in host.codes):
        return passed(f"{said}，税号相符", who, number, *host.cited, *codes, subject=subject, firm=True)
    said = f"{said}，税号是 {number.value}，本单位是 {codes[0].value}"
    if any(_older(number.value, code.value) for code in host.codes):
        why = "税号是统一社会信用代码以前的号码，其中的组织机构代码相同，是否本单位由人确认"
        return review(said, who, number, *codes, subject=subject, why=why)
    if typed(number, *codes):
        return failed(said, who, number, *codes, subject=subject, firm=True)
    return review(said, who, number, *codes, subject=subject, why="税号不一致，其中有由文字识别读出的，请对照原件")


def _code(text: str) -> str:
    return "".join(text.split()).upper()


def _older(number: str, code: str) -> bool:
    """Whether a tax number of 15 digits (six of the region, nine of the organisation) is that of the organisation in
    a credit code of GB 32100-2015 (its characters 9 to 17).

    >>> _older("110108MA0000000", "91110108MA0000000A"), _older("110108123456789", "91110108MA0000000A")
    (True, False)
    """
    old, new = _code(number), _code(code)
    return len(old) == 15 and len(new) == 18 and old[6:] == new[8:17]


def _alike(one: str, other: str) -> bool:
    return bool(near(other, one, 2))


def issued(invoice: Invoice, term: Term, on: date, grace_days: int, after_end: str) -> Outcome:
    """V.07 for one invoice: issued within the term and not after the day that the submission is screened for."""
    subject, name = paper_key(invoice), shown(invoice)
    day = invoice.issue_date
    if not isinstance(day, Cited):
        return review(f"{name} 没有读到开票日期", day, subject=subject, why="没有开票日期，不能核对是否在项目期内")
    first, last = day.value.earliest, day.value.latest
    said = f"{name} 的开票日期是 {day.value}"
    if first > on:
        future = f"{said}，晚于核对日 {on}"
        if typed(day):
            return failed(future, day, subject=subject, firm=True)
        return review(future, day, subject=subject, why="日期由文字识别读出，可能有误，请对照原件")
    if term.start is None or term.end is None:
        return review(said, day, subject=subject, why="项目期限没有设定，材料中也没有写明")
    said = f"{said}，项目期限是 {term.start} 至 {term.end}"
    evidence = (day, *term.cited)
    if not term.agreed:
        return review(said, *evidence, subject=subject, why="几份协议写明的项目期限不一致")
    end = term.end + timedelta(days=grace_days)
    if first > end:
        if after_end == "fail":
            return failed(f"{said}，晚于截止日期", *evidence, subject=subject, firm=True)
        return review(f"{said}，晚于截止日期", *evidence, subject=subject, why="办法没有规定支出的截止日期，由人判断")
    if first < term.start:
        return review(f"{said}，早于项目开始", *evidence, subject=subject, why="开票在项目开始之前，由人判断")
    if last > end:
        return review(said, *evidence, subject=subject, why="开票日期只写到月，不能确定是否在期内")
    return passed(said, *evidence, subject=subject, firm=True)

"""What has to be typed into the platform where an invoice is looked up (V.12), ready to copy.

全国增值税发票查验平台 asks for code, number, date and a fourth field that depends on the kind: the sum without tax
(专票, 机动车), the last six characters of the check code (普票), the total with tax (数电票). Fiscal receipts are
looked up on 全国财政电子票据查验平台.

>>> fourth("数电普票"), fourth("专票"), fourth("电子普票")
('价税合计', '合计金额（不含税）', '校验码后 6 位')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice

TAX = "国家税务总局全国增值税发票查验平台"
FISCAL = "全国财政电子票据查验平台"
_BY_TOTAL = ("数电专票", "数电普票", "数电纸质专票", "数电纸质普票", "数电票", "铁路电子客票", "航空电子行程单")
_BY_NET = ("专票", "电子专票", "机动车发票")
_BY_CHECK = ("普票", "电子普票", "卷票")
_CHECKED = 6  # characters of the check code that the platform asks for


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the platform: its name there, what to type ("" where it was not read), where that stands."""

    name: str
    text: str
    field: Field[Any]


@dataclass(frozen=True, slots=True)
class Lookup:
    """`platform` is "" for papers that no platform knows (收据) or whose kind is not known."""

    platform: str
    entries: tuple[Entry, ...]

    @property
    def complete(self) -> bool:
        return bool(self.platform) and all(entry.text for entry in self.entries)

    def __str__(self) -> str:
        return "，".join(f"{entry.name} {entry.text or '（未读到）'}" for entry in self.entries)


def fourth(kind: str) -> str:
    """The field beside code, number and date; "" where it is not known."""
    for kinds, name in ((_BY_TOTAL, "价税合计"), (_BY_NET, "合计金额（不含税）"), (_BY_CHECK, "校验码后 6 位")):
        if kind in kinds:
            return name
    return ""


def lookup(invoice: Invoice) -> Lookup:
    """The fields to type for this invoice, in the order in which the platform asks."""
    kind = invoice.kind.value if invoice.kind.present else ""
    if kind == "财政电子票据":
        return Lookup(FISCAL, tuple(_fiscal(invoice)))
    if kind == "收据":
        return Lookup("", ())
    return Lookup(TAX if kind else "", tuple(_taxed(invoice, fourth(kind))))


def _taxed(invoice: Invoice, last: str) -> Iterator[Entry]:
    if not (invoice.invoice_number.present and len(invoice.invoice_number.value) == 20):
        yield _entry("发票代码", invoice.invoice_code)
    yield _entry("发票号码", invoice.invoice_number)
    yield _entry("开票日期", invoice.issue_date)
    if last == "价税合计":
        yield _entry(last, invoice.total_with_tax)
    elif last == "校验码后 6 位":
        check = invoice.check_code
        tail = check.map(lambda text: text[-_CHECKED:]) if isinstance(check, Cited) else check
        yield _entry(last, tail)
    elif last:
        yield _entry(last, invoice.total_amount)


def _fiscal(invoice: Invoice) -> Iterator[Entry]:
    yield _entry("票据代码", invoice.invoice_code)
    yield _entry("票据号码", invoice.invoice_number)
    yield _entry("校验码", invoice.check_code)
    yield _entry("票据总金额", invoice.total_with_tax)
    yield _entry("开票日期", invoice.issue_date)


def _entry(name: str, field: Field[Any]) -> Entry:
    """Dates as the platform takes them: YYYYMMDD."""
    if not isinstance(field, Cited):
        return Entry(name, "", field)
    value = field.value
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return Entry(name, text.replace("-", "") if "日期" in name else text, field)

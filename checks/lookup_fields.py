"""What has to be typed into the platform where an invoice is looked up (V.12), ready to copy.

全国增值税发票查验平台 asks for code, number, date and a fourth field that depends on the kind: the sum without tax
(专票, 机动车), the last six characters of the check code (普票), the total with tax (数电票). Fiscal receipts are
looked up on 全国财政电子票据查验平台.

>>> fourth("数电普票"), fourth("专票"), fourth("电子普票")
('价税合计', '合计金额（不含税）', '校验码后 6 位')
"""

from __future__ import annotations

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
_WITHOUT_CODE = 20  # digits of a number that stands alone
_FIELDS = {"价税合计": "total_with_tax", "合计金额（不含税）": "total_amount", "校验码后 6 位": "check_code"}
_FISCAL = (
    ("票据代码", "invoice_code"), ("票据号码", "invoice_number"), ("校验码", "check_code"),
    ("票据总金额", "total_with_tax"), ("开票日期", "issue_date"),
)  # fmt: skip


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


def asked(kind: str, number: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The platform for a kind of invoice ("" where none knows it), and what it asks for, in its order: the name there
    and the field of the record.

    >>> asked("数电普票", "25112000000000000001")[1]
    (('发票号码', 'invoice_number'), ('开票日期', 'issue_date'), ('价税合计', 'total_with_tax'))
    >>> asked("收据", "001")
    ('', ())
    """
    if kind == "财政电子票据":
        return FISCAL, _FISCAL
    if kind == "收据":
        return "", ()
    code = () if len(number) == _WITHOUT_CODE else (("发票代码", "invoice_code"),)
    last = fourth(kind)
    more = ((last, _FIELDS[last]),) if last else ()
    return (TAX if kind else ""), (*code, ("发票号码", "invoice_number"), ("开票日期", "issue_date"), *more)


def typed_as(name: str, text: str) -> str:
    """`text` as the platform takes it: a day as YYYYMMDD, of a check code its last six characters.

    >>> typed_as("开票日期", "2025-06-12"), typed_as("校验码后 6 位", "12345678901234567890")
    ('20250612', '567890')
    """
    if "日期" in name:
        return text.replace("-", "")
    return text[-_CHECKED:] if name == "校验码后 6 位" else text


def lookup(invoice: Invoice) -> Lookup:
    """The fields to type for this invoice, in the order in which the platform asks."""
    kind = invoice.kind.value if invoice.kind.present else ""
    number = invoice.invoice_number.value if invoice.invoice_number.present else ""
    platform, wanted = asked(kind, number)
    return Lookup(platform, tuple(_entry(name, getattr(invoice, field)) for name, field in wanted))


def _entry(name: str, field: Field[Any]) -> Entry:
    if not isinstance(field, Cited):
        return Entry(name, "", field)
    text = f"{field.value:f}" if isinstance(field.value, Decimal) else str(field.value)
    return Entry(name, typed_as(name, text), field)

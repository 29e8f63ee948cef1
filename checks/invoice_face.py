"""What the face of one invoice must show: a known kind, a well-formed number, the same in its QR code (V.01–V.03).

The shapes are those of facts.md §4.1–4.3. What OCR read may be misread, and is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checks.invoice_identity import heading_fields, paper_key
from checks.outcome import Outcome, not_applicable, passed, review
from checks.vouchers import BY_OCR, kind_of, shown, typed
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice, QrCode
from extractor.text.invoice_numbers import of_code, of_number
from extractor.text.invoice_qr import DIGITAL

WITH_QR = (
    "专票", "普票", "电子专票", "电子普票", "数电专票", "数电普票", "数电纸质专票", "数电纸质普票", "铁路电子客票",
    "航空电子行程单",
)  # fmt: skip


def first_fields(invoice: Invoice) -> list[Any]:
    """What to cite of an invoice as a whole: its number, else its heading."""
    number = invoice.invoice_number
    return [number] if isinstance(number, Cited) else [*heading_fields(invoice)[:1]]


def recognised(invoice: Invoice) -> Outcome:
    """V.01: the kind is known; a paper without number and sum is perhaps no invoice at all."""
    subject = paper_key(invoice)
    if isinstance(invoice.kind, Cited):
        return passed(f"票据种类为{invoice.kind.value}", invoice.kind, subject=subject, firm=True)
    if not invoice.invoice_number.present and not invoice.total_with_tax.present:
        why = "没有票据号码和金额，可能不是票据，请人工确认"
        return review("没有认出是哪种票据", *heading_fields(invoice), invoice.kind, subject=subject, why=why)
    why = "票面上没有能说明票据种类的标题"
    return review(f"{shown(invoice)} 没有认出是哪种票据", *first_fields(invoice), subject=subject, why=why)


def number(invoice: Invoice) -> Outcome:
    """V.02: number and code have the shape of their kind; the year in them is not after the date of issue."""
    subject, name = paper_key(invoice), shown(invoice)
    given, code = invoice.invoice_number, invoice.invoice_code
    if kind_of(invoice) == "收据":
        return not_applicable("收据没有税务机关或财政部门的号码", invoice.kind, subject=subject, firm=True)
    if not isinstance(given, Cited):
        return review(
            f"{name} 没有读到号码", given, *heading_fields(invoice), subject=subject, why="没有读到票据号码"
        )
    cited = [field for field in (given, code, invoice.issue_date) if isinstance(field, Cited)]
    wrong = "；".join(_misshapen(invoice, given))
    if wrong:
        why = "号码或代码不合规则" if typed(*cited) else f"号码或代码不合规则，其中有数字{BY_OCR}"
        return review(f"{name} {wrong}", *cited, subject=subject, why=why)
    if not isinstance(invoice.issue_date, Cited):
        why = "没有读到开票日期，不能与号码中的年份核对"
        return review(f"{name} 的号码格式正确", *cited, subject=subject, why=why)
    return passed(
        f"{name} 的号码格式正确，与开票日期 {invoice.issue_date.value} 相符", *cited, subject=subject, firm=True
    )


def _misshapen(invoice: Invoice, given: Cited[str]) -> Iterator[str]:
    text, code = given.value, invoice.invoice_code.value if invoice.invoice_code.present else ""
    kind, day = kind_of(invoice), invoice.issue_date
    year = day.value.year if isinstance(day, Cited) else None
    if kind == "财政电子票据":
        if not re.fullmatch(r"\d{10}", text) or (code and not re.fullmatch(r"\d{8}", code)):
            yield f"票据代码 {code or '（未读到）'}、号码 {text} 不是 8 位和 10 位"
    elif len(text) == 20:
        parts = of_number(text)
        if parts is None:
            yield f"20 位号码 {text} 的第 3、4 位不是已知的地区"
        elif year is not None and parts.year != year:
            yield f"号码 {text} 中的年份是 {parts.year}，开票日期是 {day.value}"
    elif kind.startswith("数电") or kind in ("铁路电子客票", "航空电子行程单"):
        yield f"{kind}的号码应为 20 位，读到 {text}（{len(text)} 位）"
    else:
        yield from _coded(text, code, year)


def _coded(text: str, code: str, year: int | None) -> Iterator[str]:
    """A code of 10 or 12 digits with a number of 8; a code may be printed years before its invoice is issued."""
    if not re.fullmatch(r"\d{8}", text):
        yield f"号码 {text} 不是 8 位"
    if not code:
        yield "没有读到发票代码"
        return
    parts = of_code(code)
    if parts is None:
        yield f"发票代码 {code} 不是 10 位或 12 位，或地区不明"
    elif year is not None and parts.year > year:
        yield f"发票代码 {code} 中的年份是 {parts.year}，晚于开票年份 {year}"


@dataclass(frozen=True, slots=True)
class _Pair:
    label: str
    face: Field[Any]
    qr: Field[Any]

    @property
    def differs(self) -> bool:
        return isinstance(self.face, Cited) and isinstance(self.qr, Cited) and self.face.value != self.qr.value


def qr(invoice: Invoice) -> Outcome:
    """V.03: the QR code says the number, date and sum of the face. A matching check sum shows that nobody touched it;
    one that does not match shows nothing."""
    subject, name, code = paper_key(invoice), shown(invoice), invoice.qr
    if code is None or not code.number.present:
        return _without_code(invoice, code)
    pairs = list(_pairs(invoice, code))
    compared = [pair for pair in pairs if isinstance(pair.qr, Cited) and _printed(pair.face)]
    wrong = [pair for pair in compared if pair.differs]
    if wrong:
        said = "；".join(f"{one.label}：二维码 {one.qr.value}，票面 {one.face.value}" for one in wrong)
        cited = [field for one in wrong for field in (one.face, one.qr)]
        sure = all(typed(one.face) for one in wrong)
        why = "二维码与票面不一致，票面可能被改动" if sure else f"二维码与票面不一致，票面{BY_OCR}"
        return review(f"{name} {said}", *cited, subject=subject, why=why)
    labels = "、".join(one.label for one in compared)
    if "发票号码" not in labels or len(compared) < 2:
        why = "票面可与二维码核对的内容没有读全"
        return review(f"{name} 的二维码", code.text, subject=subject, why=why)
    intact = "，二维码校验和相符" if code.crc_variant_matched else ""
    cited = [field for one in compared for field in (one.face, one.qr)]
    return passed(f"{name} 二维码中的{labels}与票面一致{intact}", *cited, subject=subject, firm=True)


def _pairs(invoice: Invoice, code: QrCode) -> Iterator[_Pair]:
    yield _Pair("发票号码", invoice.invoice_number, code.number)
    yield _Pair("发票代码", invoice.invoice_code, code.code)
    yield _Pair("开票日期", invoice.issue_date, code.date)
    digital = len(code.number.value) == 20 or (code.type.present and code.type.value in DIGITAL)
    label, face = ("价税合计", invoice.total_with_tax) if digital else ("合计金额（不含税）", invoice.total_amount)
    yield _Pair(label, face, code.amount)
    yield _Pair("校验码", invoice.check_code, code.check_code)


def _printed(face: Field[Any]) -> bool:
    """What was taken from the code itself confirms nothing."""
    return isinstance(face, Cited) and any(span.source != "qr" for span in face.spans)


def _without_code(invoice: Invoice, code: QrCode | None) -> Outcome:
    subject, name = paper_key(invoice), shown(invoice)
    if code is not None:
        why = "二维码是网址或其他内容，不含票面信息"
        return review(f"{name} 的二维码不是发票信息", code.text, subject=subject, why=why)
    if set(invoice.sources) <= {"xml"}:
        return not_applicable(f"{name} 是数据文件，没有二维码", *first_fields(invoice), subject=subject, firm=True)
    if kind_of(invoice) not in WITH_QR:
        said = f"{name or '票据'} 这种票据没有可核对的二维码"
        return not_applicable(said, *first_fields(invoice), subject=subject, firm=bool(kind_of(invoice)))
    return review(f"{name} 没有读到二维码", *first_fields(invoice), subject=subject, why="没有二维码可与票面核对")

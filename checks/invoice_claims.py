"""What is claimed of an invoice: its category (V.15), its sum (V.16), tax withheld (V.17), an untouched file (V.19),
forms that agree (V.20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from checks.expense_lines import ExpenseLine, of_invoice
from checks.expense_map import load
from checks.invoice_face import first_fields
from checks.invoice_forms import InvoiceForms, disputed
from checks.invoice_identity import paper_key
from checks.outcome import Outcome, failed, not_applicable, passed, review
from checks.vouchers import BY_OCR, shown, typed
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice


def category(invoice: Invoice, programme: str) -> Outcome:
    """V.15 for one invoice: what its lines are agrees with the category that it is claimed under."""
    subject, name, map = paper_key(invoice), shown(invoice), load(programme)
    lines = of_invoice(programme, invoice)
    cited = [field for line in lines for field in line.cited[:1]] or first_fields(invoice)
    label = invoice.declared.category
    if not isinstance(label, Cited):
        return review(f"{name} 的{_placed(lines)}", *cited, subject=subject, why="材料中没有写明申报的科目")
    own = map.category_of(label.value) or map.parts.get(label.value, "")
    said = f"{name} 申报的科目是“{label.value}”，{_placed(lines)}"
    if not own:
        why = f"“{label.value}”不是规定的一个科目，应归入哪一类由人判断"
        return review(said, label, *cited, subject=subject, why=why)
    others = [line for line in lines if line.placement.category != own]
    if not others:
        return passed(said, label, *cited, subject=subject, firm=True)
    doubts = "；".join(dict.fromkeys(_doubt(line, own) for line in others))
    return review(said, label, *cited, subject=subject, why=doubts)


def _placed(lines: Sequence[ExpenseLine]) -> str:
    """Where the lines go, in words."""
    told = dict.fromkeys(f"“{line.said}”{_target(line)}" for line in lines)
    return "，".join([*told][:3]) + (f" 等 {len(lines)} 行" if len(told) > 3 else "")


def _target(line: ExpenseLine) -> str:
    if not line.placement.to:
        return "不能归类"
    if line.placement.verdict == "prohibited":
        return f"属于{line.placement.candidates}"
    return f"{'归入' if line.placement.category else '可能归入'}{line.placement.candidates}"


def _doubt(line: ExpenseLine, own: str) -> str:
    placement = line.placement
    if "prohibited" in placement.verdict:
        return f"“{line.said}”可能属于禁止列支的{placement.candidates}"
    if own in placement.to:
        return f"“{line.said}”是否归入{own}由人确认"
    if placement.category:
        return f"“{line.said}”应归入{placement.category}，不是{own}"
    return f"“{line.said}”的归类由人判断"


def claimed(invoices: Sequence[Invoice]) -> Iterator[Outcome]:
    """V.16: no more is claimed than the invoice's total; the parts of one that is split make up its total."""
    silent: list[Invoice] = []
    for invoice in invoices:
        amount, total = invoice.declared.amount, invoice.total_with_tax
        if not isinstance(amount, Cited):
            silent.append(invoice)
        elif not isinstance(total, Cited):
            why = "没有读到价税合计，不能与报销金额核对"
            yield review(f"{shown(invoice)} 报销 {amount.value} 元", amount, subject=paper_key(invoice), why=why)
        else:
            yield _claim(invoice, amount, total)
    if silent:
        cited = [field for one in silent for field in first_fields(one)]
        why = "材料中没有写明这些票据的报销金额（支出明细或票据清单）"
        yield review(f"{len(silent)} 张票据的报销金额没有核对", *cited, subject="undeclared", why=why)


def _claim(invoice: Invoice, amount: Cited[Decimal], total: Cited[Decimal]) -> Outcome:
    subject = paper_key(invoice)
    said = f"{shown(invoice)} 报销 {amount.value} 元，价税合计 {total.value} 元"
    if amount.value > total.value:
        if typed(amount, total):
            return failed(f"{said}，报销金额超过票面", amount, total, subject=subject, firm=True)
        return review(f"{said}，报销金额超过票面", amount, total, subject=subject, why=f"数字{BY_OCR}")
    parts = invoice.declared.category.value.count("、") + 1 if invoice.declared.category.present else 1
    if parts > 1 and amount.value != total.value:
        why = f"一张发票分列 {parts} 个科目，各部分之和不等于价税合计，由人判断"
        return review(said, amount, total, subject=subject, why=why)
    return passed(said, amount, total, subject=subject, firm=True)


PERSON_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}")


def by_person(invoice: Invoice) -> bool:
    """Whether the seller is a natural person: by the number, else by a name that is none of a firm's.

    Persons have the tax office issue invoices for them; what they are paid is 劳务报酬.
    """
    code, name = invoice.seller.tax_id, invoice.seller.name
    if code.present:
        return bool(re.fullmatch(r"[1-8]\d{5}(?:\d|\*){8,11}[\dX*]{1,4}", code.value.strip().upper()))
    return name.present and bool(PERSON_NAME.fullmatch(name.value.strip()))


def untouched(invoice: Invoice, editors: Sequence[str]) -> Outcome | None:
    """V.19 for one invoice: who wrote the PDF, and whether it was written to again. None for what is no PDF."""
    history = invoice.history
    if history is None or any(source.startswith("ocr") for source in invoice.sources):
        return None
    subject, name = paper_key(invoice), shown(invoice)
    programs = [field for field in (history.producer, history.creator) if isinstance(field, Cited)]
    cited: list[Any] = [*programs, history.revisions]
    editor = next((word for word in editors for field in programs if word.lower() in field.value.lower()), "")
    if editor:
        why = f"文件由“{editor}”写出，不是开票系统，可能经过编辑"
        return review(f"{name} 的电子文件", *cited, subject=subject, why=why)
    spare = history.revisions.value - 1 - history.signed if history.revisions.present else 0
    if spare > 0:
        why = "开具后又保存过，可能经过编辑或添加批注"
        said = f"{name} 的电子文件写入过 {history.revisions.value} 次"
        return review(said, *cited, subject=subject, why=why)
    program = programs[0].value if programs else "未注明"
    said = f"{name} 的电子文件没有开具后编辑的迹象（制作程序：{program}）"
    return passed(said, *cited, subject=subject, firm=True)


def forms_agree(held: InvoiceForms) -> Outcome | None:
    """V.20 for one invoice: its forms say the same. None where there is one form that does not contradict itself."""
    invoice = held.invoice
    subject, name = paper_key(invoice), shown(invoice)
    within = [one for form in held.forms for one in disputed(form)]
    differing = [*held.differences, *within]
    files = "、".join(held.files)
    if differing:
        said = "；".join(dict.fromkeys(str(one) for one in differing))
        cited = [field for one in differing for field in (one.first, one.second)]
        why = "同一发票的各种版式记载不同，请以税务数字账户中的原件核对"
        return review(f"{name}（{files}）记载不同：{said}", *cited, subject=subject, why=why)
    if len(held.forms) < 2:
        return None
    cited = [field for form in held.forms for field in first_fields(form)]
    return passed(
        f"{name} 交了 {len(held.forms)} 份（{files}），内容一致，按一张计", *cited, subject=subject, firm=True
    )


def nothing_to_compare(held: Sequence[InvoiceForms], said: str) -> Outcome:
    """One line for all invoices that a row has nothing to say of."""
    cited = [field for one in held for field in first_fields(one.invoice)]
    return not_applicable(said, *cited[:6], subject="others", firm=True)

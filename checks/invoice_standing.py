"""Whether one invoice stands as a voucher: not void, its list and remark there, its kind accepted (V.09–V.13).

Facts.md §4.1, 4.6, 4.7. Whether it is authentic and not reversed since, only the platforms know (V.12).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from checks.invoice_face import first_fields
from checks.invoice_identity import identity, paper_key
from checks.lookup_fields import lookup
from checks.outcome import Outcome, not_applicable, passed, review
from checks.vouchers import kind_of, shown, typed
from extractor.records.cited import Cited
from extractor.records.invoice import Invoice, InvoiceLine

COPIES = ("专票", "普票", "数电纸质专票", "数电纸质普票", "机动车发票", "二手车发票")
VOID = ("作废", "样票", "样张", "测试发票")
COPIED = ("复印件", "复印无效")


def not_void(invoice: Invoice) -> Outcome:
    """V.09: nothing says 作废 or 复印件; of a paper invoice it is the copy for the buyer's books (发票联)."""
    subject, name = paper_key(invoice), shown(invoice)
    notices = invoice.notices
    void = [one for one in notices if one.value in VOID]
    if void:
        said = "、".join(one.value for one in void)
        return review(f"{name} 上有“{said}”字样", *void, subject=subject, why="作废的票据不能报销，请对照原件确认")
    copied = [one for one in notices if one.value in COPIED]
    if copied:
        said = "、".join(one.value for one in copied)
        return review(f"{name} 上有“{said}”字样", *copied, subject=subject, why="复印件不能作为报销凭证，请核对原件")
    remark = invoice.remark
    if isinstance(remark, Cited) and (told := next((word for word in VOID if word in remark.value), "")):
        why = f"备注提到“{told}”，是否指本张票据请对照原件确认"
        return review(f"{name} 的备注写有“{remark.value}”", remark, subject=subject, why=why)
    copies = [one for one in notices if one.value.endswith("联")]
    times = "".join(f"，{one.value}" for one in notices if one.value.startswith("下载次数"))
    if kind_of(invoice) not in COPIES:
        said = f"{name} 票面没有作废、样票、复印件字样{times}"
        return passed(said, *first_fields(invoice), subject=subject, firm=typed(*first_fields(invoice)))
    if any(one.value in ("发票联", "报销联") for one in copies):
        return passed(f"{name} 是发票联，票面没有作废字样", *copies, subject=subject)
    if copies:
        said = "、".join(one.value for one in copies)
        return review(f"{name} 是{said}", *copies, subject=subject, why="没有见到发票联，其他联次不能作为报销凭证")
    return review(
        f"{name} 没有读到联次", *first_fields(invoice), subject=subject, why="纸质发票应为发票联，请对照原件"
    )


def goods_listed(invoice: Invoice) -> Outcome:
    """V.10: where the face only refers to a list of goods, the list is there; no page of an invoice is missing."""
    subject, name = paper_key(invoice), shown(invoice)
    referring = [line for line in invoice.lines if _refers(line)]
    if referring:
        cited = [field for line in referring for field in (line.raw_name, line.item_text) if isinstance(field, Cited)]
        if not invoice.listed:
            why = "票面写“详见销货清单”，没有读到清单，请补充或核对"
            return review(f"{name} 的明细在清单中", *cited[:1], subject=subject, why=why)
        items = [line.raw_name for line in invoice.listed]
        said = f"{name} 所附清单有 {len(items)} 行"
        return passed(said, *cited[:1], *items[:3], subject=subject, firm=True)
    pages = invoice.page_x_of_y
    if isinstance(pages, Cited) and not _adds_up(invoice) and not pages.value.endswith("/1"):
        why = "发票有几页，已读各行之和不等于合计金额，可能缺页"
        return review(f"{name} 是第 {pages.value} 页", pages, subject=subject, why=why)
    if not invoice.lines:
        return not_applicable(f"{name} 没有明细行，不涉及清单", *first_fields(invoice), subject=subject)
    said = f"{name} 的 {len(invoice.lines)} 行明细都在票面上，不需要清单"
    return not_applicable(said, *first_fields(invoice), subject=subject, firm=True)


def _refers(line: InvoiceLine) -> bool:
    said = line.raw_name.value if line.raw_name.present else ""
    return bool(re.search(r"(?:详见|见).{0,8}清单|清单.{0,4}附后", said))


def _adds_up(invoice: Invoice) -> bool:
    total = invoice.total_amount
    amounts = [line.amount.value for line in invoice.lines if line.amount.present]
    return total.present and len(amounts) == len(invoice.lines) and sum(amounts, Decimal(0)) == total.value


def remarked(invoice: Invoice, needed: Sequence[dict[str, Any]]) -> Outcome:
    """V.11: what the remark must say for some goods. `needed` holds `goods` (words), `remark` (one of each group)."""
    subject, name = paper_key(invoice), shown(invoice)
    said = invoice.remark.value if invoice.remark.present else ""
    for one in needed:
        lines = [line for line in invoice.lines if _sells(line, one["goods"])]
        if not lines:
            continue
        lacking = [group[0] for group in one["remark"] if not any(word in said for word in group)]
        cited = [line.raw_name for line in lines]
        if lacking:
            business = invoice.specific_business
            where = "特定业务栏" if isinstance(business, Cited) else "备注栏"
            why = f"{where}应写明{'、'.join(lacking)}，没有读到"
            return review(f"{name} 有{one['title']}", *cited, invoice.remark, subject=subject, why=why)
        return passed(
            f"{name} 的备注写明了{one['title']}应填内容", *cited, invoice.remark, subject=subject, firm=True
        )
    if not invoice.lines:
        return not_applicable(f"{name} 没有明细行", *first_fields(invoice), subject=subject)
    said = f"{name} 不属于备注栏有规定内容的业务"
    return not_applicable(said, *first_fields(invoice), subject=subject, firm=True)


def _sells(line: InvoiceLine, goods: Sequence[str]) -> bool:
    """Whether the line is one of `goods`: a tax short name, or a word of the item."""
    named = "".join(field.value for field in (line.raw_name, line.short_name, line.item_text) if field.present)
    return any(word in named for word in goods)


def authentic(invoice: Invoice) -> Outcome:
    """V.12: never decided offline; the fields to look up stand ready to copy."""
    subject, name, found = paper_key(invoice), shown(invoice), lookup(invoice)
    cited = [entry.field for entry in found.entries] or first_fields(invoice)
    if not found.platform:
        return review(f"{name} 没有可以查验的平台", *cited, subject=subject, why="真伪由人员向开具单位核实")
    why = "没有联网查验，真伪和是否已被红冲、作废须在查验平台核对"
    return review(f"{name} 请在{found.platform}查验：{found}", *cited, subject=subject, why=why)


def acceptable(invoice: Invoice, accepted: Sequence[str], doubtful: Sequence[str]) -> Outcome:
    """V.13: the kind of paper proves an expense. `doubtful` are words of a title that make it a person's matter."""
    subject, name, kind = paper_key(invoice), shown(invoice), kind_of(invoice)
    title = invoice.title.value if invoice.title.present else ""
    cited = [field for field in (invoice.title, invoice.kind) if isinstance(field, Cited)][:1] or first_fields(
        invoice
    )
    word = next((word for word in doubtful if word in title), "")
    if word:
        why = f"“{word}”能否作为支出凭证由人判断"
        return review(f"{name} 是“{title}”", *cited, subject=subject, why=why)
    if not kind:
        return review(f"{name} 的种类不明", *cited, subject=subject, why="没有认出票据种类，不能判断可否报销")
    if kind == "航空电子行程单" and len(identity(invoice)) != 20:
        why = "不是电子发票形式的行程单，单独一张能否报销由人判断"
        return review(f"{name} 没有 20 位发票号码", *cited, subject=subject, why=why)
    if kind in accepted:
        return passed(f"{name} 是{kind}，可以作为支出凭证", *cited, subject=subject, firm=True)
    return review(f"{name} 是{kind}", *cited, subject=subject, why=f"{kind}能否作为支出凭证由人判断")

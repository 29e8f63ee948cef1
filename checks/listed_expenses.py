"""The expense lines of 支出明细, 凭证清单 and 付款明细: rows that have no invoice of their own among the papers.

A row is placed by what it says, as an invoice line with these words is. The category that it stands under proves
nothing by itself (the bookkeeper chose it), but a row that says something else than its category is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from checks.expense_lines import ExpenseLine, of_invoice
from checks.expense_map import load
from checks.expenses import Placement, place
from checks.invoice_identity import paper_key
from checks.listed_proofs import ListedRow, listed_rows
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.voucher_list import VoucherList, VoucherRow

_ELSEWHERE = re.compile(
    r"自筹|自有资金|配套(?:资金|经费)|不予?(?:报销|列支)|未(?:报销|列支)|核减|剔除|作废|退票|已退[回款]"
)


def of_lists(
    programme: str, lists: Sequence[VoucherList], invoices: Sequence[Invoice], tables: Sequence[PaymentTable]
) -> Iterator[ExpenseLine]:
    """A line for each row that no invoice or payment table speaks for; a doubtful one only where it matters."""
    for one in listed_rows(lists, invoices, tables):
        line = _line(programme, one)
        doubt = _other_money(one)
        if one.proof != "none":
            spoken = [own for invoice in one.invoices for own in of_invoice(programme, invoice)]
            if not _adds(line, one, spoken):
                continue
            doubt = _perhaps(one) or doubt
        if not doubt:
            yield line
        elif line.placement.articles:
            yield replace(line, doubt=doubt)


def _adds(line: ExpenseLine, one: ListedRow, spoken: Sequence[ExpenseLine]) -> bool:
    """Whether the row names something prohibited that its invoice leaves open, or that perhaps is another's."""
    if one.proof == "sure":
        return bool(line.placement.articles) and all(own.placement.verdict == "unplaced" for own in spoken)
    if one.proof == "contested":
        return True
    held = {article for own in spoken for article in own.placement.articles}
    return not set(line.placement.articles) <= held


def _perhaps(one: ListedRow) -> str:
    shown = "、".join(paper_key(invoice) for invoice in one.invoices[:2] if invoice.invoice_number.present)
    invoice = f"票据 {shown} " if shown else "材料中的一张票据"
    if one.proof == "sure":
        return f"{invoice}就是这一笔，票面文字不能归类，由人对照"
    return f"可能与{invoice}是同一笔（金额或号码相符），由人对照"


def _other_money(one: ListedRow) -> str:
    """Words of the row, or of its list's title, that say the project did not pay for it."""
    row = one.row
    for text in (_text(row.status), _text(row.summary), _text(row.category), one.title):
        if match := _ELSEWHERE.search(text):
            return f"写有“{match[0]}”，是否由项目经费列支由人判断"
    return ""


def _line(programme: str, one: ListedRow) -> ExpenseLine:
    row = one.row
    label, summary = _text(row.category), _text(row.summary)
    own = load(programme).category_of(label)
    line = ExpenseLine(
        "list",
        one.list_key,
        one.key,
        label,
        summary or label or "没有写明内容",
        "",
        _cited(row),
        _placement(programme, label, summary, own),
        row.amount.value if row.amount.present else None,
        red=row.amount.present and row.amount.value < 0,
        companions=(own,) if own else (),
        own=own,
    )
    if not own:
        return line
    said = line.placement
    if said.articles or said.category not in ("", own):
        return replace(line, said=f"{label}：{summary}", part=True)
    if said.category == own:
        return line
    return replace(line, placement=Placement("placed", (own,), "", programme, good=own), only_label=True)


def _placement(programme: str, label: str, summary: str, own: str) -> Placement:
    """The place of the words; where they say nothing, that of an account of the host's own (业务招待费, 办公费).

    Words and account that contradict each other are a person's to judge.
    """
    said = place(summary, programme=programme)
    if own or not label:
        return said
    account = place(_account(label), programme=programme, context=summary)
    if said.verdict == "unplaced":
        return account if account.verdict != "unplaced" else said
    if account.verdict == "prohibited" and said.verdict != "prohibited" and account.articles != said.articles:
        reason = f"科目写“{label}”，摘要写“{summary}”，两者不一致"
        return replace(said, verdict="ask", to=tuple(dict.fromkeys((*account.to, *said.to))), reason=reason)
    return said


def _account(label: str) -> str:
    """What an account of the host's books is of: its last part; 管理费用 alone is a class of accounts.

    >>> _account("管理费用-业务招待费"), _account("管理费用")
    ('业务招待费', '')
    """
    last = re.split(r"[-—–_/\\>：:]+", label)[-1].strip()
    return "" if last == "管理费用" else last


def _cited(row: VoucherRow) -> tuple[Cited[Any], ...]:
    """The words first: messages of many rows quote only the first field of each."""
    given: list[Field[Any]] = [row.summary, row.category, row.amount, row.payee]
    return tuple(field for field in given if isinstance(field, Cited))[:3]


def _text(field: Field[str]) -> str:
    return field.value.strip() if isinstance(field, Cited) else ""

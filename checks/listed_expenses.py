"""The expense lines of 支出明细, 凭证清单 and 付款明细: rows that have no invoice of their own among the papers.

A row is placed by what it says, as an invoice line with these words is. The category that it stands under proves
nothing by itself (the bookkeeper chose it), but a row that says something else than its category, or than its own
invoice, is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from checks.expense_lines import ExpenseLine, of_invoice, of_table
from checks.expense_map import load
from checks.expense_words import plain
from checks.expenses import Placement, place
from checks.invoice_identity import paper_key
from checks.listed_money import doubt_of
from checks.listed_proofs import ListedRow, listed_rows
from checks.row_words import lost
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.voucher_list import VoucherList, VoucherRow

_CLASS = re.compile(r"^[\d\W]*(?:单位)?管理费用(?:[\d\W]*$)?")
_UNREAD = "摘要没有读清，不能只凭科目归类"


def of_lists(
    programme: str, lists: Sequence[VoucherList], invoices: Sequence[Invoice], tables: Sequence[PaymentTable]
) -> Iterator[ExpenseLine]:
    """A line for each row that no invoice or payment table speaks for; a doubtful one only where it matters."""
    for one in listed_rows(lists, invoices, tables):
        line = _line(programme, one)
        beside = _beside(programme, line, one)
        if beside is None:
            continue
        doubt = beside or line.doubt or doubt_of(one.row, one.title)
        if not doubt:
            yield line
        elif line.placement.articles or line.placement.verdict == "unplaced":
            yield replace(line, doubt=doubt)


def _beside(programme: str, line: ExpenseLine, one: ListedRow) -> str | None:
    """Why a row that has a paper is a person's to compare with it; None where the paper says all that the row says,
    "" where there is none, or where the row settles what its own invoice leaves open (用餐 of guests)."""
    if one.proof == "none":
        return ""
    if one.proof == "contested":
        return _compared(one)
    spoken = [own for invoice in one.invoices for own in of_invoice(programme, invoice)]
    spoken += [own for table in one.tables for own in of_table(programme, table)]
    articles, barred = set(line.placement.articles), line.placement.verdict == "prohibited"
    held = {article for own in spoken for article in own.placement.articles}
    if articles <= (_barred(spoken) if barred else held) or _answered(line, one, spoken):
        return None
    if one.proof == "sure" and articles <= held:
        return "" if articles <= _barred(_with_words(programme, line, one)) else None
    return _compared(one)


def _barred(lines: Iterable[ExpenseLine]) -> set[str]:
    return {article for one in lines if one.placement.verdict == "prohibited" for article in one.placement.articles}


def _answered(line: ExpenseLine, one: ListedRow, spoken: Sequence[ExpenseLine]) -> bool:
    """Whether the row only leaves open who was paid (补贴, 奖励), and a payment table says that."""
    answers = {own.placement.category for own in spoken}
    return bool(one.tables) and line.placement.verdict == "ask" and bool(answers & set(line.placement.categories))


def _with_words(programme: str, line: ExpenseLine, one: ListedRow) -> Iterator[ExpenseLine]:
    """The lines of the row's invoices as if the row's words stood among their remarks."""
    for invoice in one.invoices:
        remark = f"{_text(invoice.remark)} {line.said}"
        yield from of_invoice(programme, replace(invoice, remark=Cited(remark, (), 1.0)))


def _compared(one: ListedRow) -> str:
    if one.tables:
        return "发放表中有同一金额的一笔，而摘要所写不在发放表所付的内容之内，由人对照"
    shown = "、".join(paper_key(invoice) for invoice in one.invoices[:2] if invoice.invoice_number.present)
    invoice = f"票据 {shown} " if shown else "材料中的一张票据"
    if one.proof == "sure":
        return f"{invoice}就是这一笔，票面文字不能归类，或没有写明这些，由人对照"
    return f"可能与{invoice}是同一笔（金额或号码相符），由人对照"


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
    said = line.placement
    if lost(programme, row.summary) and not said.articles:
        return replace(line, placement=Placement("unplaced", (), _UNREAD, programme), doubt=_UNREAD, unread=True)
    if not own:
        return line
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
    """What an account of the host's books is of: its last part without its code; 管理费用 (单位管理费用) alone
    is a class of accounts.

    >>> _account("管理费用-业务招待费"), _account("6602 管理费用"), _account("单位管理费用（5101）")
    ('业务招待费', '', '')
    """
    last = re.split(r"[-—–_/\\>：:．.]+", plain(label))[-1]
    return _CLASS.sub("", last)


def _cited(row: VoucherRow) -> tuple[Cited[Any], ...]:
    """The words first: messages of many rows quote only the first field of each."""
    given: list[Field[Any]] = [row.summary, row.category, row.amount, row.payee]
    return tuple(field for field in given if isinstance(field, Cited))[:3]


def _text(field: Field[str]) -> str:
    return field.value.strip() if isinstance(field, Cited) else ""

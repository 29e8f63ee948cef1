"""Every expense line of the papers at hand, with its place: budget, settlement, payment table, invoice.

A budget or settlement line is placed by its own category where the programme has that category; the item and its
basis can still show that something prohibited hides in it. An invoice line is placed by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from checks.expense_map import load
from checks.expenses import Placement, place
from checks.invoice_identity import heading_fields, is_red, paper_key
from checks.row_words import PIECES, lost, pieces
from extractor.records.application_form import ApplicationForm, BudgetLine
from extractor.records.budget import Budget, PlannedLine
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice, InvoiceLine
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import SettledLine, Settlement

PaperKind = Literal["budget", "settlement", "payment", "invoice", "list"]
PAPERS: dict[PaperKind, str] = {
    "budget": "经费预算",
    "settlement": "决算",
    "payment": "发放表",
    "invoice": "票据",
    "list": "支出明细",
}
_LISTED = re.compile(r"(?:详见|见).{0,8}清单|清单.{0,4}附后")
_UNREAD = "这一行的内容没有读清，不能只凭科目归类"
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|总经费|预算总额)")


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """`key` tells the line apart among all papers, `paper_key` the paper.

    `label` is the category as printed, `own` as the programme knows it; `said` is what the line says, `purpose` what
    it was for. `red` marks a line of an invoice that cancels another; `companions` are the categories of the same
    invoice's lines; `part` marks one thing within a row of a table, `mixed` the row that holds something which goes
    elsewhere; `only_label` the row that its category alone places; `doubt` says why a person must look although the
    place is clear; `unread` marks the row whose words were not read.
    """

    paper: PaperKind
    paper_key: str
    key: str
    label: str
    said: str
    purpose: str
    cited: tuple[Cited[Any], ...]
    placement: Placement
    amount: Decimal | None = None
    red: bool = False
    companions: tuple[str, ...] = ()
    part: bool = False
    mixed: bool = False
    doubt: str = ""
    own: str = ""
    only_label: bool = False
    unread: bool = False


def of_papers(
    programme: str,
    forms: Sequence[ApplicationForm],
    budgets: Sequence[Budget],
    settlements: Sequence[Settlement],
    tables: Sequence[PaymentTable],
    invoices: Sequence[Invoice],
) -> list[ExpenseLine]:
    """Every line, in the order of the papers."""
    lines: list[ExpenseLine] = []
    for form in forms:
        for number, planned in enumerate(form.budget_lines, 1):
            lines += _planned(programme, planned, _row_key(planned, number))
    for budget in budgets:
        for row in budget.lines:
            lines += _planned(programme, row, row.key)
    for settlement in settlements:
        for settled in settlement.lines:
            lines += _settled(programme, settled)
    for table in tables:
        lines += of_table(programme, table)
    for invoice in invoices:
        lines += of_invoice(programme, invoice)
    return lines


def _row_key(line: BudgetLine, number: int) -> str:
    return f"{line.category.value}" if line.category.present else str(number)


def _planned(programme: str, line: BudgetLine | PlannedLine, key: str) -> Iterator[ExpenseLine]:
    item = (line.item,) if isinstance(line, PlannedLine) else ()
    yield from _tabled(programme, "budget", key, line.category, (*item, line.basis), line.amount)


def _settled(programme: str, line: SettledLine) -> Iterator[ExpenseLine]:
    yield from _tabled(programme, "settlement", line.key, line.category, (line.item, line.note), line.actual)


def _tabled(
    programme: str,
    paper: PaperKind,
    key: str,
    category: Field[str],
    details: Sequence[Field[str]],
    amount: Field[Decimal],
) -> Iterator[ExpenseLine]:
    """One row of a budget or settlement: a line for its label, and one for each thing in it that goes elsewhere."""
    told = [field for field in details if isinstance(field, Cited) and field.value.strip()]
    label = category.value.strip() if category.present else ""
    if is_total(label) or (not label and not told):
        return
    cited = tuple(field for field in (category, *told) if isinstance(field, Cited))
    said = " ".join([label, *(field.value for field in told)]).strip()
    own = load(programme).category_of(label)
    sum_ = amount.value if amount.present else None
    line = ExpenseLine(
        paper, paper, f"{paper}|{key}", label, said, " ".join(f.value for f in told), cited, _by_label(programme, own)
    )
    line = replace(line, amount=sum_, own=own)
    if not own:
        texts = [field.value for field in told] or [label]
        line = replace(line, placement=_whole(programme, [label, *texts]))
        yield line
        return
    parts = list(_parts(programme, own, line, told))
    unread = any(lost(programme, field) for field in details)
    yield replace(line, mixed=bool(parts), doubt=_UNREAD if unread else "")
    yield from parts
    if unread:
        placement = Placement("unplaced", (), _UNREAD, programme)
        yield replace(line, key=f"{line.key}|unread", placement=placement, part=True, doubt=_UNREAD)


def _parts(programme: str, own: str, line: ExpenseLine, told: Sequence[Cited[str]]) -> Iterator[ExpenseLine]:
    """What the details of a row name that is prohibited, doubtful, or another category's."""
    for number, piece in enumerate(pieces(told), 1):
        inner = place(piece, programme=programme)
        if inner.articles or (inner.category and inner.category != own):
            said = f"{line.label}：{piece}"
            yield replace(line, key=f"{line.key}|{number}", said=said, placement=inner, part=True)


def is_total(label: str) -> bool:
    """
    >>> is_total("合 计"), is_total("合计咨询费") , is_total("咨询费")
    (True, True, False)
    """
    return bool(_TOTAL.match(label))


def _by_label(programme: str, category: str) -> Placement:
    return Placement("placed", (category,), "", programme, good=category)


def _whole(programme: str, texts: Sequence[str]) -> Placement:
    """The placement of the first text that says something; a prohibition anywhere outweighs it."""
    found = [place(piece, programme=programme) for text in texts for piece in PIECES.split(text) if piece.strip()]
    told = [one for one in found if one.verdict != "unplaced"]
    if not told:
        return found[0] if found else place("", programme=programme)
    return next((one for one in told if one.verdict == "prohibited"), told[0])


def of_table(programme: str, table: PaymentTable) -> Iterator[ExpenseLine]:
    """A payment table is one line: what it pays for. Who is paid is judged by the rules on payees."""
    label = table.category.value.strip() if table.category.present else ""
    texts = [field for field in (table.category, table.title) if isinstance(field, Cited)]
    if not texts:
        return
    own = load(programme).category_of(label)
    placement = _by_label(programme, own) if own else _whole(programme, [field.value for field in texts])
    purpose = table.activity.value if table.activity.present else ""
    cited = (*texts[:1], *((table.activity,) if isinstance(table.activity, Cited) else ()))
    key = "|".join(field.value for field in (table.title, table.category, table.activity) if field.present)
    yield ExpenseLine(
        "payment",
        f"payment|{key}",
        f"payment|{key}",
        label,
        texts[0].value,
        purpose,
        cited,
        placement,
        table.total.value if table.total.present else None,
    )


def of_invoice(programme: str, invoice: Invoice) -> list[ExpenseLine]:
    """The lines of one invoice; a ticket without lines is one line. Discount rows follow the line they reduce.

    Where the face only refers to a list of goods, the goods are the lines; unread, they leave a doubt.
    """
    rows = [row for row in invoice.listed or invoice.lines if row.line_kind != "discount"]
    if not rows:
        return [_faced(programme, invoice)]
    placed = [(row, _placement(programme, invoice, row)) for row in rows]
    companions = tuple(dict.fromkeys(p.category for _, p in placed if p.category))
    key, red = paper_key(invoice), is_red(invoice)
    purpose = invoice.remark.value if invoice.remark.present else ""
    return [
        ExpenseLine(
            "invoice",
            key,
            f"invoice|{key}|{row.key}",
            invoice.declared.category.value if invoice.declared.category.present else "",
            _said(row),
            purpose,
            _row_cited(row) or tuple(heading_fields(invoice)[:1]),
            placement,
            row.amount.value if row.amount.present else None,
            red,
            companions,
            doubt=_list_doubt(row) or _trip_doubt(invoice),
        )
        for row, placement in placed
    ]


def _placement(programme: str, invoice: Invoice, row: InvoiceLine) -> Placement:
    return place(
        _text(row.item_text) or _text(row.raw_name),
        programme=programme,
        short_name=_text(row.short_name),
        code=_text(row.tax_class_code),
        document=_document(invoice),
        context=_text(invoice.remark),
    )


def _document(invoice: Invoice) -> str:
    return " ".join(filter(None, (_text(invoice.kind), _text(invoice.title))))


def _faced(programme: str, invoice: Invoice) -> ExpenseLine:
    """A paper without lines (a ticket, a receipt): judged by its kind, title and remark."""
    key = paper_key(invoice)
    placement = place("", programme=programme, document=_document(invoice), context=_text(invoice.remark))
    if placement.verdict in ("unplaced", "ask"):
        told = place(_text(invoice.remark), programme=programme, document=_document(invoice))
        placement = told if told.verdict != "unplaced" else placement
    cited = tuple(f for f in (invoice.title, invoice.kind) if isinstance(f, Cited))[:1] or tuple(
        heading_fields(invoice)[:1]
    )
    said = _text(invoice.title) or _text(invoice.kind) or "票据"
    total = invoice.total_with_tax
    return ExpenseLine(
        "invoice",
        key,
        f"invoice|{key}",
        "",
        said,
        _text(invoice.remark),
        cited,
        placement,
        total.value if total.present else None,
        is_red(invoice),
        doubt=_trip_doubt(invoice),
    )


def _list_doubt(row: InvoiceLine) -> str:
    """A line that only refers to the 销货清单 says nothing of what was bought."""
    return "明细在清单中，没有读到清单的内容" if _LISTED.search(_said(row)) else ""


def _trip_doubt(invoice: Invoice) -> str:
    """A journey that neither begins nor ends in Beijing needs a word of explanation."""
    trip = invoice.trip
    if trip is None or not (trip.from_.present and trip.to.present):
        return ""
    if any("北京" in end or "大兴" in end for end in (trip.from_.value, trip.to.value)):
        return ""
    return f"出发地“{trip.from_.value}”和到达地“{trip.to.value}”都不在北京"


def _said(row: InvoiceLine) -> str:
    return _text(row.raw_name) or _text(row.item_text) or f"第 {row.seq} 行"


def _row_cited(row: InvoiceLine) -> tuple[Cited[Any], ...]:
    for field in (row.raw_name, row.item_text, row.amount):
        if isinstance(field, Cited):
            return (field,)
    return ()


def _text(field: Field[str]) -> str:
    return "" if isinstance(field, Absent) else field.value.strip()

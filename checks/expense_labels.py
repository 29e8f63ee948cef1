"""Are the top-level categories of a budget or settlement those of the programme (QC-07.1.0, ZD-16.0)?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.expense_lines import PAPERS, PaperKind, is_total
from checks.expense_map import load
from checks.expense_words import plain
from checks.outcome import Outcome, failed, passed, review
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Cited, Field
from extractor.records.settlement import Settlement


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    cited: Cited[str]
    top: bool | None


@dataclass(frozen=True, slots=True)
class _Row:
    category: Field[str]
    amount: Field[Decimal]
    top: bool | None


def outcomes(
    programme: str,
    forms: Sequence[ApplicationForm | Agreement],
    budgets: Sequence[Budget],
    settlements: Sequence[Settlement],
) -> Iterator[Outcome]:
    """One finding for each label that is no category, one pass for each paper whose labels all are."""
    for form in forms:
        rows = [_Row(line.category, line.amount, None) for line in form.budget_lines]
        total = form.budget_total
        if isinstance(form, Agreement) and not total.present:
            total = form.grant_amount
        yield from _paper(programme, "budget", rows, total)
    for budget in budgets:
        rows = [_Row(line.category, line.amount, line.top) for line in budget.lines]
        yield from _paper(programme, "budget", rows, budget.total)
    for settlement in settlements:
        rows = [
            _Row(line.category, line.budget if line.budget.present else line.actual, line.top)
            for line in settlement.lines
        ]
        total = settlement.total_budget if settlement.total_budget.present else settlement.total_actual
        yield from _paper(programme, "settlement", rows, total)


def _paper(programme: str, paper: PaperKind, rows: Sequence[_Row], total: Field[Decimal] | None) -> Iterator[Outcome]:
    map = load(programme)
    labels = list(_labels(rows, total))
    fine = [one for one in labels if map.category_of(one.text)]
    five = "、".join(map.categories)
    for label in labels:
        if map.category_of(label.text) or label.top is False:
            continue
        subject = f"{paper}|{label.text}"
        said = f"{PAPERS[paper]}的科目“{label.text}”不是规定的五类（{five}）之一"
        if label.text in map.parts:
            why = f"“{label.text}”是{map.parts[label.text]}之内的内容，是否另列一类由人判断"
            yield review(said, label.cited, subject=subject, why=why)
        elif label.top is None:
            yield review(said, label.cited, subject=subject, why="不能确定这一行是一级科目还是其下的明细")
        else:
            yield failed(said, label.cited, subject=subject)
    if fine and len(fine) == len(labels):
        said = f"{PAPERS[paper]}的 {len(fine)} 个科目都在规定的五类（{five}）之内"
        yield passed(said, *(one.cited for one in fine), subject=paper)


def _labels(rows: Sequence[_Row], total: Field[Decimal] | None) -> Iterator[_Label]:
    """The labels without totals, each once; with their level where the paper or its sum tells it."""
    counted = [row for row in rows if not (row.category.present and is_total(row.category.value))]
    flat = _adds_up(counted, total)
    seen: set[str] = set()
    for row in counted:
        if not isinstance(row.category, Cited):
            continue
        text = plain(row.category.value).strip("一二三四五六七八九十、.．0123456789()")
        if text and text not in seen:
            seen.add(text)
            yield _Label(text, row.category, True if row.top is None and flat else row.top)


def _adds_up(rows: Sequence[_Row], total: Field[Decimal] | None) -> bool:
    """Whether all rows together are the total: then none of them is a detail of another."""
    if total is None or not total.present or not rows:
        return False
    amounts = [row.amount.value for row in rows if row.amount.present]
    return len(amounts) == len(rows) and sum(amounts, Decimal(0)) == total.value

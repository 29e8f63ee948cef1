"""Plan, account and vouchers of one project put together: what was planned, spent and proved in each category.

Sums are held against each other in Decimal; a voucher whose category nobody says may count for any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.expense_lines import is_total, of_invoice
from checks.expense_map import load
from checks.finding import Finding, Verdict
from checks.invoice_face import first_fields
from checks.outcome import Outcome, failed, missing, passed, review
from checks.vouchers import shown, typed
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.change_request import ChangeRequest
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import Settlement

_SHOWN = 4  # vouchers that a message names


@dataclass(frozen=True, slots=True)
class Voucher:
    """One paper that proves an expense; `category` is "" where not known, `amount` None where not read."""

    name: str
    category: str
    amount: Decimal | None
    cited: tuple[Cited[Any], ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What stands under one category of a paper."""

    amount: Decimal
    cited: tuple[Cited[Any], ...]


def vouchers_of(programme: str, invoices: Sequence[Invoice], tables: Sequence[PaymentTable]) -> list[Voucher]:
    """Every voucher: what is claimed of an invoice, else its total; a payment table's total."""
    found = [_of_invoice(programme, one) for one in invoices]
    for table in tables:
        label = table.category.value.strip() if table.category.present else ""
        amount = table.total if table.total.present else _gross(table)
        cited = [field for field in (table.title, table.category, amount) if isinstance(field, Cited)]
        category = load(programme).category_of(label)
        found.append(Voucher("发放表", category, amount.value if amount else None, tuple(cited)))
    return found


def _gross(table: PaymentTable) -> Cited[Decimal] | None:
    rows = [row.gross for row in table.rows]
    if not rows or not all(isinstance(field, Cited) for field in rows):
        return None
    spans = tuple(span for field in rows for span in field.spans)
    sure = min(field.confidence for field in rows if isinstance(field, Cited))
    return Cited(sum((field.value for field in rows), Decimal(0)), spans, sure)


def _of_invoice(programme: str, invoice: Invoice) -> Voucher:
    map, declared = load(programme), invoice.declared
    category = ""
    if declared.category.present:
        label = declared.category.value
        category = map.category_of(label) or map.parts.get(label, "")
    else:
        placed = {line.placement.category for line in of_invoice(programme, invoice)}
        category = placed.pop() if len(placed) == 1 else ""
    amount = declared.amount if declared.amount.present else invoice.total_with_tax
    cited = [field for field in (*first_fields(invoice), declared.category, amount) if isinstance(field, Cited)]
    return Voucher(shown(invoice), category, amount.value if amount.present else None, tuple(cited))


def settled(programme: str, settlements: Sequence[Settlement], column: str) -> dict[str, Sum]:
    """`column` (budget, actual) of the settlements by category; a label that is none stands for itself."""
    rows = [
        (line.category, getattr(line, column)) for one in settlements for line in one.lines if line.top is not False
    ]
    return _summed(programme, rows)


def planned(
    programme: str, agreements: Sequence[Agreement], budgets: Sequence[Budget], forms: Sequence[ApplicationForm]
) -> dict[str, Sum]:
    """The plan by category: the agreement's, else a budget's, else the form's."""
    for agreement in agreements:
        if agreement.budget_lines:
            return _summed(programme, ((line.category, line.amount) for line in agreement.budget_lines))
    for budget in budgets:
        return _summed(programme, ((line.category, line.amount) for line in budget.lines if line.top is not False))
    for form in forms:
        if form.budget_lines:
            return _summed(programme, ((line.category, line.amount) for line in form.budget_lines))
    return {}


def _summed(programme: str, rows: Iterable[tuple[Field[str], Field[Decimal]]]) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for label, amount in rows:
        if not isinstance(label, Cited) or is_total(label.value.strip()) or not isinstance(amount, Cited):
            continue
        name = load(programme).category_of(label.value.strip()) or label.value.strip()
        held = found.get(name, Sum(Decimal(0), ()))
        found[name] = Sum(held.amount + amount.value, (*held.cited, label, amount))
    return found


def as_spent(
    category: str, line: Sum | None, vouchers: Sequence[Voucher], against: Sequence[Finding]
) -> Iterator[Outcome]:
    """QC-07.1.5b, ZD-16.5b: what is settled under `category` is what its vouchers make up.

    `against` are fails of single vouchers: with one of them among the vouchers nothing passes.
    """
    if line is None:
        yield missing(f"决算中没有读到“{category}”的支出", why=f"缺少决算报告，或决算中没有“{category}”一行")
        return
    said = f"决算“{category}”支出 {line.amount} 元"
    own = [one for one in vouchers if one.category == category]
    open_ = [one for one in vouchers if not one.category]
    if not own:
        why = "没有见到票据" if not vouchers else f"没有见到归入“{category}”的票据"
        yield review(said, *line.cited, why=why)
        return
    cited = [*line.cited, *(field for one in own for field in one.cited)]
    unread = [one.name for one in own if one.amount is None]
    if unread:
        yield review(said, *cited, why=f"{'、'.join(unread[:_SHOWN])}的金额没有读到")
        return
    together = sum((one.amount for one in own if one.amount is not None), Decimal(0))
    said = f"{said}，{len(own)} 张凭证合计 {together} 元"
    yield _held(said, line.amount, together, open_, cited, _failing(own, against))


def _failing(own: Sequence[Voucher], against: Sequence[Finding]) -> bool:
    papers = {span.document for one in own for field in one.cited for span in field.spans}
    return any(evidence.document in papers for one in against for evidence in one.evidence[:1])


def _held(
    said: str, line: Decimal, together: Decimal, open_: Sequence[Voucher], cited: Sequence[Any], failing: bool
) -> Outcome:
    if together == line:
        if failing:
            return review(f"{said}，相等", *cited, why="其中有不合格的票据，见票据各条")
        return passed(f"{said}，相等", *cited)
    if together > line:
        return review(f"{said}，凭证多于决算", *cited, why="哪些凭证计入本项由人核对")
    more = sum((one.amount for one in open_ if one.amount is not None), Decimal(0))
    if together + more >= line or any(one.amount is None for one in open_):
        return review(f"{said}，相差 {line - together} 元", *cited, why="有凭证的科目不明，是否计入本项由人核对")
    if not typed(*cited):
        return review(f"{said}，相差 {line - together} 元", *cited, why="数字由文字识别读出，可能有误，请对照原件")
    return failed(f"{said}，缺少 {line - together} 元的凭证", *cited)


def budget_kept(
    plan: dict[str, Sum], actual: dict[str, Sum], changes: Sequence[ChangeRequest], tolerance: Decimal
) -> Iterator[Outcome]:
    """ZD-18.4: each category's account is its plan, or a note that somebody agreed to covers the difference."""
    if not plan or not actual:
        lacking = "预算" if not plan else "决算"
        yield missing(f"没有读到按科目列出的{lacking}，不能核对执行情况", why=f"缺少{lacking}")
        return
    same: list[Cited[Any]] = []
    for name in dict.fromkeys((*plan, *actual)):
        one, other = plan.get(name), actual.get(name)
        if one is not None and other is not None and one.amount == other.amount:
            same += [*one.cited, *other.cited]
        elif (one or other) is not None and not _both_nothing(one, other):
            yield _differing(name, one, other, changes, tolerance)
    if same:
        yield passed(
            "其余各科目的决算与预算相等" if len(same) < _cells(plan, actual) else "各科目的决算与预算相等", *same
        )


def _both_nothing(one: Sum | None, other: Sum | None) -> bool:
    return not (one.amount if one else 0) and not (other.amount if other else 0)


def _cells(plan: dict[str, Sum], actual: dict[str, Sum]) -> int:
    return sum(len(one.cited) for one in (*plan.values(), *actual.values()))


def _differing(
    name: str, one: Sum | None, other: Sum | None, changes: Sequence[ChangeRequest], tolerance: Decimal
) -> Outcome:
    before, after = (one.amount if one else Decimal(0)), (other.amount if other else Decimal(0))
    cited = [*(one.cited if one else ()), *(other.cited if other else ())]
    said = f"“{name}”预算 {before} 元，决算 {after} 元，相差 {after - before} 元"
    note = next((note for note in changes if _covers(note, name)), None)
    if note is not None:
        told = [field for field in (note.title, note.subject, note.approval) if isinstance(field, Cited)]
        if isinstance(note.approval, Cited):
            return passed(f"{said}，有经同意的调整说明", *cited, *told, subject=name)
        return review(said, *cited, *told, subject=name, why="调整说明上没有见到同意意见")
    if one is None and not changes:
        return failed(f"{said}，预算中没有这一科目，也没有调整说明", *cited, subject=name)
    share = abs(after - before) / before if before else Decimal(1)
    size = "不超过" if share <= tolerance else "超过"
    why = f"材料中没有该科目的调整说明；差额{size}预算的 {tolerance:.0%}，由人判断"
    return review(said, *cited, subject=name, why=why)


def _covers(note: ChangeRequest, category: str) -> bool:
    told = "".join(field.value for field in (note.title, note.subject, note.reason) if field.present)
    return category in told or any(word in told for word in ("预算", "经费", "科目"))


def failures(found: Sequence[Finding], prefixes: Sequence[str]) -> list[Finding]:
    """The fails among what other rows found, by the beginning of their ids."""
    return [one for one in found if one.verdict is Verdict.FAIL and one.rule.startswith(tuple(prefixes))]

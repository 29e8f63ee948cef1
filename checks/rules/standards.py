"""Standards of the municipal finance bureau, as far as staff have set them: ZD 第十条 (budget), 第十六条（四）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from checks.expense_lines import of_invoice
from checks.expense_map import load
from checks.invoice_identity import paper_key
from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.rule import rule
from checks.vouchers import shown
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm, BudgetLine
from extractor.records.budget import Budget, PlannedLine
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice

STATION = "station"
_BOUND = ("咨询费", "劳务费", "会议费")
_PRICE = re.compile(r"(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<wan>万)?元(?:/|每)?(?:人|天|半天|次|场|学时)?")
_PERSONS = re.compile(r"(\d+)\s*(?:余)?人")
_DAYS = re.compile(r"(\d+(?:\.5)?|半)\s*(?:天|日)")


@rule("ZD-10.4", name="budget-by-standards")
def budget_by_standards(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    budgets: tuple[Budget, ...] = (),
    *,
    standards: Mapping[str, Any] | None,
) -> Outcomes:
    """预算中咨询费、劳务费、会议费的单价不超过所设定的标准；标准没有设定的由人核对。"""
    rows: list[BudgetLine | PlannedLine] = [line for one in forms for line in one.budget_lines]
    rows += [line for one in agreements for line in one.budget_lines]
    rows += [line for one in budgets for line in one.lines]
    own = [(_category(line.category), line) for line in rows if _category(line.category) in _BOUND]
    if not own:
        cited = [line.category for line in rows if isinstance(line.category, Cited)]
        if cited:
            yield not_applicable("预算中没有咨询费、劳务费、会议费", *cited[:4])
        else:
            yield missing("没有读到经费预算", why="缺少经费预算")
        return
    if not standards:
        told = [field for _, line in own for field in _priced(line)]
        why = "条文没有指明标准文件，参数没有设定，由人核对"
        yield review(f"预算中有 {len(own)} 行咨询费、劳务费、会议费", *told, why=why)
        return
    for number, (category, line) in enumerate(own, 1):
        yield _within(category, line, standards, f"{category}#{number}")


def _category(label: Field[str]) -> str:
    return load(STATION).category_of(label.value.strip()) if label.present else ""


def _within(category: str, line: BudgetLine | PlannedLine, standards: Mapping[str, Any], key: str) -> Outcome:
    cited = [*_priced(line), *((line.amount,) if isinstance(line.amount, Cited) else ())]
    if category not in standards:
        return review(f"预算“{category}”", *cited, subject=key, why=f"“{category}”的标准没有设定")
    price = _unit_price(line)
    most = Decimal(str(standards[category]))
    if price is None:
        return review(f"预算“{category}”", *cited, subject=key, why="没有读到单价，不能与标准核对")
    amount, field = price
    said = f"预算“{category}”的单价 {amount:f} 元，标准 {most} 元"
    evidence = [*cited, field]
    if amount > most:
        return failed(f"{said}，超过标准", *evidence, subject=key)
    return passed(said, *evidence, subject=key)


def _priced(line: BudgetLine | PlannedLine) -> list[Cited[Any]]:
    """What a person holds against a standard: the line, its price, and how it was reckoned."""
    price = line.unit_price if isinstance(line, PlannedLine) else None
    return [field for field in (line.category, line.basis, price) if isinstance(field, Cited)]


def _unit_price(line: BudgetLine | PlannedLine) -> tuple[Decimal, Cited[Any]] | None:
    """The column's price; else the one sum of money that the basis names (专家 3 人 × 2 天 × 800 元)."""
    if isinstance(line, PlannedLine) and isinstance(line.unit_price, Cited):
        return line.unit_price.value, line.unit_price
    if not isinstance(line.basis, Cited):
        return None
    found = {(m["sum"], m["wan"]) for m in _PRICE.finditer(line.basis.value)}
    amounts = [Decimal(text.replace(",", "")) * (10000 if wan else 1) for text, wan in sorted(found, key=str)]
    total = line.amount.value if line.amount.present else None
    amounts = [one for one in amounts if one != total]
    return (amounts[0], line.basis) if len(amounts) == 1 else None


@rule("ZD-16.4b", name="meetings-within-quota")
def meetings_within_quota(invoices: tuple[Invoice, ...] = (), *, per_person_day: str | None) -> Outcomes:
    """会议费不超过人数、天数与综合定额之积；定额没有设定或票面没有写明人数的由人核对。"""
    meetings = [one for one in invoices if _is_meeting(one)]
    if not meetings:
        if invoices:
            cited = [field for one in invoices for field in (one.invoice_number,)]
            yield not_applicable(f"{len(invoices)} 张票据中没有会议费", *cited[:6])
        return
    for one in meetings:
        yield from _quota(one, per_person_day)


def _is_meeting(invoice: Invoice) -> bool:
    return any(line.placement.category == "会议费" for line in of_invoice(STATION, invoice))


def _quota(invoice: Invoice, quota: str | None) -> Iterator[Outcome]:
    subject, name, total = paper_key(invoice), shown(invoice), invoice.total_with_tax
    cited: list[Any] = [line.raw_name for line in invoice.lines[:2]]
    if quota is None:
        why = "会议费综合定额没有设定，由人核对"
        yield review(f"{name} 是会议费", *cited, total, subject=subject, why=why)
        return
    size = _size(invoice)
    if size is None or not isinstance(total, Cited):
        why = "票面没有写明人数" if size is None else "没有读到价税合计"
        yield review(f"{name} 是会议费", *cited, total, subject=subject, why=f"{why}，不能与综合定额核对")
        return
    persons, days = size
    most = Decimal(quota) * persons * days
    said = f"{name} 会议费 {total.value} 元，{persons} 人 {days} 天的定额是 {most} 元"
    if total.value <= most:
        yield passed(said, *cited, total, invoice.remark, subject=subject)
    else:
        why = "超过综合定额（条文为“参照”，只约束预算），由人判断"
        yield review(said, *cited, total, invoice.remark, subject=subject, why=why)


def _size(invoice: Invoice) -> tuple[Decimal, Decimal] | None:
    """Persons and days as the remark or the lines say them, once; a meeting without days is of one day."""
    told: Sequence[Field[str]] = (invoice.remark, *(line.raw_name for line in invoice.lines))
    text = " ".join(field.value for field in told if field.present)
    persons = set(_PERSONS.findall(text))
    days = set(_DAYS.findall(text))
    if len(persons) != 1 or len(days) > 1:
        return None
    day = days.pop() if days else "1"
    return Decimal(persons.pop()), Decimal("0.5") if day == "半" else Decimal(day)

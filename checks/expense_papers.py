"""Every paper of a case that lists expenses, put together once: what the rules on expenses look at.

A rule asks for them like for a record: `spent: ExpensePapers = NOTHING`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints

from checks.expense_lines import ExpenseLine, of_papers
from checks.listed_expenses import of_lists
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.invoice import Invoice
from extractor.records.payment_table import PaymentTable
from extractor.records.settlement import Settlement
from extractor.records.voucher_list import VoucherList


@dataclass(frozen=True, slots=True)
class ExpensePapers:
    """The papers by kind; the same invoice in several forms stands here once."""

    forms: tuple[ApplicationForm, ...] = ()
    budgets: tuple[Budget, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    tables: tuple[PaymentTable, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    lists: tuple[VoucherList, ...] = ()

    def lines(self, programme: str, *, tables: bool = True) -> list[ExpenseLine]:
        """Every line with its place; without `tables` those of payment tables are left to the rules on payees.

        A row of a list that has its invoice or payment table among the papers is that paper's line.
        """
        paid = self.tables if tables else ()
        lines = of_papers(programme, self.forms, self.budgets, self.settlements, paid, self.invoices)
        return [*lines, *of_lists(programme, self.lists, self.invoices, self.tables)]

    @property
    def empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


NOTHING = ExpensePapers()


def record_types() -> dict[str, type]:
    """The record type of each field."""
    return {name: get_args(hint)[0] for name, hint in get_type_hints(ExpensePapers).items()}


def expense_papers(held: Callable[[type], Sequence[Any]]) -> tuple[ExpensePapers, ...]:
    """One, or none where no paper lists expenses; `held` gives the records of a type."""
    made = ExpensePapers(**{name: tuple(held(type_)) for name, type_ in record_types().items()})
    return () if made.empty else (made,)

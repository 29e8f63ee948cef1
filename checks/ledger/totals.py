"""What was spent in each category against the budget, with tax: what is placed, what a person must place, what is not
allowed. Every voucher counts once, whatever number of files it came in; red ones count as they are, negative.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.expense_lines import is_total
from checks.expense_map import ExpenseMap, load
from checks.expense_words import plain
from checks.expenses import Placement, place
from checks.ledger.fields import at, money, text
from checks.ledger.vouchers import PAYMENTS, Voucher

UNPLACED = "没有归入任何科目"
_BUDGETS = {"Budget": "lines", "ApplicationForm": "budget_lines", "Agreement": "budget_lines", "Settlement": "lines"}
"""Which papers hold a budget, the one that says it best first, and where."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Total:
    """`count` are lines; `placed` and `open` in 元; `budget` is None where none was given for it.

    `open` is what may belong here and a person decides.
    """

    name: str
    article: str
    count: int
    placed: Decimal
    open: Decimal
    budget: Decimal | None = None

    @property
    def left(self) -> Decimal | None:
        """What the budget leaves after what is placed."""
        return None if self.budget is None else self.budget - self.placed


def totals_of(result: Mapping[str, Any], vouchers: Sequence[Voucher]) -> list[Total]:
    """The programme's categories in their order, then the prohibitions that were met, then what has no place."""
    if not result["programme"]:
        return []
    map = load(result["programme"])
    counts: dict[str, int] = {}
    sums: dict[str, list[Decimal]] = {}
    for target, placed, amount in _placed(map, vouchers):
        counts[target] = counts.get(target, 0) + 1
        held = sums.setdefault(target, [ZERO, ZERO])
        held[0 if placed else 1] += amount
    planned = budget_of(result)
    names = [*map.categories, *(id for id in map.articles if id in sums), *([UNPLACED] if UNPLACED in sums else [])]
    return [
        Total(
            name=map.title(name),
            article=map.categories[name].article if name in map.categories else "",
            count=counts.get(name, 0),
            placed=sums.get(name, [ZERO, ZERO])[0],
            open=sums.get(name, [ZERO, ZERO])[1],
            budget=planned.get(name),
        )
        for name in names
    ]


def budget_of(result: Mapping[str, Any]) -> dict[str, Decimal]:
    """What is planned for each category by the first paper that holds a budget; details of a row are not added."""
    if not result["programme"]:
        return {}
    map = load(result["programme"])
    for kind, lines in _BUDGETS.items():
        for document in result["documents"]:
            record = document["record"]
            if record and record["type"] == kind:
                found = _planned(map, at(record["fields"], lines) or ())
                if found:
                    return found
    return {}


def _planned(map: ExpenseMap, rows: Sequence[Mapping[str, Any]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        label = text(row, "category")
        amount = money(row, "budget") if "budget" in row else money(row, "amount")
        category = map.category_of(plain(label).strip("一二三四五六七八九十、.．0123456789()"))
        if category and amount is not None and not is_total(label) and row.get("top") is not False:
            found[category] = found.get(category, ZERO) + amount
    return found


def _placed(map: ExpenseMap, vouchers: Sequence[Voucher]) -> Iterator[tuple[str, bool, Decimal]]:
    """For each amount the category or article, and whether that is certain."""
    for voucher in vouchers:
        if voucher.kind == PAYMENTS:
            category = map.category_of(voucher.text("category"))
            yield category or UNPLACED, bool(category), voucher.total or ZERO
            continue
        if not voucher.lines:
            yield (*_target(_faced(map, voucher)), voucher.total or ZERO)
        before = (UNPLACED, False)
        for line in voucher.lines:
            # A discount reduces the line before it.
            placement = line.placement
            before = _target(placement) if placement is not None else before
            yield (*before, line.total or ZERO)


def _faced(map: ExpenseMap, voucher: Voucher) -> Placement:
    """A ticket or receipt without lines is placed by its kind, title and remark."""
    document = " ".join(filter(None, (voucher.kind, voucher.text("title"))))
    return place("", programme=map.programme, document=document, context=voucher.text("remark"))


def _target(placement: Placement) -> tuple[str, bool]:
    if placement.verdict == "unplaced" or not placement.to:
        return UNPLACED, False
    return placement.to[0], placement.verdict in ("placed", "prohibited") and len(placement.to) == 1

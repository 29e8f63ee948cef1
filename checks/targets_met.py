"""Targets beside what proves them, row by row: what was agreed, what the policy demands, what the papers carry.

Read off caishen/result/1: findings that count something say so in numbers (checks.finding.Measured).

>>> one = {"item": "news_total", "what": "新闻稿", "unit": "篇", "target": "12", "required": None, "claimed": "13",
...        "low": 9, "high": 11}
>>> [row] = targets({"findings": [{"verdict": "review", "rule": "ZD-12.2", "measured": one}]})
>>> row.what, row.target, row.low, row.high, row.verdict
('新闻稿', Decimal('12'), 9, 11, 'review')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

_WORST = ("fail", "review", "pass")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is counted; `target` is agreed, `required` demanded, `claimed` said by the summary. `low` to
    `high` is proved, None where no paper counts it. `verdict` is the worst of the `rules` that looked."""

    item: str
    what: str
    unit: str
    target: Decimal | None
    required: Decimal | None
    claimed: Decimal | None
    low: int | None
    high: int | None
    verdict: str
    rules: tuple[str, ...]

    @property
    def most(self) -> Decimal:
        """The largest number in the row."""
        numbers = (self.target, self.required, self.claimed, Decimal(self.high or 0))
        return max(number for number in numbers if number is not None)


def targets(result: Mapping[str, Any]) -> tuple[Row, ...]:
    """In the order of the findings; what two rules count alike is one row."""
    rows: dict[tuple[str, int | None, int | None], Row] = {}
    for finding in result["findings"]:
        if finding.get("measured") and finding["verdict"] in _WORST:
            row = _row(finding)
            key = (row.item, row.low, row.high)
            rows[key] = _joined(rows[key], row) if key in rows else row
    return tuple(row for row in rows.values() if row.most > 0)


def _row(finding: Mapping[str, Any]) -> Row:
    held = finding["measured"]
    target, required, claimed = (_number(held[name]) for name in ("target", "required", "claimed"))
    return Row(
        held["item"],
        held["what"],
        held["unit"],
        target,
        required,
        claimed,
        held["low"],
        held["high"],
        finding["verdict"],
        (finding["rule"],),
    )


def _joined(one: Row, other: Row) -> Row:
    return replace(
        one,
        what=one.what if one.unit else other.what,
        unit=one.unit or other.unit,
        target=one.target if one.target is not None else other.target,
        required=one.required if one.required is not None else other.required,
        claimed=one.claimed if one.claimed is not None else other.claimed,
        verdict=min(one.verdict, other.verdict, key=_WORST.index),
        rules=(*one.rules, *other.rules),
    )


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))

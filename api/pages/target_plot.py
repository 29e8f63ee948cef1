"""Targets against evidence, to be drawn as SVG: a bar of what is proved for each, with the numbers asked of it.

Every row has its own scale, since a hundred firms and three events stand in one table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.targets_met import Row

WIDTH = 460
_ROOM = Decimal("1.08")  # beyond the largest number, so that its sign is not cut
_LABEL = 14  # characters of a name that fit beside a bar
ASKED = (("target", "协议目标"), ("required", "规定"), ("claimed", "总结自报"))
"""The signs on a bar, each of its own shape, and what they are called."""


@dataclass(frozen=True, slots=True)
class Sign:
    """`sort` is the shape: target, required or claimed."""

    sort: str
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class TargetBar:
    """`sure` and `maybe` are widths of what is proved and of what may be; `counted`: there is a paper to count in.

    `numbers` say it all in words, name and number.
    """

    label: str
    what: str
    sure: float
    maybe: float
    counted: bool
    signs: tuple[Sign, ...]
    numbers: tuple[tuple[str, str], ...]
    proved: str
    verdict: str
    rules: str


def target_bars(rows: Sequence[Row], verdicts: Mapping[str, str]) -> tuple[TargetBar, ...]:
    """`verdicts`: what people call them."""
    return tuple(_bar(row, verdicts) for row in rows)


def _bar(row: Row, verdicts: Mapping[str, str]) -> TargetBar:
    most = row.most * _ROOM
    asked = [(sort, words, getattr(row, sort)) for sort, words in ASKED]
    low = _scaled(row.low or 0, most)
    return TargetBar(
        label=row.what if len(row.what) <= _LABEL else row.what[: _LABEL - 1] + "…",
        what=row.what,
        sure=low,
        maybe=round(_scaled(row.high or 0, most) - low, 1),
        counted=row.low is not None,
        signs=tuple(
            Sign(sort, _scaled(number, most), f"{words} {_plain(number)}")
            for sort, words, number in asked
            if number is not None
        ),
        numbers=tuple((words, "" if number is None else _plain(number)) for _, words, number in asked),
        proved=_proved(row),
        verdict=verdicts.get(row.verdict, row.verdict),
        rules="、".join(row.rules),
    )


def _proved(row: Row) -> str:
    """
    >>> _proved(Row("a", "活动", "场", None, None, None, 2, 5, "review", ()))
    '2 至 5 场'
    """
    if row.low is None:
        return "没有可计的材料"
    range_ = str(row.low) if row.low == row.high else f"{row.low} 至 {row.high}"
    return f"{range_} {row.unit}".strip()


def _plain(number: Decimal) -> str:
    """
    >>> _plain(Decimal("12.0")), _plain(Decimal("100"))
    ('12', '100')
    """
    return f"{number.normalize():f}"


def _scaled(number: Decimal | int, most: Decimal) -> float:
    return round(float(number) / float(most) * WIDTH, 1) if most else 0.0

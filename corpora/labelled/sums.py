"""Amounts of money for tables: shares that add up to a total."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random


def amounts(random: Random, count: int, step: int = 100) -> list[Decimal]:
    """Whole multiples of `step` yuan, from 200 to 40,000."""
    return [Decimal(random.randrange(max(1, 200 // step), 40000 // step) * step) for _ in range(count)]


def added(shares: Iterable[Decimal]) -> Decimal:
    return sum(shares, Decimal(0))

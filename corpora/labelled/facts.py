"""Facts that remember which of them a layout has printed: the truth of a paper is what it says, no more.

>>> facts = Facts({"leader.name": Fact("甲乙", "甲乙"), "leader.age": Fact("41岁", "41")})
>>> facts("leader.age"), facts.printed
('41岁', {'leader.age': '41'})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """`text` as a paper prints it, `value` as a record's JSON gives it: ISO dates, plain decimals."""

    text: str
    value: str


@dataclass(slots=True)
class Facts:
    """All facts of one paper by field path (`members[0].name`); calling it prints one of them."""

    known: dict[str, Fact]
    _printed: dict[str, str] = field(default_factory=dict)

    def __call__(self, path: str) -> str:
        fact = self.known[path]
        self._printed[path] = fact.value
        return fact.text

    def add(self, more: Mapping[str, Fact]) -> None:
        """Facts that a layout makes of others."""
        self.known.update(more)

    @property
    def printed(self) -> dict[str, str]:
        """path -> value of what was printed."""
        return dict(self._printed)


def said(text: str) -> Fact:
    """A text that is read as it is printed."""
    return Fact(text, text)


def day(value: date, form: str = "{0.year}年{0.month}月{0.day}日") -> Fact:
    return Fact(form.format(value), value.isoformat())


def month(value: date, form: str = "{0.year}年{0.month:02d}月") -> Fact:
    return Fact(form.format(value), f"{value:%Y-%m}")


def money(value: Decimal, form: str = "{:.2f}") -> Fact:
    """Yuan."""
    return Fact(form.format(value), str(value))


def number(value: int, unit: str = "") -> Fact:
    return Fact(f"{value}{unit}", str(value))

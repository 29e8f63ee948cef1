"""The page numbers printed on the sheets of a file, and what they say is missing.

Only numbers at the head or foot of a page that count on from page to page are page numbers; a file may hold several
papers, each numbered from 1.

>>> gaps({1: Printed(1, 4), 2: Printed(2, 4), 3: Printed(4, 4)}, 3)
['第 2 页与第 3 页之间缺印刷页码 3']
>>> gaps({1: Printed(1, 3), 2: Printed(2, 3)}, 2)
['末页为第 2 页，共 3 页']
>>> gaps({1: Printed(1), 2: Printed(2), 3: Printed(1), 4: Printed(2)}, 4)
[]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document import OnPage, Span

ZONE = 0.12  # share of the page's height at its head and foot where page numbers stand
COUNTING = 0.6  # share of neighbours that must count on by one for bare numbers to be page numbers
LEAST = 3  # pages with bare numbers
_TOLD = re.compile(r"第\s*(\d{1,4})\s*页\s*[/,，（(]*\s*(?:共\s*(\d{1,4})\s*页)?")
_TOTAL_FIRST = re.compile(r"共\s*(\d{1,4})\s*页\s*[/,，]*\s*第\s*(\d{1,4})\s*页")
_SLASHED = re.compile(r"[-–—·\s]*(\d{1,4})\s*/\s*(\d{1,4})[-–—·\s]*")
_BARE = re.compile(r"[-–—·\s]*(\d{1,4})[-–—·\s]*")


@dataclass(frozen=True, slots=True)
class Printed:
    """`total` is None where only the number is printed."""

    number: int
    total: int | None = None


def printed(pages: Sequence[tuple[int, float, Sequence[Span]]]) -> dict[int, Printed]:
    """By page of the file. `pages` are number, height in points and lines of each sheet."""
    told: dict[int, Printed] = {}
    bare: dict[int, Printed] = {}
    for number, height, lines in pages:
        for span in lines:
            if not _at_edge(span, height):
                continue
            text = span.text.strip()
            if (found := _told(text)) is not None:
                told.setdefault(number, found)
            elif match := _BARE.fullmatch(text):
                bare.setdefault(number, Printed(int(match[1])))
    return told or (bare if len(bare) >= LEAST and _counts_on(bare) else {})


def gaps(found: Mapping[int, Printed], pages: int) -> list[str]:
    """What the printed numbers say is missing or out of order, in Chinese; `pages` is the last sheet's number."""
    said: list[str] = []
    order = sorted(found)
    for one, other in pairwise(order):
        first, second = found[one], found[other]
        step = second.number - first.number
        if second.number == 1:
            said += _cut_off(one, first, other - 1)
        elif step > other - one:
            lacking = range(first.number + 1, second.number - (other - one - 1))
            said.append(f"第 {one} 页与第 {other} 页之间缺印刷页码 {_listed(lacking)}")
        elif step <= 0:
            said.append(f"第 {other} 页的印刷页码 {second.number} 排在 {first.number} 之后")
    if order:
        said += _cut_off(order[-1], found[order[-1]], pages)
    return said


def _cut_off(page: int, last: Printed, end: int) -> list[str]:
    """A paper whose stated total is not reached by its last sheet."""
    if last.total is None or last.number + (end - page) >= last.total:
        return []
    return [f"末页为第 {last.number} 页，共 {last.total} 页"]


def _told(text: str) -> Printed | None:
    if match := _TOTAL_FIRST.search(text):
        return _sound(int(match[2]), int(match[1]))
    if match := _TOLD.search(text):
        return _sound(int(match[1]), int(match[2]) if match[2] else None)
    if match := _SLASHED.fullmatch(text):
        return _sound(int(match[1]), int(match[2]))
    return None


def _sound(number: int, total: int | None) -> Printed | None:
    return Printed(number, total) if number > 0 and (total is None or number <= total) else None


def _at_edge(span: Span, height: float) -> bool:
    if not isinstance(span.place, OnPage) or height <= 0:
        return False
    middle = span.place.bbox.middle[1] / height
    return min(middle, 1 - middle) <= ZONE


def _counts_on(found: Mapping[int, Printed]) -> bool:
    steps = [(found[b].number - found[a].number) == b - a for a, b in pairwise(sorted(found))]
    return sum(steps) >= COUNTING * len(steps)


def _listed(numbers: range) -> str:
    return f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"

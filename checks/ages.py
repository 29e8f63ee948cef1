"""周岁 under every reading of “不超过 N 周岁” that staff may mean, on one reference date.

- A: at most N full years old, so eligible until the 46th birthday for N = 45. On that birthday itself two usages
  differ: everyday counting adds the year on the day, 法释〔2006〕1号 第二条 from the day after. Both are evaluated.
- B: not born before the day N years earlier (“N 周岁以下”).
- C: born in the year N years earlier or later, the usage of the programme's notice of 2020 (1975年1月1日以后出生).

>>> from datetime import date
>>> at_most(PartialDate(1979, 7), 45, date(2025, 7, 15), ("A",))
(True, False)
>>> set(at_most(PartialDate(1978, 3, 5), 45, date(2025, 6, 30), ("A", "B", "C")))
{False}
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from extractor.records.partial_date import PartialDate

READINGS = ("A", "B", "C")
# Full years of somebody at work; an academician may well be over ninety.
_YOUNGEST, _OLDEST = 16, 100


def full_years(born: date, on: date, *, from_next_day: bool = False, leap_early: bool = False) -> int:
    """周岁 on `on`; `from_next_day` adds the year the day after the birthday; `leap_early` puts the birthday of
    29 February on the 28th in other years, otherwise on 1 March. Negative before birth.

    >>> full_years(date(1980, 6, 30), date(2025, 6, 30))
    45
    >>> full_years(date(1980, 6, 30), date(2025, 6, 30), from_next_day=True)
    44
    """
    birthday = anniversary(born, on.year, early=leap_early)
    if from_next_day:
        birthday += timedelta(days=1)
    return on.year - born.year - (on < birthday)


def anniversary(day: date, year: int, *, early: bool) -> date:
    """`day` in another year; for 29 February the 28th (`early`) or 1 March where there is none.

    >>> anniversary(date(1980, 2, 29), 2025, early=False)
    datetime.date(2025, 3, 1)
    """
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28) if early else date(year, 3, 1)


def at_most(born: PartialDate, limit: int, on: date, readings: Sequence[str]) -> tuple[bool, ...]:
    """The distinct answers of all readings and both ends of an imprecise date. ValueError for an unknown reading."""
    either = (False, True)
    choices = product(readings, (born.earliest, born.latest), either, either)
    answers = {_eligible(day, limit, on, reading, next_day, early) for reading, day, next_day, early in choices}
    return tuple(sorted(answers, reverse=True))


def _eligible(born: date, limit: int, on: date, reading: str, next_day: bool, early: bool) -> bool:
    if reading == "A":
        return full_years(born, on, from_next_day=next_day, leap_early=early) <= limit
    if reading == "B":
        return born >= anniversary(on, on.year - limit, early=early)
    if reading == "C":
        return born >= date(on.year - limit, 1, 1)
    raise ValueError(f"no reading {reading!r} of 周岁; there are {', '.join(READINGS)}")


def by_reading(born: PartialDate, limit: int, on: date, readings: Sequence[str]) -> dict[str, tuple[bool, ...]]:
    """The answers of each reading apart, for the table that a person decides by."""
    return {reading: at_most(born, limit, on, (reading,)) for reading in readings}


def span_of_years(born: PartialDate, on: date) -> tuple[int, int]:
    """The youngest and the oldest that someone born so can be on `on`, in full years by either usage."""
    return full_years(born.latest, on, from_next_day=True), full_years(born.earliest, on, leap_early=True)


def plausible(born: PartialDate, on: date) -> bool:
    """Whether someone at work on `on` may be born so; a slip of the pen in the year often may not.

    >>> plausible(PartialDate(1983, 4), date(2025, 6, 30)), plausible(PartialDate(2083, 4), date(2025, 6, 30))
    (True, False)
    """
    least, most = span_of_years(born, on)
    return most >= _YOUNGEST and least <= _OLDEST


def in_words(born: PartialDate, on: date) -> str:
    """
    >>> in_words(PartialDate(1979, 7), date(2025, 7, 15))
    '45 或 46 周岁'
    """
    least, most = span_of_years(born, on)
    if least == most:
        return f"{least} 周岁"
    return f"{least} 或 {most} 周岁" if most == least + 1 else f"{least} 至 {most} 周岁"

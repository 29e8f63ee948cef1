"""Dates as Chinese papers print them, and the arithmetic of full years. Pure: how to read 周岁 is the rules' affair.

>>> str(parse_date("1983年04月")), str(parse_date("一九八三年四月十二日")), str(parse_date("1983.4"))
('1983-04', '1983-04-12', '1983-04')
>>> parse_date("2025年2月30日") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractor.records.partial_date import PartialDate

_WIDE = str.maketrans("０１２３４５６７８９．－／‐‑–", "0123456789.-/---")
_NUMERALS = "〇○零一二三四五六七八九十廿卅"
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}

_S = r"[ \t\u3000\n]*"
_CN_YEAR = r"[12一二][0-9〇○零一二三四五六七八九]{3}"
_CN_PART = rf"(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})"
_PATTERNS = (
    # 1983年4月12日, 一九八三年四月; a day without 日 only at the end, else 4月12人 would be a date
    rf"(?<![\d.])(?P<y>{_CN_YEAR}){_S}年{_S}(?P<m>{_CN_PART}){_S}月(?:份|{_S}(?P<d>{_CN_PART}){_S}(?:日|号|(?=\s*$)))?",
    rf"(?<!\d)(?P<y2>\d{{2}}){_S}年{_S}(?P<m2>\d{{1,2}}){_S}月(?:{_S}(?P<d2>\d{{1,2}}){_S}(?:日|号))?",
    r"(?<![\d.])(?P<y3>(?:19|20)\d\d)\s?(?P<sep>[-./])\s?(?P<m3>\d{1,2})\s?(?P=sep)\s?(?P<d3>\d{1,2})(?!\d)",
    r"(?<![\d.])(?P<y4>(?:19|20)\d\d)[-./](?P<m4>\d{1,2})(?!\d|\s?[-./]\s?\d{1,3}(?!\d)|\s*[万元亿%％])",
    r"(?<!\d)(?P<y5>(?:19|20)\d\d)(?P<m5>0[1-9]|1[0-2])(?P<d5>[0-2]\d|3[01])(?!\d)",
    rf"(?<![\d.])(?P<y6>{_CN_YEAR}){_S}年(?!{_S}{_CN_PART}{_S}月|度?以)",
)
_DATE = re.compile("|".join(_PATTERNS))
_BARE = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])?|(?P<y2>\d\d)年")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Characters start:end of the searched text are `date`."""

    start: int
    end: int
    date: PartialDate


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every possible date in running text, in order; what looks like a date and cannot be one is left out.

    >>> [str(f.date) for f in find_dates("2021.11—2024.10，2025年5月28日下午2:00")]
    ['2021-11', '2024-10', '2025-05-28']
    """
    found = []
    for match in _DATE.finditer(text.translate(_WIDE)):
        when = _made(match)
        if when is not None:
            found.append(FoundDate(match.start(), match.end(), when))
    return tuple(found)


def parse_date(text: str) -> PartialDate | None:
    """The first date of a field's text; None when there is none, or the first that is there cannot be one.

    A field may hold bare forms that running text may not: 1983, 198304, 83年.
    """
    plain = text.translate(_WIDE).strip()
    bare = _BARE.fullmatch(plain)
    if bare:
        return _partial(_year(bare["y"] or bare["y2"]), int(bare["m"]) if bare["m"] else None, None)
    match = _DATE.search(plain)
    return _made(match) if match else None


def full_years(born: date, on: date, *, on_birthday: bool = True) -> int:
    """Completed years at `on`. With `on_birthday` the year is complete on the birthday itself, else the day after.

    Born on 29 February: the birthday of other years is 1 March (民法典 has no rule; the later day is taken).

    >>> full_years(date(1980, 2, 29), date(2025, 2, 28)), full_years(date(1980, 2, 29), date(2025, 3, 1))
    (44, 45)
    >>> full_years(date(1980, 6, 30), date(2025, 6, 30), on_birthday=False)
    44
    """
    birthday = anniversary(born, on.year)
    reached = on >= birthday if on_birthday else on > birthday
    return on.year - born.year - (0 if reached else 1)


def anniversary(born: date, year: int) -> date:
    """The birthday in `year`; 29 February becomes 1 March where there is none."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def years_before(on: date, years: int) -> date:
    """The same day `years` earlier; where there is no such day, the month's last (民法典 第二百零二条).

    >>> years_before(date(2024, 2, 29), 1)
    datetime.date(2023, 2, 28)
    """
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


def full_years_range(born: PartialDate, on: date, *, on_birthday: bool = True) -> tuple[int, int]:
    """The fewest and the most completed years that `born` allows.

    >>> full_years_range(PartialDate(1979, 7), date(2025, 7, 15))
    (45, 46)
    """
    youngest = full_years(born.latest, on, on_birthday=on_birthday)
    return youngest, full_years(born.earliest, on, on_birthday=on_birthday)


def _made(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    parts = {
        name: next((groups[k] for k in groups if k[0] == name and groups[k] and k != "sep"), None) for name in "ymd"
    }
    if parts["y"] is None:
        return None
    month, day = (_number(parts[name]) if parts[name] else None for name in "md")
    if (parts["m"] and month is None) or (parts["d"] and day is None):
        return None
    return _partial(_year(parts["y"]), month, day)


def _partial(year: int, month: int | None, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _year(text: str) -> int:
    digits = "".join(c if c.isdigit() and c.isascii() else str(_DIGIT[c]) for c in text)
    if len(digits) == 2:  # 83年: nobody on these papers was born before 1931
        return int(digits) + (1900 if int(digits) > 30 else 2000)
    return int(digits)


def _number(text: str | None) -> int | None:
    """1 to 39 in digits or Chinese numerals; None for what is neither."""
    if text is None:
        return None
    if text.isascii():
        return int(text)
    tens = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in tens:
        return int("".join(str(_DIGIT[c]) for c in tens))
    head, _, tail = tens.partition("十")
    if any(len(part) > 1 or "十" in part for part in (head, tail)):
        return None
    return (_DIGIT[head] if head else 1) * 10 + (_DIGIT[tail] if tail else 0)

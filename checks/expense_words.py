"""Finds the goods that a piece of text names: the longest word wins, and a word is the good or service itself.

Chinese names end with what the thing is: 彩色激光打印机 is a printer, 打印机租赁 is not. So a word counts where the
text ends with it, or goes on with an ending (费, 采购 …) or punctuation; elsewhere it is part of a longer name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from checks.expense_map import ExpenseMap, Good, load

_VERB = re.compile("(?:购买|购置|采购|列支|支付|发放|报销|支出)$")
_BREAK = re.compile(r"[^\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Hit:
    """The good that text[start:end] names."""

    good: Good
    word: str
    start: int
    end: int


def plain(text: str) -> str:
    """The text as words are looked up in it: one width, no white space.

    >>> plain("３Ｄ 打印机（一台）")
    '3D打印机(一台)'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=8192)
def hits(text: str, programme: str, short_name: str = "") -> tuple[Hit, ...]:
    """What `text` names, in its order; nothing inside a longer name, nothing that is taken back (不含餐费).

    >>> [hit.word for hit in hits("彩色激光打印机", "studio")]
    ['激光打印机']
    >>> [hit.word for hit in hits("支付工作餐费用", "studio")], hits("餐费用于何处", "studio")
    (['工作餐费'], ())
    >>> hits("绩效考核办法", "studio"), hits("费用不含餐费", "studio")
    ((), ())
    """
    map = load(programme)
    whole = plain(text)
    found = _longest(_occurrences(whole, map))
    starts = {hit.start for hit in found if hit.good is not None}
    return tuple(
        Hit(hit.good, hit.word, hit.start, hit.end)
        for hit in found
        if hit.good is not None
        and short_name not in hit.good.not_under
        and _ends(whole, hit.end, starts, map)
        and not _taken_back(whole[: hit.start], map)
    )


def _taken_back(before: str, map: ExpenseMap) -> bool:
    return before.endswith(map.negations) or _VERB.sub("", before).endswith(map.negations)


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """`good` is None for a longer name that means none of the goods."""

    good: Good | None
    word: str
    start: int
    end: int


@cache
def _pattern(programme: str) -> re.Pattern[str]:
    map = load(programme)
    words = sorted({*map.names, *map.longer_names}, key=lambda word: (-len(word), word))
    return re.compile(f"(?=({'|'.join(re.escape(plain(word)) for word in words)}))", re.IGNORECASE)


@cache
def _known(programme: str) -> dict[str, Good]:
    return {plain(word).upper(): good for word, good in load(programme).names.items()}


def _occurrences(text: str, map: ExpenseMap) -> list[_Occurrence]:
    known = _known(map.programme)
    return [
        _Occurrence(known.get(match[1].upper()), match[1], match.start(), match.start() + len(match[1]))
        for match in _pattern(map.programme).finditer(text)
    ]


def _longest(found: list[_Occurrence]) -> list[_Occurrence]:
    """Without what lies inside a longer one; of two that overlap, the longer, then the later one."""
    kept: list[_Occurrence] = []
    for one in sorted(found, key=lambda hit: (hit.start - hit.end, -hit.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda hit: hit.start)


def _ends(text: str, end: int, starts: set[int], map: ExpenseMap) -> bool:
    """Whether the name ends at `end`: there, before punctuation, after an ending; before another good after 费."""
    if end == len(text) or _BREAK.match(text, end) or (end in starts and text[end - 1] in _CLOSED):
        return True
    for ending in sorted(map.endings, key=len, reverse=True):
        if text.startswith(ending, end):
            return ending in _JOINERS or _ends(text, end + len(ending), starts, map)
    # 餐费用, 交通费用: the last sign of the name is the first of 费用.
    return text[end - 1] == "费" and text.startswith("用", end) and _ends(text, end + 1, starts, map)


_JOINERS = ("及", "和", "与", "以及", "或", "等", "含", "共", "约", "每")
_CLOSED = "费款金"

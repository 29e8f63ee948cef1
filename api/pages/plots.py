"""Bars to be drawn as SVG by the templates: where each stands and how long it is, in pixels of the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.glance import Ages, Length
from checks.ledger.totals import Total

WIDTH = 560  # of the bars; labels stand beside them
ROW = 30
_LABEL = 10  # characters of a name that fit beside a bar


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar. `sort` is a class of the style sheet, `words` what it is, `count` how much."""

    sort: str
    x: float
    width: float
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`mark` is where the required amount stands, with `asked` its words; None where nothing is asked."""

    label: str
    parts: tuple[Part, ...]
    value: str
    mark: float | None = None
    asked: str = ""
    short: bool = False


def length_bars(lengths: Sequence[Length], kinds: dict[str, str]) -> tuple[Bar, ...]:
    """字数: 正文, then what 正文 leaves out, piece by piece, on one scale; the mark is what is asked of 正文."""
    longest = max((max(one.whole, one.required or 0) for one in lengths), default=0)
    bars = []
    for one in lengths:
        pieces = [("body", "正文", one.body), *(("out", words, count) for words, count in one.left_out)]
        bars.append(
            Bar(
                label=kinds.get(one.kind, "报告"),
                parts=_in_a_row(pieces, longest),
                value=f"正文 {one.body} 字，全文 {one.whole} 字",
                mark=_scaled(one.required, longest) if one.required else None,
                asked=f"要求不少于 {one.required} 字" if one.required else "",
                short=bool(one.required and one.body < one.required),
            )
        )
    return tuple(bars)


def age_bars(ages: Ages) -> tuple[Bar, ...]:
    """A bar for each band of ages."""
    most = max((count for _, count in ages.bands), default=0)
    return tuple(
        Bar(label=f"{band} 岁", parts=_in_a_row([("body", "人数", count)], most), value=f"{count} 人")
        for band, count in ages.bands
    )


def verdict_bars(counted: Sequence[tuple[str, Mapping[str, int]]], verdicts: Mapping[str, str]) -> tuple[Bar, ...]:
    """A bar for each name with its findings by verdict, in the order and the words of `verdicts`, on one scale.

    >>> [bar] = verdict_bars([("甲", {"review": 2, "fail": 1})], {"fail": "不符合", "review": "需人工判断"})
    >>> [part.sort for part in bar.parts]
    ['fail', 'review']
    """
    most = max((sum(counts.get(code, 0) for code in verdicts) for _, counts in counted), default=0)
    bars = []
    for name, counts in counted:
        pieces = [(code, word, counts.get(code, 0)) for code, word in verdicts.items()]
        said = "，".join(f"{word} {count}" for _, word, count in pieces if count)
        label = name if len(name) <= _LABEL else name[: _LABEL - 1] + "…"
        bars.append(Bar(label, _in_a_row(pieces, most), said or "没有结论"))
    return tuple(bars)


def money_bars(totals: Sequence[Total]) -> tuple[Bar, ...]:
    """What is placed in a category, then what may belong there; the mark is the budget."""
    most = max((max(total.placed + total.open, total.budget or Decimal(0)) for total in totals), default=Decimal(0))
    bars = []
    for total in totals:
        pieces = [("body", "已归入", total.placed), ("open", "待确认", total.open)]
        over = total.budget is not None and total.placed > total.budget
        budget = "" if total.budget is None else f"预算 {total.budget:,.2f} 元"
        said = f"已归入 {total.placed:,.2f} 元" + (f"，待确认 {total.open:,.2f} 元" if total.open else "")
        mark = None if total.budget is None else _scaled(total.budget, most)
        bars.append(Bar(total.name, _in_a_row(pieces, most), said, mark, budget, over))
    return tuple(bars)


def _in_a_row(pieces: Sequence[tuple[str, str, int | Decimal]], most: int | Decimal) -> tuple[Part, ...]:
    x, parts = 0.0, []
    for sort, words, count in pieces:
        width = _scaled(max(count, type(count)(0)), most)
        if width:
            parts.append(Part(sort, round(x, 1), width, words, f"{count:,}"))
        x += width
    return tuple(parts)


def _scaled(count: int | Decimal, most: int | Decimal) -> float:
    """
    >>> _scaled(5, 10) == WIDTH / 2, _scaled(5, 0)
    (True, 0.0)
    """
    return round(float(count) / float(most) * WIDTH, 1) if most else 0.0

"""Money as papers print it, in 元 as Decimal: digits with 元 or 万元, and 大写.

>>> parse_amount("20万元"), parse_amount("¥1,234.50"), parse_amount("人民币壹拾伍万元整")
(Decimal('200000'), Decimal('1234.50'), Decimal('150000'))
>>> parse_amount("0.96", "万元")
Decimal('9600.00')
>>> parse_amount("6000-8400") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import cn2an

_WIDE = str.maketrans("０１２３４５６７８９．，－￥", "0123456789.,-¥")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DIGITS = re.compile(
    rf"(?P<sign>[-−])?\s*¥?\s*(?P<minus>-)?(?P<number>{_NUMBER})\s*(?P<unit>亿元?|万元?|千元|百元|元|圆)?"
)
_FORMAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_WORDS = re.compile(
    rf"(?P<minus>[（(]?负数?[）)]?)?(?P<yuan>[{_FORMAL}一二三四五六七八九十百千〇两]+)[元圆](?P<rest>[{_FORMAL}角分整正]*)"
)
_UNITS = {"亿": 100_000_000, "万": 10_000, "千": 1000, "百": 100, "元": 1, "圆": 1, "": 1}
_UNIT_NOTE = re.compile(r"单位[：:\s]*(?:人民币)?\s*(万元|元)|[（(](万元|元)[）)]")


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """Characters start:end of the searched text are `amount` in 元."""

    start: int
    end: int
    amount: Decimal


def parse_amount(text: str, unit: str = "") -> Decimal | None:
    """The amount of a field in 元; `unit` (元 or 万元) is the table's, used where the field prints none.

    None where there is no number, or a range or more than one number.
    """
    plain = text.translate(_WIDE)
    words = _WORDS.search(plain)
    figures = list(_DIGITS.finditer(plain))
    if words and not figures:
        return _from_words(words)
    if len(figures) != 1 and not (words and figures):
        return None
    return _from_digits(figures[0], unit)


def find_amounts(text: str) -> tuple[FoundAmount, ...]:
    """Amounts in running text: only numbers that carry a unit of money or ¥.

    >>> [str(f.amount) for f in find_amounts("配套经费20万元，面积186平方米，咨询费¥960.00")]
    ['200000', '960.00']
    """
    plain = text.translate(_WIDE)
    found = []
    for match in _DIGITS.finditer(plain):
        amount = _from_digits(match, "") if _is_money(match) else None
        if amount is not None:
            found.append(FoundAmount(match.start(), match.end(), amount))
    for match in _WORDS.finditer(plain):
        amount = _from_words(match)
        if amount is not None:
            found.append(FoundAmount(match.start(), match.end(), amount))
    return tuple(sorted(found, key=lambda f: f.start))


def stated_unit(text: str) -> str:
    """万元 or 元 as a heading or column says ("单位：万元", "金额（元）"), or an empty string."""
    match = _UNIT_NOTE.search(text)
    return (match[1] or match[2]) if match else ""


def integer(text: str) -> int | None:
    """The first whole number of a field such as 7人（含负责人） or 七人; None if there is none.

    >>> integer("7人（含负责人）"), integer("共 十二 名"), integer("若干")
    (7, 12, None)
    """
    plain = text.translate(_WIDE)
    match = re.search(r"(?<![\d.])\d{1,9}(?![\d.]*\d)", plain)
    if match:
        return int(match[0])
    words = re.search(r"[零一二两三四五六七八九十百千]+", plain)
    try:
        return int(cn2an.cn2an(words[0].replace("两", "二"), "smart")) if words else None
    except (ValueError, KeyError):
        return None


def _is_money(match: re.Match[str]) -> bool:
    return "¥" in match[0] or bool(match["unit"] and match["unit"] not in ("万", "亿"))


def _from_digits(match: re.Match[str], unit: str) -> Decimal | None:
    try:
        number = Decimal(match["number"].replace(",", ""))
    except InvalidOperation:
        return None
    scale = _UNITS[(match["unit"] or unit or "元")[0]]
    return (-number if match["sign"] or match["minus"] else number) * scale


def _from_words(match: re.Match[str]) -> Decimal | None:
    try:
        total = Decimal(cn2an.cn2an(match["yuan"].replace("〇", "零"), "smart"))
    except (ValueError, KeyError, InvalidOperation):
        return None
    for digit, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", match["rest"]):
        total += Decimal(_FORMAL.index(digit)) / (10 if unit == "角" else 100)
    return -total if match["minus"] else total

"""大写金额: sums in formal Chinese numerals, as invoices and receipts print them, to Decimal and back.

Source of the forms: 中国人民银行《支付结算办法》附一《正确填写票据和结算凭证的基本规定》. Accepted beside them:
圆/元, 整/正 present or not, 零 present or not, （负数） or 负 in front, the ⊗ of 税控 printers, plain numerals.
Strict otherwise: text that is not wholly a sum is None, for a sum half read is a wrong sum.

>>> parse_uppercase("壹拾伍圆玖角肆分"), parse_uppercase("（负数）肆万贰仟肆佰圆整")
(Decimal('15.94'), Decimal('-42400.00'))
>>> parse_uppercase("⊗柒仟零壹拾捌圆捌角叁分"), parse_uppercase("壹拾伍圆玖角肆份") is None
(Decimal('7018.83'), True)
>>> to_uppercase(Decimal("55266.20")), to_uppercase(Decimal("-100100.06"))
('伍万伍仟贰佰陆拾陆圆贰角', '（负数）壹拾万零壹佰圆零陆分')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SAME = {
    **dict(zip("〇一二三四五六七八九", DIGITS, strict=True)),
    **dict(zip("两貳貮弍参參叄陸亖壱弌", "贰贰贰贰叁叁叁陆肆壹壹", strict=True)),
    "圆": "元",
    "圓": "元",
    "园": "元",
    "正": "整",
    "十": "拾",
    "百": "佰",
    "千": "仟",
    "萬": "万",
    "億": "亿",
}
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_SPACE = re.compile(r"[\s\u3000]")
_LEAD = re.compile(r"^(?:人民币|[⊗ⓧⓍ⨂×xX*:：⊕◎¥￥])*")
_MINUS = re.compile(r"^[（(]?负数?[）)]?")
_SUM = re.compile(
    rf"(?:(?P<yuan>[{DIGITS}拾佰仟万亿]+)元)?零?(?:(?P<jiao>[{DIGITS}])角)?零?(?:(?P<fen>[{DIGITS}])分)?整?"
)
_CHARS = DIGITS + "拾佰仟万亿元角分整" + "".join(_SAME)
_RUN = re.compile(rf"(?:(?:[（(]\s*负数?\s*[）)]|负数?)\s*)?[{_CHARS}](?:[{_CHARS} \u3000]*[{_CHARS}])?")


@dataclass(frozen=True, slots=True)
class FoundSum:
    """Characters start:end of the searched text are `amount` in 元."""

    start: int
    end: int
    amount: Decimal


def parse_uppercase(text: str) -> Decimal | None:
    """The sum in 元 with two decimals, None where the text is not wholly one sum."""
    plain = _LEAD.sub("", _SPACE.sub("", text))
    minus = _MINUS.match(plain)
    plain = _LEAD.sub("", plain[minus.end() :]) if minus else plain
    plain = "".join(_SAME.get(char, char) for char in plain)
    match = _SUM.fullmatch(plain)
    if match is None or not any(match.groupdict().values()):
        return None
    yuan = _integer(match["yuan"]) if match["yuan"] else 0
    if yuan is None:
        return None
    cents = yuan * 100 + 10 * _digit(match["jiao"]) + _digit(match["fen"])
    return Decimal(-cents if minus else cents).scaleb(-2)


def find_uppercase(text: str) -> FoundSum | None:
    """The first sum of at least one unit of money in running text, or None.

    >>> found = find_uppercase("价税合计(大写) 叁佰肆拾玖元壹角 (小写)")
    >>> (found.start, found.end, found.amount)
    (9, 17, Decimal('349.10'))
    """
    for match in _RUN.finditer(text):
        if not re.search("[元圆圓园角分]", match[0]) or not re.search(rf"[{DIGITS}{''.join(_SAME)}]", match[0]):
            continue
        amount = parse_uppercase(match[0])
        if amount is not None:
            return FoundSum(match.start(), match.end(), amount)
    return None


def to_uppercase(amount: Decimal) -> str:
    """`amount` to the cent, as an invoice prints it. Raises ValueError from a trillion 元 on.

    >>> to_uppercase(Decimal("0.01")), to_uppercase(Decimal("1155"))
    ('壹分', '壹仟壹佰伍拾伍圆整')
    """
    cents = int((abs(amount) * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    if yuan >= 10**12:
        raise ValueError("too large a sum")
    text = _written(yuan) + "圆" if yuan else ""
    if jiao:
        text += DIGITS[jiao] + "角"
    elif fen and yuan:
        text += "零"
    text += DIGITS[fen] + "分" if fen else ""
    if not text:
        text = "零圆"
    return ("（负数）" if amount < 0 else "") + (text if jiao or fen else text + "整")


def _written(number: int) -> str:
    text, zero = "", False
    for exponent in range(11, -1, -1):
        digit = number // 10**exponent % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + ("", "拾", "佰", "仟")[exponent % 4]
        zero = digit == 0
        if exponent % 4 == 0 and exponent and number // 10**exponent % 10000:
            text += "亿" if exponent == 8 else "万"
            zero = zero and bool(number % 10**exponent)
    return text


def _integer(text: str) -> int | None:
    """Sections before 亿 and 万, each at most 仟佰拾 in that order; None for anything else."""
    total = 0
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        if text.count(unit) > 1:
            return None
        if unit in text:
            head, text = text.split(unit)
            part = _section(head)
            if not part:
                return None
            total += part * scale
    rest = _section(text) if text else 0
    return None if rest is None else total + rest


def _section(text: str) -> int | None:
    total, last, digit = 0, 10000, None
    for at, char in enumerate(text):
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last or digit == 0 or (digit is None and (at or char != "拾")):
                return None
            total, last, digit = total + (digit or 1) * unit, unit, None
        elif char not in DIGITS or digit:
            return None
        else:
            digit = DIGITS.index(char)
    if digit is not None and last == 1:
        return None
    return total + (digit or 0)


def _digit(char: str | None) -> int:
    return DIGITS.index(char) if char else 0

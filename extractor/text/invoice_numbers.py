"""What invoice codes and numbers say about themselves: region, year, kind. Formats only; nothing is looked up.

数电票: 20 digits = year (2), 省 or 计划单列市 (2), channel (1), serial (15). 税控: a code of 12 or 10 digits and a
number of 8. A 12-digit code: 0, region (4), year (2), batch (3), kind (2); a 10-digit one: region (4), year (2) …
财政电子票据: a code of 8 digits and a number of 10.

>>> of_number("24112000000019562163")
NumberParts(year=2024, region='北京')
>>> of_code("032002100611"), of_code("1100094140")
(NumberParts(year=2021, region='江苏'), NumberParts(year=2009, region='北京'))
>>> of_number("24992000000019562163") is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# GB/T 2260, and the codes of the tax offices of the five 计划单列市.
REGIONS = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林",
    "23": "黑龙江", "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西",
    "37": "山东", "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
    "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃",
    "63": "青海", "64": "宁夏", "65": "新疆", "91": "大连", "92": "宁波", "93": "青岛", "94": "厦门", "95": "深圳",
}  # fmt: skip
ELECTRONIC = {"11": "电子普票", "12": "电子普票", "13": "电子专票"}


@dataclass(frozen=True, slots=True)
class NumberParts:
    year: int
    region: str


def of_number(number: str) -> NumberParts | None:
    """The year and region in a 20-digit number; None for another shape or an unknown region."""
    if not re.fullmatch(r"[2-9]\d{19}", number):
        return None
    region = REGIONS.get(number[2:4])
    return NumberParts(2000 + int(number[:2]), region) if region else None


def of_code(code: str) -> NumberParts | None:
    """The year and region in a code of 12 or 10 digits; None for another shape or an unknown region.

    City tax offices number on their own: 1440 in front is 广东 with a leading 1 (区块链, 定额, 出租).
    """
    digits = code[1:] if re.fullmatch(r"[01]\d{11}", code) else code
    if not re.fullmatch(r"\d{10,11}", digits):
        return None
    region = REGIONS.get(digits[:2])
    return NumberParts(2000 + int(digits[4:6]), region) if region else None


def well_formed(code: str, number: str) -> bool:
    """Whether code and number together have the shape of some kind of invoice.

    >>> well_formed("", "24112000000019562163"), well_formed("032002100611", "27086599")
    (True, True)
    >>> well_formed("032002100611", "2708659")
    False
    """
    if not code:
        return of_number(number) is not None
    if len(code) == 8:
        return bool(re.fullmatch(r"\d{8}", code) and re.fullmatch(r"\d{10}", number))
    return of_code(code) is not None and bool(re.fullmatch(r"\d{8}", number))

"""Automatic list numbers of a DOCX ("一、", "（二）", "1.2"), which the text itself does not hold.

Source: ECMA-376 part 1, §17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.layout.docx_package import Element, child_value, w

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, str, str] = ("十", "百", "千")) -> str:
    """A counting number up to 9999 as headings write it.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(105)
    ('三', '十', '十二', '二十', '一百零五')
    """
    if not 0 < number < 10_000:
        return str(number)
    text, zero = "", False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero else "") + digits[digit] + unit
            zero = False
        elif text:
            zero = True
    return text[1:] if 10 <= number < 20 and text.startswith(digits[1]) else text


def numeral(number: int, form: str) -> str:
    """`number` in a w:numFmt; decimal for one that is not known.

    >>> numeral(4, "lowerRoman"), numeral(28, "upperLetter"), numeral(3, "decimalEnclosedCircle")
    ('iv', 'BB', '③')
    """
    if form in {"none", "bullet"}:
        return ""
    if form in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return chinese(number, _FORMAL_DIGITS, ("拾", "佰", "仟"))
    if form in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting")):
        return chinese(number)
    if form in {"upperRoman", "lowerRoman"} and 0 < number < 4000:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letters = chr(ord("A") + (number - 1) % 26) * min(20, (number - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form == "ideographTraditional" and 0 < number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 0 < number <= 12:
        return _BRANCHES[number - 1]
    if form.startswith("decimalEnclosedCircle"):
        return _circled(number)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in (*_ROMAN, *_SMALL_ROMAN):
        while number >= value:
            text, number = text + sign, number - value
    return text


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass
class Numbering:
    """Counts the lists of one document: ask `label` for each numbered paragraph, in document order."""

    root: Element | None
    _abstract: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _nums: dict[str, str] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for abstract in self.root.iter(w("abstractNum")):
            levels = {_number(level.get(w("ilvl"))): _level(level) for level in abstract.iter(w("lvl"))}
            self._abstract[abstract.get(w("abstractNumId"), "")] = levels
        for num in self.root.findall(w("num")):
            num_id = num.get(w("numId"), "")
            self._nums[num_id] = child_value(num, "abstractNumId") or ""
            for override in num.iter(w("lvlOverride")):
                start = child_value(override, "startOverride")
                if start is not None:
                    self._starts[num_id, _number(override.get(w("ilvl")))] = _number(start)

    def label(self, num_id: str, level: int) -> str:
        """The next number of that list at `level` (0-based); "" where the list is unknown or switched off."""
        abstract = self._nums.get(num_id, "")
        levels = self._abstract.get(abstract, {})
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        self._advance(num_id, level, levels, counters)
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            one = levels.get(index, levels[level])
            return numeral(counters.get(index, one.start), one.form)

        if levels[level].form == "bullet":
            return "•"
        return re.sub(r"%([1-9])", shown, levels[level].text)

    def _advance(self, num_id: str, level: int, levels: dict[int, _Level], counters: dict[int, int]) -> None:
        override = self._starts.get((num_id, level))
        if override is not None and (num_id, level) not in self._restarted:
            self._restarted.add((num_id, level))
            counters[level] = override
        else:
            counters[level] = counters[level] + 1 if level in counters else levels[level].start


def _level(element: Element) -> _Level:
    return _Level(
        _number(child_value(element, "start"), 1),
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
    )


def _number(value: str | None, default: int = 0) -> int:
    return int(value) if value is not None and value.isdigit() and len(value) < 6 else default

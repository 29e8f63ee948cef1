"""Identity numbers: 居民身份证 (GB 11643-1999) and 统一社会信用代码 (GB 32100-2015).

A number is reported as it stands. What OCR may have confused is proposed, never put in silently.

>>> found = resident_id("身份证号：11010519491231002X")
>>> found.valid, found.birth, found.gender, found.kind
(True, datetime.date(1949, 12, 31), '女', 'resident')
>>> uscc_valid("91350100M000100Y43"), uscc_valid("91350100M000100Y44")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from stdnum.cn import ric
from stdnum.cn import uscc as credit_code

IdKind = Literal["resident", "hmt", "permanent", "old15"]

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘx×＊", "0123456789XXX**")
_GAP = r"[ \u3000\-—]?"
_EIGHTEEN = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}\d){{16}}{_GAP}[\dX](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z])[1-8]\d{14}(?![0-9A-Za-z])")
_MASKED = re.compile(r"(?<![0-9A-Za-z*])\d{1,14}[*●■X]{4,14}\d{0,4}[\dX*]?(?![0-9A-Za-z*])")
_USCC = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NP-RT-UW-Y]{18}(?![0-9A-Za-z])")
_CONFUSED = {
    "O": "0",
    "o": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "l": "1",
    "|": "1",
    "Z": "2",
    "z": "2",
    "S": "5",
    "s": "5",
    "B": "8",
}


@dataclass(frozen=True, slots=True)
class ResidentId:
    """`kind`: resident 居民身份证, hmt 港澳台居民居住证 (81, 82, 83), permanent 外国人永久居留身份证 (9), old15.

    `valid` means a possible birth date and, but for 15 digits, the right check digit. `birth` and `gender` are what
    the digits say even where `valid` is false, so that a rule can show them; None where masked or impossible.
    """

    number: str
    valid: bool
    birth: date | None
    gender: str | None
    kind: IdKind
    masked: bool = False


def resident_id(text: str) -> ResidentId | None:
    """The first identity number in `text`, or None. Spaces and hyphens between digits are left out."""
    plain = text.translate(_WIDE)
    match = _EIGHTEEN.search(plain)
    if match:
        return _read(re.sub(r"[^\dX]", "", match[0]))
    match = _FIFTEEN.search(plain)
    if match:
        return _read_old(match[0])
    match = _MASKED.search(plain)
    if match and len(match[0]) in (15, 18):
        return ResidentId(match[0], False, None, None, "resident" if len(match[0]) == 18 else "old15", True)
    return None


def check_digit(first17: str) -> str:
    """The 18th character of an identity number (ISO 7064 MOD 11-2)."""
    return str(ric.calc_check_digit(first17 + "0"))


def id_proposals(text: str) -> tuple[str, ...]:
    """Valid 18-digit numbers that OCR may have meant: letters that look like digits put right, nothing else changed.

    >>> id_proposals("11O1051949123l002X")
    ('11010519491231002X',)
    """
    return _proposals(text, r"[0-9A-Za-z|]{18}", lambda t: bool((found := resident_id(t)) and found.valid))


def find_uscc(text: str) -> str | None:
    """The first thing shaped like a 统一社会信用代码 that holds a digit run, valid or not; None if there is none.

    >>> find_uscc("统一社会信用代码 91350100M000100Y43")
    '91350100M000100Y43'
    """
    plain = text.translate(_WIDE).upper()
    shaped = [m[0] for m in _USCC.finditer(plain) if sum(c.isdigit() for c in m[0]) >= 8]
    return next((code for code in shaped if uscc_valid(code)), shaped[0] if shaped else None)


def uscc_valid(text: str) -> bool:
    """Whether `text` is a 统一社会信用代码 with the right check character."""
    return bool(credit_code.is_valid(text.strip().upper()))


def uscc_proposals(text: str) -> tuple[str, ...]:
    """Valid codes that OCR may have meant (facts: O→0, I→1, Z→2, S→5)."""
    return _proposals(text.upper(), r"[0-9A-Z|]{18}", uscc_valid)


def _read(number: str) -> ResidentId:
    kind: IdKind = "resident"
    if number[:2] in ("81", "82", "83"):
        kind = "hmt"
    elif number[0] == "9":
        kind = "permanent"
    birth = _birth(number[6:14])
    valid = birth is not None and check_digit(number[:17]) == number[17]
    return ResidentId(number, valid, birth, _gender(number[16]), kind)


def _read_old(number: str) -> ResidentId | None:
    birth = _birth("19" + number[6:12])
    return ResidentId(number, birth is not None, birth, _gender(number[14]), "old15")


def _birth(digits: str) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if 1900 <= born.year <= 2100 else None


def _gender(digit: str) -> str:
    return "男" if int(digit) % 2 else "女"


def _proposals(text: str, shape: str, valid: Callable[[str], bool]) -> tuple[str, ...]:
    found: list[str] = []
    for match in re.finditer(shape, text.replace(" ", "")):
        choices = [(c, _CONFUSED[c]) if c in _CONFUSED else (c,) for c in match[0]]
        doubtful = sum(len(c) > 1 for c in choices)
        if doubtful > 6:  # too little was read for a proposal to mean anything
            continue
        readings = {"".join(reading) for reading in product(*choices)}
        found += sorted(reading for reading in readings if reading != match[0] and valid(reading))
    return tuple(dict.fromkeys(found))

"""Resident ID numbers in what leaves the product for reading: the first 6 and last 2 digits stay.

Only digits that hold a plausible date where GB 11643-1999 has the birth date are taken for an ID number, so that
invoice numbers (20 digits) and credit codes keep their form.

>>> masked("证件号码110101199003078515，发票号码24112000000048542163")
'证件号码110101**********15，发票号码24112000000048542163'
>>> masked("130503670401001")
'130503*******01'
"""

from __future__ import annotations

import re

_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_RESIDENT = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})"
    rf"(?:([ \-]?(?:18|19|20)\d{{2}}{_MONTH_DAY}[ \-]?\d{{2}})(\d[\dXx])|(\d{{2}}{_MONTH_DAY}\d)(\d{{2}}))"
    r"(?![0-9A-Za-z])"
)


def masked(text: str) -> str:
    """`text` with every resident ID number (18 or 15 digits) masked."""
    return _RESIDENT.sub(_mask, text)


def _mask(match: re.Match[str]) -> str:
    middle = match[2] or match[4]
    return match[1] + "*" * len(middle) + (match[3] or match[5])

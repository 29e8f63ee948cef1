"""Numbers of research outcomes in running text, each with its place: patents, software copyrights, standards.

Sources: ZC 0006-2003 专利申请号标准 (number and check digit), 计算机软件著作权登记办法 (登记号), GB/T 1.1-2020
(标准编号). A patent number without ZL, and a publication number CN…A, are of an application, not of a grant.

>>> found = outcome_numbers("发明专利 ZL 2007 1 0308494.X，登记号2023SR0123456，GB/T 1.1-2020")
>>> [(n.kind, n.number, n.valid) for n in found]
[('patent', '200710308494.X', True), ('software', '2023SR0123456', None), ('standard', 'GB/T 1.1-2020', None)]
>>> patent_valid("201710601862.3"), patent_valid("201710601862.4"), patent_valid("95115608.X")
(True, False, True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.text.misread import Compared, compared_codes

Kind = Literal["patent", "publication", "software", "certificate", "standard"]

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_TYPES = {"1": "发明", "2": "实用新型", "3": "外观设计", "8": "发明", "9": "实用新型"}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASH = "-—–－―‐‑"
_PATENT = re.compile(
    r"(?<![0-9A-Za-z])(?P<grant>ZL\s*)?"
    r"(?P<digits>(?:19|20)\d{2}\s?[12389]\s?\d{7}|(?:8[5-9]|9\d|0[0-3])\s?[12389]\s?\d{5})\s?\.\s?(?P<check>[\dXx])"
    r"(?![0-9A-Za-z])"
)
_GRANT_ONLY = re.compile(
    r"(?<![0-9A-Za-z])ZL\s*(?P<digits>(?:19|20)\d{2}\s?[12389]\s?\d{7})(?P<check>[\dXx])?(?![.\dXx])"
)
_PUBLICATION = re.compile(r"(?<![0-9A-Za-z])CN\s?(?P<digits>\d{7,9})\s?(?P<type>[ABCUSY])\d?(?![0-9A-Za-z])")
_SOFTWARE = re.compile(r"(?<![0-9A-Za-z])(?:19|20)\d{2}\s?[Ss][Rr]\s?\d{5,7}(?!\d)")
_CERTIFICATE = re.compile(r"软著登字第\s*(?P<digits>\d{4,9})\s*号")
_STANDARD = re.compile(
    rf"(?<![0-9A-Za-z/])(?:"
    rf"(?:GB|DB\d{{2}}|[A-Z]{{2}})(?:/[TZ])?|T/[A-Z]{{2,8}}|Q/[0-9A-Z]{{2,10}}|ISO(?:/IEC|/TS|/TR)?|IEC|ITU{_DASH[0]}T|IEEE|ASTM|EN)"
    rf"\s?[A-Z]?\.?\d{{1,6}}(?:\.\d+)*(?:\s?[{_DASH}:]\s?(?:19|20)\d{{2}})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class OutcomeNumber:
    """Characters start:end of the text. `number` without spaces and prefix; `valid` of the check digit, None where
    the number has none; `granted` False for an application; `type` the sort of patent, "" where unknown."""

    kind: Kind
    number: str
    start: int
    end: int
    valid: bool | None = None
    granted: bool = True
    type: str = ""


def outcome_numbers(text: str) -> tuple[OutcomeNumber, ...]:
    """In order, not overlapping; the surest shape first."""
    # Full-width letters and digits one for one, so that places stay those of the text as given.
    even = text.translate(_FULL_WIDTH)
    found: list[OutcomeNumber] = []
    for number in (*_patents(even), *_others(even)):
        if all(number.end <= other.start or number.start >= other.end for other in found):
            found.append(number)
    return tuple(sorted(found, key=lambda number: number.start))


def patent_valid(number: str) -> bool:
    """Whether the check digit of a patent number (13 characters with the dot, 8 digits before 2003) is right."""
    digits, _, check = number.upper().replace(" ", "").removeprefix("ZL").partition(".")
    if not (digits.isdigit() and len(digits) in (8, 12) and len(check) == 1):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11
    return check == ("X" if rest == 10 else str(rest))


def same_number(
    first: str, second: str, *confidences: float, valid: Callable[[str], bool] = patent_valid
) -> Compared:
    """Two numbers, of patents unless `valid` says what else, as misread.compared_codes tells them apart."""
    return compared_codes(first, second, *confidences, valid=valid)


def _patents(text: str) -> Iterator[OutcomeNumber]:
    for match in _PATENT.finditer(text):
        digits = re.sub(r"\s", "", match["digits"])
        number = f"{digits}.{match['check'].upper()}"
        sort = _TYPES.get(digits[4 if len(digits) == 12 else 2], "")
        granted = match["grant"] is not None
        yield OutcomeNumber("patent", number, match.start(), match.end(), patent_valid(number), granted, sort)
    for match in _GRANT_ONLY.finditer(text):
        digits, check = re.sub(r"\s", "", match["digits"]), (match["check"] or "").upper()
        number = f"{digits}.{check}" if check else digits
        valid = patent_valid(number) if check else False
        yield OutcomeNumber("patent", number, match.start(), match.end(), valid, True, _TYPES.get(digits[4], ""))
    for match in _PUBLICATION.finditer(text):
        granted = match["type"] in "BCUSY"
        number = f"CN{match['digits']}{match['type']}"
        yield OutcomeNumber("publication", number, match.start(), match.end(), None, granted)


def _others(text: str) -> Iterator[OutcomeNumber]:
    for match in _SOFTWARE.finditer(text):
        number = re.sub(r"\s", "", match[0]).upper()
        yield OutcomeNumber("software", number, match.start(), match.end())
    for match in _CERTIFICATE.finditer(text):
        yield OutcomeNumber("certificate", match["digits"], match.start(), match.end())
    for match in _STANDARD.finditer(text):
        number = re.sub(r"\s+", " ", match[0]).strip()
        yield OutcomeNumber("standard", number, match.start(), match.end())

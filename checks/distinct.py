"""Rows of a ledger told apart: the same firm twice is one, and two that only look alike are a doubt.

>>> same_words("甲乙(北京) 公司", "甲乙（北京）公司")
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checks.likeness import kin
from extractor.records.cited import Cited
from extractor.records.ledger import Enterprise
from extractor.text.ids import uscc_valid

SURE = 0.85  # of a reading: rows below it are counted as doubtful, hidden ones among them
ALIKE = 90.0  # per cent of likeness from which two texts may be one
_LEAST = 6  # characters from which likeness says anything
_LEAST_OWN = 2  # characters of a firm's own name, from which one may be the short form of another
_ALIKE_OWN = 80.0  # per cent of likeness of two firms' own names that begin alike


@dataclass(slots=True)
class Firm:
    """One enterprise with all its rows; `twins` are other firms that may be the same."""

    rows: list[Enterprise]
    codes: set[str] = field(default_factory=set)
    twins: int = 0
    sure: bool = True

    @property
    def name(self) -> Cited[str]:
        return next(row.name for row in self.rows if isinstance(row.name, Cited))

    def said(self, field: str) -> list[Cited[Any]]:
        """What its rows say of a field."""
        return [value for row in self.rows if isinstance(value := getattr(row, field), Cited)]


def plain(text: str) -> str:
    """A text as it is compared: one width, no white space, no marks."""
    return re.sub(r"[\s\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def same_words(first: str, second: str) -> bool:
    return plain(first) == plain(second)


def alike(first: str, second: str) -> bool:
    """Whether two texts may be one, told a little differently."""
    one, other = plain(first), plain(second)
    return min(len(one), len(other)) >= _LEAST and fuzz.ratio(one, other) >= ALIKE


def firms(rows: Sequence[Enterprise]) -> tuple[list[Firm], list[str]]:
    """The distinct enterprises by credit code, else by name; and in Chinese which rows were merged or look alike."""
    found: list[Firm] = []
    by_key: dict[str, Firm] = {}
    notes: list[str] = []
    for row in rows:
        if not isinstance(row.name, Cited):
            continue
        code = row.uscc.value if isinstance(row.uscc, Cited) and uscc_valid(row.uscc.value) else ""
        known = by_key.get(code) if code else None
        known = known or by_key.get(plain(row.name.value))
        if known is not None and code and known.codes - {code}:
            known = None  # the same name with another code is another firm, or a slip: counted, and doubted
        if known is None:
            known = Firm([])
            found.append(known)
        elif not same_words(known.rows[0].name.value, row.name.value):
            notes.append(f"“{known.rows[0].name.value}”与“{row.name.value}”信用代码相同，计为一家")
        known.rows.append(row)
        known.codes |= {code} - {""}
        known.sure = known.sure and row.name.confidence >= SURE
        for name in (code, plain(row.name.value)):
            if name:
                by_key.setdefault(name, known)
    notes += _look_alikes(found)
    return found, notes


def _look_alikes(found: list[Firm]) -> list[str]:
    """Firms whose names differ by what may be a slip, and whose codes do not tell them apart."""
    notes = []
    names = [plain(firm.name.value) for firm in found]
    for at, firm in enumerate(found):
        for before, other in enumerate(found[:at]):
            same = names[at] == names[before]
            if firm.codes and other.codes and not same:
                continue
            if same or _may_be_one(firm.name, other.name):
                firm.twins += 1
                notes.append(f"“{other.name.value}”与“{firm.name.value}”名称相近，可能是同一家")
                break
    return notes


def _may_be_one(first: Cited[str], second: Cited[str]) -> bool:
    """Names that differ by a slip, by recognition, by a note, or by what an abbreviation leaves out."""
    one, other = plain(first.value), plain(second.value)
    mine, its = _own_words(one), _own_words(other)
    if min(len(mine), len(its)) >= _LEAST_OWN and (mine in its or its in mine):
        return True
    if min(len(one), len(other)) >= _LEAST and Levenshtein.distance(one, other, score_cutoff=1) <= 1:
        return True
    if mine[:2] == its[:2] and len(mine[:2]) == 2 and fuzz.ratio(mine, its) >= _ALIKE_OWN:
        return True
    if abs(len(one) - len(other)) > 8 or fuzz.ratio(one, other) < 70:
        return False
    return kin(first, second).kind != "other"


@cache
def _own_words(name: str) -> str:
    """A firm's name, as `plain` gives it, without its place and its legal form.

    >>> _own_words("北京甲乙智能装备股份有限公司"), _own_words("甲乙智能")
    ('甲乙智能装备', '甲乙智能')
    """
    return re.sub(r"^(?:北京市?|中国)|(?:股份|有限|责任|集团|总?公司|北京)+$", "", name)

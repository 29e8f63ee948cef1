"""Fields of a record against the truth by path, as `caishen read` would print them.

>>> value_at({"members": [{"name": {"value": "甲乙", "confidence": 0.9}}]}, "members[0].name")
('甲乙', 0.9)
>>> judged("120.50", "120.5"), judged("甲（乙）", "甲(乙)"), judged("甲", "乙"), judged("甲", None)
('exact', 'normalised', 'wrong', 'missing')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from corpora.score.characters import plain

RESULTS = ("exact", "normalised", "wrong", "missing")


@dataclass(frozen=True, slots=True)
class FieldRead:
    """`result`: exact, normalised (white space, widths and dashes aside), wrong or missing; `read` as found."""

    path: str
    truth: str
    read: str
    confidence: float
    result: str

    @property
    def right(self) -> bool:
        return self.result in ("exact", "normalised")


def value_at(fields: Any, path: str) -> tuple[str | None, float]:
    """The value at `path` of a record's JSON, as text, and its confidence; None where there is none.

    Of a list its length.
    """
    current = fields
    for name in re.findall(r"[^.\[\]]+", path):
        if isinstance(current, list):
            current = current[int(name)] if name.isdigit() and int(name) < len(current) else None
        elif isinstance(current, dict):
            current = current.get(name)
    if isinstance(current, list):
        return str(len(current)), 1.0
    if not isinstance(current, dict):
        return (None, 0.0) if current is None else (str(current), 1.0)
    value = current.get("value")
    return (None, 0.0) if value is None else (str(value), float(current.get("confidence", 1.0)))


def judged(truth: str, read: str | None) -> str:
    if read is None:
        return "missing"
    if truth == read or _same_number(truth, read):
        return "exact"
    return "normalised" if plain(truth) == plain(read) else "wrong"


def compared(truth: dict[str, str], record: dict[str, Any] | None) -> list[FieldRead]:
    """One result for each true field; `record` is the record's JSON `fields`."""
    found = []
    for path, value in truth.items():
        read, confidence = value_at(record, path) if record is not None else (None, 0.0)
        found.append(FieldRead(path, value, read or "", confidence, judged(value, read)))
    return found


def _same_number(truth: str, read: str) -> bool:
    """Sums only: an identity number with a zero in front is another one."""
    if "." not in truth and "." not in read:
        return False
    try:
        return Decimal(truth) == Decimal(read)
    except InvalidOperation:
        return False

"""Values out of a record in its JSON form; what is absent is "" or None, never an error.

>>> fields = {"buyer": {"name": {"value": "甲", "confidence": 0.9}}, "total": {"absent": "not_found"}}
>>> text(fields, "buyer", "name"), text(fields, "total"), text(fields, "no", "such")
('甲', '', '')
>>> money({"total": {"value": "12.50"}}, "total"), money(fields, "total")
(Decimal('12.50'), None)
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any


def at(fields: Any, *path: str) -> Any:
    """The field at `path` in its JSON form, or None."""
    for step in path:
        if not isinstance(fields, Mapping):
            return None
        fields = fields.get(step)
    return fields


def text(fields: Any, *path: str) -> str:
    field = at(fields, *path)
    value = field.get("value") if isinstance(field, Mapping) else None
    return "" if value is None else str(value).strip()


def money(fields: Any, *path: str) -> Decimal | None:
    """A number as the record has it, unrounded."""
    try:
        return Decimal(text(fields, *path))
    except InvalidOperation:
        return None


def confidence(fields: Any, *path: str) -> float | None:
    """How sure the reading is; None where there is none."""
    field = at(fields, *path)
    return float(field["confidence"]) if isinstance(field, Mapping) and "confidence" in field else None

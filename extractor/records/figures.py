"""Numbers that a station promises or claims (field_schemas §4 targets, §6 claimed_figures)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Field


@dataclass(frozen=True, slots=True)
class Target:
    """A row of a table of targets: `name` as in the schema; `planned` 目标值, `actual` 完成值; a share is 0 to 1."""

    name: str
    label: Field[str]
    planned: Field[Decimal]
    actual: Field[Decimal]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a sentence or a table claims to have been reached; `quote` is where it stands, `name` what it
    counts."""

    name: str
    value: Field[Decimal]
    quote: Field[str]

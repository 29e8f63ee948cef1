"""One value and what independent checks say of it: confirmed, contradicted, or alone.

A value of a text layer is what the paper says, and stays as sure as its place. A value that OCR read is sure only
when something independent says the same, for a recogniser's own confidence is high for misread digits too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from extractor.records.cited import Cited, Field

CONFIRMED = 0.97
# Both are below the floor of every pack: no verdict rests on what nothing confirms, or on what was only concluded.
ALONE = 0.82  # an exact value that OCR read and nothing confirms
FROM_LINES = 0.8
CONTRADICTED = 0.6
PROSE_FLOOR = 0.985  # a recogniser's mean over a name: below it a character is doubtful
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the checks say of one value."""

    confirmed: int = 0
    contradicted: int = 0

    def with_check(self, outcome: bool | None) -> Verdicts:
        if outcome is None:
            return self
        return Verdicts(self.confirmed + outcome, self.contradicted + (not outcome))


def read_by_ocr(value: Field[Any]) -> bool:
    return isinstance(value, Cited) and any(span.source.startswith("ocr") for span in value.spans)


def settled(value: Field[T], *outcomes: bool | None) -> Field[T]:
    """`outcomes` of independent checks: True confirms, False contradicts, None says nothing."""
    if not isinstance(value, Cited) or not read_by_ocr(value):
        return value
    verdicts = Verdicts()
    for outcome in outcomes:
        verdicts = verdicts.with_check(outcome)
    if verdicts.contradicted and verdicts.contradicted >= verdicts.confirmed:
        return replace(value, confidence=min(value.confidence, CONTRADICTED))
    if verdicts.confirmed:
        return replace(value, confidence=max(value.confidence, CONFIRMED))
    return replace(value, confidence=min(value.confidence, ALONE))


def prose(value: Field[T]) -> Field[T]:
    """Names and other words have no proof but the recogniser's own: below PROSE_FLOOR they are not sure."""
    if not isinstance(value, Cited) or not read_by_ocr(value) or value.confidence >= PROSE_FLOOR:
        return value
    return replace(value, confidence=min(value.confidence, ALONE))

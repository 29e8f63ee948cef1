"""What a person says of a paper that nobody read: cited where it would have been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Span
from extractor.records.cited import Cited

PERSON = "person"


def said_by_a_person(value: str, spans: Sequence[Span]) -> Cited[str]:
    """`spans` holds at least one."""
    return Cited(value, tuple(replace(span, confidence=1.0, source=PERSON) for span in spans), 1.0)

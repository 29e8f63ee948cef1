"""The words of a row of a table: the things that it names, one by one, and whether they were read at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.distinct import SURE
from checks.expenses import place
from extractor.records.cited import Cited, Field

PIECES = re.compile(r"[，,；;、。/＋+\n]+")


def pieces(fields: Sequence[Field[str]]) -> Iterator[str]:
    """What the fields list, each thing alone."""
    for field in fields:
        for piece in PIECES.split(field.value) if isinstance(field, Cited) else ():
            if piece.strip():
                yield piece.strip()


def unread(field: Field[str]) -> bool:
    """Whether something stands there that was not read, or not surely."""
    return field.confidence < SURE if isinstance(field, Cited) else field.reason == "unreadable"


def lost(programme: str, field: Field[str]) -> bool:
    """Whether what stands there was not read well enough to be placed: a category above it may hide anything."""
    return unread(field) and all(place(one, programme=programme).verdict == "unplaced" for one in pieces([field]))

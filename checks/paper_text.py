"""What a paper says, line by line, whatever its record holds: for rows that gather evidence for a person.

A rule asks for it like for a record: `texts: tuple[PaperText, ...] = ()`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks.case import CaseDocument
from extractor.document import Span
from extractor.records.statement import Statement


@dataclass(frozen=True, slots=True)
class PaperText:
    """`kind` and `name` as in checks.case.CaseDocument; `lines` are its spans in reading order, tied to the paper;
    `statements` say the same under the headings of the paper."""

    kind: str
    name: str
    lines: tuple[Span, ...]
    statements: tuple[Statement, ...] = ()


def texts_of(documents: Iterable[CaseDocument]) -> list[PaperText]:
    """The text of each paper once: neither of a second form, nor of the further records of one paper."""
    found: list[PaperText] = []
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for document in documents:
        sheets = (document.name, document.pages)
        if document.twin or not (document.lines or document.statements) or sheets in seen:
            continue
        seen.add(sheets)
        found.append(PaperText(document.kind, document.name, document.lines, document.statements))
    return found

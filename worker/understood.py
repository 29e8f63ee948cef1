"""What goes to and comes from a reader process for a whole file. Plain values: importing this loads no reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.document import Document
from extractor.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Paper:
    """One recognised paper of a file: the page numbers it covers, its kind, the records read from it and what it
    says under which headings. `said` is the kind that a person gave, `taken` what it was taken for before, or ""."""

    index: int
    pages: tuple[int, ...]
    kind: str
    records: tuple[Any, ...]
    statements: tuple[Statement, ...] = ()
    said: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole file: the document that its pages make, and the papers found in it."""

    document: Document
    papers: tuple[Paper, ...]

"""What goes to and comes from a reader process for a whole file. Plain values: importing this loads no reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.document import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """One recognised paper of a file: the page numbers it covers, its kind, and the records read from it."""

    index: int
    pages: tuple[int, ...]
    kind: str
    records: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole file: the document that its pages make, and the papers found in it."""

    document: Document
    papers: tuple[Paper, ...]

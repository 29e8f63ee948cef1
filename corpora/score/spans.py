"""Texts as the recogniser gave them, with their confidence and whether they are right: calibration starts here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpora.score.characters import plain
from extractor.document import Page


@dataclass(frozen=True, slots=True)
class SpanRead:
    """`length` counts characters without white space."""

    confidence: float
    right: bool
    length: int


def judged(truth: Sequence[str], page: Page, optional: str = "") -> tuple[SpanRead, ...]:
    """Every text that OCR read on the page. Right: it stands so in a true line, or in two that follow one another.

    Texts made only of `optional` characters (rings of seals, signatures) are left out: their truth is no line.
    """
    lines = [plain(line) for line in truth]
    joined = "\n".join(lines) + "\n" + "\n".join(a + b for a, b in pairwise(lines))
    found = []
    for span in (span for line in page.lines for span in line.spans):
        text = plain(span.text)
        if span.source.startswith("ocr") and text and not set(text) <= set(plain(optional)):
            found.append(SpanRead(span.confidence, text in joined, len(text)))
    return tuple(found)

"""What a recogniser's own confidence is worth: the share of such texts that was right when they were counted.

The steps are data (data/ocr_confidence.tsv), counted on generated scans and photographs by corpora.score.calibrate.
Text that stood in the file keeps its own confidence.

>>> share_right(1.0) > 0.95 > share_right(0.93) > share_right(0.6) >= share_right(0.0)
True
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from importlib.resources import files

from extractor.document import Page, Span

TABLE = "ocr_confidence.tsv"


def weighed(page: Page) -> Page:
    """The page with the confidence of every recognised text as the share of such texts that is right."""
    if page.source in ("text", "none"):
        return page
    lines = tuple(replace(line, spans=tuple(_weighed(span) for span in line.spans)) for line in page.lines)
    tables = tuple(
        replace(table, cells=tuple(replace(cell, span=_weighed(cell.span)) for cell in table.cells))
        for table in page.tables
    )
    return replace(page, lines=lines, tables=tables)


def share_right(confidence: float) -> float:
    """0 to 1; never more than was counted nor than the recogniser says. Below the first step, as at it."""
    above, shares = _steps()
    return min(confidence, shares[max(0, bisect_right(above, confidence) - 1)])


def _weighed(span: Span) -> Span:
    return replace(span, confidence=share_right(span.confidence)) if span.source.startswith("ocr") else span


@cache
def _steps() -> tuple[tuple[float, ...], tuple[float, ...]]:
    said = files("extractor.data").joinpath(TABLE).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in said if line and not line.startswith("#")][1:]
    return tuple(float(row[0]) for row in rows), tuple(float(row[1]) for row in rows)

"""Recognised text carries the share of such texts that was right; the file's own text carries its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Cell, Line, OnPage, Outline, Page, Span, Table
from extractor.geometry import BBox
from extractor.read import assemble
from extractor.settings import ReadSettings
from extractor.trust import share_right

PLACE = OnPage(1, BBox(0, 0, 50, 10))
SURE, DOUBTED = 0.97, 0.8


def page(source: str, confidence: float) -> Page:
    span = Span("甲某", PLACE, confidence, source, "甲某")
    table = Table((Cell(0, 0, 1, 1, span),), 1, 1, PLACE)
    return Page(1, 100, 100, 0, (Line((span,)),), (table,), scanned=source != "text", source=source)


def confidences(source: str, confidence: float, settings: ReadSettings) -> set[float]:
    (read,) = assemble("a.pdf", Outline("pdf", 1), [page(source, confidence)], settings).pages
    cells = [cell.span for table in read.tables for cell in table.cells]
    return {span.confidence for span in (*read.lines[0].spans, *cells)}


def test_recognised_text_is_weighed_in_lines_and_cells() -> None:
    assert confidences("ocr:rapid", SURE, ReadSettings()) == {share_right(SURE)}
    assert share_right(DOUBTED) < DOUBTED


def test_text_of_the_file_is_not() -> None:
    assert confidences("text", DOUBTED, ReadSettings()) == {DOUBTED}


def test_who_counts_gets_the_recognisers_own_number() -> None:
    own = replace(ReadSettings(), weighed=False)
    assert confidences("ocr:rapid", DOUBTED, own) == {DOUBTED}
    assert own.key() == ReadSettings().key()


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_confidence_is_never_worth_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= share_right(low) <= share_right(high) <= high

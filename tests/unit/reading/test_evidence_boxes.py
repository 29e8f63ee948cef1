"""A highlight covers the characters that it quotes: proportional type, blanks of any width, pages that lie turned."""

from __future__ import annotations

import doctest

import pytest

import extractor.geometry
from extractor.citing import cut
from extractor.document import OnPage, Span
from extractor.geometry import BBox
from extractor.layout.fragment import Fragment, Grid, GridCell
from extractor.layout.glyphs import Glyph, fragments_of
from extractor.layout.lines import arranged
from extractor.layout.lines import cut as by_cell
from extractor.stops import WHOLE

BOX = BBox(100, 50, 200, 60)


def glyphs(text: str, *widths: float) -> list[Glyph]:
    """Characters side by side from x 10; a blank is left out, as PDFs do."""
    x, found = 10.0, []
    for char, width in zip(text, widths, strict=True):
        if char != " ":
            found.append(Glyph(char, BBox(x, 20, x + width, 30), 10.0))
        x += width
    return found


def span(text: str, stops: tuple[int, ...] = (), turn: int = 0, box: BBox = BOX) -> Span:
    return Span(text, OnPage(1, box), 1.0, "text", text, stops=stops, turn=turn)


def box_of(one: Span) -> BBox:
    assert isinstance(one.place, OnPage)
    return one.place.bbox


def test_the_geometry_examples_run() -> None:
    assert doctest.testmod(extractor.geometry).failed == 0


def test_a_part_of_a_text_layer_stands_where_its_glyphs_stand() -> None:
    fragments = fragments_of(glyphs("WWWiii 甲乙", 9, 9, 9, 2, 2, 2, 8, 10, 10), [])
    (line,), _ = arranged(fragments, [], lambda box: OnPage(1, box))
    (whole,) = line.spans
    assert whole.text == "WWWiii 甲乙"
    at = whole.text.index("甲")
    assert box_of(cut(whole, at, at + 2)).x0 == pytest.approx(51, abs=0.1)
    thin = box_of(cut(whole, 3, 6))
    assert (thin.x0, thin.x1) == (pytest.approx(37, abs=0.1), pytest.approx(43, abs=0.1))
    twice = box_of(cut(cut(whole, 3, 9), 4, 5))
    assert (twice.x0, twice.x1) == (pytest.approx(51, abs=0.1), pytest.approx(61, abs=0.1))


def test_places_that_the_widths_tell_are_not_kept() -> None:
    fragments = fragments_of(glyphs("甲乙丙", 10, 10, 10), [])
    (line,), _ = arranged(fragments, [], lambda box: OnPage(1, box))
    assert line.spans[0].stops == ()
    assert box_of(cut(line.spans[0], 1, 2)).x0 == pytest.approx(20)


def test_a_text_that_changed_falls_back_to_widths() -> None:
    assert box_of(cut(span("甲乙丙", (0, 9000, WHOLE)), 0, 1)).x1 == pytest.approx(100 + 100 / 3)


@pytest.mark.parametrize(
    ("turn", "box", "first"),
    [
        (90, BBox(0, 0, 10, 100), BBox(0, 75, 10, 100)),
        (180, BBox(0, 0, 100, 10), BBox(75, 0, 100, 10)),
        (270, BBox(0, 0, 10, 100), BBox(0, 0, 10, 25)),
    ],
)
def test_the_beginning_of_a_line_is_told_on_pages_that_lie_turned(turn: int, box: BBox, first: BBox) -> None:
    assert box_of(cut(span("甲乙丙丁", turn=turn, box=box), 0, 1)) == first


def test_a_line_on_its_end_that_nobody_turned_stays_whole() -> None:
    tall = BBox(0, 0, 10, 100)
    assert box_of(cut(span("购买方信息", box=tall), 0, 2)) == tall


def test_the_pieces_of_a_line_cut_at_a_ruling_keep_their_places() -> None:
    cells = (GridCell(0, 0, 1, 1, BBox(0, 0, 50, 20)), GridCell(0, 1, 1, 1, BBox(50, 0, 100, 20)))
    ends = ((0.0, 0.1), (0.1, 0.4), (0.6, 0.7), (0.7, 1.0))
    line = Fragment("甲乙丙丁", BBox(0, 5, 100, 15), 1.0, "ocr:x", "甲乙丙丁", 9.0, stops=ends)
    (_, left), (_, right) = by_cell(line, [Grid(BBox(0, 0, 100, 20), cells, 1, 2)])
    assert (left.text, left.bbox.x1, right.text, right.bbox.x0) == ("甲乙", 40.0, "丙丁", 60.0)
    assert left.stops == ((0.0, 0.25), (0.25, 1.0))

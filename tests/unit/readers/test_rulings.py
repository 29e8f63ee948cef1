"""Strokes of large characters are no rulings, the rulings of a table around a text are."""

from __future__ import annotations

from extractor.geometry import BBox
from extractor.layout.rulings import without_strokes
from extractor.layout.tables import Ruling

LINE = BBox(100, 50, 500, 90)


def test_a_stroke_inside_a_line_of_text_is_left_out() -> None:
    assert without_strokes([Ruling(70, 200, 230)], [LINE], down=False) == []
    assert without_strokes([Ruling(200, 55, 88)], [LINE], down=True) == []


def test_the_rulings_of_a_cell_stay() -> None:
    under = Ruling(92, 90, 510)
    beside = Ruling(98, 40, 100)
    long = Ruling(70, 120, 480)
    assert without_strokes([under, long], [LINE], down=False) == [under, long]
    assert without_strokes([beside], [LINE], down=True) == [beside]

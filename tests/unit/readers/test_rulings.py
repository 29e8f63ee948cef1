"""Strokes of large characters, creases and edges are no rulings, the rulings of a table around a text are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractor.geometry import BBox
from extractor.layout.rulings import rulings, without_strokes
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


def _paper() -> NDArray[np.float32]:
    """A white sheet of 900 × 700 pixels with a table of three rulings by three."""
    paper = np.full((900, 700), 245.0, np.float32)
    for at in (300, 360, 420):
        paper[at : at + 3, 100:600] = 60
    for at in (100, 350, 597):
        paper[300:423, at : at + 3] = 60
    return paper


def _levels(paper: NDArray[np.float32]) -> tuple[list[int], list[int]]:
    pixels = cv2.cvtColor(np.clip(paper, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2RGB)
    across, down = rulings(np.asarray(pixels, np.uint8), 0.36)
    first, second = ([round(one.at / 0.36 / 10) * 10 for one in sorted(found, key=_at)] for found in (across, down))
    return first, second


def _at(ruling: Ruling) -> float:
    return ruling.at


@pytest.mark.parametrize("at", [330, 362, 500])
def test_a_crease_is_no_ruling(at: int) -> None:
    """Also where it runs along a ruling: that one stays as long as it was drawn."""
    paper = _paper()
    fold = 1 - 0.22 * np.exp(-(((np.arange(900) - at) / 8.0) ** 2))
    paper *= fold[:, None].astype(np.float32)
    paper *= (1 - 0.2 * np.exp(-(((np.arange(700) - 250) / 7.0) ** 2)))[None, :].astype(np.float32)
    assert _levels(paper) == ([300, 360, 420], [100, 350, 600])


def test_the_edge_of_a_shadow_or_of_the_sheet_is_no_ruling() -> None:
    paper = _paper()
    paper[:60] = 80
    paper[:, 650:] = 80
    paper[600:] *= 0.6
    assert _levels(paper) == ([300, 360, 420], [100, 350, 600])


def test_faint_and_thick_rulings_stay() -> None:
    paper = _paper()
    paper[297:303, 100:600] = 60
    paper[420:423, 100:600] = 215
    assert _levels(paper) == ([300, 360, 420], [100, 350, 600])

"""A square glyph at the end of a label is no box of the value beside it; a drawn box before a word is."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.geometry import BBox
from extractor.layout.fragment import Fragment
from extractor.layout.ticks import with_ticks


def picture() -> np.ndarray:
    """A square of 10 points (two pixels each) at 100, 50."""
    pixels = np.full((300, 600, 3), 255, np.uint8)
    cv2.rectangle(pixels, (200, 100), (219, 119), (0, 0, 0), 2)
    return pixels


def text(said: str, x0: float, x1: float) -> Fragment:
    return Fragment(said, BBox(x0, 50, x1, 60), 0.99, "ocr:test", said, 10)


def test_a_glyph_of_the_label_is_no_box_of_the_value():
    label, value = text("信用代码", 70, 110), text("91110199", 120, 200)
    fragments, boxes = with_ticks([label, value], picture(), 0.5)
    assert [one.text for one in fragments] == ["信用代码", "91110199"]
    assert boxes == []


def test_a_box_between_a_label_and_its_answer_is_told():
    fragments, boxes = with_ticks([text("类别", 70, 90), text("甲类", 114, 134)], picture(), 0.5)
    assert [one.text for one in fragments] == ["类别", "□甲类"]
    assert [box.ticked for box in boxes] == [False]

"""Print of the back that shows through is lifted; pale text that is read well stays."""

from __future__ import annotations

import numpy as np

from extractor.layout.show_through import cleared
from extractor.ocr import OcrLine

HEIGHT, WIDTH = 600, 900


def sheet(*strokes: tuple[int, int]) -> np.ndarray:
    """White paper with a block of strokes of a grey level at a height: (top, level)."""
    pixels = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    for top, level in strokes:
        pixels[top : top + 24, 100:500:8] = level
        pixels[top : top + 24, 101:500:8] = level
        pixels[top : top + 24, 102:500:8] = level
    return pixels


def line(text: str, top: int, confidence: float) -> OcrLine:
    return OcrLine(text, ((98, top - 2), (502, top - 2), (502, top + 26), (98, top + 26)), confidence)


def read_again(image: np.ndarray) -> list[OcrLine]:
    """An engine that finds whatever ink is there."""
    return [line("再读", top, 0.95) for top in (100, 200, 300, 400) if (image[top : top + 24] < 230).any()]


FRONT = [line("正面文字", 100, 0.99)]
BACK = [line("效育実真", 200, 0.6), line("立景寞", 300, 0.5)]


def test_the_back_is_lifted_and_the_front_read_again():
    pixels = sheet((100, 20), (200, 195), (300, 195))
    clear, lines = cleared(pixels, FRONT + BACK, read_again)
    assert [one.text for one in lines] == ["再读"]
    assert clear[200:324].min() > 240
    assert (clear[100:124] == pixels[100:124]).all()


def test_pale_text_that_is_read_well_is_kept():
    pixels = sheet((100, 20), (200, 195), (300, 195), (400, 190))
    _, lines = cleared(pixels, [*FRONT, *BACK, line("铅笔填写", 400, 0.97)], read_again)
    assert [one.text for one in lines] == ["再读", "铅笔填写"]


def test_a_sheet_that_is_pale_all_over_is_left_alone():
    pixels = sheet((100, 170), (200, 175), (300, 175))
    lines = [line("淡印文字", 100, 0.95), *BACK]
    clear, kept = cleared(pixels, lines, read_again)
    assert clear is pixels
    assert kept == lines


def test_dark_lines_read_badly_are_left_alone():
    pixels = sheet((100, 20), (200, 30), (300, 30))
    assert cleared(pixels, FRONT + BACK, read_again)[1] == FRONT + BACK

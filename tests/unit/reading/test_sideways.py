"""Receipts that lie across a photograph of upright ones are turned and read for themselves."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.document import OnPage, Page
from extractor.geometry import BBox
from extractor.invoices.frame import by_way
from extractor.invoices.pieces import pieces_of
from extractor.layout.fragment import Fragment
from extractor.layout.lines import arranged
from extractor.layout.sideways import areas, parted
from extractor.layout.spacing import spaced
from extractor.ocr import EngineIdentity, Image, OcrLine


def line(text: str, x0: float, top: float, x1: float, bottom: float, confidence: float = 0.6) -> OcrLine:
    return OcrLine(text, ((x0, top), (x1, top), (x1, bottom), (x0, bottom)), confidence)


UPRIGHT = [line(f"发票号码1234567{n}", 20, 20 + 40 * n, 220, 45 + 40 * n, 0.99) for n in range(6)]
ACROSS = [line("乱码乱", 300 + 40 * n, 100, 325 + 40 * n, 300) for n in range(6)]


class Turner:
    """Reads well only what lies the right way: its picture has a white corner at the top left."""

    identity = EngineIdentity("fake", "1", "", "f32")

    def recognise(self, image: Image) -> list[OcrLine]:
        right = bool(image[0, 0, 0] == 255)
        return [line(f"第{n}行文字" if right else "亂亂亂", 10, 10 + 40 * n, 160, 35 + 40 * n, 0.98 if right else 0.3)
                for n in range(6)]  # fmt: skip

    def read_line(self, image: Image) -> tuple[str, float]:
        raise NotImplementedError


def picture(corner: tuple[int, int]) -> Image:
    """`corner` (row, column: 0 or -1) of the part that lies across becomes its top left once turned the right way."""
    pixels = np.zeros((600, 800, 3), np.uint8)
    (area,) = areas([*UPRIGHT, *ACROSS])
    part = pixels[int(area.top) : int(area.bottom), int(area.x0) : int(area.x1)]
    part[corner] = 255
    return pixels


@pytest.mark.parametrize(("corner", "turn"), [((-1, 0), 90), ((0, -1), 270)])
def test_a_paper_that_lies_across_is_read_the_way_it_lies(corner: tuple[int, int], turn: int) -> None:
    kept, found = parted(picture(corner), [*UPRIGHT, *ACROSS], Turner())
    assert kept == UPRIGHT
    assert [(one.turn, one.line.text) for one in found] == [(turn, f"第{n}行文字") for n in range(6)]
    lefts = [one.line.quad[0][0] for one in found]
    assert lefts == sorted(lefts, reverse=turn == 270)
    assert all(bottom - top > right - left for (left, top), _, (right, bottom), _ in (o.line.quad for o in found))


def test_what_reads_neither_way_stays_as_it_was() -> None:
    kept, found = parted(np.zeros((600, 800, 3), np.uint8), [*UPRIGHT, *ACROSS], Turner())
    assert (kept, found) == ([*UPRIGHT, *ACROSS], [])


def test_a_title_printed_downwards_is_no_paper() -> None:
    title = line("购买方信息", 5, 20, 15, 90, 0.9)
    assert areas([*UPRIGHT, title, line("第二联发票联", 600, 20, 612, 200, 0.9)]) == []
    assert areas(UPRIGHT) == []


def fragment(text: str, box: BBox, turn: int = 0) -> Fragment:
    return Fragment(text, box, 0.99, "ocr:fake", text, 9.0, turn=turn)


def test_lines_of_papers_that_lie_across_are_rows_of_their_own_and_pieces_are_upright() -> None:
    below = BBox(100, 200, 110, 300)
    beside = BBox(100, 100, 110, 180)
    fragments = [fragment("发票代码", below, 90), fragment("1234", beside, 90), fragment("上面", BBox(0, 0, 40, 10))]
    lines, _ = arranged(fragments, [], lambda box: OnPage(1, box))
    assert [one.text for one in lines] == ["上面", "发票代码 1234"]
    assert [span.turn for span in lines[1].spans] == [90, 90]
    first, second = by_way(pieces_of(Page(1, 400, 400, 0, lines)), 0)
    assert [piece.text for piece in first] == ["上面"]
    label, value = second
    assert label.bbox.x1 < value.bbox.x0
    assert label.y == pytest.approx(value.y)


def test_a_wide_gap_parts_a_line_that_lies_across() -> None:
    ends = ((0.0, 0.1), (0.1, 0.2), (0.8, 0.9), (0.9, 1.0))
    whole = Fragment("频率数额", BBox(0, 0, 10, 100), 1.0, "ocr:x", "频率数额", 9.0, stops=ends, turn=90)
    first, second = spaced(whole)
    assert (first.text, first.bbox.top, first.bbox.bottom) == ("频率", 80.0, 100.0)
    assert (second.text, second.bbox.top) == ("数额", 0.0)

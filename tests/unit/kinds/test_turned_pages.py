"""A scan that lies upside down or on its side: what stands beside and below is meant as a reader sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.document import Line, OnPage, Page, Part
from extractor.flow import flow
from extractor.geometry import BBox, turned
from extractor.text.paragraphs import paragraphs
from tests.builders import Paged, part

A4 = (595.0, 842.0)


def lying(paged: Paged, turn: int) -> Page:
    """The page as it lies in a file of which it must be turned clockwise by `turn` degrees."""
    page = paged.page()
    back = (360 - turn) % 360

    def moved(line: Line) -> Line:
        spans = tuple(
            replace(span, place=OnPage(1, turned(box(span.place), back, page.width, page.height)))
            for span in line.spans
        )
        return replace(line, spans=spans)

    width, height = (page.height, page.width) if turn % 180 else (page.width, page.height)
    return replace(page, lines=tuple(map(moved, page.lines)), width=width, height=height, turn=turn)


def box(place: object) -> BBox:
    assert isinstance(place, OnPage)
    return place.bbox


def on(page: Page) -> Part:
    whole = part(Paged())
    return replace(whole, pages=(page,))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_short_lines_do_not_run_on(turn: int) -> None:
    paged = Paged().line("甲方：北京某某协会").line("乙方：北京某某公司").wrapped("双方约定按期完成任务" * 9)
    page = lying(paged, turn)
    texts = ["甲方：北京某某协会", "乙方：北京某某公司", "双方约定按期完成任务" * 9]
    assert flow(on(page)).prose.text.strip().split("\n") == texts
    assert [found.text for found in paragraphs([page])] == texts


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_upright(turn: int) -> None:
    page = lying(Paged().line("姓名", "云望舒"), turn)
    (row,) = flow(on(page)).rows
    left, right = (found.bbox for found in row.boxes)
    assert left is not None
    assert right is not None
    assert left.x1 < right.x0
    assert (left.x0, left.top) == pytest.approx((72, 60))

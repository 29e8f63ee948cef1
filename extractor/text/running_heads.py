"""Heads, feet and page numbers, known by their place on the page and their repetition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import InMedia, Line, OnPage, Page
from extractor.geometry import BBox, turned, union

# Running heads stand in this share of the page's height at its top and bottom; page numbers a little further in
# (GB/T 9704 prints them 7 mm below the text).
HEAD_ZONE = 0.08
NUMBER_ZONE = 0.12
# A line that stands in that zone on this share of the pages is a running head.
HEAD_SHARE = 0.6
_PAGE_NUMBER = re.compile(
    r"[\s\-—–·_]*(?:第?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*页?(?:\s*[/,，共of]+\s*\d{1,4}\s*页?)?)[\s\-—–·_]*",
    re.IGNORECASE,
)


def running_heads(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    """(page number, line index) of heads, feet and page numbers, known by their place and their repetition."""
    zone: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    heads: set[tuple[int, int]] = set()
    for page in pages:
        for index, line in enumerate(page.lines):
            box = line_box(line, page)
            if box is None or not page.height or line.role not in {"body", "header", "footer"}:
                continue
            middle = box.middle[1] / (page.width if page.turn % 180 else page.height)
            text = line.text.strip()
            if min(middle, 1 - middle) <= NUMBER_ZONE and len(text) <= 30 and _PAGE_NUMBER.fullmatch(text):
                heads.add((page.number, index))
            elif min(middle, 1 - middle) <= HEAD_ZONE:
                zone.setdefault((re.sub(r"\d+", "#", "".join(text.split())), middle < 0.5), []).append(
                    (page.number, index)
                )
    numbers = [page.number for page in pages]
    for places in zone.values():
        if _repeats({number for number, _ in places}, numbers):
            heads.update(places)
    return frozenset(heads)


def _repeats(on: set[int], pages: list[int]) -> bool:
    """On most pages, or on most left or most right pages where these differ."""
    if len(on) < 2:
        return False
    sides = [pages, pages[0::2], pages[1::2]] if len(pages) >= 4 else [pages]
    return any(len(on & set(side)) >= max(2, HEAD_SHARE * len(side)) for side in sides)


def line_box(line: Line, page: Page) -> BBox | None:
    """The box around a line's spans on the page turned upright; None in a format without pages."""
    boxes = [span.place.bbox for span in line.spans if isinstance(span.place, OnPage | InMedia)]
    return turned(union(boxes), page.turn, page.width, page.height) if boxes else None

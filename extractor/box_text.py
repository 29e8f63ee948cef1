"""What the file's own text says in a box that a person drew on a page.

>>> from extractor.document import Line, OnPage, Page, Span
>>> from extractor.geometry import BBox
>>> line = Line((Span("姓名：林知行", OnPage(1, BBox(0, 0, 60, 10)), 1.0, "text", ""),))
>>> page = Page(1, 595.0, 842.0, 0, (line,))
>>> layer_text(page, BBox(29, -1, 61, 11)).text, layer_text(page, BBox(200, 0, 260, 10))
('林知行', None)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.citing import box_of, cut
from extractor.document import InMedia, OnPage, Page, Span
from extractor.geometry import BBox, intersection


@dataclass(frozen=True, slots=True)
class Boxed:
    """`text` in one line; "" with confidence 0 where nothing stands there. `source` is text or ocr:<engine>."""

    text: str
    confidence: float
    source: str


def layer_text(page: Page, box: BBox) -> Boxed | None:
    """What the file's own text says in `box`, in reading order; None where there is none that can be trusted.

    Of a line that sticks out of the box the characters whose middle lies inside are taken. Text that reading found to
    differ from the picture is left to the picture.
    """
    if any(_touches(one.place, box) for one in page.disagreements):
        return None
    found = [cutting for line in page.lines if _visible(line.role) and not line.invisible
             for span in line.spans for cutting in _cut(span, box)]  # fmt: skip
    text = " ".join(one for one, _ in found).strip()
    return Boxed(text, min(sure for _, sure in found), "text") if text else None


def _visible(role: str) -> bool:
    return role not in ("hidden", "placeholder")


def _touches(place: object, box: BBox) -> bool:
    return isinstance(place, OnPage | InMedia) and intersection(place.bbox, box) > 0


def _cut(span: Span, box: BBox) -> Iterator[tuple[str, float]]:
    if span.source != "text" or not isinstance(span.place, OnPage | InMedia):
        return
    held = span.place.bbox
    middle = (held.top + held.bottom) / 2
    lines = span.text.count("\n") + 1
    if lines == 1 and not box.top <= middle <= box.bottom:
        return
    inside = "".join(
        letter
        for at, letter in enumerate(span.text)
        if _within(box_of(cut(span, at, at + 1).place) or held, box, tall=lines > 1)
    )
    if inside.strip():
        yield inside.strip(), span.confidence


def _within(letter: BBox, box: BBox, *, tall: bool) -> bool:
    """Whether the letter's middle lies in the box; of text of several lines only whether the box holds it all."""
    x, y = letter.middle
    if tall:
        return box.top <= letter.top + 1 and letter.bottom - 1 <= box.bottom and box.x0 <= x <= box.x1
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom

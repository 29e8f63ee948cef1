"""Where a prescribed wording stands in a paper, exactly or nearly, across line breaks, paragraphs and pictures."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from rapidfuzz.distance import Levenshtein

from extractor.document import InMedia, InSheet, InTable, InText, OnPage, Place, Span
from extractor.geometry import narrowed
from extractor.records.activity import Passage
from extractor.text.similarity import near, squeezed

_AROUND = 24
_CELL_GAP = 0.5  # of the height of a line: a wider gap than a space leaves within running text
_NAMED = re.compile("的?(?:等)?(?:字样|名称|标识|标志|全称|logo|LOGO|横幅|条幅|背景板|展板|会标|标牌|牌匾)")
_DEMANDED = re.compile("(?:必?须|应当?|务必|要求|未|没有?|不得?|无|缺少?|尚未)[^，,。；;：:]{0,14}$")

# 未悬挂…横幅, 没有使用…: what is not there, whatever the wording is called.
_DENIED = re.compile(
    "(?:未能?|没有?|忘记|不再|不得)[^，,。；;：:]{0,8}(?:挂|贴|摆放|设置|使用|采用|冠以|出现|体现|印|标注|标明|写|展示|制作|显示)"
    "[^，,。；;：:]{0,6}$|(?:不属于|并非|不是)$"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`text` is the match without white space, `distance` its edits from the wording; `spans` hold just the match.
    `before` and `after` are the few characters on either side, line breaks kept."""

    text: str
    distance: int
    spans: tuple[Span, ...]
    before: str = ""
    after: str = ""

    @property
    def typed(self) -> bool:
        """Whether a text layer says so, not OCR."""
        return all(not span.source.startswith("ocr") for span in self.spans)

    @property
    def torn(self) -> bool:
        """Whether the match goes over cells, columns or paragraphs, so that it may be no phrase at all."""
        return any(_apart(one.place, other.place) for one, other in pairwise(self.spans))

    @property
    def across_cells(self) -> bool:
        """Whether the match was joined from several cells, which need not belong together."""
        return any(_in_other_cells(one.place, other.place) for one, other in pairwise(self.spans))

    @property
    def only_mentioned(self) -> bool:
        """Whether the sentence demands the wording or says that it is not there, instead of showing it."""
        before = "".join(self.before.split()).rstrip("“\"「『《‘'")
        after = "".join(self.after.split()).lstrip("”\"」』》’'")
        return bool(_DENIED.search(before) or (_NAMED.match(after) and _DEMANDED.search(before)))

    @property
    def confidence(self) -> float:
        return min((span.confidence for span in self.spans), default=0.0)


def occurrences(passages: Sequence[Passage], wording: str, max_edits: int) -> list[Occurrence]:
    """Every place within `max_edits` of `wording`. Running text is searched as one, each picture by itself."""
    typed = [span for passage in passages if not passage.in_image for span in passage.spans]
    groups = [typed, *(list(passage.spans) for passage in passages if passage.in_image)]
    return [found for spans in groups for found in in_spans(spans, wording, max_edits)]


def in_spans(spans: Sequence[Span], wording: str, max_edits: int) -> list[Occurrence]:
    """Every place in lines that follow one another."""
    text = "\n".join(span.text for span in spans)
    starts = [0, *accumulate(len(span.text) + 1 for span in spans)]
    found = []
    for start, end, distance in near(wording, text, max_edits) if text else []:
        start, end = _within_lines(text, start, end, wording, distance)
        cut = _cut(spans, starts, start, end)
        around = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        found.append(Occurrence("".join(text[start:end].split()), distance, cut, *around))
    return found


def _apart(one: Place, other: Place) -> bool:
    """Whether two places that follow each other are two cells, two paragraphs, or two columns of a page."""
    if isinstance(one, OnPage) and isinstance(other, OnPage):
        shared = min(one.bbox.bottom, other.bbox.bottom) - max(one.bbox.top, other.bbox.top)
        return one.page == other.page and shared > 0.5 * min(one.bbox.height, other.bbox.height)
    if isinstance(one, InText) and isinstance(other, InText):
        return one.paragraph != other.paragraph
    return _in_other_cells(one, other)


def _in_other_cells(one: Place, other: Place) -> bool:
    """Whether two places are different cells of a table, or stand beside each other on a page as cells do."""
    if isinstance(one, OnPage) and isinstance(other, OnPage):
        left, right = sorted((one.bbox, other.bbox), key=lambda bbox: bbox.x0)
        gap = right.x0 - left.x1
        return _apart(one, other) and gap > _CELL_GAP * min(left.height, right.height)
    return any(isinstance(place, InTable | InSheet) for place in (one, other)) and one != other


def _within_lines(text: str, start: int, end: int, wording: str, distance: int) -> tuple[int, int]:
    """The match without what it borrowed from the line before or after, where that makes it no worse."""
    breaks = [at for at in range(start, end) if text[at] == "\n"]
    for at in breaks:
        if _distance(text[at:end], wording) <= distance:
            start = at + 1
    for at in reversed(breaks):
        if at > start and _distance(text[start:at], wording) <= distance:
            end = at
    return start, end


def _distance(text: str, wording: str) -> int:
    return Levenshtein.distance(squeezed(text).text, wording)


def without_marks(text: str) -> str:
    """`text` without punctuation and symbols.

    >>> without_marks("北京“优秀”")
    '北京优秀'
    """
    return "".join(c for c in text if unicodedata.category(c)[0] not in "PSZC")


def _cut(spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> tuple[Span, ...]:
    """The spans that hold start:end of the joined text, each narrowed to its share of it."""
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    held = []
    for index in range(first, last + 1):
        span, offset = spans[index], starts[index]
        low, high = max(0, start - offset), min(len(span.text), end - offset)
        if low < high:
            held.append(narrowed_span(span, low, high))
    return tuple(held)


def narrowed_span(span: Span, start: int, end: int) -> Span:
    """The characters start:end of `span`, with the part of its place that holds them."""
    place, text = span.place, span.text[start:end]
    if isinstance(place, OnPage | InMedia):
        return replace(
            span, text=text, raw=text, place=replace(place, bbox=narrowed(place.bbox, span.text, start, end))
        )
    if isinstance(place, InText):
        return replace(
            span, text=text, raw=text, place=replace(place, start=place.start + start, end=place.start + end)
        )
    return span

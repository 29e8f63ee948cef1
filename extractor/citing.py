"""Cuts citations out of spans: the text of a value, and the part of the place where it stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.document import InMedia, InText, OnPage, Place, Span
from extractor.geometry import BBox, stretch
from extractor.stops import shares, stops_of

TALL = 1.5  # height over width of a line that does not lie flat


def box_of(place: Place) -> BBox | None:
    """The bounding box of a place that has one."""
    return place.bbox if isinstance(place, OnPage | InMedia) else None


def cut(span: Span, start: int, end: int) -> Span:
    """`span` narrowed to text[start:end]; a box that holds several lines stays whole."""
    if start <= 0 and end >= len(span.text):
        return span
    piece = span.text[start:end]
    place = span.place
    if isinstance(place, InText):
        place = InText(place.paragraph, place.start + start, min(place.start + end, place.end))
    elif isinstance(place, OnPage | InMedia) and "\n" not in span.text and not _downwards(span, place.bbox):
        place = replace(place, bbox=stretch(place.bbox, *shares(span, start, end), span.turn))
    raw = piece if span.raw == span.text else span.raw
    return replace(span, text=piece, raw=raw, place=place, stops=stops_of(span, start, end))


def _downwards(span: Span, box: BBox) -> bool:
    """A line that stands on its end, and nobody knows which: no part of it can be told."""
    return not span.turn and len(span.text) > 2 and box.height > TALL * box.width


def trimmed(span: Span) -> Span:
    """`span` without white space at its ends."""
    start = len(span.text) - len(span.text.lstrip())
    return cut(span, start, max(start, len(span.text.rstrip())))


def joined(text: str) -> str:
    """A value whose lines were wrapped, on one line: nothing between Chinese characters or digits, else a space.

    >>> joined("北京某某\\n有限公司"), joined("1101011983\\n04122615"), joined("A\\nB")
    ('北京某某有限公司', '110101198304122615', 'A B')
    """
    return (
        re.sub(r"(?<=[A-Za-z])\s*\n\s*(?=[A-Za-z])", " ", text.strip()).replace("\n", "")
        if "\n" in text
        else text.strip()
    )


@dataclass(frozen=True, slots=True)
class Running:
    """Text put together from spans, which knows where each character stood; `offsets[i]` is where spans[i] begins."""

    text: str
    offsets: tuple[int, ...]
    spans: tuple[Span, ...]

    def cite(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans behind text[start:end], each cut to its share, blank ones left out."""
        found = []
        for at in range(max(0, bisect_right(self.offsets, start) - 1), len(self.spans)):
            if self.offsets[at] >= end:
                break
            span = self.spans[at]
            low, high = max(start - self.offsets[at], 0), min(end - self.offsets[at], len(span.text))
            if low < high and span.text[low:high].strip():
                found.append(cut(span, low, high))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Tight:
    """The text of `base` without white space other than line breaks; `at[i]` is where its i-th character stands."""

    text: str
    at: tuple[int, ...]
    base: Running

    def cite(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans behind text[start:end]."""
        return self.base.cite(self.at[start], self.at[end - 1] + 1) if start < end else ()


def tight(base: Running) -> Tight:
    """`base` as a sentence pattern wants it: 负 责 人 is one word, and lines still end where paragraphs end."""
    kept = [(at, char) for at, char in enumerate(base.text) if char == "\n" or not char.isspace()]
    return Tight("".join(char for _, char in kept), tuple(at for at, _ in kept), base)


def running(parts: Iterable[tuple[Span, str]]) -> Running:
    """Joins spans into one text; each comes with the separator that follows it."""
    text: list[str] = []
    offsets: list[int] = []
    spans: list[Span] = []
    at = 0
    for span, separator in parts:
        offsets.append(at)
        spans.append(span)
        text += [span.text, separator]
        at += len(span.text) + len(separator)
    return Running("".join(text), tuple(offsets), tuple(spans))

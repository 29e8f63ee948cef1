"""Where the characters of a span stand along its box: what a highlight of a few of them covers.

Kept only where the characters' widths do not tell it: proportional type, justified lines, blanks of any width.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.document import Span
from extractor.geometry import by_width

WHOLE = 10_000  # the length of a span's box
LEAST = 0.2  # of the line's height: a place that is off by less is not worth keeping


def kept(text: str, ends: Sequence[tuple[float, float]], length: float, height: float) -> tuple[int, ...]:
    """Span.stops of a line, from the left and right end of each character in shares of its box (0 to 1); empty where
    they are not known or need not be kept. `length` and `height` in points."""
    if len(ends) != len(text) or not text:
        return ()
    known = [0.0, *(max(0.0, min(1.0, left)) for left, _ in ends[1:]), 1.0]
    if any(after < before for before, after in pairwise(known)):
        return ()
    off = max(abs(a - b) for a, b in zip(known, by_width(text), strict=True))
    return tuple(round(stop * WHOLE) for stop in known) if off * length > LEAST * height else ()


def shares(span: Span, start: int, end: int) -> tuple[float, float]:
    """Where text[start:end] begins and ends along the span's box, 0 to 1."""
    start, end = max(0, start), min(end, len(span.text))
    if start >= end:
        return 0.0, 1.0
    if len(span.stops) == len(span.text) + 1:
        return span.stops[start] / WHOLE, span.stops[end] / WHOLE
    borders = by_width(span.text)
    return borders[start], borders[end]


def stops_of(span: Span, start: int, end: int) -> tuple[int, ...]:
    """The stops of text[start:end] in its own box."""
    own = span.stops[max(0, start) : end + 1] if len(span.stops) == len(span.text) + 1 else ()
    if len(own) < 2 or own[-1] <= own[0]:
        return ()
    return tuple(round((stop - own[0]) / (own[-1] - own[0]) * WHOLE) for stop in own)

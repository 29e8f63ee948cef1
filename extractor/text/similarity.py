"""Finds a phrase in text as people mistype it: white space and line breaks ignored, up to a few edits.

>>> near("创新工作室", "青年工程师创新\\n工 作 室的活动", 1)
[(5, 13, 0)]
>>> near("创新工作室", "青年工程师创新工坊", 2)
[(5, 9, 2)]
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

# White space plus characters without width that editors and PDF producers leave in running text.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` without white space; `offsets[i]` is where its i-th character stood in the original."""

    text: str
    offsets: tuple[int, ...]


def squeezed(text: str) -> Squeezed:
    """`text` without white space and zero-width characters, with the way back.

    >>> squeezed("甲 乙").offsets
    (0, 2)
    """
    kept = [(i, c) for i, c in enumerate(text) if not c.isspace() and c not in _INVISIBLE]
    return Squeezed("".join(c for _, c in kept), tuple(i for i, _ in kept))


def near(needle: str, haystack: str, max_edits: int) -> list[tuple[int, int, int]]:
    """Places (start, end, edit distance) in `haystack` within `max_edits` of `needle`, in order, not overlapping.

    Offsets are of `haystack` as given. Of overlapping places the closest is kept; `max_edits` must be less than
    the length of `needle`. Time grows with the length of the text and, near partial matches, with the needle's.
    """
    wanted, text = squeezed(needle).text, squeezed(haystack)
    if not wanted or max_edits >= len(wanted):
        raise ValueError("the needle must be longer than the edits allowed")
    found: list[tuple[int, int, int]] = []
    for start, end in _windows(wanted, text.text, max_edits):
        found += [(start + a, start + b, d) for a, b, d in _aligned(wanted, text.text[start:end], max_edits)]
    return [(text.offsets[a], text.offsets[b - 1] + 1, d) for a, b, d in _best(found, len(wanted))]


def _windows(needle: str, text: str, edits: int) -> list[tuple[int, int]]:
    """Stretches of `text` that may hold a match: with k edits, one of k+1 pieces of the needle stands unchanged."""
    size, pieces = len(needle), edits + 1
    cuts = [size * i // pieces for i in range(pieces + 1)]
    spans: list[tuple[int, int]] = []
    for low, high in pairwise(cuts):
        at = text.find(needle[low:high])
        while at >= 0:
            spans.append((max(0, at - low - edits), min(len(text), at - low + size + edits)))
            at = text.find(needle[low:high], at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _aligned(needle: str, text: str, edits: int) -> list[tuple[int, int, int]]:
    """Every end position within `edits`, with its best start (Sellers' dynamic programme, one column at a time)."""
    column = [(i, 0) for i in range(len(needle) + 1)]  # (distance, start)
    found = []
    for end, char in enumerate(text, 1):
        previous, column = column, [(0, end)]
        for i, wanted in enumerate(needle, 1):
            substituted = (previous[i - 1][0] + (char != wanted), previous[i - 1][1])
            inserted = (previous[i][0] + 1, previous[i][1])
            deleted = (column[i - 1][0] + 1, column[i - 1][1])
            column.append(min(substituted, inserted, deleted, key=lambda c: (c[0], -c[1])))
        distance, start = column[-1]
        if distance <= edits and start < end:
            found.append((start, end, distance))
    return found


def _best(found: list[tuple[int, int, int]], size: int) -> list[tuple[int, int, int]]:
    chosen: list[tuple[int, int, int]] = []
    for start, end, distance in sorted(found, key=lambda f: (f[2], abs(f[1] - f[0] - size), f[0])):
        if all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end, distance))
    return sorted(chosen)

"""Texts that say the same: MinHash and banding find the candidates, exact Jaccard decides, passages show it.

Compared are runs of five characters without white space and marks. Passages that stand so in a policy text are left
out first: every report may quote the policy. The bands are laid out so that of two texts with half of their runs in
common 98 in 100 are found, of two with three fifths practically all (1 - (1 - s⁴)⁶⁴).

>>> one = prepared(lines_of("各区围绕企业需求开展走访调研，建立台账并逐项跟踪办理，定期回访。"))
>>> two = prepared(lines_of("各区围绕企业需求开展走访调研，建立台账并逐项跟踪解决，定期回访。"))
>>> 0.5 < jaccard(one, two) < 1
True
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from extractor.document import InText, Span
from extractor.text.padding import policy_passages

SHINGLE = 5
ROWS = 4
BANDS = 64
LEAST_LETTERS = 200
"""A shorter text says too little of its own to be compared."""
DOUBT = 0.15
"""MinHash of 256 rows is off by 0.03 in the mean: an estimate so far below the least asked for is no candidate."""
LEAST_PASSAGE = 20
MOST_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Prepared:
    """`letters` are what is compared, `places[i]` the line and character that letter i stood at."""

    letters: str
    places: tuple[tuple[int, int], ...]
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Common:
    """A passage of `length` letters that stands in both texts, at these letters of each."""

    first: int
    second: int
    length: int


def lines_of(text: str) -> tuple[Span, ...]:
    """The lines of a plain text as spans, for texts that no reader gave."""
    lines = text.splitlines()
    return tuple(Span(line, InText(n, 0, len(line)), 1.0, "text", line) for n, line in enumerate(lines))


def prepared(lines: Sequence[Span]) -> Prepared:
    """Letters and digits in one width and case, without what was quoted from a policy."""
    texts = [line.text for line in lines]
    quoted = {(one.index, at) for one in policy_passages(texts) for at in range(one.start, one.end)}
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        for at, char in enumerate(text):
            if not char.isalnum() or (quoted and (number, at) in quoted):
                continue
            for plain in unicodedata.normalize("NFKC", char).lower():
                letters.append(plain)
                places.append((number, at))
    joined = "".join(letters)
    return Prepared(joined, tuple(places), _shingles(joined))


def signature(text: Prepared) -> bytes:
    """256 minima of four bytes each; "" for a text that is too short to be compared."""
    if len(text.letters) < LEAST_LETTERS:
        return b""
    from datasketch import MinHash  # it loads SciPy: only where texts are compared

    minima = MinHash(num_perm=ROWS * BANDS, seed=1, scheme="affine32", hashfunc=int)
    minima.update_batch(list(text.shingles))
    return bytes(minima.hashvalues.astype("<u4").tobytes())


def bands(signature: bytes) -> list[str]:
    """The keys under which a text is filed: texts that share one are candidates."""
    size = ROWS * 4
    pieces = [signature[at : at + size] for at in range(0, len(signature), size)]
    return [f"{n:02x}{blake2b(piece, digest_size=8).hexdigest()}" for n, piece in enumerate(pieces)]


def may_be_alike(one: bytes, other: bytes, least: float) -> bool:
    """Whether the estimate from both signatures comes near `least`."""
    first, second = np.frombuffer(one, "<u4"), np.frombuffer(other, "<u4")
    if not first.size or first.size != second.size:
        return False
    return float(np.count_nonzero(first == second)) / first.size >= least - DOUBT


def jaccard(one: Prepared, other: Prepared) -> float:
    """The share of all runs of five letters that both texts hold."""
    if not one.shingles or not other.shingles:
        return 0.0
    common = len(one.shingles & other.shingles)
    return common / (len(one.shingles) + len(other.shingles) - common)


def passages(one: Prepared, other: Prepared) -> list[Common]:
    """The longest passages that both hold, longest first, none of them over another in the first text."""
    found: list[Common] = []
    starts: dict[str, list[int]] = {}
    for at in range(len(other.letters) - LEAST_PASSAGE + 1):
        starts.setdefault(other.letters[at : at + LEAST_PASSAGE], []).append(at)
    at = 0
    while at <= len(one.letters) - LEAST_PASSAGE:
        places = starts.get(one.letters[at : at + LEAST_PASSAGE], ())
        best = max(((_run(one.letters, other.letters, at, place), -place) for place in places[:8]), default=(0, 0))
        if best[0]:
            found.append(Common(at, -best[1], best[0]))
        at += max(1, best[0])
    return sorted(found, key=lambda one: (-one.length, one.first))[:MOST_PASSAGES]


def _run(one: str, other: str, at: int, place: int) -> int:
    length = LEAST_PASSAGE
    while at + length < len(one) and place + length < len(other) and one[at + length] == other[place + length]:
        length += 1
    return length


def _shingles(letters: str) -> frozenset[int]:
    raw = letters.encode("utf-32-le")
    width = SHINGLE * 4
    return frozenset(zlib.crc32(raw[at : at + width]) for at in range(0, len(raw) - width + 1, 4))

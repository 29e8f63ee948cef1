"""Character error rate without regard to the order in which a page's lines are read (a table has no one order).

>>> errors(["甲乙丙", "丁戊"], "丁戊甲己丙")
Errors(edits=1, length=5)
>>> errors(["甲乙丙"], "甲乙丙印章", optional="章印")
Errors(edits=0, length=3)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_WORTH_LOOKING = 30.0


@dataclass(frozen=True, slots=True)
class Errors:
    """Wrong, missing and surplus characters, of `length` true ones. White space and widths do not count."""

    edits: int
    length: int

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.edits + other.edits, self.length + other.length)

    @property
    def rate(self) -> float:
        return self.edits / self.length if self.length else 0.0


def plain(text: str) -> str:
    """
    >>> plain("（甲） １２：３")
    '(甲)12:3'
    """
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("—", "-").replace("–", "-")


def errors(truth: Sequence[str], read: str, optional: str = "", *, whole: bool = True) -> Errors:
    """Each true line takes the stretch of `read` most like it, equal ones first; what is left over is surplus.

    A true line that nothing is like was read as the surplus, as far as there is any.

    `optional` characters (the ring of a seal, a signature) may be left over; all may where `truth` is not the `whole`
    page.
    """
    lines = sorted((line for line in map(plain, truth) if line), key=lambda line: (-len(line), line))
    length = sum(map(len, lines))
    pieces = [plain(read)]
    inexact = []
    for line in lines:
        found = _take(pieces, line)
        if not found:
            inexact.append(line)
    costs = [(line, *_closest(pieces, line)) for line in inexact]
    edits = sum(cost for _, cost, taken in costs if taken)
    unread = sum(len(line) for line, _, taken in costs if not taken)
    left = sum((Counter("".join(pieces)) - Counter(plain(optional))).values()) if whole else 0
    return Errors(edits + max(unread, left), length)


def _take(pieces: list[str], line: str) -> bool:
    for number, piece in enumerate(pieces):
        at = piece.find(line)
        if at >= 0:
            pieces[number : number + 1] = [piece[:at], piece[at + len(line) :]]
            return True
    return False


def _closest(pieces: list[str], line: str) -> tuple[int, bool]:
    """The edits between `line` and the stretch most like it, which is taken out; False where there is none."""
    best = (len(line), -1, 0, 0)
    for number, piece in enumerate(pieces):
        if not piece:
            continue
        if len(piece) <= len(line):
            span = (0, len(piece))
        else:
            found = fuzz.partial_ratio_alignment(line, piece, score_cutoff=_WORTH_LOOKING)
            if found is None:
                continue
            span = (found.dest_start, found.dest_end)
        cost = Levenshtein.distance(line, piece[slice(*span)])
        if cost < best[0]:
            best = (cost, number, *span)
    cost, number, start, end = best
    if number >= 0:
        pieces[number : number + 1] = [pieces[number][:start], pieces[number][end:]]
    return cost, number >= 0

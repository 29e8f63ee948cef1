"""Whether two readings say the same, differ, or would be the same if recognition had mixed up look-alike characters.

Only what was recognised can be misread: a text layer, XML or a QR code has confidence 1 and says what it says.
How doubtful a mix-up must be stands in data/confusions.tsv: a pair such as 未/末 is plausible in any recognised
text, other pairs only below their confidence.

>>> compared("北京未来科技有限公司", "北京末来科技有限公司", 0.97).verdict
'misread'
>>> compared("北京未来科技有限公司", "北京末来科技有限公司", 1.0).verdict
'different'
>>> compared("91110108MA01", "9111O1O8MAO1", 0.9).pairs
(('0', 'O'), ('0', 'O'), ('0', 'O'))
>>> compared("北京甲科技有限公司", "上海乙贸易有限公司", 0.9).verdict
'different'
>>> compared("北京（甲）科技", "北京(甲) 科技", 0.5).verdict
'equal'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from rapidfuzz.distance import Levenshtein

Likeness = Literal["equal", "misread", "different"]

LEGIBLE = 0.6  # confidence below which a text was hardly read: then only a wholly other text differs for certain
ANY_PAIR = 0.75  # below it one character may stand for any other
LOST = 0.85  # below it one character may have been lost or seen twice
WHOLLY_OTHER = 0.5  # normalised similarity below which two texts have nothing in common
TELLING = 6  # characters: two readings of so many do not come out the same by chance
ONE_IN = 4  # at most one character in so many may be misread (always one, at most three)


@dataclass(frozen=True, slots=True)
class Compared:
    """`pairs` are the mix-ups that would make the two the same, empty unless `verdict` is misread.

    `settled`: no plausible misreading of either text would change the verdict equal or different.
    """

    verdict: Likeness
    pairs: tuple[tuple[str, str], ...] = ()
    settled: bool = False


def compared(first: str, second: str, *confidences: float, normal: Callable[[str], str] | None = None) -> Compared:
    """Compares two readings after `normal` (default: one width, no white space, no brackets, capitals).

    `confidences` are those of the readings, 1.0 for what was not recognised; the lowest counts. `different` is never
    said where a plausible misreading would make the two the same.
    """
    make = normal or plain
    one, other = make(first), make(second)
    doubt = min(confidences, default=1.0)
    if one == other:
        return Compared("equal", settled=doubt >= 1.0 or (doubt >= LEGIBLE and len(one) >= TELLING))
    if doubt >= 1.0:
        return Compared("different", settled=True)
    pairs = _mixed_up(one, other, doubt)
    if pairs is not None:
        return Compared("misread", pairs)
    if doubt < LEGIBLE and Levenshtein.normalized_similarity(one, other) >= WHOLLY_OTHER:
        return Compared("misread", ((first, second),))
    return Compared("different", settled=doubt >= LEGIBLE)


def compared_codes(first: str, second: str, *confidences: float, valid: Callable[[str], bool]) -> Compared:
    """Numbers with a check digit: two that are both `valid` differ, since no single mix-up keeps the digit right.

    >>> from extractor.text.ids import uscc_valid
    >>> compared_codes("91350100M000100Y43", "91350100M0001OOY43", 0.9, valid=uscc_valid).verdict
    'misread'
    """
    found = compared(first, second, *confidences)
    both = valid(plain(first)) and valid(plain(second))
    return Compared("different", settled=True) if found.verdict == "misread" and both else found


def plain(text: str) -> str:
    """A name or number as it is compared: one width, no white space, no brackets, capitals."""
    return re.sub(r"[\s()（）【】\[\]〔〕·•．]", "", unicodedata.normalize("NFKC", text)).upper()


def _mixed_up(one: str, other: str, doubt: float) -> tuple[tuple[str, str], ...] | None:
    """The mix-ups that turn one text into the other; None where they are too many or one is not plausible."""
    pairs = [pair for left, right in _changed(one, other) for pair in _apart(left, right)]
    allowed = min(3, max(1, min(len(one), len(other)) // ONE_IN))
    unlikely = [pair for pair in pairs if doubt >= _ceiling(*pair)]
    if len(pairs) > allowed or len(unlikely) > 1 or any(max(map(len, pair)) > 1 for pair in unlikely):
        return None
    for left, right in unlikely:
        if doubt >= (ANY_PAIR if left and right else LOST):
            return None
    return tuple(pairs)


def _changed(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The stretches that differ, neighbours put together, so that rn and m stand against each other."""
    if len(one) == len(other):
        yield from ((a, b) for a, b in zip(one, other, strict=True) if a != b)
        return
    left = right = ""
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            if left or right:
                yield left, right
            left = right = ""
            continue
        left += one[step.src_start : step.src_end]
        right += other[step.dest_start : step.dest_end]
    if left or right:
        yield left, right


def _apart(left: str, right: str) -> Iterator[tuple[str, str]]:
    if len(left) == len(right):
        yield from zip(left, right, strict=True)
    else:
        yield left, right


def _ceiling(left: str, right: str) -> float:
    return _table().get(frozenset((left, right)), 0.0)


@cache
def _table() -> dict[frozenset[str], float]:
    """Each pair with the confidence below which it may be mixed up; as texts are compared, in capitals too."""
    found: dict[frozenset[str], float] = {}
    text = resources.files("extractor.text.data").joinpath("confusions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        ceiling, _, group = line.partition("\t")
        marks = {form for mark in group.split() for form in (mark, mark.upper(), plain(mark))} - {""}
        for pair in (frozenset((a, b)) for a in marks for b in marks if a != b):
            found[pair] = max(found.get(pair, 0.0), float(ceiling))
    return found

"""A PDF's own text held against what its page shows: invisible layers of scans, layers of doubtful fonts.

Line by line, by letters, digits and ideographs alone; what recognition plausibly mixes up (extractor.text.misread)
is no disagreement. Figures are compared more strictly than prose, since they are what is worth changing.

>>> differ("项目经费 150000 元", "项目经费130000元", 0.97)
True
>>> differ("项目经费150000元", "项目经费15O000元", 0.97), differ("负责人：王某", "负责人:王某", 0.9)
(False, False)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.geometry import BBox, union
from extractor.layout.fragment import Fragment
from extractor.layout.glyphs import Glyph
from extractor.text.misread import compared

LEAST = 4  # characters of a line that can be compared
SURE = 0.85  # confidence from which a recognised line contradicts
ALIKE = 0.8  # similarity below which two lines are two texts
UNSEEN = 12  # characters of the layer where nothing is seen
MOST = 5  # disagreements kept of a page
EDGE = 1.5  # line heights that a layer's line may be off sideways


@dataclass(frozen=True, slots=True)
class Clash:
    """`bbox` in the frame of the recognised lines."""

    bbox: BBox
    layer: str
    shown: str
    confidence: float


def differ(layer: str, shown: str, confidence: float) -> bool:
    """Whether the layer says something else than what was recognised with this confidence."""
    one, other = told(layer), told(shown)
    if min(len(one), len(other)) < LEAST or confidence < SURE:
        return False
    if compared(one, other, confidence).verdict != "different":
        return False
    if _figures(one) != _figures(other) and not _same_figures(one, other, confidence):
        return True
    return Levenshtein.normalized_similarity(one, other) < ALIKE or _other_words(one, other)


def clashes(layer: Sequence[Glyph], seen: Sequence[Fragment]) -> tuple[list[Clash], int]:
    """The first disagreements, from top to bottom, and the number of lines compared."""
    found: list[Clash] = []
    count = 0
    under: set[int] = set()
    for line in sorted(seen, key=lambda one: (one.bbox.top, one.bbox.x0)):
        row = _row(layer, line.bbox)
        under |= {id(glyph) for glyph in row}
        text = _part(told("".join(glyph.text for glyph in row)), told(line.text))
        if len(text) < LEAST or len(told(line.text)) < LEAST:
            continue
        count += 1
        if differ(text, line.text, line.confidence):
            found.append(Clash(line.bbox, text, line.text, line.confidence))
    lost = [glyph for glyph in layer if id(glyph) not in under and glyph.text.strip()]
    if len(told("".join(glyph.text for glyph in lost))) >= UNSEEN:
        shown = "".join(glyph.text for glyph in lost)[:80]
        found.append(Clash(union(glyph.bbox for glyph in lost), shown, "", 1.0))
    return found[:MOST], count


def told(text: str) -> str:
    """Letters, digits and ideographs in one width and case.

    >>> told("（一）项目 Ａ-1：")
    '一项目a1'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _row(layer: Sequence[Glyph], box: BBox) -> list[Glyph]:
    """The layer's characters on the height of a recognised line, and not far beside it."""
    margin = EDGE * box.height
    inside = [
        glyph
        for glyph in layer
        if box.top <= glyph.bbox.middle[1] <= box.bottom
        and box.x0 - margin <= glyph.bbox.middle[0] <= box.x1 + margin
    ]
    return sorted(inside, key=lambda glyph: glyph.bbox.x0)


def _part(row: str, line: str) -> str:
    """Of a row that runs on beside the line, the part that answers to it."""
    if len(row) <= len(line):
        return row
    best = fuzz.partial_ratio_alignment(line, row)
    if best is None or best.score < 100 * ALIKE:
        return row
    return row[best.dest_start : best.dest_end]


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _same_figures(one: str, other: str, confidence: float) -> bool:
    """Figures that differ only by what recognition mixes up, letters read for digits among it."""
    stretches = [
        (one[step.src_start : step.src_end], other[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(one, other)
        if step.tag != "equal"
    ]
    changed = [(a, b) for a, b in stretches if re.search(r"\d", a + b)]
    return all(compared(a, b, confidence).verdict == "misread" for a, b in changed)


def _other_words(one: str, other: str) -> bool:
    """Two or more neighbouring characters that stand for others, within the lines."""
    for step in Levenshtein.opcodes(one, other):
        left, right = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "replace" and min(len(left), len(right)) >= 2 and not set(left) & set(right):
            return True
    return False


def unsure(fragments: Iterable[Fragment]) -> list[Fragment]:
    """The visible text that may not be what the page shows, long enough to be compared."""
    return [one for one in fragments if one.doubted and not one.invisible and len(told(one.raw) or one.raw) >= 2]

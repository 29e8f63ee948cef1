"""Seals and signatures: found where they are, and nothing found where none is.

Only what the reader asserts counts, on both sides. A seal of a known shape is asserted: `found` where it covers a
true one, `false` where it covers none. A mark that the reader itself doubts (no shape: pale ink, red ink without a
ring; extractor.layout.seal_doubts) claims neither that a seal is there nor that the place is bare; rules ask a person
about it. So it is never `found`, not even on a true seal, which then is missed, and never `false`: it is `doubtful`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpora.labelled.make import TrueMark
from corpora.score.characters import plain
from extractor.document import Mark, OnPage, Page
from extractor.geometry import BBox, intersection
from extractor.impression import SHAPES, read_detail

_SAME = 0.4  # shared area of both together


@dataclass(frozen=True, slots=True)
class Marks:
    """`named`: found ones whose ring text was read as it is; `read` counts those for which some text was read."""

    true: int = 0
    found: int = 0
    false: int = 0
    read: int = 0
    named: int = 0
    doubtful: int = 0

    def __add__(self, other: Marks) -> Marks:
        return Marks(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def compared(truth: Sequence[TrueMark], page: Page | None, kind: str) -> Marks:
    """Marks of one kind on one page. A page with no size has no places."""
    wanted = [mark for mark in truth if mark.kind == kind]
    if page is None or not page.width or not page.height:
        return Marks(true=len(wanted))
    placed = [mark for mark in page.marks if mark.kind == kind and isinstance(mark.place, OnPage)]
    asserted = [mark for mark in placed if is_asserted(mark)]
    seen = [(_share(_box(mark), page), _said(mark)) for mark in asserted]
    found = read = named = 0
    for mark in wanted:
        best = max(seen, key=lambda other: _alike(mark.box, other[0]), default=None)
        if best is None or _alike(mark.box, best[0]) < _SAME:
            continue
        seen.remove(best)
        found += 1
        read += bool(best[1])
        named += plain(best[1]) == plain(mark.text)
    return Marks(len(wanted), found, len(seen), read, named, len(placed) - len(asserted))


def is_asserted(mark: Mark) -> bool:
    """Whether the reader claims that the mark is there; a signature always is, a seal by its shape."""
    return mark.kind != "seal" or read_detail(mark.detail).shape in SHAPES


def _said(mark: Mark) -> str:
    return read_detail(mark.detail).ring if mark.kind == "seal" else mark.detail


def _box(mark: Mark) -> BBox:
    return mark.place.bbox if isinstance(mark.place, OnPage) else BBox(0, 0, 0, 0)


def _share(box: BBox, page: Page) -> BBox:
    return BBox(box.x0 / page.width, box.top / page.height, box.x1 / page.width, box.bottom / page.height)


def _alike(a: BBox, b: BBox) -> float:
    shared = intersection(a, b)
    return shared / max(1e-9, a.area + b.area - shared)

"""Characters of a text layer -> fragments: runs without wide gaps, never over the border of a table cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.geometry import BBox, union
from extractor.layout.fragment import Fragment, Grid
from extractor.layout.lines import cell_at, rows
from extractor.layout.textlayer import doubtful

WIDE = 1.5  # font sizes of white that part two spans
WORD = 0.25  # font sizes of white between Latin words
SPREAD = 0.6  # font sizes of white between ideographs that count as a blank
TWICE = 0.2  # font sizes: the same character drawn again this near is bold type


@dataclass(frozen=True, slots=True)
class Glyph:
    """`turned` marks text that does not run from left to right (watermarks, vertical labels); `doubted` as in
    Fragment."""

    text: str
    bbox: BBox
    size: float
    invisible: bool = False
    turned: bool = False
    doubted: bool = False


def fragments_of(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[Fragment]:
    """All text of the layer, confidence 1; 0.5 where a character stands for an unknown glyph."""
    groups: dict[tuple[object, bool], list[Glyph]] = {}
    turned: list[Glyph] = []
    for glyph in glyphs:
        if glyph.turned:
            turned.append(glyph)
            continue
        key = cell_at(*glyph.bbox.middle, grids)
        groups.setdefault((key, glyph.invisible), []).append(glyph)
    found = [fragment for group in groups.values() for fragment in _group(group)]
    return found + _runs(turned)


def seen_boxes(glyphs: Iterable[Glyph]) -> list[BBox]:
    """The boxes of the characters that are seen and run from left to right, blanks left out."""
    return [glyph.bbox for glyph in glyphs if not (glyph.invisible or glyph.turned) and glyph.text.strip()]


def _group(glyphs: list[Glyph]) -> Iterable[Fragment]:
    for row in rows(glyphs, lambda glyph: glyph.bbox):
        yield from _row(row)


def _row(row: list[Glyph]) -> Iterable[Fragment]:
    """Splits a row of glyphs, left to right, at wide gaps."""
    run: list[Glyph] = []
    text = ""
    blank = False
    for glyph in row:
        if not glyph.text.strip():
            blank = True
            continue
        if run:
            if _twice(run, glyph):
                continue
            gap = (glyph.bbox.x0 - run[-1].bbox.x1) / max(1.0, min(glyph.size, run[-1].size))
            if gap > WIDE:
                yield _fragment(run, text)
                run, text = [], ""
            elif (blank and gap > 0.1) or gap > (WORD if _latin(run[-1].text, glyph.text) else SPREAD):
                text += " "
        run.append(glyph)
        text += glyph.text
        blank = False
    if run:
        yield _fragment(run, text)


def _twice(run: list[Glyph], glyph: Glyph) -> bool:
    near = TWICE * max(glyph.size, 1.0)
    return any(
        other.text == glyph.text
        and abs(other.bbox.x0 - glyph.bbox.x0) < near
        and abs(other.bbox.top - glyph.bbox.top) < near
        for other in run[-3:]
    )


def _latin(before: str, after: str) -> bool:
    return before[-1:].isascii() and after[:1].isascii()


def _runs(glyphs: list[Glyph]) -> list[Fragment]:
    """Turned text in the order of the file, as long as it stands together."""
    found: list[Fragment] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _together(run[-1], glyph):
            found.append(_fragment(run, "".join(item.text for item in run)))
            run = []
        run.append(glyph)
    if run:
        found.append(_fragment(run, "".join(item.text for item in run)))
    return [fragment for fragment in found if fragment.text.strip()]


def _together(before: Glyph, glyph: Glyph) -> bool:
    (x0, y0), (x1, y1) = before.bbox.middle, glyph.bbox.middle
    return max(abs(x1 - x0), abs(y1 - y0)) < 2 * max(before.size, glyph.size)


def _ends(run: Sequence[Glyph], text: str, box: BBox) -> tuple[tuple[float, float], ...]:
    """The left and right end of each character as shares of the box; () where glyphs and text do not go together.

    A ligature's characters share its width, a blank has what lies between its neighbours."""
    width = max(box.width, 1e-6)
    found: list[tuple[float, float]] = []
    for glyph in run:
        x0, x1 = ((x - box.x0) / width for x in (glyph.bbox.x0, glyph.bbox.x1))
        if found and len(found) < len(text) and text[len(found)] == " " != glyph.text[:1]:
            found.append((found[-1][1], x0))
        step = (x1 - x0) / max(1, len(glyph.text))
        found += [(x0 + at * step, x0 + (at + 1) * step) for at in range(len(glyph.text))]
    return tuple(found) if len(found) == len(text) else ()


def _fragment(run: list[Glyph], text: str) -> Fragment:
    sizes = sorted(glyph.size for glyph in run)
    confidence = 0.5 if any(doubtful(char) for char in text) else 1.0
    box = union(glyph.bbox for glyph in run)
    size, unseen = sizes[len(sizes) // 2], all(glyph.invisible for glyph in run)
    doubted = confidence < 1.0 or any(glyph.doubted for glyph in run)
    stops = _ends(run, text, box) if box.width >= box.height else ()
    return Fragment(text, box, confidence, "text", text, size, unseen, stops, doubted)

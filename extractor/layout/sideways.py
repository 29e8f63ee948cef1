"""Papers that lie across a picture whose other papers stand upright: receipts laid side by side for one photograph.

Their lines stand on their ends, close together. Such a part of the picture is turned and read again, and its lines
keep the way they lie. Titles printed downwards, and the edges of forms, are single lines and stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.geometry import BBox, intersection, overlap, turned, union
from extractor.ocr import Engine, Image, OcrLine

TALL = 1.5  # height over width of a line that stands on its end
LEAST = 5  # such lines that make a paper
LONG = 3  # of the line's thickness: shorter ones may be a character or two of an upright line
NEAR = 1.6  # thicknesses between the lines of one paper
GROWTH = 3.0  # thicknesses within which shorter lines belong to it as well
STEPS = 20  # of growth
MOST_OF_BIT = 2  # characters
MARGIN = 0.8  # thicknesses around the lines that belong to the paper
MOST_FLAT = 0.25  # share of the text there that may be upright
SURE = 0.8  # mean confidence of text that was turned the right way
CLEAR = 0.9  # confidence of an upright line that stays among those of a paper read anew


@dataclass(frozen=True, slots=True)
class Turned:
    """A line of a paper that lies across: its quad in pixels of the whole picture, `turn` degrees clockwise make it
    upright."""

    line: OcrLine
    turn: int


def parted(pixels: Image, lines: Sequence[OcrLine], engine: Engine) -> tuple[list[OcrLine], list[Turned]]:
    """The upright lines of the RGB picture, and those of papers that lie across it, read again."""
    kept, found = list(lines), []
    for area in areas(lines):
        again = _read(pixels, area, [line for line in lines if _inside(line, area)], engine)
        if again:
            found += again
            boxes = [_box(one.line) for one in again]
            kept = [line for line in kept if not _inside(line, area) or _stays(line, boxes)]
    return kept, found


def areas(lines: Sequence[OcrLine]) -> list[BBox]:
    """The parts of the picture where lines stand on their ends, in pixels."""
    tall = [box for line in lines if _stands(box := _box(line), line)]
    found: list[BBox] = []
    for group in _together(tall, NEAR):
        if len(group) >= LEAST:
            found.append(_grown(union(group), float(np.median([box.width for box in group])), lines))
    merged = [union(group) for group in _together(found, 0.0)]
    return [area for area in merged if _lies(area, lines)]


def _together(boxes: Sequence[BBox], near: float) -> list[list[BBox]]:
    """Boxes with less than `near` of their width between them, group by group."""
    groups: list[list[BBox]] = []
    for box in sorted(boxes):
        wide = _wider(box, near * box.width)
        own = [group for group in groups if any(intersection(wide, other) for other in group)]
        groups = [group for group in groups if group not in own]
        groups.append([*(other for group in own for other in group), box])
    return groups


def _grown(area: BBox, thick: float, lines: Sequence[OcrLine]) -> BBox:
    """The area with what stands near it and does not lie flat: short lines and single characters of the paper."""
    loose = [box for line in lines if (box := _box(line)).height > TALL * box.width or _is_bit(line)]
    for _ in range(STEPS):
        reach = _wider(area, GROWTH * thick)
        more = union([area, *(box for box in loose if intersection(reach, box))])
        if more == area:
            break
        area = more
    wide = _wider(area, MARGIN * thick)
    return BBox(max(0.0, wide.x0), max(0.0, wide.top), wide.x1, wide.bottom)


def _is_bit(line: OcrLine) -> bool:
    box = _box(line)
    return len(line.text.strip()) <= MOST_OF_BIT and 1.25 * box.height > box.width


def _wider(box: BBox, by: float) -> BBox:
    return BBox(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


def _stands(box: BBox, line: OcrLine) -> bool:
    return len(line.text.strip()) > 1 and box.height > max(TALL, LONG) * box.width


def _lies(area: BBox, lines: Sequence[OcrLine]) -> bool:
    """Whether most of the text there stands on its end."""
    own = [_box(line) for line in lines if _inside(line, area) and len(line.text.strip()) > MOST_OF_BIT]
    flat = sum(box.area for box in own if box.width > box.height)
    return flat < MOST_FLAT * sum(box.area for box in own)


def _read(pixels: Image, area: BBox, known: Sequence[OcrLine], engine: Engine) -> list[Turned]:
    """The lines of the area turned the way in which they read best; none where neither way reads."""
    left, top = int(area.x0), int(area.top)
    part = pixels[top : int(area.bottom), left : int(area.x1)]
    for turn in (90, 270):
        found = engine.recognise(_turned(part, turn))
        characters = sum(len(line.text) for line in found)
        sure = sum(line.confidence * len(line.text) for line in found) / max(1, characters)
        if sure >= SURE:
            break
    if sure < SURE or _score(found) < 0.9 * _score(known):
        return []
    height, width = part.shape[:2]
    return [Turned(_back(line, turn, left, top, height, width), turn) for line in found]


def _turned(part: Image, turn: int) -> Image:
    return np.ascontiguousarray(np.rot90(part, k=-turn // 90))


def _score(lines: Sequence[OcrLine]) -> float:
    """Characters read with confidence."""
    return sum(len(line.text) * max(0.0, line.confidence - 0.5) for line in lines)


def _back(line: OcrLine, turn: int, left: int, top: int, height: int, width: int) -> OcrLine:
    """The line with its place in the whole picture; the part is `height` × `width` pixels before it is turned."""
    box = turned(_box(line), 360 - turn, *((height, width) if turn in (90, 270) else (width, height)))
    x0, y0, x1, y1 = box.x0 + left, box.top + top, box.x1 + left, box.bottom + top
    return OcrLine(line.text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), line.confidence, line.stops)


def _box(line: OcrLine) -> BBox:
    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _inside(line: OcrLine, area: BBox) -> bool:
    x, y = _box(line).middle
    return area.x0 <= x <= area.x1 and area.top <= y <= area.bottom


def _stays(line: OcrLine, others: Sequence[BBox]) -> bool:
    """A line that was read well where no line of the paper lies."""
    box = _box(line)
    flat = box.width > box.height and len(line.text.strip()) > 1 and line.confidence >= CLEAR
    return flat and not any(overlap(box, other) > 0.2 for other in others)

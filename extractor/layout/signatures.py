"""Ink where a signature is asked for: beside 签字, 签名, 签章 or 负责人：, and in the cells under such a heading.

A signature is ink that is not print. What stands there may have been read as text or not; print of the same height
and on the same line as the label is a typed name and no signature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.geometry import BBox, narrowed, union, vertical_overlap
from extractor.layout.fragment import Fragment, Grid, GridCell
from extractor.layout.lines import cell_at
from extractor.ocr import Image

ASKS = re.compile(
    r"(?:签\s*[字名章]|签\s*字\s*[（(]?\s*盖?\s*章?|(?:负责人|代表人|经办人|审核人|审批人|制表人|填表人|领款人|证明人)\s*[：:])"
    r"\s*[)）]?\s*[：:]?"
)
HEADING = re.compile(
    r"^(?:本人|领取人|领款人|收款人|专家|人员)?\s*(?:签\s*[字名收章领]|签\s*到)(?:栏|处)?(?:[（(].{0,8}[）)])?$"
)
OTHER = re.compile(r"[：:]|盖\s*章|公\s*章|\d{4}|年|月|日")
REACH = 150.0  # points to the right of a label at most
ABOVE, BELOW = 0.9, 0.7  # heights of the label above and below it in which ink counts
LEAST_INK = 0.008  # share of the searched place
LEAST_SIZE = (1.0, 0.55)  # width and height of the ink in heights of the label
TYPED = 0.9  # confidence of what is read as print


@dataclass(frozen=True, slots=True)
class Signature:
    """Ink at `bbox` (points of the picture's frame) where `label` asks for a signature."""

    bbox: BBox
    label: str


def signatures(
    fragments: Sequence[Fragment], grids: Sequence[Grid], pixels: Image, points_per_pixel: float
) -> list[Signature]:
    """Signatures of a page whose red seals are bleached; `pixels` are RGB, upright."""
    found: list[Signature] = []
    for fragment in fragments:
        for label, box in _places(fragment, fragments, grids):
            ink = _ink(pixels, box, points_per_pixel, fragment.bbox.height)
            if ink is not None and not _typed(fragment, ink, fragments, box):
                found.append(Signature(ink, label))
    found += _columns(fragments, grids, lambda box, height: _ink(pixels, box, points_per_pixel, height))
    return _distinct(found)


def _places(fragment: Fragment, fragments: Sequence[Fragment], grids: Sequence[Grid]) -> Iterator[tuple[str, BBox]]:
    """Where the signature of each label in the fragment stands: right of it, as far as what is printed next."""
    matches = list(ASKS.finditer(fragment.text))
    for number, match in enumerate(matches):
        following = matches[number + 1] if number + 1 < len(matches) else None
        label = narrowed(fragment.bbox, fragment.text, match.start(), match.end())
        right = min(label.x1 + REACH, _wall(label, grids))
        if following is not None:
            right = min(right, narrowed(fragment.bbox, fragment.text, following.start(), following.end()).x0)
        for other in fragments:
            beside = vertical_overlap(other.bbox, label) > 0.4 and other.bbox.x0 > label.x1 + 2
            if other is not fragment and beside and OTHER.search(other.text):
                right = min(right, other.bbox.x0)
        height = fragment.bbox.height
        top, bottom = _between(label, fragments, fragment, height)
        if right - label.x1 > height:
            yield fragment.text[match.start() : match.end()].strip(" ：:"), BBox(label.x1 + 1, top, right, bottom)


def _wall(label: BBox, grids: Sequence[Grid]) -> float:
    """The right side of the cell that the label stands in."""
    at = cell_at(label.middle[0], label.middle[1], grids)
    return grids[at[0]].cells[at[1]].bbox.x1 - 2 if at is not None else float("inf")


def _between(label: BBox, fragments: Sequence[Fragment], own: Fragment, height: float) -> tuple[float, float]:
    """The band around the label's line, as far as the lines of print above and below."""
    top, bottom = label.top - ABOVE * height, label.bottom + BELOW * height
    for other in fragments:
        box = other.bbox
        if other is own or box.x1 < label.x0 or box.x0 > label.x1 + REACH or other.confidence < TYPED:
            continue
        if box.middle[1] < label.top and box.bottom > top:
            top = min(box.bottom, label.top)
        elif box.middle[1] > label.bottom and box.top < bottom:
            bottom = max(box.top, label.bottom)
    return top, bottom


def _ink(pixels: Image, box: BBox, scale: float, height: float) -> BBox | None:
    """The box around the ink in `box`, rulings left out; None where there is not enough for a signature."""
    x0, top = max(0, int(box.x0 / scale)), max(0, int(box.top / scale))
    part = pixels[top : max(0, int(box.bottom / scale)), x0 : max(0, int(box.x1 / scale))]
    if min(part.shape[:2], default=0) < 6:
        return None
    grey = cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY)
    dark = np.asarray((grey < float(np.percentile(grey, 80)) - 55).astype(np.uint8))
    for kernel in (
        np.ones((1, round(2.2 * height / scale) | 1), np.uint8),
        np.ones((round(1.6 * height / scale) | 1, 1), np.uint8),
    ):
        lines = cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8))
        dark = np.asarray(np.where(np.asarray(lines) > 0, 0, dark), np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)), np.uint8)
    if float(dark.mean()) < LEAST_INK:
        return None
    ys, xs = np.nonzero(dark)
    left, right = np.percentile(xs, (1, 99))
    high, low = np.percentile(ys, (1, 99))
    found = BBox((x0 + left) * scale, (top + high) * scale, (x0 + right) * scale, (top + low) * scale)
    large = found.width >= LEAST_SIZE[0] * height and found.height >= LEAST_SIZE[1] * height
    return found if large else None


def _typed(label: Fragment, ink: BBox, fragments: Sequence[Fragment], box: BBox) -> bool:
    """Whether the ink is print: read for sure, as high as the label and on its line."""
    read = [other for other in fragments if other is not label and _inside(other.bbox, box)]
    sure = all(other.confidence >= TYPED for other in read)
    if not read:
        sure = label.confidence >= 0.97 and label.bbox.x1 > ink.x0 + 0.5 * ink.width
    tall = label.bbox.height
    level = abs(ink.middle[1] - label.bbox.middle[1]) < 0.12 * tall
    return sure and level and 0.6 * tall <= ink.height <= 0.98 * tall


def _inside(inner: BBox, outer: BBox) -> bool:
    x, y = inner.middle
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _columns(
    fragments: Sequence[Fragment], grids: Sequence[Grid], ink: Callable[[BBox, float], BBox | None]
) -> Iterator[Signature]:
    """Cells under a heading such as 签字: whatever stands in them signs, read or not."""
    for fragment in fragments:
        if not HEADING.match(fragment.text.strip()):
            continue
        at = cell_at(*fragment.bbox.middle, grids)
        if at is None:
            continue
        head = grids[at[0]].cells[at[1]]
        for cell in grids[at[0]].cells:
            if _under(cell, head):
                found = ink(_within(cell.bbox), fragment.bbox.height)
                if found is not None:
                    yield Signature(found, fragment.text.strip())


def _under(cell: GridCell, head: GridCell) -> bool:
    return cell.row >= head.row + head.rowspan and cell.column == head.column and cell.colspan == head.colspan


def _within(box: BBox) -> BBox:
    return BBox(box.x0 + 2.5, box.top + 2.5, box.x1 - 2.5, box.bottom - 2.5)


def _distinct(found: Sequence[Signature]) -> list[Signature]:
    kept: list[Signature] = []
    for one in found:
        if not any(
            vertical_overlap(one.bbox, other.bbox) > 0.5 and _inside(one.bbox, union([other.bbox])) for other in kept
        ):
            kept.append(one)
    return kept

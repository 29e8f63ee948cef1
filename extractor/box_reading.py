"""What is seen in a box that a person drew on a page: the cutting of its picture, recognised alone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from extractor.box_text import Boxed
from extractor.geometry import BBox
from extractor.ocr import Engine, Image, OcrLine

DPI = 300
WIDEST = 3000
"""Pixels of a whole page: as wide as page images are drawn at most."""
MARGIN = 2.0
"""Points around the box that are looked at too: a hand cuts close."""
FRAME = 24
LOW, HIGH = 96, 3.0
"""Pixels below which a cutting is enlarged, and by how much at most."""
OTHER, INK = 40.0, 0.002
"""Grey levels by which ink differs from its ground, and the share of it in a box that is not blank."""


def pixels_wide(width: float) -> int:
    """How wide a page of `width` points is drawn to be read."""
    return max(1, min(WIDEST, round(width / 72 * DPI)))


def picture_text(pixels: Image, width: float, box: BBox, turn: int, engine: Callable[[], Engine]) -> Boxed:
    """What is seen in `box` of the whole page `pixels`, which is `width` points wide; `turn` as in Page.

    Raises EngineMissing.
    """
    scale = pixels.shape[1] / width
    left, top = (max(0, round((edge - MARGIN) * scale)) for edge in (box.x0, box.top))
    right, bottom = (round((edge + MARGIN) * scale) for edge in (box.x1, box.bottom))
    part = np.rot90(pixels[top:bottom, left:right], k=-(turn // 90) % 4)
    if min(part.shape[:2]) < 2 or not _inked(part):
        return Boxed("", 0.0, "none")
    reader = engine()
    shown = _framed(np.ascontiguousarray(part))
    lines = _in_order([line for line in reader.recognise(shown) if line.text.strip()])
    source = f"ocr:{reader.identity.name}"
    if lines:
        return Boxed(" ".join(line.text.strip() for line in lines), min(line.confidence for line in lines), source)
    text, confidence = reader.read_line(np.ascontiguousarray(part))
    return Boxed(text.strip(), confidence if text.strip() else 0.0, source)


def _inked(part: Image) -> bool:
    """Whether something stands out from the ground, dark on light or light on dark."""
    grey = part.mean(axis=2)
    return float((np.abs(grey - np.median(grey)) > OTHER).mean()) >= INK


def _framed(part: Image) -> Image:
    """Enlarged where it is low, with white around it: detectors miss text that touches the edge."""
    scale = min(HIGH, max(1.0, LOW / part.shape[0]))
    large = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else part
    white = (255, 255, 255)
    framed = cv2.copyMakeBorder(large, FRAME, FRAME, FRAME, FRAME, cv2.BORDER_CONSTANT, value=white)
    return np.asarray(framed, np.uint8)


def _in_order(lines: list[OcrLine]) -> list[OcrLine]:
    """From top to bottom; what stands beside each other from left to right."""
    rows: list[list[OcrLine]] = []
    for line in sorted(lines, key=lambda one: _middle(one)[1]):
        height = max(1.0, abs(line.quad[3][1] - line.quad[0][1]))
        if rows and _middle(line)[1] - _middle(rows[-1][0])[1] < height / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: _middle(one)[0])]


def _middle(line: OcrLine) -> tuple[float, float]:
    return sum(x for x, _ in line.quad) / 4, sum(y for _, y in line.quad) / 4

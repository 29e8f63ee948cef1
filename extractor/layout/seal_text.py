"""What a seal says: its ring of writing laid out straight and read as a line, and the lines in its middle.

Only red ink is kept, so that black text beneath is gone. The writing runs clockwise with its tops outward; it starts
after its longest gap, which on a seal that stands upright is at the bottom.
"""

from __future__ import annotations

import re

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.impression import Impression
from extractor.layout.marks import Seal
from extractor.layout.red_ink import Strength, red_strength
from extractor.layout.rings import Ring, polar
from extractor.ocr import Engine, Image

RADIUS = 240.0  # pixels of the shorter half axis at which a seal is read
DIRECTIONS = 1440
STEP = 0.005  # of the radii of the polar picture
LEAST_INK = 0.12  # of the ring's own strength
WRITING = (0.4, 0.96)  # radii between which the writing of a ring may lie
LINE_ENDS = (0.84, 0.96)  # radii between which the ring's line ends inwards
DEPTH = (0.18, 0.42)  # of the writing
INNER = 0.6  # share of the writing's depth, from within, that small numbers along the ring do not reach
UPRIGHT = 1.6  # how much more a gap at the bottom of the picture counts
APART = {
    "round": 3.0,
    "oval": 1.5,
}  # gap over the height of the writing that parts it from what else is along the ring
LINE = 64  # pixels: height of the line that is read
EDGE = 10  # pixels of paper around it
CENTRE_INK = 0.025  # share of ink in the middle that makes it worth reading
_KEPT = re.compile(r"[^\u3400-\u9fffA-Za-z0-9（）()]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def impression(pixels: Image, seal: Seal, engine: Engine) -> Impression:
    """Reads a seal found in an RGB picture; empty texts where nothing is legible."""
    if seal.ring is None:
        return Impression(seal.shape)
    ink, ring = _cut(pixels, seal.ring)
    strip, top = _ring_writing(ink, ring, APART.get(seal.shape, 1.5))
    text, confidence = engine.read_line(_as_picture(strip)) if strip is not None else ("", 0.0)
    ring_text = _KEPT.sub("", text)
    if not _HAN.search(ring_text):
        ring_text, confidence = "", 0.0
    return Impression(seal.shape, ring_text, _centre(ink, ring, top, engine), confidence)


def _cut(pixels: Image, ring: Ring) -> tuple[Strength, Ring]:
    """The ink of the seal's surroundings at reading size (0 to 1 of its own strength), and the ring in it."""
    reach = 1.08 * max(ring.across, ring.down) + 4
    x0, y0 = max(0, int(ring.x - reach)), max(0, int(ring.y - reach))
    part = np.ascontiguousarray(pixels[y0 : int(ring.y + reach) + 1, x0 : int(ring.x + reach) + 1])
    scale = RADIUS / min(ring.across, ring.down)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    part = np.asarray(cv2.resize(part, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    red = red_strength(part)
    full = max(0.08, float(np.percentile(red[red > 0.05], 85)) if (red > 0.05).any() else 1.0)
    moved = Ring(
        (ring.x - x0) * scale, (ring.y - y0) * scale, ring.across * scale, ring.down * scale, ring.angle, ring.cover
    )
    return np.asarray(np.clip(red / full, 0, 1), np.float32), moved


def _ring_writing(ink: Strength, ring: Ring, apart: float) -> tuple[Strength | None, float]:
    """The writing along the ring as a straight strip, and the direction (radians) of its middle: up."""
    radii = np.asarray(np.arange(WRITING[0], 1.06, STEP), np.float64)
    angles = _even_angles(ring)
    seen = polar(ink, ring, radii, angles)
    low, high = _band(radii, seen.mean(axis=1))
    writing = seen[(radii >= low) & (radii <= high)]
    inner = writing[: round(INNER * len(writing))]
    inked = (inner > 0.4).mean(axis=0) > 0.05
    height = (high - low) * min(ring.across, ring.down)
    length = np.pi * (
        3 * (ring.across + ring.down) - np.sqrt((3 * ring.across + ring.down) * (ring.across + 3 * ring.down))
    )
    length *= (low + high) / 2
    run = _longest_run(inked, max(3, round(apart * height / length * DIRECTIONS)), _at_bottom(ring, angles))
    if run is None:
        return None, 0.0
    start, count = run
    edge = round(0.2 * height / length * DIRECTIONS)
    columns = np.arange(start - edge, start + count + edge) % DIRECTIONS
    strip = writing[:, columns][::-1]
    wide = max(LINE, round(len(columns) / DIRECTIONS * length / height * LINE))
    straight = cv2.resize(strip, (wide, LINE), interpolation=cv2.INTER_AREA)
    return np.asarray(straight, np.float32), float(angles[int(start + count / 2) % DIRECTIONS])


def _even_angles(ring: Ring) -> NDArray[np.float64]:
    """DIRECTIONS angles from the top clockwise, evenly along the ring, not around its centre."""
    fine = np.linspace(0, 2 * np.pi, 2881)
    x, y = ring.across * np.sin(fine), ring.down * np.cos(fine)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    even = np.linspace(0, along[-1], DIRECTIONS, endpoint=False)
    return np.asarray(np.interp(even, along, fine), np.float64)


def _band(radii: NDArray[np.float64], profile: NDArray[np.float64]) -> tuple[float, float]:
    """The radii between which the writing lies: from the least ink below the ring's line to the least ink within."""
    smooth = np.convolve(profile, np.ones(5) / 5, mode="same")
    under = np.flatnonzero((radii >= LINE_ENDS[0]) & (radii <= LINE_ENDS[1]))
    high = int(under[np.argmin(smooth[under])])
    deep = np.flatnonzero((radii >= radii[high] - DEPTH[1]) & (radii <= radii[high] - DEPTH[0]))
    if not len(deep):
        return WRITING[0], float(radii[high])
    least = float(smooth[deep].min())
    low = int(deep[np.flatnonzero(smooth[deep] <= least + 0.01)[-1]])
    return float(radii[low]), float(radii[high])


def _at_bottom(ring: Ring, angles: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Directions that point to the lower third of the picture."""
    x, y = ring.points(np.ones_like(angles), angles)
    return np.asarray(np.hypot(x - ring.x, 0) < 0.87 * (y - ring.y) * 1.9, np.bool_)


def _longest_run(inked: NDArray[np.bool_], most_gap: int, bottom: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Start and length of the longest run (circular) whose gaps are at most `most_gap`; None without ink.

    Where no gap is longer, the run begins after the longest; one at the bottom counts UPRIGHT times.
    """
    marked = np.flatnonzero(inked)
    if len(marked) < 8:
        return None
    size = len(inked)
    gaps = np.diff(np.concatenate([marked, [marked[0] + size]]))
    breaks = np.flatnonzero(gaps > most_gap)
    if len(breaks) < 2:
        weight = np.array(
            [UPRIGHT if bottom[(at + gap // 2) % size] else 1.0 for at, gap in zip(marked, gaps, strict=True)]
        )
        first = int(np.argmax(gaps * weight))
        return int(marked[(first + 1) % len(marked)]), size - int(gaps[first])
    best = (0, 0)
    for index, at in enumerate(breaks):
        start = int(marked[(at + 1) % len(marked)])
        end = int(marked[breaks[(index + 1) % len(breaks)]])
        best = max(best, ((end - start) % size, start))
    return best[1], best[0]


def _centre(ink: Strength, ring: Ring, top: float, engine: Engine) -> str:
    """The lines of the middle, from top to bottom, joined; the star that many seals have is no ink of a line."""
    x, y = ring.points(np.array([1.0]), np.array([top]))
    turn = float(np.degrees(np.arctan2(x[0] - ring.x, ring.y - y[0])))
    level = cv2.getRotationMatrix2D((ring.x, ring.y), turn, 1.0)
    upright = np.asarray(cv2.warpAffine(ink, level, (ink.shape[1], ink.shape[0])), np.float32)
    wide, high = 0.62 * ring.across, 0.62 * ring.down
    if ring.across > 1.14 * ring.down:
        wide, high = 0.72 * ring.across, 0.86 * ring.down
    x0, x1 = int(max(0, ring.x - wide)), int(ring.x + wide)
    middle = upright[int(max(0, ring.y - 0.3 * high)) : int(ring.y + high), x0:x1]
    below = middle[middle.shape[0] // 2 :]
    if not below.size or float((below > 0.4).mean()) < CENTRE_INK:
        return ""
    lines = sorted(engine.recognise(_as_picture(middle)), key=lambda line: min(y for _, y in line.quad))
    read = [_KEPT.sub("", line.text) for line in lines if line.confidence >= 0.5]
    return "".join(text for text in read if len(_HAN.findall(text)) >= 2 or re.fullmatch(r"[0-9A-Z]{15,20}", text))


def _as_picture(ink: Strength) -> Image:
    """Black writing on white paper, with some paper around."""
    grey = np.asarray(255 - np.clip(ink * 1.15, 0, 1) * 255, np.uint8)
    framed = cv2.copyMakeBorder(grey, EDGE, EDGE, EDGE, EDGE, cv2.BORDER_CONSTANT, value=(255.0,))
    return np.ascontiguousarray(np.repeat(np.asarray(framed, np.uint8)[:, :, None], 3, axis=2))

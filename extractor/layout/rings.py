"""Rings of ink: circles and ovals with writing along their inside, as seals have.

Candidates come from the outline of a patch of ink and, where a seal lies on other red print, from votes of edges
(Hough transform; ovals are circles of a picture pressed together). Each is fitted to the ink and then judged by what
stands along it: ink all around, little beyond, and writing within. Lengths are pixels of the given map of ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.layout.red_ink import FAINT, Strength

ASPECTS = (1.0, 1.4, 1.65)  # width over height of round and oval seals
ANGLES, STEP, FARTHEST = 120, 0.02, 1.4  # a polar picture: directions, and radii in shares of the ring's
WHOLE, BROKEN = 0.74, 0.55  # share of the ring that is inked on a sound and on a badly inked seal
LEAST_LEAD = 0.3  # how much more the ring is inked than what lies just within and beyond it
MOST_GAP = 0.4  # share of a badly inked ring that may be missing in one piece
WRITING = (0.015, 0.4)  # share of ink in the band of the writing
LEAST_SPREAD = 0.42  # share of the directions in which there is writing
RULING = 0.4  # of the largest seal: longer straight lines are rulings
CROWD = 450  # pixels of a patch that is searched at full size; larger ones are reduced first
FITS = 3  # times that a candidate is fitted again
_ANGLES = np.asarray(np.linspace(0, 2 * np.pi, ANGLES, endpoint=False), np.float64)
_RADII = np.asarray(np.arange(0.0, FARTHEST, STEP), np.float64)
_NEAR = _RADII[(_RADII >= 0.82) & (_RADII <= 1.18)]  # where the ink of a ring that is not yet fitted is looked for


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse: centre, half axes across and down before it is turned by `angle` degrees clockwise."""

    x: float
    y: float
    across: float
    down: float
    angle: float
    cover: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom."""
        turn = np.radians(self.angle)
        wide = float(np.hypot(self.across * np.cos(turn), self.down * np.sin(turn)))
        high = float(np.hypot(self.across * np.sin(turn), self.down * np.cos(turn)))
        return self.x - wide, self.y - high, self.x + wide, self.y + high

    def points(self, radii: NDArray[np.float64], angles: NDArray[np.float64]) -> tuple[Strength, Strength]:
        """x and y of the places at `radii` (shares of the ring's) and `angles` (radians clockwise from its top)."""
        u, v = radii * self.across * np.sin(angles), -radii * self.down * np.cos(angles)
        turn = np.radians(self.angle)
        x = self.x + u * np.cos(turn) - v * np.sin(turn)
        y = self.y + u * np.sin(turn) + v * np.cos(turn)
        return x.astype(np.float32), y.astype(np.float32)


def rings(ink: Strength, smallest: float, largest: float) -> list[Ring]:
    """Seal-like rings whose shorter side is at least `smallest` and whose longer is at most `largest`, best first."""
    ink = _without_rulings(ink, largest)
    found: list[Ring] = []
    for patch in _patches(ink, smallest):
        outlined = [ring for ring in _outlined(ink, patch, smallest, largest) if ring is not None]
        found += outlined or [ring for ring in _voted(ink, patch, smallest, largest) if ring is not None]
    kept: list[Ring] = []
    for ring in sorted(found, key=lambda ring: -ring.cover):
        if not any(_same(ring, other) for other in kept):
            kept.append(ring)
    return kept


def polar(ink: Strength, ring: Ring, radii: NDArray[np.float64], angles: NDArray[np.float64]) -> Strength:
    """`ink` along the ring: one row for each radius, one column for each angle."""
    x, y = ring.points(radii[:, None], angles[None, :])
    return np.asarray(cv2.remap(ink, x, y, cv2.INTER_LINEAR, borderValue=(0.0,)), np.float32)


def _without_rulings(ink: Strength, largest: float) -> Strength:
    """The ink without straight lines that no ring is long enough for: they tie a seal to a red form."""
    dark = (ink > FAINT).astype(np.uint8)
    length = max(20, round(RULING * largest))
    lines = np.zeros_like(dark)
    for kernel in (np.ones((1, length), np.uint8), np.ones((length, 1), np.uint8)):
        lines |= np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)
    if not lines.any():
        return ink
    return np.asarray(np.where(lines > 0, 0, ink), np.float32)


def _patches(ink: Strength, smallest: float) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of ink that may hold a seal: ink close together is one patch."""
    reach = max(3, round(smallest / 6)) | 1
    dark = (ink > FAINT).astype(np.uint8)
    dark = np.asarray(cv2.medianBlur(dark, 3), np.uint8)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    return [
        (int(x), int(y), int(width), int(height))
        for x, y, width, height, _ in boxes[1:count]
        if min(width, height) >= smallest * 0.9
    ]


def _outlined(
    ink: Strength, patch: tuple[int, int, int, int], smallest: float, largest: float
) -> Iterator[Ring | None]:
    """The ellipse around the whole patch, where the patch is of a seal's size."""
    x, y, width, height = patch
    if max(width, height) > 1.3 * largest:
        return
    part = (ink[y : y + height, x : x + width] > FAINT).astype(np.uint8)
    points = cv2.findNonZero(part)
    if points is None or len(points) < 20:
        return
    hull = cv2.convexHull(points)
    if len(hull) < 6:
        return
    (cx, cy), (across, down), angle = cv2.fitEllipse(hull)
    yield judged(ink, Ring(x + cx, y + cy, across / 2, down / 2, angle), smallest, largest)
    yield judged(ink, Ring(x + width / 2, y + height / 2, width / 2, height / 2, 0.0), smallest, largest)


def _voted(ink: Strength, patch: tuple[int, int, int, int], smallest: float, largest: float) -> Iterator[Ring | None]:
    x, y, width, height = patch
    edge = 6
    x0, y0 = max(0, x - edge), max(0, y - edge)
    part = ink[y0 : y + height + edge, x0 : x + width + edge]
    strong = max(2 * FAINT, float(np.percentile(part[part > FAINT], 80)) if (part > FAINT).any() else 1.0)
    grey = np.asarray(np.clip(part / strong * 255, 0, 255), np.uint8)
    shrink = min(1.0, CROWD / max(part.shape))
    for aspect in ASPECTS:
        for wide in (True, False) if aspect > 1 else (True,):
            fx, fy = (shrink / aspect, shrink) if wide else (shrink, shrink / aspect)
            pressed = cv2.resize(grey, None, fx=fx, fy=fy, interpolation=cv2.INTER_AREA)
            low, high = int(smallest / 2 * shrink), int(largest / 2 / aspect * shrink) + 1
            if min(pressed.shape[:2]) < 2 * low:
                continue
            circles = cv2.HoughCircles(
                cv2.GaussianBlur(pressed, (3, 3), 0), cv2.HOUGH_GRADIENT, 1.5, low, None, 200, 28, low, high
            )
            for cx, cy, radius in circles[0][:12] if circles is not None else ():
                start = Ring(x0 + cx / fx, y0 + cy / fy, radius / fx, radius / fy, 0.0)
                yield judged(ink, start, smallest, largest)


def judged(ink: Strength, ring: Ring, smallest: float, largest: float) -> Ring | None:
    """The ring fitted to the ink, or None where it is no seal's."""
    for _ in range(FITS):
        fitted = _fitted(ink, ring)
        if fitted is None:
            return None
        ring = fitted
    sides = ring.across * 2, ring.down * 2
    if min(sides) < smallest or max(sides) > largest or max(sides) > 1.9 * min(sides):
        return None
    return _seal_like(ink, ring)


def _fitted(ink: Strength, ring: Ring) -> Ring | None:
    """An ellipse through the outermost ink near the ring, outliers left out."""
    seen = polar(ink, ring, _NEAR, _ANGLES)
    hit = seen > max(FAINT, 0.3 * float(np.percentile(seen.max(axis=0), 70)))
    any_hit = hit.any(axis=0)
    if any_hit.mean() < 0.5:
        return None
    outermost = _NEAR[len(_NEAR) - 1 - hit[::-1].argmax(axis=0)]
    chosen = any_hit & (np.abs(outermost - np.median(outermost[any_hit])) < 0.1)
    if chosen.sum() < 12:
        return None
    x, y = ring.points(outermost[chosen], _ANGLES[chosen])
    (cx, cy), (across, down), angle = cv2.fitEllipseAMS(np.stack([x, y], axis=1))
    if not np.isfinite([cx, cy, across, down, angle]).all() or min(across, down) < 4:
        return None
    return _levelled(Ring(cx, cy, across / 2, down / 2, angle))


def _levelled(ring: Ring) -> Ring:
    """The same ellipse with its turn between -45 and 45 degrees."""
    angle = (ring.angle + 90) % 180 - 90
    if abs(angle) <= 45:
        return Ring(ring.x, ring.y, ring.across, ring.down, angle)
    return Ring(ring.x, ring.y, ring.down, ring.across, angle - 90 if angle > 0 else angle + 90)


def _seal_like(ink: Strength, ring: Ring) -> Ring | None:
    radii = _RADII
    seen = polar(ink, ring, radii, _ANGLES)
    band = (radii >= 0.93) & (radii <= 1.05)
    level = max(FAINT, 0.3 * float(np.percentile(seen[band].max(axis=0), 60)))
    inked = seen > level
    profile = inked.mean(axis=1)
    cover = float(profile[(radii >= 0.9) & (radii <= 1.03)].max())
    within = float(profile[(radii >= 0.8) & (radii <= 0.92)].min())
    beyond = float(profile[(radii >= 1.08) & (radii <= 1.28)].mean())
    if not _line_alone(cover, within, beyond, _longest_gap(np.asarray(inked[band].any(axis=0), np.bool_))):
        return None
    inner = inked[(radii >= 0.5) & (radii <= 0.88)]
    spread = float(inner.reshape(inner.shape[0], -1, 5).any(axis=(0, 2)).mean())
    if not WRITING[0] <= float(inner.mean()) <= WRITING[1] or spread < LEAST_SPREAD:
        return None
    return Ring(ring.x, ring.y, ring.across, ring.down, ring.angle, round(cover, 3))


def _line_alone(cover: float, within: float, beyond: float, gap: float) -> bool:
    """Ink along the ring that is a line of its own. Where much of it is missing, it must stand all alone."""
    if cover >= WHOLE:
        return cover - within >= LEAST_LEAD and cover - beyond >= LEAST_LEAD
    return cover >= BROKEN and max(within, beyond) < 0.1 and gap <= MOST_GAP


def _longest_gap(inked: NDArray[np.bool_]) -> float:
    """The longest run of directions without ink, as a share of all."""
    twice = np.concatenate([inked, inked])
    longest = run = 0
    for one in twice:
        run = 0 if one else run + 1
        longest = max(longest, run)
    return min(longest, len(inked)) / len(inked)


def _same(a: Ring, b: Ring) -> bool:
    """Two rings around about the same place, or one inside the other."""
    reach = 0.8 * max(min(a.across, a.down), min(b.across, b.down))
    return float(np.hypot(a.x - b.x, a.y - b.y)) < reach

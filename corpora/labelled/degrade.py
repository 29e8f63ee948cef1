"""A clean page picture -> a scan or a photograph, and where every point went. The numbers: degradations.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import cv2
import numpy as np
import yaml
from numpy.typing import NDArray

from extractor.geometry import BBox

Pixels: TypeAlias = NDArray[np.uint8]
Matrix: TypeAlias = NDArray[np.float64]
_FILE = Path(__file__).with_name("degradations.yaml")
_TABLE = (96, 84, 72)
_LYING: dict[int, Matrix] = {
    0: np.eye(3),
    90: np.array([[0.0, -1, 1], [1, 0, 0], [0, 0, 1]]),
    180: np.array([[-1.0, 0, 1], [0, -1, 1], [0, 0, 1]]),
    270: np.array([[0.0, 1, 0], [-1, 0, 1], [0, 0, 1]]),
}
"""Shares of the upright picture -> shares of the one turned clockwise by so many degrees."""


@dataclass(frozen=True, slots=True)
class Degradation:
    """One preset with its numbers drawn; their meaning stands in degradations.yaml."""

    name: str
    medium: str
    dpi: float = 200
    angle: float = 0.0
    turn: float = 0
    perspective: float = 0.0
    margin: float = 0.0
    blur: float = 0.0
    motion: float = 0
    noise: float = 0.0
    jpeg: float = 85
    shadow: float = 0.0
    folds: float = 0
    bleed: float = 0.0
    contrast: float = 1.0
    seal_on_text: float = 0
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Degraded:
    """`matrix` takes points of the sheet to shares (0 to 1) of the picture as it lies in its file."""

    pixels: Pixels
    matrix: Matrix

    def box(self, box: BBox) -> BBox:
        """The box around `box` of the sheet, in shares of the picture."""
        corners = np.array([[[box.x0, box.top], [box.x1, box.top], [box.x1, box.bottom], [box.x0, box.bottom]]])
        moved = cv2.perspectiveTransform(corners.astype(np.float64), self.matrix)[0]
        (x0, top), (x1, bottom) = moved.min(axis=0), moved.max(axis=0)
        return BBox(float(x0), float(top), float(x1), float(bottom))


@cache
def presets() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """medium -> name -> numbers."""
    loaded: Mapping[str, Mapping[str, Mapping[str, Any]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    known = {field.name for field in fields(Degradation)}
    for medium in loaded.values():
        for name, numbers in medium.items():
            if strange := set(numbers) - known:
                raise ValueError(f"{name}: {sorted(strange)}")
    return loaded


def chosen(name: str, random: Random) -> Degradation:
    """The preset `name` with a value from each of its ranges."""
    medium = next(medium for medium, all_of_it in presets().items() if name in all_of_it)
    numbers = presets()[medium][name]
    values = {key: random.uniform(*value) if isinstance(value, list) else value for key, value in numbers.items()}
    return Degradation(name, medium, **values)


def degraded(
    clean: Pixels, how: Degradation, points: tuple[float, float], back: Pixels | None, seed: int
) -> Degraded:
    """`clean` is an RGB picture of a sheet of `points`; `back` the one that shows through from the other side."""
    chance = np.random.default_rng(seed)
    paper = _paper(clean, how, back, chance)
    looked, matrix = _looked_at(paper, how, points, chance)
    seen = _light(looked, how, chance)
    if how.blur:
        seen = _floats(cv2.GaussianBlur(seen, (0, 0), how.blur))
    if how.motion:
        kernel = np.zeros((int(how.motion), int(how.motion)), np.float32)
        kernel[int(how.motion) // 2, :] = 1 / int(how.motion)
        seen = _floats(cv2.filter2D(seen, -1, kernel))
    if how.noise:
        grain = chance.normal(0, how.noise, seen.shape[:2]).astype(np.float32)
        seen = seen + grain[:, :, None]
    pixels = np.clip(seen, 0, 255).astype(np.uint8)
    if how.grey:
        pixels = np.asarray(cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.uint8)
    turned = np.ascontiguousarray(np.rot90(pixels, -round(how.turn / 90)))
    return Degraded(turned, _LYING[round(how.turn)] @ matrix)


def _paper(clean: Pixels, how: Degradation, back: Pixels | None, chance: np.random.Generator) -> NDArray[np.float32]:
    paper = clean.astype(np.float32)
    if how.bleed and back is not None:
        through = cv2.GaussianBlur(np.ascontiguousarray(back[:, ::-1]), (0, 0), 1.6).astype(np.float32)
        paper -= (255 - cv2.resize(through, (paper.shape[1], paper.shape[0]))) * how.bleed
    paper = 255 - (255 - paper) * how.contrast
    for number in range(int(how.folds)):
        _fold(paper, number % 2 == 0, float(chance.uniform(0.2, 0.8)), float(chance.uniform(0.10, 0.22)))
    return np.clip(paper, 0, 255)


def _fold(paper: NDArray[np.float32], across: bool, at: float, depth: float) -> None:
    """A crease: a thin dark line and a step of light beside it."""
    length = paper.shape[0 if across else 1]
    away = np.abs(np.arange(length) - at * length) / length
    light = (
        1
        - depth * np.exp(-((away / 0.004) ** 2))
        - 0.5 * depth * np.exp(-away / 0.05) * (np.arange(length) > at * length)
    )
    paper *= (light[:, None, None] if across else light[None, :, None]).astype(np.float32)


def _looked_at(
    paper: NDArray[np.float32], how: Degradation, points: tuple[float, float], chance: np.random.Generator
) -> tuple[NDArray[np.float32], Matrix]:
    """The sheet turned, seen at a slant and lying on a table; with it the matrix from points to shares."""
    height, width = paper.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    around = np.array([width / 2, height / 2])
    angle = np.radians(how.angle)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    moved = (corners - around) @ turn + around
    moved += chance.uniform(-1, 1, (4, 2)) * how.perspective * np.array([width, height])
    if how.medium == "photo":
        edge = how.margin * width
        moved += edge - moved.min(axis=0)
        size = tuple(round(float(v)) for v in moved.max(axis=0) + edge)
    else:
        size = (width, height)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), moved.astype(np.float32))
    fill = _TABLE if how.medium == "photo" else (255, 255, 255)
    seen = _floats(cv2.warpPerspective(paper, matrix, size, flags=cv2.INTER_CUBIC, borderValue=fill))
    to_pixels = np.diag([width / points[0], height / points[1], 1.0])
    to_shares = np.diag([1 / size[0], 1 / size[1], 1.0])
    return seen, to_shares @ matrix @ to_pixels


def _light(seen: NDArray[np.float32], how: Degradation, chance: np.random.Generator) -> NDArray[np.float32]:
    """A shadow that falls from one side, soft at its edge."""
    if not how.shadow:
        return seen
    height, width = seen.shape[:2]
    direction = chance.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    along = x * np.cos(direction) + y * np.sin(direction)
    light = 1 - how.shadow / (1 + np.exp(-(along - chance.uniform(-0.3, 0.4)) * 6))
    warm = np.array([1.0, 0.985, 0.95], np.float32)
    return _floats(seen * light[:, :, None] * warm)


def _floats(values: Any) -> NDArray[np.float32]:
    return np.asarray(values, np.float32)

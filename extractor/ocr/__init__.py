"""The OCR engines' contract. An engine is one file here with a class that fulfils `Engine` and a `make` function.

`extractor.read` prepares the image (orientation, size) and turns quads into spans; engines only find and read lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
Quad: TypeAlias = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line of text, its four corners in pixels of the given image (clockwise from top left), confidence 0–1."""

    text: str
    quad: Quad
    confidence: float


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """What makes two readings comparable: engine and version, hash of the weights, numeric precision."""

    name: str
    version: str
    weights: str
    precision: str


class Engine(Protocol):
    """Raises extractor.errors.EngineMissing when it cannot run here. Never drops a line for low confidence."""

    @property
    def identity(self) -> EngineIdentity: ...

    def recognise(self, image: Image) -> list[OcrLine]:
        """Lines of an RGB image (height × width × 3, uint8), in no promised order."""
        ...


def modules() -> dict[str, Any]:
    """The engine modules by name. Each has `make(precision: str, threads: int) -> Engine`."""
    from extractor.discover import modules_in

    return {module.__name__.rsplit(".", 1)[-1]: module for module in modules_in(__name__)}

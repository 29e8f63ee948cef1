"""The OCR engines' contract. An engine is one file here: `make`, `identity`, and a `rank` if auto may choose it.

`extractor.picture` prepares the image (orientation, size) and makes spans of quads; engines only find and read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractor.errors import EngineMissing

Image: TypeAlias = NDArray[np.uint8]
Quad: TypeAlias = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line of text, its four corners in pixels of the given image (clockwise from top left), confidence 0–1.

    `stops`, where the engine knows them, are the left and right ends of each character of `text`, as shares
    (0–1) of the quad's length: they part a line that runs over the ruling between two cells.
    """

    text: str
    quad: Quad
    confidence: float
    stops: tuple[tuple[float, float], ...] = ()


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

    def read_line(self, image: Image) -> tuple[str, float]:
        """Text and confidence of an RGB image that is one line and nothing else: no detection. ("", 0.0): nothing."""
        ...


def modules() -> dict[str, Any]:
    """The engine modules by name: `make(precision, threads, argument)` and `identity(precision, argument)`."""
    from extractor.discover import modules_in

    return {module.__name__.rsplit(".", 1)[-1]: module for module in modules_in(__name__)}


def candidates(engine: str) -> list[tuple[Any, str]]:
    """The modules to try for a setting such as auto, rapid or replay:lines.json, best first, with the argument.

    Modules with a `rank` serve auto, the lowest first. Raises EngineMissing for an unknown name.
    """
    name, _, argument = engine.partition(":")
    known = modules()
    if name == "auto":
        ranked = [module for module in known.values() if getattr(module, "rank", None) is not None]
        return [(module, "") for module in sorted(ranked, key=lambda module: int(module.rank))]
    if name not in known:
        raise EngineMissing(f"没有名为“{name}”的文字识别引擎。")
    return [(known[name], argument)]


def make(engine: str, precision: str, threads: int) -> Engine:
    """The first candidate that runs here. Raises EngineMissing with the last reason when none does."""
    missing: EngineMissing | None = None
    for module, argument in candidates(engine):
        try:
            made: Engine = module.make(precision, threads, argument)
        except EngineMissing as error:
            missing = error
        else:
            return made
    raise missing or EngineMissing()


def identity_of(engine: str, precision: str) -> EngineIdentity:
    """What `make` would give, told without loading any model; name "none" when no candidate is installed."""
    for module, argument in candidates(engine):
        try:
            identity: EngineIdentity = module.identity(precision, argument)
        except EngineMissing:
            continue
        return identity
    return EngineIdentity("none", "", "", precision)

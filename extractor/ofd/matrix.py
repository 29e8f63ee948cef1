"""Plane transformations as OFD writes them: `a b c d e f` moves (x, y) to (a·x + c·y + e, b·x + d·y + f).

>>> apply(then((1, 0, 0, 1, 10, 20), (0, 1, -1, 0, 3, 0)), 2, 1)
(12.0, 22.0)
"""

from __future__ import annotations

import math
import re
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST = 1e6  # millimetres: numbers beyond are nonsense


def numbers(text: str) -> list[float]:
    """The numbers of a list of them; nonsense in it is left out."""
    found = []
    for word in re.split(r"[\s,]+", text.strip()):
        value = number(word)
        if value is not None:
            found.append(value)
    return found


def number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < MOST else None


def matrix(text: str) -> Matrix:
    """The matrix of an attribute CTM; the identity where it is absent or broken."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else SAME


def box(text: str) -> tuple[float, float, float, float] | None:
    """x, y, width and height; None for anything else."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def then(outer: Matrix, inner: Matrix) -> Matrix:
    """The transformation that applies `inner` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f,
    )  # fmt: skip


def moved(outer: Matrix, x: float, y: float) -> Matrix:
    return then(outer, (1.0, 0.0, 0.0, 1.0, x, y))


def apply(by: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = by
    return float(a * x + c * y + e), float(b * x + d * y + f)


def scale_of(by: Matrix) -> float:
    """How much longer lengths become, on average."""
    return math.sqrt(abs(by[0] * by[3] - by[1] * by[2])) or max(abs(by[0]), abs(by[1]), 1e-9)

"""A PathObject's AbbreviatedData -> strokes. GB/T 33190, §9.1: S and M start, L lines, Q B A curves, C closes.

>>> [[(round(x), round(y)) for x, y in line] for line in polylines("M 0 0 L 9 0 L 9 5 C M 1 1 L 2 2")]
[[(0, 0), (9, 0), (9, 5), (0, 0)], [(1, 1), (2, 2)]]
"""

from __future__ import annotations

from itertools import pairwise

from extractor.ofd.matrix import number

MOST_WORDS = 60_000
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STEPS = 8  # pieces of a curve

Polyline = list[tuple[float, float]]


def polylines(text: str) -> list[Polyline]:
    """In the object's own millimetres. What does not follow the grammar is left out."""
    lines: list[Polyline] = []
    words = text.split()[:MOST_WORDS]
    at = 0
    while at < len(words):
        command, at = words[at].upper(), at + 1
        takes = _TAKES.get(command)
        if takes is None:
            continue
        values = [number(word) for word in words[at : at + takes]]
        at += takes
        known = [value for value in values if value is not None]
        if len(known) == takes:
            _draw(command, known, lines)
    return [line for line in lines if len(line) > 1]


def _draw(command: str, values: list[float], lines: list[Polyline]) -> None:
    if command in "SM":
        lines.append([(values[0], values[1])])
        return
    if not lines:
        return
    line = lines[-1]
    if command == "C":
        line.append(line[0])
    elif command in "LA":
        line.append((values[-2], values[-1]))
    else:
        line += _curve([line[-1], *zip(values[::2], values[1::2], strict=True)])


def _curve(points: Polyline) -> Polyline:
    """A Bézier curve of two or three control points, in pieces."""
    found = []
    for step in range(1, _STEPS + 1):
        t, level = step / _STEPS, points
        while len(level) > 1:
            level = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairwise(level)]
        found.append(level[0])
    return found

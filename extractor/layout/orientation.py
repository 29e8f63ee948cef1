"""Whether a picture was laid on the scanner sideways or upside down, told from how well its lines read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.ocr import Engine, Image, OcrLine

SURE = 0.8  # mean confidence of upright text
TALL = 1.5  # height over width of a line that stands on its end
ENOUGH = 6  # characters: less tells nothing
PROBE = 900  # pixels of the square that is tried in the other directions
BETTER = 1.15


def upright_turn(pixels: Image, lines: Sequence[OcrLine], engine: Engine) -> int:
    """Degrees clockwise (0, 90, 180, 270) that make the picture's text upright; 0 when in doubt.

    Only doubtful pictures are tried in the other directions, and only at their busiest square.
    """
    if not _doubtful(lines):
        return 0
    probe = _busiest(pixels, lines)
    scores = {0: _score(engine.recognise(probe))}
    for turn in (90, 270, 180):
        scores[turn] = _score(engine.recognise(np.ascontiguousarray(np.rot90(probe, k=-turn // 90))))
    best = max(scores, key=lambda turn: scores[turn])
    return best if scores[best] > BETTER * scores[0] else 0


def _doubtful(lines: Sequence[OcrLine]) -> bool:
    characters = sum(len(line.text) for line in lines)
    if characters < ENOUGH:
        return False
    tall = sum(len(line.text) for line in lines if _is_tall(line))
    sure = sum(line.confidence * len(line.text) for line in lines) / characters
    return tall > 0.4 * characters or sure < SURE


def _is_tall(line: OcrLine) -> bool:
    xs, ys = [x for x, _ in line.quad], [y for _, y in line.quad]
    return len(line.text) > 1 and max(ys) - min(ys) > TALL * (max(xs) - min(xs))


def _score(lines: Sequence[OcrLine]) -> float:
    """Characters read with confidence, in lines that lie flat."""
    return sum(len(line.text) * max(0.0, line.confidence - 0.5) for line in lines if not _is_tall(line))


def _busiest(pixels: Image, lines: Sequence[OcrLine]) -> Image:
    height, width = pixels.shape[:2]
    xs = [sum(x for x, _ in line.quad) / 4 for line in lines]
    ys = [sum(y for _, y in line.quad) / 4 for line in lines]
    x0 = int(min(max(float(np.median(xs)) - PROBE / 2, 0), max(0, width - PROBE)))
    top = int(min(max(float(np.median(ys)) - PROBE / 2, 0), max(0, height - PROBE)))
    return np.ascontiguousarray(pixels[top : top + PROBE, x0 : x0 + PROBE])

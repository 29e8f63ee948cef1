"""Red ink in a picture, however the light fell: what the paper gives back in red and not in green and blue.

Each channel is measured against the paper around it, so that shadow, warm light and yellowed paper are no colour.
Seals, red letterheads and red forms are red ink; black, blue and grey are not; nor is a red wall, its own paper.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.ocr import Image

Strength: TypeAlias = NDArray[np.float32]

FAINT = 0.08  # strength of ink that counts at least
PAPER_STEP = 8  # pixels of the picture for one of the map of its paper
PAPER_REACH = 7  # pixels of that map around which the lightest is paper


def red_strength(pixels: Image) -> Strength:
    """0 (none) to 1 (full red) for each pixel of an RGB picture; the picture should have about 100 dpi."""
    light = pixels.astype(np.float32) / np.maximum(paper_of(pixels), 1.0)
    red = light[:, :, 0] - np.maximum(light[:, :, 1], light[:, :, 2])
    return np.asarray(np.clip(red, 0.0, 1.0), np.float32)


def paper_of(pixels: Image) -> Strength:
    """The colour of the paper at each pixel (height × width × 3): the lightest around, made smooth."""
    height, width = pixels.shape[:2]
    size = max(1, width // PAPER_STEP), max(1, height // PAPER_STEP)
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    light = cv2.dilate(small, np.ones((PAPER_REACH, PAPER_REACH), np.uint8))
    smooth = cv2.blur(light, (PAPER_REACH, PAPER_REACH))
    return np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)

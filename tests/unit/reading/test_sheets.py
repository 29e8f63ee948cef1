"""Photographed sheets are straightened, and places go back to the photograph."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.geometry import BBox
from extractor.layout.prepare import prepared
from extractor.layout.sheet_edges import sheet, straightening

SIZE = (1200, 900)  # width, height
CORNERS = np.array([[120, 90], [1090, 130], [1050, 820], [150, 780]], np.float32)


def page() -> np.ndarray:
    """A4 across, ruled every 60 pixels, with a dot at (300, 200)."""
    flat = np.full((700, 990, 3), 245, np.uint8)
    flat[60::60, 80:910] = 40
    cv2.circle(flat, (300, 200), 12, (0, 0, 0), -1)
    return flat


def photograph(ground: int = 80) -> np.ndarray:
    before = np.array([[0, 0], [990, 0], [990, 700], [0, 700]], np.float32)
    shot = np.full((SIZE[1], SIZE[0], 3), ground, np.uint8)
    cv2.warpPerspective(
        page(), cv2.getPerspectiveTransform(before, CORNERS), SIZE, dst=shot, borderMode=cv2.BORDER_TRANSPARENT
    )
    return shot


def test_corners_of_a_sheet_on_a_table():
    found = sheet(photograph())
    assert found is not None
    assert np.abs(found - CORNERS).max() < 12


def test_rows_are_level_and_places_go_back():
    ready = prepared(photograph(), 2400)
    grey = cv2.cvtColor(ready.pixels, cv2.COLOR_RGB2GRAY)
    dark = np.argwhere(grey < 30)
    y, x = np.median(dark, axis=0)
    back = ready.original(BBox(x - 12, y - 12, x + 12, y + 12))
    forth = cv2.getPerspectiveTransform(np.array([[0, 0], [990, 0], [990, 700], [0, 700]], np.float32), CORNERS)
    (expected,) = cv2.perspectiveTransform(np.array([[[300, 200]]], np.float32), forth)[0]
    assert back.middle == pytest.approx(expected.tolist(), abs=6)


@pytest.mark.parametrize(
    "picture",
    [page(), cv2.rotate(page(), cv2.ROTATE_90_CLOCKWISE), photograph(235), photograph()[:, 200:]],
    ids=["scan", "scan on its side", "no ground", "a corner cut off"],
)
def test_what_is_no_clear_sheet_stays(picture):
    assert straightening(np.ascontiguousarray(picture)) is None


def test_a_shadow_has_no_edge():
    light = np.linspace(60, 240, SIZE[0])[None, :, None]
    assert sheet(np.broadcast_to(light, (SIZE[1], SIZE[0], 3)).astype(np.uint8)) is None

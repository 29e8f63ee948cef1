"""Which way up a page lies is told from its look; where there is nothing to tell it stays as it is."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.layout.direction import lying
from tests.unit.reading.papers import FONTS

LINES = (
    "站点每月走访园区企业，记录技术需求并分送专家。",
    "上半年共组织交流十二场，形成对接意向九项。",
    "下一步请两位工程师到厂诊断，逐项列出配套条件。",
)


def page(kept: int = 24) -> np.ndarray:
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONTS / "NotoSerifCJKsc-Regular.otf"), 40)
    for number in range(kept):
        draw.text((130, 160 + 60 * number), LINES[number % 3], font=font, fill="black")
    return np.asarray(image)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_running_text_is_turned_upright(turn):
    lies = np.ascontiguousarray(np.rot90(page(), k=-turn // 90))
    assert (lying(lies) + turn) % 360 == 0


def test_what_shows_no_text_is_left_as_it_lies():
    noise = np.random.default_rng(3).integers(0, 255, (900, 700, 3), dtype=np.uint8)
    assert lying(noise) == 0
    assert lying(np.full((900, 700, 3), 255, np.uint8)) == 0
    assert lying(page()[:40]) == 0

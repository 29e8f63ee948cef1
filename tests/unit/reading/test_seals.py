"""Seals on scans: found, read, and told from other red print."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor import read
from extractor.geometry import BBox
from extractor.impression import Impression, detail_of, read_detail
from extractor.layout.marks import seals, without
from extractor.layout.seal_marks import stamps
from extractor.layout.seal_text import impression
from tests.unit.reading.papers import FONTS
from tests.unit.reading.seals import RED, seal, stamped

DPI = 200
SCALE = 72 / DPI
NAME = "北京星汉测绘装备有限公司"


def paper(text: str = "", colour: tuple[int, int, int] = (0, 0, 0), points: int = 40) -> Image.Image:
    image = Image.new("RGB", (1654, 1100), "white")
    font = ImageFont.truetype(str(FONTS / "SimHei.ttf"), points)
    for row in range(4):
        ImageDraw.Draw(image).text((120, 150 + 200 * row), text, font=font, fill=colour)
    return image


def found(image: Image.Image) -> list[BBox]:
    return [one.bbox for one in seals(np.asarray(image), SCALE)]


@pytest.mark.parametrize(("height", "shape"), [(1.0, "round"), (0.72, "oval")])
@pytest.mark.parametrize("turn", [0.0, 14.0])
def test_seal_over_black_text_is_found_where_it_is(height, shape, turn):
    page = stamped(paper("经研究同意推荐该团队申报，材料真实有效。"), seal(NAME, height=height), (600, 400), turn)
    (one,) = seals(np.asarray(page), SCALE)
    assert one.shape == shape
    wide, high = seal("", height=height).rotate(turn, expand=True).size
    middle = (600 + wide / 2) * SCALE, (400 + high / 2) * SCALE
    assert one.bbox.middle == pytest.approx(middle, abs=4)
    assert one.bbox.height == pytest.approx(330 * height * SCALE, rel=0.2)


def test_two_seals_and_one_on_a_red_form():
    page = paper("项目名称", RED)
    draw = ImageDraw.Draw(page)
    for y in range(100, 1000, 120):
        draw.line((60, y, 1590, y), fill=RED, width=3)
    page = stamped(stamped(page, seal(NAME), (200, 300)), seal("全国统一发票监制章", height=0.7), (900, 420))
    assert [one.shape for one in seals(np.asarray(page), SCALE)] == ["round", "oval"]


def test_red_print_is_no_seal():
    head = paper("北京星汉测绘装备有限公司文件", RED, 80)
    ImageDraw.Draw(head).line((100, 400, 1550, 400), fill=RED, width=6)
    assert found(head) == []
    marked = paper("联系电话 13109125")
    draw = ImageDraw.Draw(marked)
    draw.ellipse((300, 300, 700, 520), outline=RED, width=6)  # a pen drawn around something
    draw.ellipse((900, 300, 1100, 500), fill=RED)  # a dot
    draw.rounded_rectangle((900, 700, 1250, 830), 18, outline=RED, width=8)
    draw.text((940, 710), "作废", font=ImageFont.truetype(str(FONTS / "SimHei.ttf"), 100), fill=RED)
    assert found(marked) == []


def test_shadow_and_warm_light_do_not_hide_a_seal():
    page = np.asarray(stamped(paper("同意推荐"), seal(NAME), (600, 400)), np.float32)
    shadow = np.linspace(1.0, 0.45, page.shape[1], dtype=np.float32)[None, :, None]
    lit = (page * shadow * np.array([1.0, 0.93, 0.8], np.float32)).astype(np.uint8)
    assert len(seals(lit, SCALE)) == 1


def test_detail_keeps_the_impression():
    one = Impression("oval", NAME, "发票专用章", 0.875)
    assert read_detail(detail_of(one)) == one
    assert read_detail("595×842") == Impression("")


@pytest.mark.ocr
@pytest.mark.parametrize(("turn", "centre"), [(0.0, "合同专用章"), (-12.0, "")])
def test_ring_text_is_read(settings, turn, centre):
    page = np.asarray(stamped(paper("经研究同意推荐"), seal(NAME, centre), (600, 400), turn))
    (one,) = seals(page, SCALE)
    said = impression(page, one, read._engine(settings))
    assert said.ring == NAME
    assert said.centre == centre
    assert said.confidence > 0.8


def test_bleaching_takes_the_seal_and_leaves_print_and_the_shade_of_the_paper():
    """Titles of forms are printed in darker red or brown beneath the seal of the tax bureau."""
    title = paper("夏河市出租汽车专用发票", (120, 62, 50))
    image = stamped(title, seal("夏河市税务局发票监制章", size=420, height=0.65, star=False), (520, 380))
    dim = (np.asarray(image, np.float32) * np.array([0.75, 0.72, 0.7])).astype(np.uint8)
    boxes = [one.bbox for one in seals(dim, SCALE)]
    cleaned = without(dim, boxes, SCALE)
    box = boxes[0]
    x0, top, x1, bottom = (round(value / SCALE) for value in (box.x0, box.top, box.x1, box.bottom))
    before, after = dim[top:bottom, x0:x1].astype(int), cleaned[top:bottom, x0:x1].astype(int)
    seal_red = (before[:, :, 0] - before[:, :, 1] > 60) & (before[:, :, 0] > 130)
    brown = np.asarray(title)[top:bottom, x0:x1, 0] < 130
    assert np.median(after[seal_red & ~brown][:, 0]) > 165  # paper is 191
    assert np.median(after[brown][:, 0]) < 110
    plain = ~seal_red & (np.asarray(title)[top:bottom, x0:x1, 0] > 250)
    assert abs(np.median(after[plain][:, 0]) - 191) < 8


def test_a_seal_of_the_back_that_shows_through_is_in_doubt():
    sealed = np.asarray(stamped(paper(), seal(NAME), (300, 300)), np.float32)
    through = (255 - (255 - sealed[:, ::-1]) * 0.15).astype(np.uint8)
    assert [read_detail(one.detail).shape for one in stamps(sealed.astype(np.uint8), SCALE, None)] == ["round"]
    assert [read_detail(one.detail).shape for one in stamps(np.ascontiguousarray(through), SCALE, None)] == [""]

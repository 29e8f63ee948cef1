"""Signatures and ticked boxes on scans; the blocks in which papers are signed and sealed."""

from __future__ import annotations

from unicodedata import east_asian_width

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.document import Document, Line, Mark, OnPage, Page, Part, ReadWith, Span
from extractor.geometry import BBox
from extractor.impression import Impression, detail_of
from extractor.layout.fragment import Fragment
from extractor.layout.seal_doubts import asking, doubts
from extractor.layout.signatures import signatures
from extractor.layout.ticks import squares, with_ticks
from extractor.records.cited import Absent, Cited
from extractor.signing import signing_blocks
from tests.unit.reading.papers import FONTS
from tests.unit.reading.seals import seal, stamped

SCALE = 0.36
BLACK = (0, 0, 0)


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw, ImageFont.FreeTypeFont]:
    image = Image.new("RGB", (1400, 600), "white")
    return image, ImageDraw.Draw(image), ImageFont.truetype(str(FONTS / "SimHei.ttf"), 36)


def printed(text: str, x: float, y: float, confidence: float = 0.99) -> Fragment:
    """As the recogniser would give text drawn at pixels (x, y) in 36 pixels."""
    width = sum(36 if east_asian_width(char) in "WFA" else 18 for char in text)
    box = BBox(x * SCALE, y * SCALE, (x + width) * SCALE, (y + 36) * SCALE)
    return Fragment(text, box, confidence, "ocr:test", text, 12)


def drawn_box(draw: ImageDraw.ImageDraw, x: int, y: int, how: str) -> None:
    draw.rectangle((x, y, x + 28, y + 28), outline=BLACK, width=2)
    if how == "cross":
        draw.line((x + 3, y + 3, x + 25, y + 25), fill=BLACK, width=4)
        draw.line((x + 25, y + 3, x + 3, y + 25), fill=BLACK, width=4)
    if how == "fill":
        draw.rectangle((x + 5, y + 5, x + 23, y + 23), fill=BLACK)


@pytest.mark.parametrize("how", ["cross", "fill"])
def test_a_box_that_was_left_out_is_put_into_the_text(how):
    image, draw, _ = sheet()
    drawn_box(draw, 100, 104, "")
    drawn_box(draw, 175, 104, how)
    line = printed("□是  否", 100, 100)
    (told,), used = with_ticks([line], np.asarray(image), SCALE)
    assert "".join(told.text.split()) == "□是☑否"
    assert [box.ticked for box in used] == [False, True]


def test_characters_that_look_like_boxes_stay():
    image, draw, font = sheet()
    draw.text((100, 100), "进出口日期回执国家", font=font, fill=BLACK)
    line = printed("进出口日期回执国家", 100, 100)
    assert with_ticks([line], np.asarray(image), SCALE) == ([line], [])
    assert len(squares(np.asarray(image), SCALE)) <= 3


def scrawl(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    for step in range(5):
        left = x + 26 * step
        draw.line((left, y + 8 * (step % 3), left + 30, y + 40 - 9 * (step % 2)), fill=(30, 40, 120), width=4)
        draw.arc((left, y - 6, left + 26, y + 44), 20, 300, fill=(30, 40, 120), width=3)


def test_a_signature_is_ink_beside_its_label():
    image, draw, font = sheet()
    for y in (100, 300):
        draw.text((100, y), "负责人签字：", font=font, fill=BLACK)
        draw.line((320, y + 44, 640, y + 44), fill=BLACK, width=2)  # the line to sign on is no signature
    scrawl(draw, 350, 95)
    labels = [printed("负责人签字：", 100, 100), printed("负责人签字：", 100, 300)]
    (found,) = signatures(labels, [], np.asarray(image), SCALE)
    assert found.label == "签字"
    assert found.bbox.middle[1] == pytest.approx(118 * SCALE, abs=6)


def test_a_typed_name_is_no_signature():
    image, draw, font = sheet()
    draw.text((100, 100), "负责人签字：云望舒", font=font, fill=BLACK)
    assert signatures([printed("负责人签字：云望舒", 100, 100)], [], np.asarray(image), SCALE) == []


def test_a_grey_copy_of_a_seal_is_a_doubt_and_a_bare_place_is_none():
    image, draw, font = sheet()
    draw.text((100, 300), "依托单位（盖章）：", font=font, fill=BLACK)
    asked = asking([printed("依托单位（盖章）：", 100, 300)])
    assert doubts(np.asarray(image), SCALE, asked, ()) == []
    copy = stamped(image, seal("北京星汉测绘装备有限公司"), (180, 160)).convert("L").convert("RGB")
    (one,) = doubts(np.asarray(copy), SCALE, asked, ())
    assert one.bbox.middle == pytest.approx((345 * SCALE, 325 * SCALE), abs=6)


def part_of(texts: list[tuple[str, float]], marks: list[Mark], scanned: bool = True) -> Part:
    """A page of lines at heights, 12 points high."""
    lines = []
    for number, (text, top) in enumerate(texts):
        place = OnPage(1, BBox(72, top, 72 + 12 * len(text), top + 12))
        lines.append(Line((Span(text, place, 0.98, "ocr:test", text),), paragraph=number))
    page = Page(1, 595, 842, 0, tuple(lines), (), tuple(marks), scanned)
    return Part(Document("a.pdf", "pdf", (page,), ReadWith("pdf/2")), (page,))


def at(x: float, y: float) -> OnPage:
    return OnPage(1, BBox(x - 55, y - 55, x + 55, y + 55))


LETTER = [("我单位已对申报材料进行严格审核，内容真实，同意推荐。", 100.0)]
SIGNED = [*LETTER, ("负责人（签字）：", 300.0), ("依托单位（盖章）：北京星汉测绘装备有限公司", 320.0)]


def test_a_sealed_and_signed_block():
    said = detail_of(Impression("round", "北京星汉测绘装备有限公司", "", 0.97))
    marks = [
        Mark("seal", at(200, 330), said),
        Mark("signature", OnPage(1, BBox(170, 298, 220, 316)), "签字"),
    ]
    blocks = signing_blocks(part_of([*SIGNED, ("2025年6月20日", 340.0)], marks))
    sealed = next(block for block in blocks if "seal" in block.asks)
    assert isinstance(sealed.seal, Cited)
    assert sealed.seal.value.organisation.value == "北京星汉测绘装备有限公司"
    assert sealed.seal.spans[0].place == marks[0].place
    assert sealed.party.value == "北京星汉测绘装备有限公司"
    assert sealed.date.value.earliest.isoformat() == "2025-06-20"
    assert any(block.signature.present for block in blocks)


@pytest.mark.parametrize(("scanned", "reason"), [(True, "blank"), (False, "not_found")])
def test_a_bare_block_says_so_only_on_a_scan(scanned, reason):
    blocks = signing_blocks(part_of([*SIGNED, ("   年   月   日", 340.0)], [], scanned))
    sealed = next(block for block in blocks if "seal" in block.asks)
    assert isinstance(sealed.seal, Absent)
    assert isinstance(sealed.date, Absent)
    assert (sealed.seal.reason, sealed.signature.reason, sealed.date.reason) == (reason,) * 3


def test_an_unclear_mark_is_neither_a_seal_nor_none():
    doubtful = Mark("seal", at(200, 330), detail_of(Impression("")))
    (sealed,) = (b for b in signing_blocks(part_of(SIGNED, [doubtful])) if "seal" in b.asks)
    assert isinstance(sealed.seal, Absent)
    assert sealed.seal.reason == "unreadable"
    assert sealed.seals == ()


def test_a_seal_whose_text_was_not_read_is_there_all_the_same():
    (sealed,) = (
        b
        for b in signing_blocks(part_of(SIGNED, [Mark("seal", at(200, 330), detail_of(Impression("round")))]))
        if "seal" in b.asks
    )
    assert sealed.seal.present
    assert sealed.seal.value.organisation.reason == "unreadable"


def test_a_seal_far_from_every_block_is_kept():
    loose = Mark("seal", at(450, 700), detail_of(Impression("oval", "某某税务局", "", 0.9)))
    blocks = signing_blocks(part_of(SIGNED, [loose]))
    assert [len(block.seals) for block in blocks if not block.asks] == [1]

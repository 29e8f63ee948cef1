"""Text layers that lie: what the page shows is read instead, and the disagreement is kept with both readings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import CIDFont

from extractor import read
from extractor.document import OnPage
from extractor.layout.layer_check import differ
from extractor.layout.textlayer import clean, unlikely, usable
from extractor.readers import pdf as reader
from tests.unit.reading.papers import PROSE, prose, scanned


def never() -> Any:
    raise AssertionError("the engine was asked for")


def squeezed(text: str) -> str:
    return "".join(text.split())


def hidden(drawn: Any, x: float, top: float, text: str) -> None:
    layer = drawn.canvas.beginText(x, drawn.height - top - 12)
    layer.setFont("SimHei", 12)
    layer.setTextRenderMode(3)
    layer.textOut(text)
    drawn.canvas.drawText(layer)


def searchable(pdf: Any, lines: list[str]) -> Path:
    """A scan of PROSE with an invisible layer of `lines` below the picture's lines."""
    image = scanned(pdf(prose, name="original.pdf"), 150)

    def draw(drawn: Any) -> None:
        for index, line in enumerate(lines):
            hidden(drawn, 72, 72 + 30 * index, line)
        drawn.image(image, 0, 0, 595, 842)

    return pdf(draw, name="scan.pdf")


@pytest.mark.ocr
def test_sound_hidden_layer_agrees_with_the_scan(pdf, settings):
    page = read.read_page(searchable(pdf, list(PROSE)), "scan.pdf", 1, settings)
    assert page.compared >= 3
    assert page.disagreements == ()


@pytest.mark.ocr
def test_changed_figures_and_names_in_a_hidden_layer_are_told(pdf, settings):
    lines = [PROSE[0], PROSE[1], PROSE[2], PROSE[3].replace("1990", "1980")]
    lines[1] = lines[1].replace("星汉测绘", "云帆贸易")
    page = read.read_page(searchable(pdf, lines), "scan.pdf", 1, settings)
    told = {(one.layer, squeezed(one.shown)) for one in page.disagreements}
    assert any("1980" in layer and "1990" in shown for layer, shown in told)
    assert any("云帆贸易" in layer and "星汉测绘" in shown for layer, shown in told)
    assert len(told) == 2
    place = page.disagreements[0].place
    assert isinstance(place, OnPage)
    assert 60 < place.bbox.top < 130
    assert squeezed(PROSE[1]) in squeezed(page.text)


@pytest.mark.ocr
def test_visible_layer_behind_a_scan_is_unseen(pdf, settings):
    image = scanned(pdf(prose, name="original.pdf"), 150)

    def draw(drawn: Any) -> None:
        for index in range(12):
            drawn.text(72, 72 + 30 * index, "图像背后另有一层完全不同的文字内容")
        drawn.image(image, 0, 0, 595, 842)

    page = read.read_page(pdf(draw, name="scan.pdf"), "scan.pdf", 1, settings)
    assert page.source == "ocr:rapid"
    assert squeezed(PROSE[1]) in squeezed(page.text)
    assert "背后" not in page.text
    assert page.disagreements


def shuffled(writer: Any) -> None:
    """Every ToUnicode map sends its glyphs to other ideographs than they show."""
    for item in writer._objects:
        if hasattr(item, "get") and "/ToUnicode" in item:
            stream = item["/ToUnicode"].get_object()
            data = stream.get_data().decode("latin1")
            other = re.sub(
                r"<(4E|5|6|7|8|9)([0-9A-F]{2,3})>",
                lambda match: f"<{0x4E00 + (int(match[1] + match[2], 16) * 7919) % 0x1D00:04X}>",
                data,
            )
            stream.set_data(other.encode("latin1"))


@pytest.mark.ocr
def test_false_map_is_seen_through(pdf, changed, settings):
    path = changed(pdf(prose), shuffled)
    page = read.read_page(path, path.name, 1, settings)
    assert page.source == "ocr:rapid"
    assert squeezed(PROSE[1]) in squeezed(page.text)
    assert any("星汉" in one.shown for one in page.disagreements)


class _Scripted:
    """An engine that reads the same in whatever it is shown."""

    def __init__(self, text: str, confidence: float = 0.97) -> None:
        self.text, self.confidence, self.asked = text, confidence, 0
        self.identity = type("Identity", (), {"name": "scripted"})()

    def recognise(self, image: Any) -> list[Any]:
        from extractor.ocr import OcrLine

        self.asked += 1
        height, width = image.shape[:2]
        quad = ((10.0, 10.0), (width - 10.0, 10.0), (width - 10.0, height - 10.0), (10.0, height - 10.0))
        return [OcrLine(self.text, quad, self.confidence)]


def test_one_line_without_a_map_is_read_from_the_page(pdf, without_ocr):
    def draw(drawn: Any) -> None:
        prose(drawn)
        drawn.text(72, 300, "\ue001\ue002\ue003\ue004\ue005")

    engine = _Scripted("项目经费拾伍万元")
    page = reader.read_page(pdf(draw), 1, without_ocr, lambda: engine)
    assert "项目经费拾伍万元" in page.text
    assert PROSE[1] in page.text
    assert page.source == "mixed"
    assert engine.asked == 1
    (told,) = page.disagreements
    assert told.shown == "项目经费拾伍万元"


def test_text_page_without_an_engine_keeps_its_doubt(pdf):
    path = pdf(lambda drawn: (prose(drawn), drawn.text(72, 300, "\ue001\ue002\ue003\ue004\ue005")))
    page = read.read_page(path, path.name, 1, read.ReadSettings(engine="none-such"))
    assert page.problem is not None
    assert PROSE[1] in page.text
    assert min(line.confidence for line in page.lines) < 0.85


def test_sound_pages_never_ask_for_the_engine(pdf, without_ocr):
    page = reader.read_page(pdf(prose), 1, without_ocr, never)
    assert page.disagreements == ()
    assert page.compared == 0


def test_predefined_chinese_encodings_are_sound(pdf, without_ocr):
    pdfmetrics.registerFont(CIDFont("STSong-Light", "GBK-EUC-H"))

    def draw(drawn: Any) -> None:
        drawn.canvas.setFont("STSong-Light-GBK-EUC-H", 12)
        for index, line in enumerate(PROSE):
            drawn.canvas.drawString(72, 700 - 30 * index, line.encode("gbk").decode("latin1"))

    page = reader.read_page(pdf(draw), 1, without_ocr, never)
    assert page.text.splitlines() == list(PROSE)


def test_lines_compared():
    assert differ("二、经费总额壹拾伍万元整", "二、经费总额壹拾叁亿元整", 0.95)
    assert not differ("二、经费总额壹拾伍万元整", "二、经费总额壹拾叁亿元整", 0.6)  # read too badly to contradict
    assert not differ("共3人", "共5人", 0.99)  # too short to say that it is the same line


def test_unknown_glyphs_and_unlikely_ideographs():
    assert clean("(cid:302)") == "\ufffd"
    assert not usable(clean("(cid:302)") * 9 + "工作室")
    assert unlikely("犊僻蟹嗣牡僵夙苹涩淖" * 4)
    assert not unlikely("".join(PROSE))

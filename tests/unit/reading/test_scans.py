"""Pages without a text layer: the real engine on drawn scans. Slow: the models are loaded once."""

from __future__ import annotations

import io

import numpy as np
import pypdf
import pytest
from PIL import Image, ImageDraw

from extractor import read
from extractor.document import InMedia, OnPage
from extractor.errors import EngineMissing
from extractor.geometry import BBox, overlap
from extractor.impression import read_detail
from extractor.layout.fragment import Fragment
from extractor.layout.lines import arranged
from extractor.layout.marks import seals
from extractor.layout.second_look import overlooked
from extractor.layout.tables import Ruling, grids
from extractor.picture import open_picture, read_picture
from tests.unit.reading.papers import PROSE, ROSTER, drawn_text, jpeg, merged_rows, prose, scanned, table
from tests.unit.reading.seals import seal, stamped

pytestmark = pytest.mark.ocr
BRAND = "北京优秀青年工程师创新工作室"


def squeezed(text: str) -> str:
    return "".join(text.split()).replace(":", "：").replace(",", "，")


def test_scanned_page_with_a_table(pdf, settings):
    original = pdf(lambda drawn: (prose(drawn), table(drawn)))
    scan = pdf(lambda drawn: drawn.image(scanned(original, 200), 0, 0, 595, 842), name="scan.pdf")
    page = read.read_page(scan, "scan.pdf", 1, settings)
    assert page.scanned
    assert page.source == "ocr:rapid"
    for line in PROSE:
        assert squeezed(line)[:-1] in squeezed(page.text)
    (found,) = page.tables
    cells = [[squeezed(found.at(r, c).span.text) for c in range(4)] for r in range(4)]
    assert cells == [list(row) for row in ROSTER]
    place = page.lines[0].spans[0].place
    assert isinstance(place, OnPage)
    assert place.bbox.x0 == pytest.approx(72, abs=5)
    assert place.bbox.top == pytest.approx(72, abs=8)


@pytest.mark.parametrize("angle", [1.5, -2.0])
def test_skewed_scan_with_merged_cells(pdf, settings, angle):
    original = pdf(lambda drawn: (prose(drawn), table(drawn, merged_rows(), merged=True)))
    image = scanned(original, 200, angle)
    scan = pdf(lambda drawn: drawn.image(image, 0, 0, 595, 842), name="scan.pdf")
    (found,) = read.read_page(scan, "scan.pdf", 1, settings).tables
    assert (found.at(0, 0).colspan, found.at(0, 0).span.text) == (4, "成员名册")
    assert (found.at(2, 0).rowspan, found.at(2, 0).span.text) == (2, "测绘组")
    assert found.at(3, 1).span.text == "江映雪"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_laid_sideways_or_upside_down(pdf, settings, turn):
    image = scanned(pdf(lambda drawn: (prose(drawn), table(drawn))), 150).rotate(turn, expand=True)
    page = read_picture(
        open_picture(jpeg(image, dpi=(150, 150)), settings), 1, settings, lambda: read._engine(settings)
    )
    assert squeezed(PROSE[1]) in squeezed(page.text)
    assert page.tables[0].at(1, 1).span.text == ROSTER[1][1]
    place = page.lines[0].spans[0].place
    assert isinstance(place, OnPage)
    vertical = place.bbox.height > place.bbox.width
    assert vertical == (turn != 180)


def test_exif_orientation(settings, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    image = drawn_text(BRAND)
    (tmp_path / "a.jpg").write_bytes(jpeg(image.rotate(90, expand=True), exif=exif))
    page = read.read_page(tmp_path / "a.jpg", "a.jpg", 1, settings)
    assert BRAND in squeezed(page.text)
    assert page.width > page.height


def test_picture_on_a_text_page_is_read_too(pdf, settings):
    def draw(drawn):
        prose(drawn)
        drawn.image(drawn_text(BRAND), 72, 400, 400, 71)

    page = read.read_page(pdf(draw), "a.pdf", 1, settings)
    sources = {span.source for line in page.lines for span in line.spans if BRAND in span.text}
    assert sources == {"text", "ocr:rapid"}
    assert page.source == "mixed"
    assert not page.scanned
    (span,) = [s for line in page.lines for s in line.spans if s.source == "ocr:rapid" and BRAND in s.text]
    assert isinstance(span.place, OnPage)
    assert 395 < span.place.bbox.top < 480
    assert [mark.kind for mark in page.marks] == ["image"]


def test_text_page_without_an_engine_keeps_its_text_and_tells_the_problem(pdf):
    missing = read.ReadSettings(engine="nothing_of_the_kind")
    path = pdf(lambda drawn: (prose(drawn), drawn.image(drawn_text(BRAND), 72, 400, 400, 71)))
    page = read.read_page(path, "a.pdf", 1, missing)
    assert PROSE[0] in page.text
    assert page.problem.code == "engine_missing"
    with pytest.raises(EngineMissing):
        read.read_page(pdf(lambda d: d.image(drawn_text(BRAND), 0, 0, 595, 842), name="s.pdf"), "s.pdf", 1, missing)


def test_text_over_a_background_picture_is_read_once(pdf, settings):
    def draw(drawn):
        drawn.image(drawn_text("", (900, 160)), 60, 60, 400, 71)
        prose(drawn)
        drawn.image(drawn_text(BRAND, (900, 160), 40), 60, 500, 400, 71)

    page = read.read_page(pdf(draw), "a.pdf", 1, settings)
    assert squeezed(page.text).count("依托单位") == 1


def test_garbage_layer_over_clean_pixels(pdf, changed, settings):
    """The ToUnicode maps are gone, so that the layer holds only glyph numbers."""

    def spoil(writer):
        for item in writer._objects:
            if hasattr(item, "get") and "/ToUnicode" in item:
                del item["/ToUnicode"]

    path = changed(pdf(prose), spoil)
    page = read.read_page(path, path.name, 1, settings)
    assert page.source == "ocr:rapid"
    assert squeezed(PROSE[1]) in squeezed(page.text)


def test_hidden_layer_of_a_searchable_scan_is_not_trusted(pdf, settings):
    original = pdf(prose)
    image = scanned(original, 150)

    def draw(drawn):
        hidden = drawn.canvas.beginText(72, 700)
        hidden.setFont("SimHei", 12)
        hidden.setTextRenderMode(3)
        hidden.textOut("别处识别出的文本" * 12)
        drawn.canvas.drawText(hidden)
        drawn.image(image, 0, 0, 595, 842)

    page = read.read_page(pdf(draw, name="scan.pdf"), "scan.pdf", 1, settings)
    assert page.source == "ocr:rapid"
    assert "别处" not in page.text


def test_text_under_a_red_seal(pdf, settings):
    original = pdf(lambda drawn: drawn.text(72, 100, "依托单位（盖章）：北京星汉测绘装备有限公司", 14))
    image = stamped(scanned(original, 200), seal("北京星汉测绘装备有限公司"), (540, 140))
    page = read_picture(
        open_picture(jpeg(image, dpi=(200, 200)), settings), 1, settings, lambda: read._engine(settings)
    )
    assert "北京星汉测绘装备有限公司" in squeezed(page.text)
    (mark,) = page.marks
    assert mark.kind == "seal"
    assert read_detail(mark.detail).ring == "北京星汉测绘装备有限公司"


def test_media_places(settings):
    stream = io.BytesIO()
    drawn_text(BRAND).save(stream, "PNG")
    picture = open_picture(stream.getvalue(), settings)
    page = read_picture(picture, 2, settings, lambda: read._engine(settings), media="word/media/image1.png")
    assert page.media == "word/media/image1.png"
    assert all(isinstance(span.place, InMedia) for line in page.lines for span in line.spans)


def test_blank_page_does_not_wake_the_engine(pdf, settings):
    def engine():
        raise AssertionError("not needed")

    from extractor.readers import pdf as reader

    page = reader.read_page(pdf(lambda _: None), 1, settings, engine)
    assert (page.lines, page.source) == ((), "none")


def test_cell_with_unread_ink_is_not_blank(pdf):
    """The null engine reads nothing: cells with ink have no confidence, empty ones are blank."""
    rows = [["姓名", "电话"] * 2, ["云望舒", "", "江映雪", ""]]
    original = pdf(lambda drawn: (prose(drawn), table(drawn, rows)))
    image = scanned(original, 200)
    null = read.ReadSettings(engine="replay")
    page = read_picture(open_picture(jpeg(image, dpi=(200, 200)), null), 1, null, lambda: read._engine(null))
    (found,) = page.tables
    assert [found.at(1, c).span.confidence for c in range(4)] == [0.0, 1.0, 0.0, 1.0]


def test_strip(settings):
    image = Image.new("RGB", (2400, 60), "white")
    small = drawn_text(BRAND, (2400, 60), 36)
    ImageDraw.Draw(image)
    image.paste(small.crop((0, 30, 2400, 60)).resize((2400, 60)), (0, 0))
    page = read_picture(open_picture(jpeg(image), settings), 1, settings, lambda: read._engine(settings))
    assert page.problem is None


def test_red_things_in_a_photograph_are_no_seals():
    image = Image.new("RGB", (1200, 800), (90, 110, 130))
    draw = ImageDraw.Draw(image)
    draw.ellipse((500, 300, 640, 440), fill=(190, 30, 40))
    draw.rectangle((100, 60, 1100, 160), fill=(200, 30, 30))
    assert seals(np.asarray(image), 0.72) == []


def test_picture_on_a_turned_and_cropped_page_keeps_its_place(pdf, changed, settings):
    def turn(writer):
        writer.pages[0].cropbox = pypdf.generic.RectangleObject((40, 40, 560, 800))
        writer.pages[0].rotate(90)

    path = changed(pdf(lambda drawn: (prose(drawn), drawn.image(drawn_text(BRAND), 72, 400, 400, 71))), turn)
    page = read.read_page(path, "a.pdf", 1, settings)
    (mark,) = page.marks
    places = [s.place for line in page.lines for s in line.spans if s.source == "ocr:rapid" and BRAND in s.text]
    assert isinstance(mark.place, OnPage)
    assert len(places) == 1
    assert overlap(places[0].bbox, mark.place.bbox) > 0.9
    assert mark.place.bbox.height == pytest.approx(400, abs=2)


def test_line_read_across_cells_is_cut_and_not_read_twice():
    grid = grids([Ruling(y, 0, 200) for y in (0, 30, 60)], [Ruling(x, 0, 60) for x in (0, 100, 200)])
    across = Fragment("652,418,000 18.06%", BBox(30, 5, 170, 25), 0.99, "ocr:x", "652,418,000 18.06%", 12)
    assert overlooked([across], grid, lambda box: box.top < 20) == []
    _, (found,) = arranged([across], grid, lambda box: OnPage(1, box))
    assert [found.at(0, c).span.text for c in (0, 1)] == ["652,418,000", "18.06%"]


def test_stray_stroke_makes_no_row():
    across = [Ruling(y, 0, 200) for y in (0, 40, 80)] + [Ruling(60, 95, 112)]
    (grid,) = grids(across, [Ruling(x, 0, 80) for x in (0, 100, 200)])
    assert (grid.rows, grid.columns, len(grid.cells)) == (2, 2, 4)

"""Pages that are turned, cut to a CropBox off the middle and begin elsewhere than at 0: everything lies as shown."""

from __future__ import annotations

import pypdf
import pytest

from extractor import read
from extractor.geometry import BBox
from tests.unit.reading.papers import Drawn

CROP = (20.0, 100.0, 500.0, 700.0)  # x0, y0, x1, y1 of the PDF: y runs up
WORDS, VALUE = "工作室围绕精密测量开展攻关", "Yun Wangshu"


def shown(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the PDF on the page as shown."""
    x0, y0, x1, y1 = CROP
    return {0: (x - x0, y1 - y), 90: (y - y0, x - x0), 180: (x1 - x, y - y0), 270: (y1 - y, x1 - x)}[turn]


def draw(page: Drawn) -> None:
    page.text(72, 300, WORDS)  # its middle: 72 + 13 * 12 / 2, 842 - 300 - 6
    page.canvas.acroForm.textfield(name="n", x=300, y=400, width=150, height=20, value=VALUE)


@pytest.mark.parametrize("begin", [0.0, 60.0])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_text_and_fields_lie_as_shown(pdf, changed, without_ocr, turn, begin):
    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        page.mediabox = pypdf.generic.RectangleObject((begin / 4, begin, 595, 842))
        page.cropbox = pypdf.generic.RectangleObject(CROP)
        page.rotate(turn)

    path = changed(pdf(draw), change)
    page = read.read_page(path, path.name, 1, without_ocr)
    assert (page.width, page.height) == ((600, 480) if turn % 180 else (480, 600))
    boxes: dict[str, BBox] = {span.text: span.place.bbox for line in page.lines for span in line.spans}
    assert boxes[VALUE].middle == pytest.approx(shown(375, 410, turn), abs=1)
    drawn = [box for text, box in boxes.items() if text in WORDS]
    assert drawn[0].middle == pytest.approx(shown(150, 536, turn), abs=8)

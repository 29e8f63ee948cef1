"""What a PDF holds beside its page content: form fields, notes, signatures; each read once, and nothing altered."""

from __future__ import annotations

from typing import Any

import pypdf
from pypdf.annotations import FreeText, Highlight
from pypdf.generic import ArrayObject, FloatObject

from extractor import read
from tests.unit.reading.papers import PROSE, prose


def only(path: Any, settings: read.ReadSettings) -> Any:
    return read.read_page(path, path.name, 1, settings)


def test_a_field_whose_value_is_drawn_too_is_read_once(pdf, without_ocr):
    def draw(drawn):
        prose(drawn)
        drawn.canvas.acroForm.textfield(name="tel", value="010-87654321", x=200, y=842 - 316, width=150, height=18)
        drawn.text(202, 302, "010-87654321", size=11)

    assert only(pdf(draw), without_ocr).text.count("010-87654321") == 1


def test_tick_boxes_and_radio_buttons(pdf, without_ocr):
    def draw(drawn):
        prose(drawn)
        form = drawn.canvas.acroForm
        for row, ticked in enumerate((True, False)):
            form.checkbox(name=f"box{row}", checked=ticked, x=72, y=842 - 316 - 30 * row, size=14)
            drawn.text(92, 302 + 30 * row, ("同意公示", "不同意公示")[row])

    text = only(pdf(draw), without_ocr).text
    assert "☑ 同意公示" in text
    assert "□ 不同意公示" in text


def test_typed_notes_are_read_once_and_marks_of_readers_are_not_text(pdf, changed, without_ocr):
    def annotate(writer: pypdf.PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text="补充：联系人江映雪", rect=(72, 400, 300, 430)))
        quads = ArrayObject(FloatObject(value) for value in (72, 770, 200, 770, 72, 750, 200, 750))
        mark = Highlight(rect=(72, 750, 200, 770), quad_points=quads)
        mark[pypdf.generic.NameObject("/Contents")] = pypdf.generic.TextStringObject("审稿人的批注")
        writer.add_annotation(0, mark)

    page = only(changed(pdf(prose), annotate), without_ocr)
    assert page.text.count("补充：联系人江映雪") == 1
    assert "审稿人" not in page.text
    assert PROSE[0] in page.text


def test_reading_leaves_the_file_as_it_was(pdf, without_ocr):
    path = pdf(prose)
    before = path.read_bytes(), path.stat().st_mtime_ns
    only(path, without_ocr)
    read.render_page(path, path.name, 1, 300)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before

"""OFD: text at its place, templates, tags, heads, attachments, and every slip that programs make in them."""

from __future__ import annotations

import pytest

from tests.unit.readers.ofd_files import (
    Ofd,
    layer,
    text,
)
from tests.unit.readers.ofd_pages import MM, boxes


def test_text_stands_where_it_is_printed(opened):
    (page,) = opened(Ofd(pages=[layer(text(1, "申报单位", 20, 30, 4.0))]))
    assert (page.width, page.height) == (595.28, 396.85)
    box = boxes(page)["申报单位"]
    assert box.x0 == pytest.approx(20 * MM, abs=0.1)
    assert box.x1 == pytest.approx(36 * MM, abs=0.1)
    assert box.top < 34 * MM < box.bottom + 0.1


@pytest.mark.parametrize(
    ("steps", "right"),
    [
        ('DeltaX="g 2 3 6"', 15.0),
        ('DeltaX="3"', 12.0),
        ('DeltaX="g 999999999 3"', 12.0),
        ("", 12.0),
        ('DeltaX="x"', 12.0),
    ],
)
def test_steps_between_characters(opened, steps, right):
    code = f'<ofd:TextCode X="0" Y="3" {steps}>甲乙丙丁</ofd:TextCode>'
    (page,) = opened(Ofd(pages=[layer(text(1, "甲乙丙丁", 20, 30, 3.0, code=code))]))
    spans = [span.place.bbox for line in page.lines for span in line.spans]
    assert max(box.x1 for box in spans) == pytest.approx((20 + right) * MM, abs=0.2)
    assert page.text.replace(" ", "") == "甲乙丙丁"


def test_characters_that_wrap_by_steps_are_two_lines(opened):
    code = '<ofd:TextCode X="0" Y="3" DeltaX="3 3 -6 3 3" DeltaY="0 0 5 0 0">甲乙丙丁戊己</ofd:TextCode>'
    (page,) = opened(Ofd(pages=[layer(text(1, "甲乙丙丁戊己", 20, 30, 3.0, code=code))]))
    assert page.text == "甲乙丙\n丁戊己"


def test_a_turn_by_the_matrix(opened):
    (page,) = opened(Ofd(pages=[layer(text(1, "下载次数", 20, 30, 3.0, 'CTM="0 1 -1 0 3.3 0"'))]))
    (box,) = boxes(page).values()
    assert box.height > 3 * box.width


def test_the_page_begins_where_its_box_does(opened):
    (page,) = opened(Ofd(pages=[layer(text(1, "甲", 20, 30), area="10 20 100 100")]))
    assert boxes(page)["甲"].x0 == pytest.approx(10 * MM, abs=0.1)


def test_text_beyond_the_edge_and_without_ink_is_not_shown(opened):
    page = layer(text(1, "看得见", 20, 30), text(2, "纸外", 20, 285), text(3, "无墨", 20, 60, 3, 'Alpha="0"'),
                 text(4, "不可见", 20, 70, 3, 'Visible="false"'))  # fmt: skip
    (read_page,) = opened(Ofd(pages=[page]))
    assert [line.text for line in read_page.lines if not line.invisible] == ["看得见"]


def test_rulings_of_the_template_make_a_table(opened):
    lines = [
        f'<ofd:PathObject Boundary="{box}"><ofd:AbbreviatedData>M 0 0 L {end}</ofd:AbbreviatedData></ofd:PathObject>'
        for box, end in [("20 20 100 1", "100 0"), ("20 40 100 1", "100 0"), ("20 60 100 1", "100 0"),
                         ("20 20 1 40", "0 40"), ("70 20 1 40", "0 40"), ("120 20 1 40", "0 40")]
    ]  # fmt: skip
    page = layer(text(1, "科目", 25, 25), text(2, "差旅费", 75, 45), template='<ofd:Template TemplateID="2"/>')
    (shown,) = opened(Ofd(pages=[page], template=layer(*lines)))
    (table,) = shown.tables
    assert (table.rows, table.columns) == (2, 2)
    assert [cell.span.text for cell in table.cells] == ["科目", "", "", "差旅费"]

"""Whole invoices, drawn here: every field by position, whatever the order in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpora.invoice_faces import Draft, Item, Printed, digital, draft, old
from corpora.invoice_sheets import line_of, moved, page, part, pdf
from extractor.document import Page
from extractor.kinds.invoice import LEAST, parse, score
from extractor.read import ReadSettings, assemble, outline, read_page, recognise, split
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import Invoice

SIZES = {"digital": (595.28, 396.85), "old": (610.0, 394.0)}
FACES: dict[str, Callable[[Draft], list[Printed]]] = {"digital": digital, "old": old}


def value(field: Field[object]) -> object:
    return field.value if isinstance(field, Cited) else None


def said(found: Invoice) -> dict[str, object]:
    """What a record says, in the words of `told`."""
    return {
        "number": value(found.invoice_number),
        "code": value(found.invoice_code) or "",
        "date": str(value(found.issue_date)),
        "buyer": (value(found.buyer.name), value(found.buyer.tax_id)),
        "seller": (value(found.seller.name), value(found.seller.tax_id)),
        "net": value(found.total_amount),
        "tax": value(found.total_tax),
        "total": value(found.total_with_tax),
        "lines": [
            (value(line.raw_name), value(line.amount), value(line.tax_rate_text), value(line.tax))
            for line in found.lines
        ],
    }


def told(what: Draft) -> dict[str, object]:
    return {
        "number": what.number,
        "code": what.code,
        "date": what.issued.isoformat(),
        "buyer": what.buyer,
        "seller": what.seller,
        "net": what.net,
        "tax": what.tax,
        "total": what.total,
        "lines": [(item.name, item.amount, item.rate, item.tax) for item in what.items],
    }


def read_file(path: Path) -> tuple[Page, ...]:
    settings = ReadSettings()
    count = outline(path, path.name, settings).pages
    return tuple(read_page(path, path.name, number, settings) for number in range(1, count + 1))


@pytest.mark.parametrize("layout", ["digital", "old"])
@pytest.mark.parametrize("seed", range(6))
def test_every_field_of_a_text_page(layout: str, seed: int) -> None:
    what = draft(seed, old=layout == "old", lines=1 + seed % 4)
    found = parse(part(page(FACES[layout](what), SIZES[layout], qr=what.qr)))
    assert [said(record) for record in found] == [told(what)]


@pytest.mark.parametrize("layout", ["digital", "old"])
@pytest.mark.parametrize("slope", [-0.03, 0.0, 0.025])
def test_every_field_of_a_leaning_photograph(layout: str, slope: float) -> None:
    what = draft(11, old=layout == "old")
    found = parse(part(page(FACES[layout](what), SIZES[layout], source="ocr:test", slope=slope)))
    assert [said(record) for record in found] == [told(what)]


@pytest.mark.parametrize("layout", ["digital", "old"])
def test_a_real_pdf_with_labels_first_and_values_last(layout: str, tmp_path: Path) -> None:
    what = draft(21, old=layout == "old", lines=3)
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(FACES[layout](what), SIZES[layout]))
    pages = read_file(file)
    found = parse(part(*pages))
    assert [said(record) for record in found] == [told(what)]
    spans = found[0].buyer.name.spans
    assert spans[0].source == "text"
    assert "".join(span.text for span in spans) == what.buyer[0]


def test_two_invoices_on_one_sheet() -> None:
    first, second = draft(31), draft(32)
    sheet = [*digital(first), *moved(digital(second), 0, 420)]
    found = parse(part(page(sheet, (595.28, 841.89))))
    assert [said(record) for record in found] == [told(first), told(second)]


def test_two_invoices_beside_each_other() -> None:
    first, second = draft(33), draft(34)
    sheet = [*digital(first), *moved(digital(second), 640, 3)]
    found = parse(part(page(sheet, (1250, 400), source="ocr:test")))
    assert [said(record) for record in found] == [told(first), told(second)]


def test_two_pages_of_one_invoice_are_one_record() -> None:
    what = draft(41, lines=4)
    first, second = (replace(what, items=what.items[:2]), replace(what, items=what.items[2:]))
    blank = [p for p in digital(first) if not p.text.startswith("¥")]
    totals = [p for p in digital(second) if not p.text.startswith("¥")]
    sums = [p for p in digital(what) if p.text.startswith("¥")]
    words = next(p for p in digital(what) if p.x == 178)
    totals = [p for p in totals if p.x != 178] + [*sums, words]
    pages = (
        page([p for p in blank if p.x != 178], SIZES["digital"]),
        replace(page(totals, SIZES["digital"]), number=2),
    )
    second_page = replace(pages[1], lines=tuple(_on_page_two(line) for line in pages[1].lines))
    found = parse(part(pages[0], second_page))
    assert [said(record) for record in found] == [told(what)]


def _on_page_two(line: object) -> object:
    spans = tuple(replace(span, place=replace(span.place, page=2)) for span in line.spans)  # type: ignore[attr-defined]
    return replace(line, spans=spans)  # type: ignore[type-var]


@pytest.mark.parametrize("turn", ["quarter", "half", "three quarters"])
def test_a_turned_photograph(turn: str) -> None:
    what = draft(51)
    upright = page(digital(what), SIZES["digital"], source="ocr:test")
    width, height = SIZES["digital"]

    def turned(box: object) -> object:
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom  # type: ignore[attr-defined]
        corners = {
            "quarter": (height - bottom, x0, height - top, x1),
            "half": (width - x1, height - bottom, width - x0, height - top),
            "three quarters": (top, width - x1, bottom, width - x0),
        }
        return type(box)(*corners[turn])

    lines = tuple(
        replace(
            line,
            spans=tuple(replace(s, place=replace(s.place, bbox=turned(s.place.bbox))) for s in line.spans),  # type: ignore[union-attr]
        )
        for line in upright.lines
    )
    assert [said(record) for record in parse(part(replace(upright, lines=lines)))] == [told(what)]


@pytest.mark.parametrize("lost", ["金 额", "税率/征收率", "项目名称", "单 价"])
def test_a_header_that_was_not_read_loses_no_line(lost: str) -> None:
    what = draft(66, lines=3)
    face = [p for p in digital(what) if p.text != lost]
    record = parse(part(page(face, SIZES["digital"], source="ocr:test", qr=what.qr)))[0]
    assert [(value(line.amount), value(line.tax)) for line in record.lines] == [(i.amount, i.tax) for i in what.items]
    assert [value(line.raw_name) for line in record.lines] == [item.name for item in what.items]


def test_a_discount_takes_from_the_line_before() -> None:
    what = draft(61)
    items = (
        Item("*纸制品*复印纸", Decimal("500.00"), "13%", Decimal("65.00")),
        Item("*纸制品*复印纸", Decimal("-50.00"), "13%", Decimal("-6.50"), unit="", quantity=""),
    )
    found = parse(part(page(digital(replace(what, items=items)), SIZES["digital"])))
    assert [line.line_kind for line in found[0].lines] == ["discounted", "discount"]
    assert value(found[0].is_red) is False


def test_a_red_invoice_names_the_blue_one() -> None:
    items = (Item("*设计服务*展板设计制作费", Decimal("-1000.00"), "6%", Decimal("-60.00"), quantity="-1"),)
    remark = "被红冲蓝字数电发票号码：25112000000000000017 红字发票信息确认单编号：11011525091000482731"
    what = replace(draft(62, remark=remark), items=items)
    record = parse(part(page(digital(what), SIZES["digital"])))[0]
    assert value(record.is_red) is True
    assert value(record.blue_number) == "25112000000000000017"
    assert value(record.red_confirmation_no) == "11011525091000482731"
    assert value(record.invoice_number) == what.number


@pytest.mark.parametrize("printed", ["免税", "不征税"])
def test_no_tax_is_a_tax_of_nothing(printed: str) -> None:
    items = (Item("*运输服务*客运服务费", Decimal("15.94"), printed, Decimal(0)),)
    what = replace(draft(63), items=items)
    face = [replace(p, text="***") if p.text in ("0", "¥0") else p for p in digital(what)]
    record = parse(part(page(face, SIZES["digital"])))[0]
    assert (value(record.total_tax), value(record.lines[0].tax), value(record.lines[0].tax_rate)) == (0, 0, 0)
    assert value(record.lines[0].tax_rate_text) == printed


def test_a_natural_person_has_a_blank_tax_id() -> None:
    what = replace(draft(64), buyer=("个人", ""))
    face = [p for p in digital(what) if p.text]
    record = parse(part(page(face, SIZES["digital"])))[0]
    assert value(record.buyer.name) == "个人"
    assert isinstance(record.buyer.tax_id, Absent)
    assert record.buyer.tax_id.reason == "blank"


def test_the_cipher_is_nobodys_name() -> None:
    record = parse(part(page(old(draft(65, old=True)), SIZES["old"])))[0]
    everything = repr(record.buyer) + repr(record.seller) + repr(record.remark)
    assert "<" not in "".join(c for c in everything if c in "<>*+")


def test_an_invoice_is_recognised_and_a_letter_is_not() -> None:
    what = draft(71)
    assert score(part(page(digital(what), SIZES["digital"]))) > 0.8
    letter = [
        Printed(80, 100, "关于规范发票管理的通知"),
        Printed(80, 130, "各单位应当取得合法票据，发票抬头应为承担单位全称。"),
    ]
    assert score(part(page(letter, (595, 842)))) < LEAST


def test_recognise_finds_the_kind(tmp_path: Path) -> None:
    what = draft(72)
    file = tmp_path / "b.pdf"
    file.write_bytes(pdf(digital(what), SIZES["digital"]))
    settings = ReadSettings()
    document = assemble("b.pdf", outline(file, "b.pdf", settings), read_file(file), settings)
    found = recognise(split(document)[0])
    assert found.kind == "invoice"
    assert value(found.records[0].invoice_number) == what.number


def test_an_unread_or_empty_page_gives_nothing() -> None:
    empty = Page(1, 595, 842, 0, ())
    assert parse(part(empty)) == ()
    assert score(part(empty)) == 0.0
    assert parse(part(replace(empty, lines=(line_of("发"),)))) is not None

"""What OCR misread is never sure: digits are changed here, and every wrong value must stay below the floor of 0.9."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from corpora.invoice_faces import Draft, Printed, digital, draft, old
from corpora.invoice_sheets import page, part
from extractor.kinds.invoice import parse
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice

SIZES = {"digital": (595.28, 396.85), "old": (610.0, 394.0)}
FACES: dict[str, Callable[[Draft], list[Printed]]] = {"digital": digital, "old": old}
FLOOR = 0.9


def exact(found: Invoice) -> Iterator[tuple[str, Field[object]]]:
    """The fields whose every character counts."""
    yield "number", found.invoice_number
    yield "code", found.invoice_code
    yield "date", found.issue_date
    yield "check", found.check_code
    yield "buyer id", found.buyer.tax_id
    yield "seller id", found.seller.tax_id
    yield "net", found.total_amount
    yield "tax", found.total_tax
    yield "total", found.total_with_tax
    for line in found.lines:
        yield f"amount {line.seq}", line.amount
        yield f"tax {line.seq}", line.tax
        yield f"rate {line.seq}", line.tax_rate


def sound(layout: str, what: Draft) -> dict[str, object]:
    record = parse(part(page(FACES[layout](what), SIZES[layout])))[0]
    return {name: field.value for name, field in exact(record) if isinstance(field, Cited)}


def misread(printed: list[Printed], chance: random.Random) -> list[Printed]:
    """One digit of one value changed."""
    values = [at for at, p in enumerate(printed) if not p.label and re.search(r"\d", p.text)]
    at = chance.choice(values)
    text = printed[at].text
    place = chance.choice([m.start() for m in re.finditer(r"\d", text)])
    other = chance.choice([digit for digit in "0123456789" if digit != text[place]])
    return [*printed[:at], replace(printed[at], text=text[:place] + other + text[place + 1 :]), *printed[at + 1 :]]


@pytest.mark.parametrize("with_code", [True, False])
@pytest.mark.parametrize("layout", ["digital", "old"])
def test_a_misread_digit_is_never_sure(layout: str, with_code: bool) -> None:
    wrong_and_sure = []
    for seed in range(60):
        what = draft(seed, old=layout == "old", lines=1 + seed % 3)
        truth = sound(layout, what)
        face = misread(FACES[layout](what), random.Random(seed))
        qr = what.qr if with_code else ""
        for record in parse(part(page(face, SIZES[layout], source="ocr:test", qr=qr))):
            wrong_and_sure += [
                (seed, name, field.value, truth.get(name))
                for name, field in exact(record)
                if isinstance(field, Cited) and field.confidence >= FLOOR and field.value != truth.get(name)
            ]
    assert wrong_and_sure == []


@pytest.mark.parametrize("layout", ["digital", "old"])
def test_what_agrees_is_sure(layout: str) -> None:
    what = draft(5, old=layout == "old")
    record = parse(part(page(FACES[layout](what), SIZES[layout], source="ocr:test", qr=what.qr)))[0]
    doubtful = [name for name, field in exact(record) if isinstance(field, Cited) and field.confidence < FLOOR]
    assert doubtful == []


def test_without_the_code_number_and_date_are_not_sure() -> None:
    what = draft(6)
    record = parse(part(page(digital(what), SIZES["digital"], source="ocr:test")))[0]
    sure = {name for name, field in exact(record) if isinstance(field, Cited) and field.confidence >= FLOOR}
    assert "number" not in sure
    assert {"buyer id", "seller id", "net", "tax", "total"} <= sure


def test_a_contradicted_value_is_kept_as_read() -> None:
    what = draft(7)
    other = ("8" if what.number[-1] != "8" else "3") + ""
    face = [replace(p, text=p.text[:-1] + other) if p.text == what.number else p for p in digital(what)]
    record = parse(part(page(face, SIZES["digital"], source="ocr:test", qr=what.qr)))[0]
    assert isinstance(record.invoice_number, Cited)
    assert record.invoice_number.value == what.number[:-1] + other
    assert record.invoice_number.confidence < FLOOR
    assert record.qr is not None
    assert record.qr.number.value == what.number


def test_what_the_face_hides_comes_from_the_code() -> None:
    what = draft(8)
    face = [p for p in digital(what) if p.text != what.number]
    record = parse(part(page(face, SIZES["digital"], source="ocr:test", qr=what.qr)))[0]
    assert isinstance(record.invoice_number, Cited)
    assert record.invoice_number.value == what.number
    assert {span.source for span in record.invoice_number.spans} == {"qr"}
    assert "qr" in record.sources


def test_a_sum_under_a_seal_is_the_lines_sum_and_not_sure() -> None:
    what = draft(9, lines=2)
    face = [replace(p, text=p.text[:4]) if p.text == f"¥{what.net}" else p for p in digital(what)]
    record = parse(part(page(face, SIZES["digital"], source="ocr:test", qr=what.qr)))[0]
    assert isinstance(record.total_amount, Cited)
    assert record.total_amount.value == what.net
    assert record.total_amount.confidence < FLOOR


def test_figures_under_a_seal_are_read_from_the_words() -> None:
    what = draft(10)
    face = [p for p in digital(what) if p.text != f"¥{what.total}"]
    record = parse(part(page(face, SIZES["digital"])))[0]
    assert isinstance(record.total_with_tax, Cited)
    assert record.total_with_tax.value == what.total


def test_a_text_page_says_what_it_says() -> None:
    """A sum that does not add up on a text page was read rightly: a rule must be able to say that it is wrong."""
    what = draft(12)
    wrong = what.total + 90
    face = [replace(p, text=f"¥{wrong}") if p.text == f"¥{what.total}" else p for p in digital(what)]
    record = parse(part(page(face, SIZES["digital"], qr=what.qr)))[0]
    assert isinstance(record.total_with_tax, Cited)
    assert (record.total_with_tax.value, record.total_with_tax.confidence) == (Decimal(wrong), 1.0)

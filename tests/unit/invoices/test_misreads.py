"""Known misreadings are put right from what else the invoice says, and are never sure; the rest stays."""

from __future__ import annotations

import doctest
from dataclasses import replace
from decimal import Decimal

import pytest

import extractor.invoices.misreads
from checks.pack import load, programmes
from corpora.invoice_faces import Printed, digital, draft
from corpora.invoice_sheets import page, part
from extractor.invoices.settling import ALONE, FROM_LINES
from extractor.kinds.invoice import parse
from extractor.records.cited import Cited, Field
from extractor.records.invoice import Invoice
from extractor.records.partial_date import PartialDate

SIZE = (595.28, 396.85)
FLOOR = min(float(floor.value) for name in programmes() for floor in load(name).confidence_floor)
WHAT = draft(5, old=False, lines=1)
FACE = digital(WHAT)


def read(face: list[Printed], confidence: float = 0.96) -> Invoice:
    made = page(face, SIZE, source="ocr:test", qr=WHAT.qr)
    lines = [
        replace(line, spans=tuple(replace(span, confidence=confidence) for span in line.spans)) for line in made.lines
    ]
    return parse(part(replace(made, lines=tuple(lines))))[0]


def changed(face: list[Printed], before: str, after: str) -> list[Printed]:
    """The first text that is `before`, as OCR would misread it."""
    at = next(at for at, printed in enumerate(face) if printed.text == before)
    return [*face[:at], replace(face[at], text=after), *face[at + 1 :]]


def value(field: Field[object]) -> object:
    assert isinstance(field, Cited)
    assert field.confidence < FLOOR
    return field.value


def sound() -> Invoice:
    return read(FACE, 0.99)


def printed(of: str, part_of: str = "¥") -> str:
    field = getattr(sound(), of)
    assert isinstance(field, Cited)
    return next(p.text for p in FACE if part_of in p.text and f"{field.value:.2f}" in p.text.replace(",", ""))


def test_the_examples_run() -> None:
    assert doctest.testmod(extractor.invoices.misreads).failed == 0


def test_a_digit_of_the_total_follows_words_and_code() -> None:
    text = printed("total_with_tax")
    wrong = text[:-1] + ("1" if text[-1] != "1" else "2")
    made = read(changed(FACE, text, wrong))
    assert value(made.total_with_tax) == sound().total_with_tax.value
    assert len(made.total_with_tax.spans) == 2


def test_a_total_that_was_read_without_doubt_stays_however_wrong_it_is() -> None:
    text = printed("total_with_tax")
    wrong = text[:-1] + ("1" if text[-1] != "1" else "2")
    made = read(changed(FACE, text, wrong), 0.999)
    assert value(made.total_with_tax) == Decimal(wrong.lstrip("¥").replace(",", ""))


def test_a_total_that_the_sums_confirm_stays_whatever_words_and_code_say() -> None:
    texts = (printed("total_with_tax"), printed("total_amount"))
    face = FACE
    for text in texts:
        face = changed(face, text, text[:-1] + str(int(text[-1]) + 1))
    made = read(face)
    net, tax, total = made.total_amount, made.total_tax, made.total_with_tax
    assert isinstance(net, Cited)
    assert isinstance(tax, Cited)
    assert isinstance(total, Cited)
    assert total.value == net.value + tax.value
    assert total.value != sound().total_with_tax.value


def test_a_total_that_words_and_code_confirm_keeps_its_first_digit() -> None:
    what = next(what for seed in range(400) if str((what := draft(seed, old=False, lines=1)).total)[0] == "1")
    face = digital(what)
    less = Decimal(str(what.total)[1:]) - what.tax
    face = changed(changed(face, f"¥{what.total}", str(what.total)), f"¥{what.net}", f"¥{less}")
    goods = next(one.y for one in face if one.text.startswith("*"))
    face = [one for one in face if one.y != goods]
    made = page(face, SIZE, source="ocr:test", qr=what.qr)
    found = parse(part(made))[0]
    assert found.total_with_tax.value == what.total


def test_no_verdict_rests_on_what_nothing_confirms() -> None:
    assert ALONE < FLOOR
    assert FROM_LINES < FLOOR


def test_a_total_of_other_digits_stays() -> None:
    text = printed("total_with_tax")
    made = read(changed(FACE, text, "¥1.00"))
    assert value(made.total_with_tax) == Decimal("1.00")


def test_a_sign_read_as_a_digit_is_left_out_where_the_sums_then_agree() -> None:
    text = printed("total_tax")
    made = read(changed(FACE, text, text.replace("¥", "1")))
    assert value(made.total_tax) == sound().total_tax.value


def test_the_first_star_of_a_name_is_put_back() -> None:
    name = sound().lines[0].raw_name
    assert isinstance(name, Cited)
    (whole,) = [p.text for p in FACE if p.text.startswith("*")][:1]
    line = read(changed(FACE, whole, whole[1:])).lines[0]
    assert value(line.raw_name) == name.value
    assert value(line.short_name) == sound().lines[0].short_name.value


def test_without_the_words_of_the_sums_their_row_is_no_goods() -> None:
    face = [p for p in FACE if p.text.replace(" ", "") not in ("合计", "合", "计")]
    made = read(face, 0.99)
    assert len(made.lines) == 1
    assert made.total_amount.value == sound().total_amount.value
    assert made.total_tax.value == sound().total_tax.value


@pytest.mark.parametrize("source", ["text", "ocr:test"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_sum_that_runs_over_the_ruling_is_one_number(source: str, cut: int) -> None:
    text = printed("total_tax")
    at = next(at for at, one in enumerate(FACE) if one.text == text)
    whole, width = FACE[at], (len(text) - cut) * FACE[at].size / 2
    torn = [replace(whole, text=text[:-cut]), replace(whole, x=whole.x + width, text=text[-cut:])]
    made = page([*FACE[:at], *FACE[at + 1 :]], SIZE, source=source)
    rest = page(torn, SIZE, source=source)
    spans = [replace(line, spans=(span,)) for line in rest.lines for span in line.spans]
    found = parse(part(replace(made, lines=(*made.lines, *spans))))[0]
    assert found.total_tax.value == sound().total_tax.value


def test_no_day_is_the_noughth() -> None:
    with pytest.raises(ValueError, match="day"):
        PartialDate(2024, 5, 0)

"""What a file states, laid over what its pages print: who wins, what is kept, and what a person must look at."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal

import pytest

from corpora.invoice_table import run
from extractor.document import DataField, InXml, OnPage, Page, Span
from extractor.geometry import BBox
from extractor.invoices.agreeing import agreed, one_of, same_text
from extractor.invoices.data import with_data
from extractor.invoices.stated import is_invoice, stated
from extractor.records.cited import Absent, Cited

NUMBER = "24112000000012345678"


def said(origin, name, text, top=None):
    place = InXml(name) if top is None else OnPage(1, BBox(10, top, 90, top + 10))
    return DataField(origin, name, Span(text, place, 1.0, "xml", text))


def lines(*amounts, origin="xml", name="*某类*某物"):
    found = []
    for number, amount in enumerate(amounts, 1):
        line = f"eInvoice/GoodsInfos/GoodsInfo[{number}]"
        found += [said(origin, f"{line}/Item", name), said(origin, f"{line}/Amount", amount)]
    return found


def one(*fields):
    (found,) = stated([said("xml", "eInvoice/InvoiceNo", NUMBER), *fields])
    return found


def printed(*amounts, name="*某类*某物", total="300.00"):
    """As if it had been read from the page."""
    return one(*lines(*amounts, name=name), said("xml", "eInvoice/TaxExclusiveTotalAmount", total))


def test_plate_numbers_are_no_invoice_numbers():
    assert not is_invoice([said("xml", "EInvoice/EInvoiceData/SpecificInformation/Toll/PlateNumber", "京A00000")])
    assert not is_invoice([said("info", "producer-version", "1")])
    assert is_invoice([said("tags", "root/InvoiceNo", NUMBER, 10)])


def test_the_strongest_source_wins_and_all_are_cited():
    data = [
        said("info", "发票号码", NUMBER), said("info", "合计金额", "5.00"),
        said("tags", "root/TaxExclusiveTotalAmount", "¥5.00", 50),
        said("xml", "eInvoice/TaxExclusiveTotalAmount", "5.00"),
    ]  # fmt: skip
    made = agreed(stated(data), None)
    assert made.total_amount.value == Decimal("5.00")
    assert made.total_amount.confidence == 1.0
    assert [type(span.place).__name__ for span in made.total_amount.spans] == ["InXml", "OnPage", "InXml"]
    assert made.total_amount.raw == "5.00"
    changed = agreed(stated([*data[:3], said("xml", "eInvoice/TaxExclusiveTotalAmount", "6.00")]), None)
    assert changed.total_amount.value == Decimal("6.00")
    assert changed.total_amount.confidence < 0.9
    assert len(changed.total_amount.spans) == 3


def test_agreement_further_down_does_not_hide_a_disagreement():
    """The second and third source agree; the first does not."""
    values = [Cited(text, (Span(text, InXml(str(at)), 1.0, "xml", text),), 1.0) for at, text in enumerate("甲乙乙")]
    assert one_of(values, same_text).confidence < 0.9
    assert one_of(values[::-1], same_text).confidence < 0.9
    assert one_of([values[1], values[2]], same_text).confidence == 1.0


def test_doubtful_print_is_confirmed_by_data():
    doubtful = Cited("甲公司", (Span("甲公司", OnPage(1, BBox(0, 0, 1, 1)), 0.5, "ocr:x", "甲公司"),), 0.5)
    sure = Cited("甲公司", (Span("甲公司", InXml("a"), 1.0, "xml", "甲公司"),), 1.0)
    assert one_of([sure, doubtful], same_text).confidence == 1.0
    assert one_of([Absent("名称", "not_found"), doubtful], same_text) == doubtful


def test_what_is_blank_on_the_page_stays_blank():
    assert one_of([Absent("备注", "not_found"), Absent("备注", "blank")], same_text).reason == "blank"


@pytest.mark.parametrize(
    ("stated_amounts", "printed_amounts", "expected", "sure"),
    [
        (["100.00", "200.00"], ["100.00", "200.00"], 2, True),
        (["100.00", "200.00"], ["100.00", "250.00"], 2, False),
        (["100.00", "200.00"], ["300.00"], 2, False),  # both make up the total: a person decides
        (["100.00", "200.00"], ["100.00"], 2, True),  # a line of the page was not read
        (["100.00"], ["100.00", "200.00"], 2, True),  # the data lacks a line
        (["100.00"], ["50.00", "60.00"], 1, False),
        ([], ["300.00"], 1, True),
        (["300.00"], [], 1, True),
    ],
)
def test_lines(stated_amounts, printed_amounts, expected, sure):
    made = agreed([one(*lines(*stated_amounts))], printed(*printed_amounts))
    assert len(made.lines) == expected
    assert all((line.amount.confidence >= 0.9) for line in made.lines) is sure


def test_a_line_that_refers_to_a_list_keeps_its_place():
    made = agreed([one(*lines("100.00", "200.00"))], printed("300.00", name="（详见销货清单）"))
    assert [line.amount.value for line in made.lines] == [Decimal("300.00")]
    assert [line.amount.value for line in made.listed] == [Decimal("100.00"), Decimal("200.00")]


def test_free_of_tax_is_the_same_as_nothing_percent():
    first = one(*lines("100.00"), said("xml", "eInvoice/GoodsInfos/GoodsInfo[1]/TaxScheme", "0"))
    face = one(*lines("100.00"), said("xml", "eInvoice/GoodsInfos/GoodsInfo[1]/TaxScheme", "免税"))
    (line,) = agreed([first], face).lines
    assert (line.tax_rate_text.value, line.tax_rate.value) == ("免税", 0)
    assert line.tax_rate_text.confidence == 1.0


def test_data_finds_its_invoice():
    def page(number, *fields):
        return Page(number, 595, 396, 0, (), data=tuple(fields))

    first, second = one(), stated([said("xml", "eInvoice/InvoiceNo", "24112000000087654321")])[0]
    pages = [page(1, said("info", "发票号码", NUMBER), said("info", "合计税额", "1.00"))]
    made = with_data((second, first), pages)
    assert [one.total_tax.present for one in made] == [False, True]
    assert len(with_data((second,), pages)) == 1  # another number: seen as a disagreement
    assert with_data((second,), pages)[0].invoice_number.confidence < 0.9
    two = [*pages, page(2, said("info", "发票号码", "24112000000087654321"))]
    assert len(with_data((), two)) == 2
    assert with_data((first,), [page(1)]) == (first,)


def test_no_field_of_a_labelled_file_is_missed(samples, tmp_path, capsys):
    """OFD and XML samples: every field right and sure."""
    only = ["ofd/", "xml/"]
    engine = {"engine": "auto", "precision": "auto"}
    run(Namespace(folder=samples / "invoices", cache=tmp_path, only=only, misses=True, **engine))
    total = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("all "))
    assert "(100.0%), 0 wrong, 0 missing" in total
    assert "right below it: 0" in total

"""Payment tables: who is paid what, signed or not, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.document import Mark, Page
from extractor.recognise import recognise
from extractor.records.payment_table import PaymentTable
from tests.builders import Flowing, Paged, identity, part
from tests.unit.kinds.money_papers import from_sheet, known, value
from tests.workbooks import sheet, workbook

PAYEES = [
    ("甄一", identity("110105", "19800307", "021"), "2000", "320", "1680"),
    ("甄二", identity("110105", "19790412", "033"), "800", "0", "800"),
]


def payment_rows(signatures: bool = True) -> list[tuple[str, ...]]:
    head = (
        "序号",
        "姓名",
        "身份证号",
        "工作单位",
        "职称",
        "标准（元/天）",
        "天数",
        "应发金额（元）",
        "个税",
        "实发金额",
        "签字",
    )
    rows = [head]
    for number, (name, card, gross, tax, net) in enumerate(PAYEES, 1):
        sign = name if signatures and number == 1 else ""
        rows.append((str(number), name, card, "某大学", "教授", "1000", "2", gross, tax, net, sign))
    return [*rows, ("合计", "", "", "", "", "", "", "2800", "320", "2480", "")]


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_a_payment_table(form: str, tmp_path: Path) -> None:
    title = "某对接会专家咨询费发放表"
    if form == "docx":
        paper = part(
            Flowing().text(title, "title").text("活动名称：需求对接会　日期：2025年7月10日").table(*payment_rows()),
            format="docx",
        )
    elif form == "pdf":
        paper = part(Paged().title(title).line("活动名称：需求对接会", "日期：2025年7月10日").table(*payment_rows()))
    else:
        rows = [[title], ["活动名称：需求对接会　日期：2025年7月10日"], *(list(row) for row in payment_rows())]
        paper = from_sheet(tmp_path, workbook({"发放表": sheet(rows, "A1:K1", "A2:K2")}))
    record = known(paper, "payment_table")
    assert isinstance(record, PaymentTable)
    assert [row.key for row in record.rows] == [card for _, card, *_ in PAYEES]
    first, second = record.rows
    assert (value(first.name), value(first.employer), value(first.title)) == ("甄一", "某大学", "教授")
    assert (value(first.standard), value(first.days)) == (1000, 2)
    assert (value(first.gross), value(first.tax), value(first.net)) == (2000, 320, 1680)
    assert first.tax.present
    assert first.tax.confidence == 1.0, "the unit stands at another column"
    assert (first.signed, second.signed) == (True, False)
    assert value(record.total) == 2800
    assert value(record.category) in ("咨询费", "专家咨询费")
    assert value(record.activity) == "需求对接会"
    assert str(value(record.date)) == "2025-07-10"


@pytest.mark.parametrize(("gross", "sure"), [("2000", True), ("0.2", False)])
def test_small_taxes_are_in_yuan_where_the_fees_must_be(gross: str, sure: bool) -> None:
    head, row = (
        ("序号", "姓名", "工作单位", "应发金额", "个税", "签字"),
        ("1", "甄一", "某大学", gross, "240", "甄一"),
    )
    record = known(part(Flowing().text("劳务费发放表", "title").table(head, row), format="docx"), "payment_table")
    tax = record.rows[0].tax
    assert tax.present
    assert (tax.confidence == 1.0) == sure


def test_an_empty_signature_on_a_scan_is_not_called_missing() -> None:
    page = Paged(scanned=True, confidence=0.95).title("劳务费发放表").table(*payment_rows(signatures=False)).page()
    assert [row.signed for row in known(part(page), "payment_table").rows] == [None, None]
    cell = page.tables[0].at(1, 10)
    signed = Page(
        1,
        page.width,
        page.height,
        0,
        page.lines,
        page.tables,
        (Mark("signature", cell.span.place),),
        True,
        "ocr:test",
    )
    assert known(part(signed), "payment_table").rows[0].signed is True


def test_a_payment_table_is_known_by_its_columns() -> None:
    paper = Flowing().text("附表三", "title").table(*payment_rows())
    assert recognise(part(paper, format="docx")).kind == "payment_table"


def test_a_roster_and_a_sign_in_sheet_are_no_payment_tables() -> None:
    roster = (
        Flowing()
        .text("成员名册", "title")
        .table(
            ("序号", "姓名", "性别", "出生年月", "职称", "工作单位", "分工"),
            ("1", "甄一", "男", "1980.03", "教授", "某大学", "总体"),
            ("2", "甄二", "女", "1979.04", "教授", "某大学", "试验"),
        )
    )
    assert recognise(part(roster, format="docx")).kind == "roster"
    signing = Flowing().text("签到表", "title").table(("序号", "姓名", "单位", "签字"), ("1", "甄一", "某大学", ""))
    assert recognise(part(signing, format="docx")).kind == "activity"

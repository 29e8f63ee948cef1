"""Budgets, settlements: what is a line, what is a sum, in which unit, in every format."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.document import Cell, InTable, Line, Page, Span, Table
from extractor.recognise import recognise
from extractor.records.budget import Budget
from extractor.records.settlement import Settlement
from tests.builders import Flowing, Paged, part
from tests.unit.kinds.money_papers import from_sheet, known, value
from tests.workbooks import Typed, sheet, workbook

BUDGET = [
    ("科目", "测算依据", "预算金额（万元）"),
    ("咨询费", "专家3人×2天×0.08万元", "0.48"),
    ("劳务费", "临时人员", "1.2"),
    ("合计", "", "1.68"),
]


def amounts(record: Budget) -> list[tuple[object, object]]:
    return [(value(line.category), value(line.amount)) for line in record.lines]


@pytest.mark.parametrize("form", ["docx", "pdf", "scan", "xlsx", "csv"])
def test_one_budget_in_every_format(form: str, tmp_path: Path) -> None:
    if form == "docx":
        paper = part(Flowing().text("某工作室经费预算表", "title").table(*BUDGET), format="docx")
    elif form in ("pdf", "scan"):
        made = Paged(scanned=form == "scan", confidence=0.97 if form == "scan" else 1.0)
        paper = part(made.title("某工作室经费预算表").table(*BUDGET))
    elif form == "xlsx":
        rows = [["某工作室经费预算表"], *(list(row) for row in BUDGET)]
        paper = from_sheet(tmp_path, workbook({"Sheet1": sheet(rows, "A1:C1")}))
    else:
        rows = ["某工作室经费预算表,,", *(",".join(row) for row in BUDGET)]
        paper = from_sheet(tmp_path, "\n".join(rows).encode("gbk"))
    record = known(paper, "budget")
    assert isinstance(record, Budget)
    assert amounts(record) == [("咨询费", Decimal("4800.00")), ("劳务费", Decimal("12000.0"))]
    assert value(record.total) == Decimal("16800.00")
    assert [line.top for line in record.lines] == [True, True]
    assert value(record.title) == "某工作室经费预算表"
    assert value(record.lines[0].basis) == "专家3人×2天×0.08万元"


def test_a_total_under_the_number_column_is_no_line(tmp_path: Path) -> None:
    rows = [["某站点经费预算表"], ["序号", "预算科目", "金额（元）"], [1, "会议费", 20000], [2, "其他费用", 10000]]
    paper = from_sheet(tmp_path, workbook({"Sheet1": sheet([*rows, ["合计", "", 30000]], "A1:C1")}))
    record = known(paper, "budget")
    assert amounts(record) == [("会议费", Decimal(20000)), ("其他费用", Decimal(10000))]
    assert value(record.total) == Decimal(30000)


def test_the_unit_stands_above_the_table_or_behind_the_value() -> None:
    above = (
        Flowing()
        .text("经费预算表", "title")
        .text("单位：万元")
        .table(("科目", "金额"), ("会议费", "2"), ("合计", "2"))
    )
    assert amounts(known(part(above, format="docx"), "budget")) == [("会议费", Decimal(20000))]
    own = Flowing().text("经费预算表", "title").table(("科目", "金额"), ("会议费", "2万元"), ("劳务费", "800元"))
    assert amounts(known(part(own, format="docx"), "budget")) == [
        ("会议费", Decimal(20000)),
        ("劳务费", Decimal(800)),
    ]


def test_an_amount_too_small_for_yuan_without_a_unit_is_doubted() -> None:
    paper = Flowing().text("经费预算表", "title").table(("科目", "金额"), ("会议费", "3.2"), ("培训费", "5000"))
    small, large = known(part(paper, format="docx"), "budget").lines
    assert small.amount.confidence < 0.85
    assert large.amount.confidence == 1.0


@pytest.mark.parametrize(
    "said", ["编制单位：北京某某促进会　　日期：2025年5月6日", "编制单位（盖章）：北京某某促进会"]
)
def test_whose_budget_it_is(said: str) -> None:
    paper = (
        Flowing().text("经费预算表", "title").text("单位：元").table(("科目", "金额"), ("会议费", "2000")).text(said)
    )
    assert value(known(part(paper, format="docx"), "budget").organisation) == "北京某某促进会"


def test_subtotals_details_and_signatures_are_no_lines() -> None:
    paper = Flowing().text("项目经费预算明细表", "title")
    paper.table(
        ("科目", "明细", "单价（元）", "数量", "天数", "金额（元）"),
        ("咨询费", "专家论证", "800", "3人", "2", "4800"),
        ("", "专家评审", "800", "1", "半天", "400"),
        ("小计", "", "", "", "", "5200"),
        ("劳务费", "", "", "", "", "1000"),
        ("合计", "", "", "", "", "6200"),
        ("制表人：甲", "", "审核人：乙", "", "", ""),
    )
    record = known(part(paper, format="docx"), "budget")
    assert [(line.key, value(line.amount)) for line in record.lines] == [
        ("咨询费|专家论证", Decimal(4800)),
        ("咨询费|专家评审", Decimal(400)),
        ("劳务费", Decimal(1000)),
    ]
    first = record.lines[0]
    assert (value(first.unit_price), value(first.quantity), value(first.days)) == (800, 3, 2)
    assert value(record.lines[1].days) == Decimal("0.5")
    assert value(record.total) == 6200


def test_details_below_a_numbered_category_do_not_add_up_again() -> None:
    paper = Flowing().text("经费预算表", "title")
    paper.table(
        ("支出内容", "金额（元）", "说明"),
        ("一、咨询费", "5200", ""),
        ("1.专家论证", "4800", ""),
        ("2.专家评审", "400", ""),
        ("二、劳务费", "1000", ""),
        ("总计", "6200", ""),
    )
    record = known(part(paper, format="docx"), "budget")
    assert [line.top for line in record.lines] == [True, False, False, True]


def test_a_heading_over_the_full_width_is_the_category_of_what_follows() -> None:
    wide = Flowing().text("经费预算表", "title").page()
    texts = [
        ("项目", "内容", "金额（元）"),
        ("一、咨询费", "", ""),
        ("", "论证", "4800"),
        ("合计（大写）：肆仟捌佰元整", "", ""),
    ]
    cells = []
    for row, row_texts in enumerate(texts):
        spread = row in (1, 3)
        for column, text in enumerate(row_texts[:1] if spread else row_texts):
            span = Span(text, InTable((0,), row, column), 1.0, "text", text)
            cells.append(Cell(row, column, 1, 3 if spread else 1, span))
    lines = tuple(Line((cell.span,), table=0) for cell in cells if cell.span.text)
    page = Page(1, 0, 0, 0, wide.lines + lines, (Table(tuple(cells), 4, 3, InTable((0,), 0, 0)),))
    record = known(part(page, format="docx"), "budget")
    assert [(value(line.category), value(line.item), value(line.amount)) for line in record.lines] == [
        ("一、咨询费", "论证", Decimal(4800))
    ]
    assert value(record.total) == 4800


def test_a_table_that_goes_on_over_the_page_keeps_all_its_lines() -> None:
    first = Paged(1).title("经费预算表").table(("科目", "金额（元）"), ("咨询费", "1000"), ("劳务费", "2000"))
    second = Paged(2).table(("科目", "金额（元）"), ("会议费", "3000"), ("合计", "6000"))
    record = known(part(first, second), "budget")
    assert [value(line.amount) for line in record.lines] == [1000, 2000, 3000]
    assert value(record.total) == 6000


def test_two_sources_in_columns_of_their_own() -> None:
    paper = Flowing().text("经费预算表", "title")
    paper.table(("科目", "专项经费（元）", "自筹经费（元）"), ("咨询费", "1000", "500"), ("合计", "1000", "500"))
    record = known(part(paper, format="docx"), "budget")
    assert [(value(line.source), value(line.amount)) for line in record.lines] == [("专项", 1000), ("配套", 500)]
    assert (value(record.grant_total), value(record.matching_total)) == (1000, 500)


def test_a_formula_without_a_result_is_not_a_value(tmp_path: Path) -> None:
    rows = [["经费预算表"], ["科目", "金额（元）"], ["咨询费", 1200], ["合计", Typed(None, formula="SUM(B3:B3)")]]
    record = known(from_sheet(tmp_path, workbook({"x": sheet(rows, "A1:B1")})), "budget")
    assert value(record.lines[0].amount) == 1200
    assert value(record.total) == "absent:unreadable"


def test_a_settlement_in_prose_with_a_table() -> None:
    paper = (
        Flowing()
        .text("某站点项目决算报告", "title")
        .text("项目承担单位：北京某某促进会；项目周期：2025年5月6日至2025年10月31日。")
    )
    paper.table(
        ("科目", "预算（万元）", "决算（万元）", "结余（万元）", "执行率"),
        ("咨询费", "3.00", "2.50", "0.50", "83%"),
        ("会议费", "2.00", "2.20", "-0.20", "110%"),
        ("合计", "5.00", "4.70", "0.30", "94%"),
    )
    paper.text("北京某某促进会").text("2025年11月12日")
    record = known(part(paper, format="docx"), "settlement")
    assert isinstance(record, Settlement)
    assert [(value(line.budget), value(line.actual), value(line.balance)) for line in record.lines] == [
        (30000, 25000, 5000),
        (20000, 22000, -2000),
    ]
    assert (value(record.total_budget), value(record.total_actual), value(record.total_balance)) == (
        50000,
        47000,
        3000,
    )
    assert value(record.organisation) == "北京某某促进会"
    assert str(value(record.date)) == "2025-11-12"


def test_a_settlement_without_a_table_is_still_its_paper() -> None:
    paper = Flowing().text("某站点项目决算报告", "title").text("经费已全部用于咨询费和会议费。")
    found = recognise(part(paper, format="docx"))
    assert found.kind == "settlement"
    assert type(found.records[0]).__name__ == "SupportingPaper"


def test_the_settlement_of_the_samples(samples: Path, tmp_path: Path) -> None:
    data = (samples / "packets" / "z01_a_complete" / "09 项目决算报告.docx").read_bytes()
    record = known(from_sheet(tmp_path, data), "settlement")
    assert len(record.lines) == 5
    assert all(line.top for line in record.lines)
    assert sum(line.actual.value for line in record.lines) == record.total_actual.value

"""支出明细 in the formats that teams hand in: rows, numbers, sums; what is none of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.recognise import recognise
from extractor.records.voucher_list import VoucherList
from tests.builders import Flowing, Paged, part
from tests.unit.kinds.test_money import from_sheet, value
from tests.workbooks import sheet, workbook

LIST = [
    ("序号", "日期", "凭证号", "发票号码", "摘要", "科目", "收款单位", "金额"),
    ("1", "2025-06-05", "记-12", "25112000000000000017", "展板设计", "活动实施费", "青屿图文设计有限公司", "106.00"),
    ("2", "2025-06-09", "记-15", "25112000000000000018", "会场费", "会议费", "云杉会议服务有限公司", "12,000.00"),
    ("合计", "", "", "", "", "", "", "12,106.00"),
]


def known(paper: object) -> VoucherList:
    found = recognise(paper)  # type: ignore[arg-type]
    assert found.kind == "voucher_list", found
    (record,) = found.records
    assert isinstance(record, VoucherList)
    return record


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_one_list_in_every_format(form: str, tmp_path: Path) -> None:
    if form == "docx":
        paper = part(
            Flowing().text("项目支出明细表", "title").text("项目编号：KJ2025-031").table(*LIST), format="docx"
        )
    elif form == "pdf":
        paper = part(Paged().title("项目支出明细表").line("项目编号：KJ2025-031").table(*LIST))
    else:
        rows = [("项目支出明细表",), ("项目编号：KJ2025-031",), *LIST]
        paper = from_sheet(tmp_path, workbook({"明细": sheet(rows)}))
    found = known(paper)
    assert value(found.account) == "KJ2025-031"
    assert value(found.total) == Decimal("12106.00")
    assert [value(row.invoice_number) for row in found.rows] == ["25112000000000000017", "25112000000000000018"]
    assert [value(row.category) for row in found.rows] == ["活动实施费", "会议费"]
    assert [(str(value(row.date)), value(row.amount)) for row in found.rows] == [
        ("2025-06-05", Decimal("106.00")),
        ("2025-06-09", Decimal("12000.00")),
    ]
    assert all(row.amount.confidence >= 0.9 for row in found.rows if row.amount.present)


def test_an_account_without_numbers_needs_its_title() -> None:
    rows = [("日期", "摘要", "科目", "金额"), ("2025-06-05", "展板设计", "活动实施费", "106.00")]
    assert known(part(Flowing().text("项目明细账", "title").table(*rows), format="docx")).rows
    assert recognise(part(Flowing().text("活动安排", "title").table(*rows), format="docx")).kind != "voucher_list"


@pytest.mark.parametrize("name", ["某工作室经费预算表", "项目决算表"])
def test_budgets_and_settlements_stay_what_they_are(name: str) -> None:
    rows = [
        ("科目", "预算金额", "决算金额", "结余"),
        ("咨询费", "10000", "9000", "1000"),
        ("合计", "10000", "9000", "1000"),
    ]
    assert recognise(part(Flowing().text(name, "title").table(*rows), format="docx")).kind != "voucher_list"

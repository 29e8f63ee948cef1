"""The day of payment that lists, payment tables and settlements state, apart from other dates."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.recognise import recognise
from tests.builders import Flowing, part


def _rows(paper: Flowing) -> Any:
    (record,) = recognise(part(paper, format="docx")).records
    return getattr(record, "rows", None) or getattr(record, "lines")  # noqa: B009  one or the other kind


@pytest.mark.parametrize("head", ["付款日期", "支付时间", "转账日期", "交易日期", "实际付款日期"])
def test_a_list_with_two_dates(head: str) -> None:
    table = (
        ("序号", "发票日期", head, "发票号码", "摘要", "收款单位", "金额"),
        ("1", "2025-06-05", "2025年7月1日", "25112000000000000017", "展板设计", "青屿图文设计有限公司", "106.00"),
    )
    (row,) = _rows(Flowing().text("项目支出明细表", "title").table(*table))
    assert (str(row.date.value), str(row.paid_on.value)) == ("2025-06-05", "2025-07-01")


def test_a_booking_date_is_no_payment() -> None:
    table = (("凭证号", "日期", "摘要", "金额"), ("记-12", "2025-06-05", "展板设计", "106.00"))
    (row,) = _rows(Flowing().text("项目支出明细账", "title").table(*table))
    assert str(row.date.value) == "2025-06-05"
    assert not row.paid_on.present


@pytest.mark.parametrize(
    ("title", "status", "wanted"),
    [
        ("项目付款明细表", "已付", "2025-06-05"),
        ("项目支出明细表", "已于2025年7月1日支付", "2025-07-01"),
        ("项目支出明细表", "拟于2025年7月1日支付", ""),
        ("项目支出明细表", "已付", ""),
    ],
)
def test_the_title_or_the_status_tells_it(title: str, status: str, wanted: str) -> None:
    head = ("凭证号", "日期", "摘要", "金额", "支付情况")
    (row,) = _rows(Flowing().text(title, "title").table(head, ("记-12", "2025-06-05", "展板设计", "106.00", status)))
    assert (str(row.paid_on.value) if row.paid_on.present else "") == wanted


def test_the_only_date_is_that_of_payment() -> None:
    table = (("摘要", "付款日期", "金额"), ("展板设计", "2025.7.1", "106.00"), ("会场费", "未付", "8.00"))
    paid, open_ = _rows(Flowing().text("项目付款明细表", "title").table(*table))
    assert str(paid.date.value) == str(paid.paid_on.value) == "2025-07-01"
    assert not open_.paid_on.present


def test_payment_tables_and_settlements() -> None:
    table = (
        ("姓名", "工作单位", "应发金额", "个税", "实发金额", "发放日期"),
        ("某甲", "某某公司", "800", "0", "800", "2025-07-02"),
    )
    (payment,) = _rows(Flowing().text("专家劳务费发放表", "title").table(*table))
    assert str(payment.paid_on.value) == "2025-07-02"
    settled = (("科目", "预算数", "决算数", "付款日期"), ("会议费", "800.00", "800.00", "2025-07-03"))
    (line,) = _rows(Flowing().text("项目决算表", "title").table(*settled))
    assert str(line.paid_on.value) == "2025-07-03"

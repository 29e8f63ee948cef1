"""A line that only refers to a list of goods says nothing: the list's lines are placed, or a person looks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.expense_lines import of_invoice
from tests.unit.checks.papers import invoice

REFERRING = ("*印刷品*(详见销货清单)", "*印刷品*详见清单", "*印刷品*（见附件清单）")


def bought(*lines: str) -> Any:
    return invoice({"kind": "普票", "invoice_number": "00000001", "lines": list(lines)})


@pytest.mark.parametrize("line", REFERRING)
def test_a_list_that_was_not_read_leaves_a_doubt(line: str) -> None:
    [placed] = of_invoice("station", bought(line))
    assert "清单" in placed.doubt


def test_the_lines_of_a_list_that_was_read_are_placed() -> None:
    goods = bought("*计算机外部设备*激光打印机", "*印刷品*会议手册")
    lines = of_invoice("station", replace(bought(REFERRING[0]), listed=goods.lines))
    assert [line.placement.verdict for line in lines] == [
        line.placement.verdict for line in of_invoice("station", goods)
    ]
    assert len(lines) == 2
    assert not any(line.doubt for line in lines)


def test_an_ordinary_line_has_no_doubt() -> None:
    [placed] = of_invoice("station", bought("*印刷品*会议手册"))
    assert not placed.doubt

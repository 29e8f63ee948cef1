"""Amounts in 元: digits, 万元, 大写; a range or a bare number in running text is no amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.text.amounts import find_amounts, integer, parse_amount, stated_unit


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("20万元", "", "200000"),
        ("15万", "", "150000"),
        ("0.96", "万元", "9600.00"),
        ("0.96万元", "元", "9600.00"),
        ("1,234.50", "元", "1234.50"),
        ("¥-3018.87", "", "-3018.87"),
        ("（大写）壹拾伍万元整（小写）¥150000.00", "", "150000.00"),
        ("叁仟零玖拾元伍角整", "", "3090.5"),
        ("贰万圆整", "", "20000"),
        ("１２．５万元", "", "125000.0"),
        ("6000-8400", "", None),
        ("—", "", None),
        ("", "元", None),
    ],
)
def test_amounts(text: str, unit: str, expected: str | None) -> None:
    found = parse_amount(text, unit)
    assert found == (Decimal(expected) if expected else None)


def test_running_text_needs_a_unit() -> None:
    found = find_amounts("2025年拨付15万元，占100%，共3人次，每次￥800.00")
    assert [f.amount for f in found] == [Decimal(150000), Decimal("800.00")]


def test_units_and_whole_numbers() -> None:
    assert stated_unit("八、经费预算（单位：万元）") == "万元"
    assert stated_unit("金额（元）") == "元"
    assert stated_unit("金额") == ""
    assert [integer(t) for t in ("7人（含负责人）", "共十二名", "45岁", "3.5", "若干")] == [7, 12, 45, None, None]

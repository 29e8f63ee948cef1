"""大写 sums: every sum to the cent comes back, and nothing but a whole sum is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.uppercase_amounts import find_uppercase, parse_uppercase, to_uppercase

SUMS = st.integers(min_value=-(10**13), max_value=10**13).map(lambda cents: Decimal(cents).scaleb(-2))


@given(SUMS)
def test_what_is_written_is_read_back(amount: Decimal) -> None:
    assert parse_uppercase(to_uppercase(amount)) == amount


@given(SUMS)
def test_yuan_and_whole_variants_say_the_same(amount: Decimal) -> None:
    text = to_uppercase(amount).replace("圆", "元").replace("整", "正")
    assert parse_uppercase(f"人民币 {text}") == amount


@given(SUMS, st.text(alphabet="（）：大写小价税合计 ¥", max_size=6))
def test_a_sum_is_found_in_its_row(amount: Decimal, around: str) -> None:
    found = find_uppercase(f"{around} {to_uppercase(amount)} （小写）¥")
    assert found is not None
    assert found.amount == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("贰佰元零伍角", "200.50"),
        ("壹万零壹拾圆整", "10010.00"),
        ("拾元整", "10.00"),
        ("⊗叁佰圆整", "300.00"),
        ("（负数）伍拾捌圆捌角", "-58.80"),
        ("叁分", "0.03"),
        ("壹拾万零伍佰元柒分", "100500.07"),
    ],
)
def test_printed_forms(text: str, amount: str) -> None:
    assert parse_uppercase(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "圆整", "壹佰贰拾", "壹拾拾圆", "贰叁圆整", "壹佰圆整多", "仟壹佰圆", "佰圆"])
def test_what_is_no_whole_sum_is_not_read(text: str) -> None:
    assert parse_uppercase(text) is None

"""Numbers, codes and the QR text of invoices."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.invoice_numbers import REGIONS, of_code, of_number, well_formed
from extractor.text.invoice_qr import crc16, crc16_modbus, parse_qr


@given(st.integers(20, 99), st.sampled_from(sorted(REGIONS)), st.integers(0, 10**16 - 1))
def test_a_digital_number_tells_its_year_and_region(year: int, region: str, serial: int) -> None:
    found = of_number(f"{year}{region}{serial:016d}")
    assert found is not None
    assert (found.year, found.region) == (2000 + year, REGIONS[region])


@pytest.mark.parametrize(
    ("code", "number", "good"),
    [
        ("032002100611", "27086599", True),
        ("1100094140", "87654321", True),
        ("11010225", "0012345678", True),
        ("", "2511200000000000001", False),
        ("032002100611", "270865990", False),
        ("990002100611", "27086599", False),
    ],
)
def test_shapes(code: str, number: str, good: bool) -> None:
    assert well_formed(code, number) is good


def test_city_codes_begin_with_one() -> None:
    found = of_code("144032409110")
    assert found is not None
    assert found.region == "广东"


@pytest.mark.parametrize("variant", ["with_comma", "without_comma", "modbus"])
@given(amount=st.decimals(min_value=-(10**8), max_value=10**8, places=2), serial=st.integers(0, 10**8 - 1))
def test_each_check_sum_variant_is_told(variant: str, amount: Decimal, serial: int) -> None:
    text = f"01,10,011002500111,{serial:08d},{amount},20250314,12345678901234567890,"
    covered = text.rstrip(",") if variant == "without_comma" else text
    value = crc16_modbus(covered.encode()) if variant == "modbus" else crc16(covered.encode())
    found = parse_qr(f"{text}{value:04X},")
    assert found is not None
    assert found.crc_variant == variant
    assert (found.amount, found.number, found.with_tax) == (amount, f"{serial:08d}", False)


@pytest.mark.parametrize(
    "text", ["", "01", "https://example.org/?a=1,2,3,4,5,6", "02,10,1,2,3,4,5,6", "01,xx,1,2,3,4,5"]
)
def test_other_codes_are_not_invoices(text: str) -> None:
    assert parse_qr(text) is None


def test_fields_may_be_empty_or_spaced() -> None:
    found = parse_qr("01,32,, 2511 2000000000000017 ,106.00,2025-03-14,,,")
    assert found is not None
    assert (found.number, str(found.date), found.crc_variant, found.with_tax) == (
        "25112000000000000017", "2025-03-14", "", True,
    )  # fmt: skip

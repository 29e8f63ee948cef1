"""Identity numbers: check digits, kinds, masks; OCR confusions are proposed, never put in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.ids import check_digit, find_uscc, id_proposals, resident_id, uscc_proposals, uscc_valid

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["110101", "110108", "320102", "810000", "911101"]))
    born = draw(st.dates(date(1930, 1, 1), date(2010, 12, 31)))
    first = region + f"{born:%Y%m%d}" + f"{draw(st.integers(0, 999)):03d}"
    return first + "10X98765432"[sum(w * int(c) for w, c in zip(_WEIGHTS, first, strict=True)) % 11]


@given(numbers())
def test_a_right_number_is_valid(number: str) -> None:
    found = resident_id(f"证件号码：{number}（复印件）")
    assert found is not None
    assert found.valid
    assert found.number == number
    assert f"{found.birth:%Y%m%d}" == number[6:14]
    assert (found.gender == "男") == (int(number[16]) % 2 == 1)
    assert check_digit(number[:17]) == number[17]


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: str, at: int, shift: int) -> None:
    wrong = number[:at] + str((int(number[at]) + shift) % 10) + number[at + 1 :]
    found = resident_id(wrong)
    assert found is None or not found.valid


@given(st.text(max_size=40))
def test_any_text_is_survived(text: str) -> None:
    resident_id(text)
    find_uscc(text)
    id_proposals(text)


def _made(first17: str) -> str:
    return first17 + check_digit(first17)


@pytest.mark.parametrize(
    ("first17", "kind"),
    [("11010119830412261", "resident"), ("81000019830412261", "hmt"), ("91110119830412261", "permanent")],
)
def test_kinds(first17: str, kind: str) -> None:
    found = resident_id(_made(first17))
    assert found is not None
    assert (found.kind, found.valid) == (kind, True)


def test_fifteen_digits_have_no_check_digit() -> None:
    found = resident_id("110101830412261")
    assert found is not None
    assert (found.kind, found.birth, found.gender, found.valid) == ("old15", date(1983, 4, 12), "男", True)


def test_masked_numbers_are_never_valid() -> None:
    for text in ("110101********2612", "1101011983****2612", "110101XXXXXXXX2612", "110101＊＊＊＊＊＊＊＊2612"):
        found = resident_id(text)
        assert found is not None, text
        assert (found.masked, found.valid, found.birth) == (True, False, None)


def test_spaces_lower_case_and_wide_digits() -> None:
    number = _made("11010119830412261")
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}".lower()
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
    for text in (spaced, wide, " ".join(number)):
        found = resident_id(text)
        assert found is not None, text
        assert found.number == number


def test_telephone_and_account_numbers_are_no_ids() -> None:
    for text in ("13812345678", "6222021234567890123", "5.1e17", "2024-03-01", "91110108MA08XAXP17"):
        assert resident_id(text) is None, text


def test_ocr_confusions_are_proposed_only() -> None:
    number = _made("11010119830412261")
    misread = number.replace("0", "O", 1).replace("8", "B", 1)
    assert resident_id(misread) is None
    assert id_proposals(misread) == (number,)


def test_uscc() -> None:
    assert uscc_valid("91350100M000100Y43")
    assert find_uscc("代码：91350100M000100Y43。") == "91350100M000100Y43"
    assert find_uscc("ABCDEFGHJKLMNPQRTU") is None
    assert "91350100M000100Y43" in uscc_proposals("9135O1OOM000100Y43")

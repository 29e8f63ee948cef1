"""Patents, software copyrights, standards and project levels in running text, each where it stands."""

from __future__ import annotations

import pytest

from extractor.text.outcome_numbers import outcome_numbers, same_number
from extractor.text.project_levels import project_levels


@pytest.mark.parametrize(
    ("text", "number", "valid", "granted"),
    [
        ("专利号：ZL201710601862.3", "201710601862.3", True, True),
        ("专利号：ＺＬ２０１７１０６０１８６２．３", "201710601862.3", True, True),
        ("申请号 201710601862.3，已受理", "201710601862.3", True, False),
        ("ZL201710601862.4", "201710601862.4", False, True),
        ("ZL2017106018623", "201710601862.3", True, True),
        ("ZL97101765.4", "97101765.4", True, True),
    ],
)
def test_patents(text: str, number: str, valid: bool, granted: bool) -> None:
    (found,) = outcome_numbers(text)
    assert (found.kind, found.number, found.valid, found.granted) == ("patent", number, valid, granted)
    assert text[found.start : found.end].startswith(text[found.start])
    assert found.end <= len(text)


def test_publication_tells_application_from_grant() -> None:
    found = outcome_numbers("CN107526834A 与 CN 104537341 B 两件")
    assert [(one.number, one.granted) for one in found] == [("CN107526834A", False), ("CN104537341B", True)]


def test_copyrights_and_standards() -> None:
    text = "登记号：2021SR012345（软著登字第7654321号）；执行 T/CESA 1199-2022、DB11/T 1234—2019、Q/AB 12-2020。"
    kinds = [(one.kind, one.number) for one in outcome_numbers(text)]
    assert kinds == [
        ("software", "2021SR012345"),
        ("certificate", "7654321"),
        ("standard", "T/CESA 1199-2022"),
        ("standard", "DB11/T 1234—2019"),
        ("standard", "Q/AB 12-2020"),
    ]


@pytest.mark.parametrize(
    "text", ["电话 010-12345678", "2024年3月", "合同编号 HT20240301.5", "编号AB 1234", "20250101.1"]
)
def test_other_numbers_are_none(text: str) -> None:
    assert outcome_numbers(text) == ()


def test_a_number_misread_is_neither_equal_nor_different() -> None:
    assert same_number("201710601862.3", "2017106O1862.3", 0.95).verdict == "misread"
    assert same_number("ZL201710601862.3", "ZL201710601862.3", 1.0).verdict == "equal"


def test_levels_with_places() -> None:
    text = "主持国家自然科学基金面上项目；参与厅局级课题，均非国家级。"
    found = project_levels(text)
    assert [(one.level, text[one.start : one.end]) for one in found] == [
        ("national", "国家自然科学基金"),
        ("below", "厅局级"),
    ]

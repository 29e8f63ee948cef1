"""Comparing what was recognised: only a plausible mix-up of look-alikes leaves the answer open."""

from __future__ import annotations

import pytest

from extractor.text.ids import uscc_valid
from extractor.text.misread import compared, compared_codes
from extractor.text.organisation_names import same_organisation


@pytest.mark.parametrize(
    ("first", "second", "confidence", "verdict"),
    [
        ("甲己", "甲已", 0.99, "misread"),
        ("甲己", "甲已", 1.0, "different"),  # typed text cannot be misread
        ("日新研究院", "曰新研究院", 0.99, "misread"),
        ("王伟", "王传", 0.96, "misread"),
        ("王伟", "王传", 0.98, "different"),  # read too well for this pair
        ("李明", "李强", 0.95, "different"),  # no look-alikes
        ("李明", "李强", 0.70, "misread"),  # hardly read: any one character may be wrong
        ("李明", "赵强", 0.70, "different"),
        ("91A8B1C2", "91AB81C2", 0.90, "misread"),
        ("commerce", "cornmerce", 0.95, "misread"),
        ("北京星汉公司", "北京星汉", 0.70, "different"),  # two characters are not lost at once
        ("未末日曰", "末未曰日", 0.90, "different"),  # not every character at once
    ],
)
def test_verdicts(first: str, second: str, confidence: float, verdict: str) -> None:
    assert compared(first, second, confidence).verdict == verdict
    assert compared(second, first, 1.0, confidence).verdict == verdict


def test_what_is_settled() -> None:
    assert compared("北京星汉测绘有限公司", "北京星汉测绘有限公司", 0.7).settled
    assert not compared("王己", "王己", 0.7).settled  # two characters may come out the same by chance
    assert compared("王己", "王己", 1.0).settled
    assert compared("北京星汉测绘有限公司", "上海云帆贸易有限公司", 0.7).settled
    assert not compared("甲", "乙", 0.3).settled


def test_check_digits_settle_a_mix_up() -> None:
    right, other = "91350100M000100Y43", "91350100M000100Y44"
    assert compared_codes(right, other, 0.7, valid=uscc_valid).verdict == "misread"
    assert compared_codes(right, right.replace("1", "I"), 0.9, valid=uscc_valid).verdict == "misread"
    assert (
        compared_codes("12100000400000000A", "12100000400000006A", 0.9, valid=lambda _: True).verdict == "different"
    )


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("北京甲乙（集团）有限公司", "北京甲乙集团有限公司", "same"),
        ("北京甲乙科技有限公司（曾用名：北京丙丁有限公司）", "北京丙丁有限公司", "former"),
        ("北京丙丁有限公司", "北京甲乙科技有限公司，原名北京丙丁有限公司", "former"),
        ("原子能研究院", "甲乙原子能研究院", "part"),
        ("北京甲乙科技有限公司海淀分公司", "北京甲乙科技有限公司", "part"),
        ("甲", "甲乙", "other"),
        ("北京甲乙科技有限公司", "北京丙丁贸易有限公司", "other"),
    ],
)
def test_kinship_of_typed_names(first: str, second: str, kind: str) -> None:
    assert same_organisation(first, second).kind == kind
    assert same_organisation(second, first).kind == kind


def test_a_branch_behind_a_misread_name_is_open() -> None:
    assert same_organisation("北京未来科技有限公司海淀分公司", "北京末来科技有限公司", 0.95).kind == "misread"
    assert same_organisation("北京未来科技有限公司海淀分公司", "北京末来科技有限公司").kind == "other"

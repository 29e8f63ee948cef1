"""Repeats, pasted policy text and phrases over and over; and what ordinary reports repeat without padding."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.counting import count
from extractor.text.padding import (
    LEAST_POLICY,
    Extent,
    policy_hashes,
    policy_passages,
    repeats,
    shingle_hashes,
    without,
)

A = "站点围绕重点产业开展走访调研，走访企业58家，形成需求清单并逐项推动对接，企业反馈良好，成效初步显现并持续巩固。"
B = "专家团队深入生产一线开展技术诊断，帮助企业解决装配精度不足的问题，指导建立了过程检验制度，产品合格率明显提高。"
C = "下一步将继续完善工作机制，推动更多高校成果在本区落地，联合园区举办专题对接活动，扩大服务覆盖面。"


def kept(texts: list[str]) -> str:
    return "".join(without(texts, [extent for repeat in repeats(texts) for extent in repeat.extra])).replace("\n", "")


def test_nothing_is_repeated_in_an_ordinary_text() -> None:
    assert repeats([A, B, C]) == ()


def test_repeated_paragraphs() -> None:
    found = repeats([A, B, A, C, A])
    assert [(one.times, one.first.index, [e.index for e in one.extra]) for one in found] == [(3, 0, [2, 4])]
    assert kept([A, B, A, C, A]) == A + B + C


@pytest.mark.parametrize(
    "changed",
    [
        A.replace("，", ", "),
        A.replace("58", "61"),
        " ".join(A),
        A.replace("。", "！"),
        A.replace("企业反馈良好", "企业反映较好"),
    ],
)
def test_a_repeat_with_small_changes_is_one(changed: str) -> None:
    assert kept([A, B, changed]) == A + B


def test_short_lines_and_list_items_of_one_form_are_no_repeats() -> None:
    items = [
        f"{n}月，在某区科技大厦报告厅举办{name}，6位专家参加。" for n, name in ((5, "需求征集会"), (7, "成果路演会"))
    ]
    assert repeats(["以上。", "以上。", *items, "单位（盖章）", "单位（盖章）"]) == ()


def test_a_sentence_repeated_inside_and_between_paragraphs() -> None:
    sentence = "各项工作均按计划有序推进并取得实效。"
    assert kept([A + sentence, B + sentence, C + sentence * 3]) == A + sentence + B + C


def test_twice_the_same_sentence_is_no_padding() -> None:
    assert repeats([A + "各项工作均按计划有序推进并取得实效。", B + "各项工作均按计划有序推进并取得实效。"]) == ()


def test_a_phrase_over_and_over_without_a_full_stop() -> None:
    text = "持续提升服务能力" * 30 + "。"
    assert count(kept([text])).hanzi <= 16


def test_a_policy_passage_is_found_by_its_hashes(samples: Path) -> None:
    policy = (samples.parent / "policies" / "004_4e1d9aa7a291600b.txt").read_text(encoding="utf-8")
    start = policy.index("第十二条")
    passage = policy[start : start + 200]
    flowing = "".join(passage.split()).replace("，", ",")  # pasted with other line breaks and marks
    texts = [B, f"根据要求，{flowing}以上。", C]
    found = policy_passages(texts)
    assert [extent.index for extent in found] == [1]
    assert count(texts[1][found[0].start : found[0].end]).hanzi > 100
    assert policy_passages([A, B, C]) == ()


def test_a_policy_passage_over_short_lines(samples: Path) -> None:
    policy = (samples.parent / "policies" / "000_e4226282384e81b4.txt").read_text(encoding="utf-8")
    letters = "".join(policy[policy.index("第四条") :].split())[:180]
    lines = [letters[i : i + 30] for i in range(0, 180, 30)]
    found = policy_passages([B, *lines, C])
    assert {extent.index for extent in found} == set(range(1, 7))


def test_a_slogan_many_times() -> None:
    assert repeats(["服务企业发展。"] * 3) == ()
    assert [one.times for one in repeats(["服务企业发展。"] * 8)] == [8]


def test_naming_the_programme_is_no_pasting() -> None:
    text = "“千人进千企”科创公共服务工作站点由市科协支持建设，区工作站点应常态化开展企业走访。" + B
    assert policy_passages([text]) == ()


def test_the_store_holds_hashes_only() -> None:
    assert len(policy_hashes()) > 3000
    assert all(len(one) == 8 and set(one) <= set("0123456789abcdef") for one in policy_hashes())


def test_a_short_match_is_not_reported() -> None:
    known = frozenset(shingle_hashes(A))
    assert policy_passages([B + A[: LEAST_POLICY // 2]], known) == ()
    assert len(policy_passages([B + A + C], known)) == 1


@given(st.lists(st.sampled_from([A, B, C, A + B, "短句。", "持续提升服务能力" * 10, ""]), max_size=8))
def test_what_is_cut_out_never_overlaps_and_leaves_every_text_once(texts: list[str]) -> None:
    extents = [extent for repeat in repeats(texts) for extent in repeat.extra]
    assert len(extents) == len(set(extents))
    for one in extents:
        assert 0 <= one.start < one.end <= len(texts[one.index])
        assert not any(o.index == one.index and o.start < one.end and one.start < o.end for o in extents if o != one)
    rest = "".join(without(texts, extents))
    assert all(text in rest or any(e.index == i for e in extents) for i, text in enumerate(texts))


def test_without_keeps_words_apart() -> None:
    assert without(["abc"], [Extent(0, 1, 2)]) == ["a\nc"]


def test_ten_thousand_paragraphs_take_seconds() -> None:
    texts = [f"{A}{chr(0x4E00 + n)}{chr(0x4E00 + n * 2 % 5000)}{B}" for n in range(3000)] * 3
    started = time.monotonic()
    repeats(texts)
    assert time.monotonic() - started < 30


def test_a_copy_that_begins_within_a_paragraph() -> None:
    """A page break of a PDF joins paragraphs, so that the copies do not have the borders of the first."""
    assert kept([A, B, C, A[:10], A[10:] + B]) == A + B + C + "。"


def test_copies_of_copies_are_cut_once() -> None:
    texts = [A + B, C, B + C, A + B, C + A]
    assert kept(texts).replace("。", "") == (A + B + C).replace("。", "")


def test_a_short_phrase_that_returns_is_no_copy() -> None:
    assert repeats([A, B + A[:30], C]) == ()

"""字数 against the vectors of Word's behaviour, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.counting import count, total

VECTORS = [
    ("你好，世界。", 6),
    ("PP-OCRv5模型", 3),
    ("提高3.5%。", 4),
    ("2025年6月", 4),
    ("https://a.b/c?d=1", 1),
    ("（一）总体情况", 7),
    ("1. 概述", 3),
    ("概述", 2),
    ("A、B、C", 5),
    ("12,345.67元", 2),
    ("Ａ１", 2),
    ("你 好", 2),
    ("", 0),
    ("你好,世界", 5),
    ("C++/Python", 1),
    ("a,b", 1),
    ("ﾊﾝｶｸ", 4),
    ("한국어", 3),
    ("カタカナ", 4),
    ("㎡", 1),
    ("𠮷野", 2),
    ("word one two", 3),
    ("甲\t乙\n丙　丁", 4),
]
MIXED = st.text(
    alphabet=st.sampled_from("你好世界，。（）“”…—·①αabcXYZ019.,%-/ \t\u3000\u200b㈱カﾊ한𠮷⼦"), max_size=60
)


@pytest.mark.parametrize(("text", "zishu"), VECTORS)
def test_vector(text: str, zishu: int) -> None:
    assert count(text).zishu == zishu


@pytest.mark.parametrize(
    ("text", "zishu"),
    [
        ("他说“好”", 5),  # next to a Chinese character: full width
        ("“AB”公司", 4),  # “AB is one word, ” touches 公
        ("“AB”", 1),
        ("甲……乙", 4),
        ("甲——乙", 4),
        ("20℃", 1),
        ("约20℃。", 4),
        ("①项目", 3),
        ("A·B", 1),
        ("α粒子", 3),
    ],
)
def test_ambiguous_width_follows_its_neighbours(text: str, zishu: int) -> None:
    assert count(text).zishu == zishu


def test_bare_halfwidth_punctuation_is_an_option() -> None:
    assert count("你好,世界", count_bare_halfwidth_punct=False).zishu == 4
    assert count("提高3.5%,约", count_bare_halfwidth_punct=False).zishu == 4
    assert count("你好,世界").zishu - count("你好,世界", count_bare_halfwidth_punct=False).zishu == 1


def test_metrics_differ_as_their_names_say() -> None:
    counts = count("2025年，PP-OCR识别率达 99.5%。")
    assert (counts.hanzi, counts.ea_chars, counts.non_ea_words, counts.chars_nospace) == (5, 7, 3, 22)


@pytest.mark.parametrize(
    "filler", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u2800", "\ufe0f", "\x00", "\u202e"]
)
def test_characters_that_print_nothing_make_no_text_longer(filler: str) -> None:
    assert count("你好" + filler * 100) == count("你好")


def test_radicals_of_pdf_fonts_count_as_the_ideographs_they_stand_for() -> None:
    assert count("电⼦发票") == count("电子发票")


@given(st.lists(MIXED, max_size=5))
def test_paragraphs_add_up(paragraphs: list[str]) -> None:
    assert count("\n".join(paragraphs)) == total(count(text) for text in paragraphs)


@given(MIXED, st.text(alphabet=" \t\n\u3000\u00a0", max_size=5))
def test_white_space_around_changes_nothing(text: str, space: str) -> None:
    assert count(space + text + space) == count(text)


@given(st.text())
def test_any_text_keeps_the_metrics_in_order(text: str) -> None:
    counts = count(text)
    assert counts.zishu == counts.ea_chars + counts.non_ea_words
    assert counts.hanzi <= counts.ea_chars <= counts.chars_nospace
    assert counts.zishu <= counts.chars_nospace <= len(text)
    assert count(text, count_bare_halfwidth_punct=False).zishu <= counts.zishu


@given(st.text(alphabet="项目研究，。（）", max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_spaces_inside_chinese_change_nothing(text: str, places: list[int]) -> None:
    spaced = text
    for place in places:
        spaced = f"{spaced[:place]} {spaced[place:]}"
    assert count(spaced) == count(text)

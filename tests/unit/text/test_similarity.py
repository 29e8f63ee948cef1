"""near(): what it returns has exactly the distance it says, and what was hidden in the text is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from extractor.text.similarity import near, squeezed

NEEDLE = "北京优秀青年工程师创新工作室"
CHARS = st.sampled_from("北京优秀青年工程师创新工作室的市是 \n一")


@given(st.text(CHARS, max_size=60))
def test_distances_are_true_and_places_do_not_overlap(text: str) -> None:
    last = 0
    for start, end, distance in near(NEEDLE, text, 3):
        assert last <= start < end <= len(text)
        assert Levenshtein.distance(NEEDLE, squeezed(text[start:end]).text) == distance <= 3
        last = end


@given(st.text(st.sampled_from("甲乙丙 \n"), max_size=20), st.lists(st.integers(0, 3), min_size=14, max_size=14))
def test_spaces_and_breaks_do_not_hide_the_phrase(before: str, gaps: list[int]) -> None:
    spread = "".join(c + [" ", "\n", "\u3000", ""][g] for c, g in zip(NEEDLE, gaps, strict=True))
    assert [d for _, _, d in near(NEEDLE, before + spread + "丁", 3)] == [0]


@given(st.integers(0, 12), st.sampled_from(["drop", "swap", "add"]))
def test_one_edit_is_found(at: int, edit: str) -> None:
    changed = NEEDLE[:at] + {"drop": "", "swap": "甲", "add": NEEDLE[at] + "甲"}[edit] + NEEDLE[at + 1 :]
    found = near(NEEDLE, f"在{changed}内", 3)
    assert [d for _, _, d in found] == [1]


@pytest.mark.parametrize(
    ("text", "distance"),
    [("北京优秀青年工程师创新工坊", 2), ("北京市优秀青年工程师创新工作室", 1), ("北京优秀青年工程是创新工作室", 1)],
)
def test_known_slips(text: str, distance: int) -> None:
    assert [d for _, _, d in near(NEEDLE, f"本次活动由{text}主办", 3)] == [distance]


def test_other_names_are_not_near() -> None:
    assert near(NEEDLE, "北京优秀青年工程师评选、青创室、创新工作室", 3) == []

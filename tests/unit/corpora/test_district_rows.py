"""The district breaks every row that the machine may fail, whatever its seed; its truth names rows that there are."""

from __future__ import annotations

import pytest

from checks.pack import load, programmes
from corpora.district.plan import district
from tests.district.covered import covered, lines


@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_that_may_fail_is_broken_somewhere(seed: int) -> None:
    rows = covered(found for one in district(seed) for found in one.planted)
    assert rows.lacking == ()
    assert len(district(seed)) >= 60


def test_a_row_without_a_plant_is_told() -> None:
    rows = covered(found for one in district(1) for found in one.planted if found.rule != "V.16")
    assert rows.lacking == ("V.16",)
    assert any(line.startswith("  no plant: V.16") for line in lines(rows))


def test_planted_rows_stand_in_the_packs_and_names_are_apart() -> None:
    known = {entry.id for name in programmes() for entry in load(name).rules}
    told = district(1)
    assert {found.rule for one in told for found in one.planted} <= known
    assert {row for one in told for row in one.consequences} <= known
    assert len({one.name for one in told}) == len(told)


def test_a_breach_that_may_end_as_a_review_says_what_the_review_must_show() -> None:
    """Reviews are many: without a quotation any of the row would do."""
    wordless = [
        (one.name, f.rule) for one in district(1) for f in one.planted if "review" in f.accepted and not f.quote
    ]
    assert wordless == []

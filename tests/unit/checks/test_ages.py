"""周岁 is monotone: another day can only make people older, a later birth only younger."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checks.ages import READINGS, at_most, full_years, span_of_years
from extractor.records.partial_date import PartialDate

DAYS = st.dates(date(1930, 1, 1), date(2005, 12, 31))
REFERENCE = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def exact(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


@given(DAYS, REFERENCE, st.booleans(), st.booleans())
def test_a_day_later_nobody_is_younger(born: date, on: date, next_day: bool, early: bool) -> None:
    older = full_years(born, on + timedelta(days=1), from_next_day=next_day, leap_early=early)
    assert older - full_years(born, on, from_next_day=next_day, leap_early=early) in (0, 1)


@given(DAYS, REFERENCE, st.sampled_from(READINGS))
def test_who_passes_passes_when_born_later(born: date, on: date, reading: str) -> None:
    if at_most(exact(born), 45, on, (reading,)) == (True,):
        assert at_most(exact(born + timedelta(days=1)), 45, on, (reading,)) == (True,)


@given(DAYS, REFERENCE, st.sampled_from(READINGS))
def test_a_month_agrees_only_where_all_its_days_agree(born: date, on: date, reading: str) -> None:
    month = PartialDate(born.year, born.month)
    days = {
        answer
        for offset in range((month.latest - month.earliest).days + 1)
        for answer in at_most(exact(month.earliest + timedelta(days=offset)), 45, on, (reading,))
    }
    assert set(at_most(month, 45, on, (reading,))) == days


@given(DAYS, REFERENCE)
def test_the_usages_differ_by_at_most_a_year(born: date, on: date) -> None:
    least, most = span_of_years(exact(born), on)
    assert most - least in (0, 1)

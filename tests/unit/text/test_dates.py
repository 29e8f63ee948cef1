"""Dates: every printed form, nothing more precise than printed, impossible dates refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.records.partial_date import PartialDate
from extractor.text.dates import anniversary, find_dates, full_years, full_years_range, parse_date, years_before

FORMS = {
    "1983年04月12日": "1983-04-12",
    "1983 年 4 月 12 日": "1983-04-12",
    "1983年4月": "1983-04",
    "1983年04月份": "1983-04",
    "1983.4": "1983-04",
    "1983.04.12": "1983-04-12",
    "1983-04-12": "1983-04-12",
    "1983/4/12": "1983-04-12",
    "１９８３．４．１２": "1983-04-12",
    "19830412": "1983-04-12",
    "198304": "1983-04",
    "1983": "1983",
    "1983年": "1983",
    "83年4月": "1983-04",
    "一九八三年四月": "1983-04",
    "二〇二五年十二月三十一日": "2025-12-31",
    "二○○九年廿二月": None,
    "二零二五年十月二十": "2025-10-20",
    "2025年5月28日下午2:00—4:30": "2025-05-28",
    "1983年4月12日生": "1983-04-12",
    "1983年4月12号": "1983-04-12",
    "2025年2月30日": None,
    "1983年13月": None,
    "1983-02-30": None,
    "2008年": "2008",
    "（另附）": None,
    "年　月　日": None,
    "": None,
    "从事工作17年": None,
    "13812345678": None,
    "110105194912310021": None,
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_forms(text: str, expected: str | None) -> None:
    found = parse_date(text)
    assert (str(found) if found else None) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    for form in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02d}月{day.day:02d}日",
        f"{day.year}.{day.month}.{day.day}",
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
    ):
        if form.isdigit() or "年" in form or day.year < 2100:
            found = parse_date(form) if 1900 <= day.year < 2100 else None
            assert found is None or found == PartialDate(day.year, day.month, day.day), form


@given(st.text(max_size=40))
def test_any_text_is_survived(text: str) -> None:
    parse_date(text)
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)


def test_running_text() -> None:
    text = "张某，1983年4月出生，2008.07—2013.06在某所工作17年，2025年2月31日无效，配套2010.12万元。"
    assert [str(f.date) for f in find_dates(text)] == ["1983-04", "2008-07", "2013-06"]


def test_full_years_at_the_birthday() -> None:
    born = date(1979, 7, 15)
    assert full_years(born, date(2025, 7, 14)) == 45
    assert full_years(born, date(2025, 7, 15)) == 46
    assert full_years(born, date(2025, 7, 15), on_birthday=False) == 45
    assert full_years(born, date(2025, 7, 16), on_birthday=False) == 46


def test_leap_day_birthdays() -> None:
    assert anniversary(date(1980, 2, 29), 2024) == date(2024, 2, 29)
    assert anniversary(date(1980, 2, 29), 2025) == date(2025, 3, 1)
    assert years_before(date(2024, 2, 29), 45) == date(1979, 2, 28)


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.dates(date(2020, 1, 2), date(2060, 1, 1)))
def test_a_month_bounds_its_days(born: date, on: date) -> None:
    low, high = full_years_range(PartialDate(born.year, born.month), on)
    assert low <= full_years(born, on) <= high <= low + 1

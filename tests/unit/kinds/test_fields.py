"""Locators: right, below, inline, glued, blank, not found; ticked boxes; citations point at the value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import InText, OnPage
from extractor.fields import ticked, value_after
from extractor.flow import flow
from extractor.records.cited import Absent, Field
from tests.builders import Flowing, Paged, part


def born(page: Paged | Flowing) -> Field[str]:
    return value_after(flow(part(page)), "出生年月", "birth_date")


@pytest.mark.parametrize(
    "printed", ["出生年月", "出 生 年 月", "出生日期：", "1.出生年月", "出生年月（公历）", "*出生年月日"]
)
def test_variants_of_a_label(printed: str) -> None:
    found = born(Flowing().table([printed, "1983.4"]))
    assert found.present
    assert found.value == "1983.4"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("出生年月：1983年4月", "1983年4月"),
        ("姓名：曹某 出生年月：1983年4月 性别：男", "1983年4月"),
        ("姓名:曹某;出生年月:1983.4;性别:男", "1983.4"),
        ("姓名：曹某出生年月：1983.4性别：男", "1983.4"),
        ("出生年月　1983.4　性别　男", "1983.4"),
    ],
)
def test_one_line(text: str, value: str) -> None:
    found = born(Flowing().text(text))
    assert found.present
    assert found.value.startswith(value)


def test_value_on_the_next_line_is_less_certain() -> None:
    found = born(Paged().line("出生年月：").line("1983年4月"))
    assert found.present
    assert found.confidence == pytest.approx(0.9)


@pytest.mark.parametrize("text", ["出生年月：", "出生年月：____", "出生年月：    年   月", "出生年月： 性别：男"])
def test_blank(text: str) -> None:
    found = born(Flowing().text(text).text("二、其他情况："))
    assert isinstance(found, Absent)
    assert found.reason == "blank"
    assert found.spans


def test_a_filled_place_wins_over_an_empty_one() -> None:
    found = born(Flowing().text("出生年月：").text("性别：男").table(["出生年月", "1983.4"]))
    assert found.present


def test_not_found() -> None:
    found = born(Flowing().text("姓名：曹某").text("其出生年月不详"))
    assert isinstance(found, Absent)
    assert found.reason == "not_found"


def test_the_citation_is_the_value_alone() -> None:
    found = born(Flowing().text("姓名：曹某 出生年月：1983年4月"))
    assert found.present
    (span,) = found.spans
    assert span.text == "1983年4月"
    assert span.place == InText(0, 11, 18)
    paged = born(Paged().line("出生年月：1983年4月"))
    assert paged.present
    place = paged.spans[0].place
    assert isinstance(place, OnPage)
    assert place.bbox.x0 > 120


def test_wrapped_cells_are_joined() -> None:
    found = value_after(flow(part(Flowing().table(["依托单位", "北京某某\n有限公司"]))), "依托单位", "host_org")
    assert found.present
    assert found.value == "北京某某有限公司"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("☑企业 □事业单位", "企业"),
        ("□企业 √事业单位", "事业单位"),
        ("企业■ 事业单位□", "企业"),
    ],
)
def test_ticked(text: str, value: str) -> None:
    found = ticked(flow(part(Flowing().text(text))), ("企业", "事业单位"), "单位性质")
    assert found.present
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "reason"), [("□企业 □事业单位", "blank"), ("☑企业 ☑事业单位", "unreadable"), ("企业", "not_found")]
)
def test_not_one_ticked(text: str, reason: str) -> None:
    found = ticked(flow(part(Flowing().text(text))), ("企业", "事业单位"), "单位性质")
    assert isinstance(found, Absent)
    assert found.reason == reason


@given(st.text(st.sampled_from("姓名性别出生年月：: \n、，1983.4曹某男（）□☑"), max_size=60))
def test_any_text_is_survived(text: str) -> None:
    found = born(Flowing().text(text).table([text, "性别"]))
    if found.present:
        assert found.spans
        assert found.value.strip()

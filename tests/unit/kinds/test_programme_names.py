"""The programme that a supporting paper names in its text, and what a result says where none is named."""

from __future__ import annotations

from datetime import date

import pytest
from rich.console import Console

from checks import engine, pack, programme
from checks.case import Case, CaseDocument
from checks.outputs.json import result_json
from checks.outputs.table import render
from extractor.recognise import recognise
from tests.builders import Paged, part

NAMED = [
    ("曹某同志申报北京优秀青年工程师创新工作室，我单位同意推荐。", "studio"),
    ("现申报北京市优秀青年 工程师创新工坊。", "studio"),
    ("同意申报北京优秀青年工桯帅创新工作室。", "studio"),
    ("我单位承担“千人进千企”科创公共服务工作站点建设。", "station"),
    ("本工作站点由“千人进千企”专项支持。", "station"),
    ("曹某曾获北京优秀青年工程师称号，现任职工创新工作室负责人。", ""),
    ("我单位在园区设有工作站点。", ""),
    ("申报北京优秀青年工程师创新工作室，并参加“千人进千企”工作站点。", ""),
]


def letter(text: str, title: str = "推荐函") -> Paged:
    page = Paged(scanned=True).title(title).wrapped(text, 12)
    return page.line("北京某某有限公司").line("2025年6月16日")


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_letter_names_its_programme_in_full(text: str, expected: str) -> None:
    found = recognise(part(letter(text))).records[0].programme
    assert (found.value if found.present else "") == expected
    assert bool(found.spans) == (bool(expected) or "，并参加" in text)


def a_case(*texts: str) -> Case:
    papers = [recognise(part(letter(text))) for text in texts]
    documents = tuple(
        CaseDocument(str(n), f"{n}.pdf", one.kind, (1,), one.records[0]) for n, one in enumerate(papers)
    )
    found, reason = programme.recognise(documents)
    return Case(found, "", date(2026, 1, 5), "x", documents, programme_unclear="" if found else reason)


def test_letters_alone_say_the_programme() -> None:
    assert a_case(NAMED[0][0], "同意担任指导专家。").programme == "studio"


def test_letters_that_contradict_each_other_leave_it_open() -> None:
    assert a_case(NAMED[0][0], NAMED[3][0]).programme == ""
    assert a_case(NAMED[0][0], NAMED[-1][0]).programme == ""


def test_the_result_says_why_no_programme_was_recognised() -> None:
    case = a_case(NAMED[0][0], NAMED[3][0])
    shown = result_json(engine.run(case, pack.load("")))
    assert "请指明按哪个项目核对" in shown["coverage"]["programme_unclear"]
    console = Console(width=100, record=True)
    console.print(render(shown))
    assert "两个项目的内容都有" in console.export_text()
    known = result_json(engine.run(a_case(NAMED[0][0]), pack.load("studio")))
    assert known["coverage"]["programme_unclear"] == ""

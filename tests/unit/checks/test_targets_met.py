"""Targets against evidence: what counting rules say in numbers, laid together row by row, drawn to scale."""

from __future__ import annotations

from decimal import Decimal

from api.pages.target_plot import WIDTH, target_bars
from checks.counting import Asked, Count, held_against
from checks.finding import Finding, Severity, Verdict
from checks.outcome import Outcome
from checks.outputs.json import finding_json
from checks.targets_met import targets
from extractor.document import InText, Span
from extractor.records.cited import cite
from extractor.records.figures import Figure
from tests.seeding.targets import counted

ASKED = Asked("发布新闻稿", "篇", "新闻稿")


def finding(outcome: Outcome) -> dict[str, object]:
    made = Finding(
        "f", "ZD-07.1d", "station", "第七条", outcome.verdict, Severity.ERROR, "…", measured=outcome.measured
    )
    return finding_json(made)


def test_a_count_says_its_numbers() -> None:
    span = Span("13 篇", InText(0, 0, 4), 1.0, "text", "13 篇")
    claim = Figure("news_total", cite(Decimal(13), span), cite("13 篇", span))
    outcome = held_against(Count(9, 11), claim, 10, ASKED, item="news_total")
    [row] = targets({"findings": [finding(outcome)]})
    assert (row.item, row.required, row.claimed, row.low, row.high) == ("news_total", 10, 13, 9, 11)
    assert (row.target, row.verdict) == (None, Verdict.REVIEW)
    unseen = held_against(Count(0, 0, found=False), claim, 10, ASKED)
    assert unseen.measured is not None
    assert (unseen.measured.low, unseen.measured.high) == (None, None)


def test_two_rules_that_count_alike_are_one_row() -> None:
    rows = targets({"findings": counted()})
    assert [(row.what, row.unit, row.target, row.required, row.verdict) for row in rows] == [
        ("发布新闻稿", "篇", 12, 10, "pass"),
        ("联系本区企业", "", 100, None, "review"),
        ("产生落地成果", "", 5, None, "fail"),
        ("专家参与活动", "", 40, None, "review"),
    ]
    assert rows[0].rules == ("ZD-12.2", "ZD-07.1d")
    assert targets({"findings": [{"verdict": "pass", "rule": "X.01"}]}) == ()


def test_bars_stay_within_the_drawing() -> None:
    bars = target_bars(targets({"findings": counted()}), {"fail": "不符合"})
    for bar in bars:
        assert bar.sure + bar.maybe <= WIDTH
        assert all(0 < sign.x <= WIDTH for sign in bar.signs)
    firms, results, visits = bars[1:]
    assert 0 < firms.maybe < firms.sure
    assert results.sure < next(sign.x for sign in results.signs if sign.sort == "target")
    assert (results.verdict, visits.counted, visits.proved) == ("不符合", False, "没有可计的材料")

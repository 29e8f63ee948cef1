"""The numbers that are drawn, and the checklist of articles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.checklist import checklist
from checks.glance import ages, lengths
from checks.pack import load

ON = date(2026, 3, 1)


def value(of: Any) -> dict[str, Any]:
    return {"value": of, "confidence": 1.0}


def result(*records: tuple[str, dict[str, Any]], findings: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    documents = [
        {"id": f"d{number}", "name": f"{number}.docx", "record": {"type": type_, "fields": fields}}
        for number, (type_, fields) in enumerate(records)
    ]
    coverage = {"not_decided": [{"rule": "QC-04.3", "clause": "第四条 3", "reason": "没有读到规范性文件"}]}
    return {"programme": "studio", "documents": documents, "findings": list(findings), "coverage": coverage}


def finding(rule: str, verdict: str, **parameters: Any) -> dict[str, Any]:
    return {"rule": rule, "verdict": verdict, "parameters": parameters, "evidence": [{"document": "d0"}]}


def report(body: int, whole: int, *excluded: tuple[str, int]) -> tuple[str, dict[str, Any]]:
    counts = {"body": {"zishu": body}, "whole": {"zishu": whole}}
    held = [{"kind": kind, "counts": {"zishu": count}} for kind, count in excluded]
    return "Report", {"report_kind": value("needs"), "word_counts": counts, "excluded": held}


def test_a_report_with_what_is_left_out_and_what_is_asked() -> None:
    asked = (finding("ZD-07.A8", "fail", min_words=2000),)
    (length,) = lengths(result(report(1800, 2100, ("cover", 100), ("toc", 200), ("table", 50)), findings=asked))
    assert (length.body, length.whole, length.required) == (1800, 2100, 2000)
    assert length.left_out == (("封面和标题", 100), ("目录", 200))
    assert lengths(result(report(10, 10)))[0].required is None


@pytest.mark.parametrize(
    ("born", "band"),
    [("1981-03-01", "45–49"), ("1981-03-02", "40–44"), ("1990-01", "35–39"), ("1983", "40–44")],
)
def test_ages_in_bands(born: str, band: str) -> None:
    counted = ages(result(("Roster", {"members": [{"birth_date": value(born)}]})), ON)
    assert counted is not None
    assert counted.bands == ((band, 1),)


def test_a_birth_date_too_coarse_for_a_band_is_not_guessed() -> None:
    rows = [
        {"birth_date": value("1981-03")},
        {"birth_date": {"absent": "not_found"}},
        {"id_number": value("110101198003070011")},
    ]
    counted = ages(result(("Roster", {"members": rows})), ON)
    assert counted is not None
    assert (counted.counted, counted.unknown) == (1, 2)
    assert ages(result(), ON) is None


def test_the_worst_finding_decides_and_silence_is_not_kept() -> None:
    findings = (finding("QC-05.1b", "pass"), finding("QC-05.1b", "review"), finding("QC-10.3", "pass"))
    articles = checklist(result(findings=findings), load("studio").rules)
    lines = {line.rule: line for article in articles for line in article.lines}
    assert lines["QC-05.1b"].state == "look"
    assert lines["QC-10.3"].state == "kept"
    assert (lines["QC-04.3"].state, lines["QC-04.3"].reason) == ("undecided", "没有读到规范性文件")
    fifth = next(article for article in articles if article.title == "第五条")
    assert fifth.state == "look"
    assert sum(len(article.lines) for article in articles) == len(load("studio").rules)

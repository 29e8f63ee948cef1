"""SARIF says kinds, levels and places as the standard has them."""

from __future__ import annotations

import pytest

from tests.contract.results import (
    PLACES,
    everything,
    finding,
    sarif,
    shown,
)


def test_sarif_says_the_kinds_and_levels_of_the_standard() -> None:
    run = sarif(everything())
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {one["kind"] for one in run["results"]} == {"pass", "fail", "review", "notApplicable"}
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["level"] in ({"error", "warning", "note"} if one["kind"] == "fail" else {"none"})
        assert one["message"]["text"]
        assert all(isinstance(value, str) for value in one["partialFingerprints"].values())
        for location in one["locations"]:
            artifact = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    (dismissed,) = [one for one in run["results"] if "suppressions" in one]
    assert dismissed["ruleId"] == "QC-00"
    said = [note["descriptor"]["id"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert said == ["unreadable", "page_timeout", "unknown_kind"]


def test_sarif_places() -> None:
    (one,) = sarif(shown(finding(3, "fail", "文字", (PLACES[0], PLACES[2]))))["results"]
    page, words = one["locations"]
    assert page["properties"]["bbox"] == [40, 60, 200, 80]
    assert "region" not in page["physicalLocation"]
    region = words["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 3, 6)


@pytest.mark.parametrize("name", ["/x/../../a b.docx", "C:\\用户\\表.docx", "..", "a:b?c#d.pdf", "\ud800.pdf"])
def test_sarif_names_no_path_of_a_machine(name: str) -> None:
    run = sarif(shown(finding(3, "fail", "文字"), name=name))
    for artifact in run["artifacts"]:
        uri = artifact["location"]["uri"]
        assert uri.isascii()
        assert uri
        assert not uri.startswith("/")
        assert ".." not in uri.split("/")
        assert not set(uri) & set(":?#\\ ")

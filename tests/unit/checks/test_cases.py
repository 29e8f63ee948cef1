"""Runs the sentences of tests/cases: one loop for every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks import pack
from checks.engine import run
from checks.finding import Verdict
from checks.guards import ALLOWED
from checks.pack import Dated, Entry, Pack
from tests.unit.checks.papers import a_case, a_register

CASES = Path(__file__).resolve().parents[2] / "cases"


def sentences() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(CASES.glob("*.yaml")):
        for said in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield f"{path.stem}: {said['case']}", said


def with_numbers(given: Pack, numbers: dict[str, dict[str, Any]]) -> Pack:
    """The pack with some of its numbers set, as staff would set them."""
    rules = tuple(
        replace(entry, parameters={**entry.parameters, **_dated(numbers.get(entry.id, {}))}) for entry in given.rules
    )
    return replace(given, rules=rules)


def _dated(values: dict[str, Any]) -> dict[str, tuple[Dated, ...]]:
    from datetime import date

    return {name: (Dated(date(2000, 1, 1), value, "test"),) for name, value in values.items()}


@pytest.mark.parametrize("said", [pytest.param(said, id=name) for name, said in sentences()])
def test_sentence(said: dict[str, Any]) -> None:
    case = a_case(said)
    used = with_numbers(pack.load(case.programme), said.get("numbers", {}))
    result = run(case, used, a_register(said, case))
    for rule, expected in said["expect"].items():
        found = [one for one in result.findings if one.rule == rule]
        wanted = expected if isinstance(expected, dict) else {"verdict": expected}
        assert [one.verdict.value for one in found] == _list(wanted["verdict"]), [(f.message, f.why) for f in found]
        everything = "\n".join(f"{one.message}\n{one.why}\n{[e.text for e in one.evidence]}" for one in found)
        for text in _list(wanted.get("says", [])):
            assert text in everything
        for text in _list(wanted.get("quotes", [])):
            assert any(text in evidence.text for one in found for evidence in one.evidence), everything


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def verdicts_met() -> dict[str, set[str]]:
    seen: dict[str, set[str]] = {}
    for _, said in sentences():
        for rule, expected in said["expect"].items():
            verdicts = expected["verdict"] if isinstance(expected, dict) else expected
            seen.setdefault(rule, set()).update(_list(verdicts))
    return seen


def lacking_cases(entry: Entry, seen: dict[str, set[str]]) -> set[str]:
    """Verdicts that the row may give, and a withheld one, that no case shows; a checklist has a test of its own."""
    if not entry.implemented or entry.predicate == "checklist":
        return set()
    gives = {verdict.value for verdict in ALLOWED[entry.who]} - NEVER.get(entry.id, set())
    return (gives | {Verdict.REVIEW.value}) - seen.get(entry.id, set())


def entries() -> list[Entry]:
    return [entry for name in pack.programmes() for entry in pack.load(name).rules]


def test_every_rule_has_a_case_for_each_verdict_the_machine_may_give() -> None:
    seen = verdicts_met()
    lacking = {entry.id: sorted(verdicts) for entry in entries() if (verdicts := lacking_cases(entry, seen))}
    assert lacking == {}


def test_every_row_of_both_packs_is_decided_or_gathered_or_a_line_of_the_checklist() -> None:
    assert [entry.id for entry in entries() if not entry.implemented] == []


@pytest.mark.parametrize("shown", ["not_applicable", "review"])
def test_a_line_of_the_checklist_is_shown_as_the_pack_says(shown: str) -> None:
    for name in pack.programmes():
        used = pack.load(name)
        lines = [entry.id for entry in used.rules if entry.predicate == "checklist"]
        used = with_numbers(used, {id: {"shown": shown} for id in lines})
        result = run(a_case({"programme": name, "stage": "application", "papers": []}), used)
        found = {one.rule: one.verdict.value for one in result.findings if one.rule in lines}
        assert found == dict.fromkeys(lines, shown)


# Verdicts that `who` allows and that the clause itself never gives.
NEVER: dict[str, set[str]] = {
    "ZD-06.3": {"fail"},  # more applications than places is no breach of an applicant's: the choice is the panel's
    "ZD-18.5": {"fail"},  # 支持相关单位开展活动经费 is allowed: a transfer is always asked about
    "V.08": {"pass"},  # a red invoice and its blue one together are no expense: somebody must take both out
}

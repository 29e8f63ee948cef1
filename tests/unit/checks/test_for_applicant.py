"""An applicant is told nothing of other submissions, whichever row repeats what another row found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml

from checks import pack
from checks.engine import run
from checks.for_applicant import without_others
from checks.outputs.json import dumps, result_json
from tests.unit.checks.papers import a_case, a_register
from tests.unit.checks.test_cases import CASES

NUMBER = "编号 other"  # the register of tests/unit/checks/papers.py calls the others so


def compared() -> Iterator[dict[str, Any]]:
    """The sentences in which the register holds others and a row asks it."""
    for path in CASES.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for said in yaml.safe_load(text) if "others:" in text else ():
            if said.get("others") and any(rule.startswith("R.") for rule in said["expect"]):
                yield said


def test_no_row_repeats_the_number_of_another_submission() -> None:
    told, repeated = "", []
    for said in compared():
        case = a_case(said)
        result = json.loads(dumps(result_json(run(case, pack.load(case.programme), a_register(said, case)))))
        told += json.dumps(result, ensure_ascii=False)
        if NUMBER in json.dumps(without_others(result), ensure_ascii=False):
            repeated.append(said["case"])
    assert NUMBER in told  # reviewers are told
    assert repeated == []

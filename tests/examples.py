"""`python -m tests.examples`: writes checks/packs/shown/examples.json from the sentences of tests/cases.

For each rule one example of each verdict: what the rule really says of the case, so that an installed package can
show it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from checks import pack
from checks.engine import run
from checks.masking import masked
from tests.unit.checks.papers import a_case, a_register
from tests.unit.checks.test_cases import with_numbers

CASES = Path(__file__).parent / "cases"
TARGET = Path(__file__).parents[1] / "checks" / "packs" / "shown" / "examples.json"
ORDER = ("pass", "fail", "review", "not_applicable")
LONGEST = 220  # characters


def made() -> dict[str, list[dict[str, str]]]:
    """The first case of each verdict that gives one finding of the rule and nothing else."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        for said in yaml.safe_load(path.read_text(encoding="utf-8")):
            for rule, verdict, message in _told(said):
                found.setdefault(rule, {}).setdefault(verdict, message)
    return {
        rule: [{"verdict": one, "said": verdicts[one]} for one in ORDER if one in verdicts]
        for rule, verdicts in sorted(found.items())
    }


def _told(said: dict[str, Any]) -> list[tuple[str, str, str]]:
    case = a_case(said)
    used = with_numbers(pack.load(case.programme), said.get("numbers", {}))
    result = run(case, used, a_register(said, case))
    told = []
    for rule in said["expect"]:
        findings = [one for one in result.findings if one.rule == rule]
        if len(findings) == 1:
            message = findings[0].message.rpartition(f"（{findings[0].clause}")[0] or findings[0].message
            why = f"——{findings[0].why}" if findings[0].why and findings[0].why not in message else ""
            told.append((rule, findings[0].verdict.value, masked(message + why)[:LONGEST]))
    return told


def text() -> str:
    return json.dumps(made(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")

"""From an outcome to the finding that people see: its lasting id, its fingerprint, its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checks.case import Case
from checks.finding import Evidence, Finding
from checks.outcome import Outcome
from checks.pack import Entry
from checks.places import cited_places


def finding_id(lineage: str, rule: str, subject: str) -> str:
    """The same for the same thing in every version of a submission, so that a decision on it survives."""
    return _digest([lineage, rule, subject])


def fingerprint(outcome: Outcome, parameters: Mapping[str, Any]) -> str:
    """Changes with the verdict, the values, the places and the policy numbers: then a decision is stale."""
    places = sorted([one.document, repr(one.place), one.text] for one in outcome.evidence)
    return _digest([outcome.verdict.value, outcome.message, places, dict(parameters)])


def sealed(
    outcome: Outcome, entry: Entry, case: Case, parameters: Mapping[str, Any], names: Mapping[str, str]
) -> Finding:
    """The finding of `outcome`. Its message ends with the article and the first places quoted.

    `names` are what the papers' files are called, by paper id.
    """
    plain = {name: as_data(value) for name, value in sorted(parameters.items())}
    return Finding(
        id=finding_id(case.lineage, entry.id, outcome.subject),
        rule=entry.id,
        programme=case.programme,
        clause=entry.clause,
        verdict=outcome.verdict,
        severity=entry.severity,
        message=_message(outcome, entry, names),
        evidence=_distinct(outcome.evidence),
        why=outcome.why,
        parameters=plain,
        fingerprint=fingerprint(outcome, plain),
        shared=outcome.shared,
        measured=outcome.measured,
    )


def as_data(value: Any) -> Any:
    """Policy numbers as JSON has them: dates in ISO form, Decimal as text, tuples as lists.

    >>> as_data({"from": date(2025, 1, 1), "of": (1, 2)})
    {'from': '2025-01-01', 'of': [1, 2]}
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(item) for item in value]
    return value


def _message(outcome: Outcome, entry: Entry, names: Mapping[str, str]) -> str:
    places = cited_places(outcome.evidence, names)
    source = "；".join(part for part in (entry.clause, f"见 {places}" if places else "") if part)
    return f"{outcome.message.rstrip('。')}（{source}）。"


def _distinct(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _digest(parts: Any) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]

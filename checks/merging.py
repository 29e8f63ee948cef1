"""One subject, one outcome: what a rule says of the same thing in several papers is put together.

The same paper handed in twice (a DOCX and its sealed scan) gives one finding; where the two disagree, a review
that cites both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checks.finding import Verdict
from checks.outcome import Outcome


def merged(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """At most one outcome for each subject, in the order of the subjects."""
    by_subject: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_subject.setdefault(outcome.subject, []).append(outcome)
    return [_one(by_subject[subject]) for subject in sorted(by_subject)]


def _one(outcomes: list[Outcome]) -> Outcome:
    applicable = [one for one in outcomes if one.verdict is not Verdict.NOT_APPLICABLE] or outcomes
    found = [one for one in applicable if not one.missing] or applicable
    first = found[0]
    together = replace(
        first,
        message="；".join(dict.fromkeys(one.message for one in found)),
        evidence=tuple(dict.fromkeys(evidence for one in found for evidence in one.evidence)),
        why="；".join(dict.fromkeys(one.why for one in found if one.why)),
        shared=tuple(dict.fromkeys(shared for one in found for shared in one.shared)),
        measured=first.measured if len({one.measured for one in found}) == 1 else None,
        settled=all(one.settled for one in found),
        firm=all(one.firm for one in found),
    )
    if len({one.verdict for one in found}) == 1:
        return together
    why = "；".join(filter(None, ("几份材料得出的结论不一致", together.why)))
    return replace(together, verdict=Verdict.REVIEW, why=why)

"""What a rule yields: a verdict, a fact that is true under either verdict, and where it was read.

The engine may turn a pass or a fail into a review, never the other way round (checks.guards).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from checks.finding import Evidence, Measured, Shared, Verdict
from extractor.document import Span
from extractor.records.cited import Absent, Cited

Quotable: TypeAlias = Cited[Any] | Absent | Span | Evidence


@dataclass(frozen=True, slots=True)
class Outcome:
    """`subject` tells the outcomes of one rule apart and is stable over re-readings ("" where there is only one).

    `settled`: every plausible reading of the evidence gives this verdict, so doubtful characters do not matter.
    `firm`: no page that was not read could change this verdict. A not_applicable is firm where the clause itself does
    not apply (another class or stage, a date outside the period, a line that was read), and not where it rests on
    something that was not found among what was read; it is the latter unless the rule says otherwise.
    `missing`: the paper that the rule needs is not among the records. `shared`: what other submissions have too.
    `measured`: the numbers of a count, for plots.
    """

    verdict: Verdict
    message: str
    subject: str = ""
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    settled: bool = False
    firm: bool = False
    missing: bool = False
    shared: tuple[Shared, ...] = ()
    measured: Measured | None = None


Outcomes: TypeAlias = Iterable[Outcome]


def quoted(items: Iterable[Quotable]) -> tuple[Evidence, ...]:
    """Every span behind `items`, once each, in their order. An Absent quotes what stood there instead."""
    found: dict[Evidence, None] = {}
    for item in items:
        if isinstance(item, Evidence):
            found[item] = None
            continue
        spans = (item,) if isinstance(item, Span) else item.spans
        floor = item.confidence if isinstance(item, Cited) else 1.0
        for span in spans:
            confidence = min(span.confidence, floor)
            found[Evidence(span.document, span.place, span.text, confidence, span.source)] = None
    return tuple(found)


def passed(message: str, *cited: Quotable, subject: str = "", settled: bool = False, firm: bool = False) -> Outcome:
    return Outcome(Verdict.PASS, message, subject, quoted(cited), settled=settled, firm=firm)


def failed(message: str, *cited: Quotable, subject: str = "", settled: bool = False, firm: bool = False) -> Outcome:
    return Outcome(Verdict.FAIL, message, subject, quoted(cited), settled=settled, firm=firm)


def review(message: str, *cited: Quotable, why: str, subject: str = "") -> Outcome:
    """`why` says in Chinese what is missing or undecided; it is never empty."""
    return Outcome(Verdict.REVIEW, message, subject, quoted(cited), why)


def not_applicable(message: str, *cited: Quotable, subject: str = "", firm: bool = False) -> Outcome:
    """Without `firm` it rests on absence, which what was not read may contradict."""
    return Outcome(Verdict.NOT_APPLICABLE, message, subject, quoted(cited), firm=firm)


def missing(message: str, *cited: Quotable, why: str, subject: str = "") -> Outcome:
    """The paper that the rule needs is not among the records: the engine decides what that means at this stage."""
    return replace(review(message, *cited, why=why, subject=subject), missing=True)


def agreed(
    readings: Iterable[bool],
    message: str,
    *cited: Quotable,
    why: str,
    subject: str = "",
    settled: bool = False,
    firm: bool = False,
) -> Outcome:
    """Pass where every reading of the clause holds, fail where none does, review (with `why`) where they differ."""
    results = tuple(readings)
    if results and all(results):
        return passed(message, *cited, subject=subject, settled=settled, firm=firm)
    if results and not any(results):
        return failed(message, *cited, subject=subject, settled=settled, firm=firm)
    return review(message, *cited, why=why, subject=subject)

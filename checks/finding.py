"""What a rule yields (Outcome) and what people see (Finding). Frozen, standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from extractor.document import Place


class Verdict(StrEnum):
    """SARIF 2.1.0's result kinds, as far as we use them."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """Catalogue B and M are errors, m a warning, i a note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quoted place: `document` is the id of a paper of the case."""

    document: str
    place: Place
    text: str
    confidence: float
    source: str


@dataclass(frozen=True, slots=True)
class Shared:
    """That something is shared with another submission: `id` is the same in the findings of both."""

    id: str
    submission: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A number that was promised or demanded beside what proves it: for plots, where `message` says it in words.

    `item` names what is counted (field_schemas §6), `what` and `unit` are for people; `target` is agreed,
    `required` demanded by the policy, `claimed` what the summary says; the evidence carries from `low` (sure) to
    `high` (all that may count). None is what nobody said, or where there is no paper to count in.
    """

    item: str
    what: str
    unit: str = ""
    target: Decimal | None = None
    required: int | None = None
    claimed: Decimal | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`id` survives a re-reading (lineage, rule, subject); `fingerprint` changes with values and places.

    `message` is one Chinese sentence with page, value found, value required and article. `why` says, for a review,
    what is missing or undecided. `parameters` are the policy values used. `shared` names what other submissions have
    in common with this one, never what stands in them. `measured` repeats the numbers of a count, `compared` says
    that the rule was told what the register holds of others.
    """

    id: str
    rule: str
    programme: str
    clause: str
    verdict: Verdict
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""
    shared: tuple[Shared, ...] = ()
    measured: Measured | None = None
    compared: bool = False

"""How a finding speaks of another submission: by its number alone, tied to the other's own finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.finding import Shared
from checks.outcome import Outcome
from checks.register import Match

SHOWN = 12  # characters of a submission's id
MOST_LISTED = 3


def number_of(match: Match) -> str:
    return f"（编号 {match.other.id[:SHOWN]}）"


def listed(matches: Sequence[Match]) -> str:
    """The numbers of several submissions, each once."""
    numbers = list(dict.fromkeys(one.other.id[:SHOWN] for one in matches))
    more = f"等 {len(numbers)} 份" if len(numbers) > MOST_LISTED else ""
    return f"（编号 {'、'.join(numbers[:MOST_LISTED])}）{more}"


def sharing(outcome: Outcome, matches: Iterable[Match]) -> Outcome:
    """The outcome, tied to the findings of the other submissions."""
    return replace(outcome, shared=tuple(Shared(match.id, match.other.id) for match in matches))

"""Which rows the machine decides, read from the packs, and whether the district holds a breach of each of them.

There is no list here: a row that is added to a pack without a plant shows up in the report by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checks.finding import Verdict
from checks.guards import ALLOWED
from checks.pack import Entry, load, programmes
from corpora.packet import Expected


@dataclass(frozen=True, slots=True)
class Covered:
    """`fails` are the rows that the machine may fail, `passes` those it may only pass: their breach ends as a review.

    Both are by the row's id, since a row of both programmes is one rule. `planted` are the ids with a breach,
    `failed` those where some breach must end as a fail and nothing else.
    """

    fails: Mapping[str, Entry]
    passes: Mapping[str, Entry]
    planted: frozenset[str]
    failed: frozenset[str]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The rows that may fail, and that no submission breaks."""
        return tuple(sorted(self.fails.keys() - self.planted))


def covered(planted: Iterable[Expected]) -> Covered:
    """The rows that a district breaks, held against all packs; what must pass is no breach."""
    rows = {entry.id: entry for name in programmes() for entry in load(name).rules}
    fails = {id: entry for id, entry in rows.items() if Verdict.FAIL in ALLOWED[entry.who]}
    passes = {id: entry for id, entry in rows.items() if entry.who == "AUTO-P"}
    breaches = [one for one in planted if "fail" in one.accepted or "review" in one.accepted]
    failed = frozenset(one.rule for one in breaches if one.accepted == ("fail",))
    return Covered(fails, passes, frozenset(one.rule for one in breaches), failed)


def lines(given: Covered) -> Iterator[str]:
    for title, rows in (
        ("rows that the machine may fail", given.fails),
        ("rows that it may only pass, a breach is a person's", given.passes),
    ):
        lacking = sorted(rows.keys() - given.planted)
        yield f"{title}: {len(rows) - len(lacking)} of {len(rows)} planted"
        yield from (f"  no plant: {id} {_why(rows[id])}" for id in lacking)
    doubted = sorted(given.fails.keys() & given.planted - given.failed)
    yield from (f"  a breach may end as a review: {id} {_why(given.fails[id])}" for id in doubted)


def _why(entry: Entry) -> str:
    """What is known of a row without a plant: who decides it, when its papers are due, and numbers nobody has set."""
    due = "/".join(entry.stages) or "no stage of its own: told of the whole batch"
    unset = [name for name, dated in entry.parameters.items() if all(one.value is None for one in dated)]
    asks = f"; unset in the pack: {'、'.join(unset)}" if unset else ""
    return f"({entry.who}, {due}{asks}) {entry.text}"

"""What all submissions of one view have in common, by key: who is behind them, what they hold, what they claim.

A submission files entries (checks.filing). Another one looks its own keys up, never scanning, and what is found
becomes Matches (checks.matching): what a rule may know of others. A rule gets the other's particulars to decide by
and its own places to cite; another's paper never reaches a finding.

>>> mine, theirs = Filed("s1", "l1", year=2025), Filed("s2", "l2", year=2025)
>>> held = Held([Filing(theirs, (Entry("invoice", "2411", "2411"),))])
>>> [filed.id for filed, entry in held.holding([("invoice", "2411"), ("invoice", "9")], besides="l1")]
['s2']
>>> list(held.holding([("invoice", "2411")], besides="l2"))
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from checks.finding import Evidence
from extractor.document import Span

LEADER = "leader"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """`number` is the hash of an ID number, "" where none was read; `birth` in ISO form, as precise as printed;
    `confidence` that of the name's reading."""

    name: str
    number: str = ""
    birth: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """Who a submission is of, as its own papers say it; "" or empty where they do not."""

    host_names: tuple[str, ...] = ()
    host_codes: tuple[str, ...] = ()
    leader: Person | None = None
    members: tuple[Person, ...] = ()
    title: str = ""
    recommender: str = ""
    station_class: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A submission as others know it. `lineage` is shared by its versions; `year` is that of its reference date;
    `digest` names the bytes of all its files; `batch` is what it was handed in with, or ""."""

    id: str
    lineage: str
    programme: str = ""
    stage: str = ""
    year: int = 0
    digest: str = ""
    batch: str = ""
    profile: Profile = Profile()


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that another submission may hold too. `subject` tells it apart within its own submission; `data`
    holds what the other's rule needs to know of it, as JSON has it."""

    kind: str
    key: str
    subject: str
    data: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A paper whose wording is compared: `lines` as read, and its MinHash (checks.near_duplicates)."""

    subject: str
    lines: tuple[Span, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Filing:
    """What one submission puts into the register. `cited` are its own places, by the name of the particular;
    `asks` is what it looks up without filing it."""

    filed: Filed
    entries: tuple[Entry, ...] = ()
    texts: tuple[Text, ...] = ()
    cited: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    asks: tuple[Entry, ...] = ()

    def text(self, subject: str) -> Text | None:
        return next((text for text in self.texts if text.subject == subject), None)


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that this submission and `other` share. `id` is the same seen from either side.

    `own` is this submission's entry with its places; `theirs` the data of the other's; `measure` how alike they are
    (a share, or bits that differ), by the kind of match.
    """

    kind: str
    id: str
    own: Entry
    other: Filed
    theirs: Mapping[str, Any] = field(default_factory=dict)
    measure: float = 0.0


@dataclass(frozen=True, slots=True)
class Matches:
    """What the register holds of other submissions that touch this one.

    `own` is None where no register was asked. `version` names what it said: the same version, the same findings.
    """

    own: Filing | None = None
    found: tuple[Match, ...] = ()
    version: str = ""

    @property
    def looked(self) -> bool:
        return self.own is not None

    def of(self, kind: str) -> tuple[Match, ...]:
        return tuple(match for match in self.found if match.kind == kind)


class Register(Protocol):
    """Where entries are kept: in memory, or in the tables of worker.store.register."""

    def holding(self, keys: Sequence[Key], besides: str) -> Iterable[tuple[Filed, Entry]]:
        """Entries under `keys` of submissions in force, none of the lineage `besides`; in no particular order."""

    def text(self, submission: str, subject: str) -> Text | None:
        """The text that a submission filed under `subject`."""


class Held:
    """A register in memory: of one batch, or in front of another register."""

    def __init__(self, filings: Iterable[Filing], behind: Register | None = None) -> None:
        self.behind = behind
        self.filings = {filing.filed.id: filing for filing in filings}
        self.lineages = {filing.filed.lineage for filing in self.filings.values()}
        self.by_key: dict[Key, list[tuple[Filed, Entry]]] = {}
        for filing in self.filings.values():
            for entry in filing.entries:
                self.by_key.setdefault((entry.kind, entry.key), []).append((filing.filed, entry))

    def holding(self, keys: Sequence[Key], besides: str) -> Iterator[tuple[Filed, Entry]]:
        """What lies behind of a lineage that is held here too is an older version, and left out."""
        for key in keys:
            yield from (pair for pair in self.by_key.get(key, ()) if pair[0].lineage != besides)
        if self.behind is not None:
            found = self.behind.holding(keys, besides)
            yield from (pair for pair in found if pair[0].lineage not in self.lineages)

    def text(self, submission: str, subject: str) -> Text | None:
        filing = self.filings.get(submission)
        if filing is None:
            return None if self.behind is None else self.behind.text(submission, subject)
        return filing.text(subject)

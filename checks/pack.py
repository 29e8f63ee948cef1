"""A programme's policy as data: which rows there are, what they ask, who decides them, and their dated numbers.

>>> "QC-05.1b" in {entry.id for entry in load("studio").rules}
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from checks.finding import Severity
from checks.pack_file import DatedFile, Lines, PackError, PackFile, read
from checks.rule import Rule, implemented, predicates

__all__ = ["Dated", "Entry", "Pack", "PackError", "Required", "load", "load_file", "programmes"]

SEVERITIES = {"B": Severity.ERROR, "M": Severity.ERROR, "m": Severity.WARNING, "i": Severity.NOTE}


@dataclass(frozen=True, slots=True)
class Dated:
    """One policy number from `since` on; `source` is the article or notice that says so."""

    since: date
    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Required:
    """`paper` is a kind name, or report:<kind of report>; `rule` the row that fails when it is not handed in;
    what stands below a heading that fits `stated_under` may stand for it."""

    stage: str
    paper: str
    rule: str
    station_class: tuple[str, ...] | None
    stated_under: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue. `stages` are those that demand its papers; `who` caps what the machine may say."""

    id: str
    name: str
    clause: str
    text: str
    severity: Severity
    who: str
    stages: tuple[str, ...]
    implemented: bool
    parameters: Mapping[str, tuple[Dated, ...]]
    predicate: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """`programme` is "" for the pack of a submission whose programme is unclear."""

    programme: str
    title: str
    edition: str
    source: str
    rules: tuple[Entry, ...]
    requires: tuple[Required, ...]
    confidence_floor: tuple[Dated, ...]
    reference_date: tuple[Dated, ...] = ()

    def entry(self, id: str) -> Entry | None:
        return next((entry for entry in self.rules if entry.id == id), None)

    def at(self, on: date) -> InForce:
        """The numbers in force on `on`. A number not yet in force then is left out."""
        numbers = {
            entry.id: {
                name: value.value for name, dated in entry.parameters.items() if (value := in_force(dated, on))
            }
            for entry in self.rules
        }
        floor = in_force(self.confidence_floor, on) or self.confidence_floor[0]
        deadline = in_force(self.reference_date, on)
        return InForce(float(floor.value), deadline.value if deadline else on, numbers)


@dataclass(frozen=True, slots=True)
class InForce:
    """`reference` is the day that ages and periods are measured on; `numbers` are by rule and parameter."""

    confidence_floor: float
    reference: date
    numbers: Mapping[str, Mapping[str, Any]]


def in_force(dated: tuple[Dated, ...], on: date) -> Dated | None:
    """The last of `dated` that holds on `on`.

    >>> steps = (Dated(date(2020, 1, 1), 45, "a"), Dated(date(2026, 1, 1), 40, "b"))
    >>> in_force(steps, date(2025, 12, 31)).value, in_force(steps, date(2026, 1, 1)).value
    (45, 40)
    """
    return next((value for value in reversed(dated) if value.since <= on), None)


def programmes() -> tuple[str, ...]:
    """The programmes that have a pack."""
    names = (path.name for path in files("checks.packs").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load(programme: str) -> Pack:
    """The pack of `programme`; "" gives the pack for a submission whose programme is unclear. Raises PackError."""
    if not programme:
        return _unclear([load(name) for name in programmes()])
    if programme not in programmes():
        raise PackError(f"no pack for programme {programme!r}; there are: {', '.join(programmes())}")
    return load_file(Path(str(files("checks.packs") / f"{programme}.yaml")))


def load_file(path: Path, rules: Mapping[str, Rule] | None = None) -> Pack:
    """The pack in a file, checked against the implemented `rules`. Raises PackError naming file and line."""
    known = implemented() if rules is None else rules
    parsed, lines = read(path)
    for id, entry in parsed.rules.items():
        if entry.predicate and (id in known or entry.predicate not in predicates()):
            raise lines.error(("rules", id, "predicate"), f"{id}: there is no predicate {entry.predicate} for it")
        if entry.predicate or id in known:
            check = predicates()[entry.predicate].named(id, "") if entry.predicate else known[id]
            _check_parameters(check, set(entry.parameters), lines)
    for stage, papers in parsed.requires.items():
        for index, required in enumerate(papers):
            if required.rule not in parsed.rules:
                raise lines.error(("requires", stage, index), f"requires: there is no row {required.rule}")
    return _pack(parsed, known)


def _check_parameters(rule: Rule, given: set[str], lines: Lines) -> None:
    for name, demanded in rule.parameters.items():
        if demanded and name not in given:
            raise lines.error(("rules", rule.id), f"{rule.id}: the parameter {name} is missing")
    for name in sorted(given - set(rule.parameters)):
        raise lines.error(("rules", rule.id, "parameters", name), f"{rule.id}: there is no parameter {name}")


def _pack(parsed: PackFile, known: Mapping[str, Rule]) -> Pack:
    entries = tuple(
        Entry(
            id=id,
            name=known[id].name if id in known else entry.name,
            clause=entry.clause,
            text=entry.text,
            severity=SEVERITIES[entry.severity],
            who=entry.who,
            stages=tuple(entry.stages),
            implemented=id in known or bool(entry.predicate),
            parameters={name: _dated(values) for name, values in entry.parameters.items()},
            predicate=entry.predicate,
        )
        for id, entry in parsed.rules.items()
    )
    requires = tuple(
        Required(
            stage, one.paper, one.rule, tuple(one.station_class) if one.station_class else None, one.stated_under
        )
        for stage, papers in parsed.requires.items()
        for one in papers
    )
    return Pack(
        programme=parsed.programme,
        title=parsed.title,
        edition=parsed.edition,
        source=parsed.source,
        rules=entries,
        requires=requires,
        confidence_floor=_dated(parsed.confidence_floor),
        reference_date=_dated(parsed.reference_date),
    )


def _dated(values: list[DatedFile]) -> tuple[Dated, ...]:
    return tuple(Dated(value.since, value.value, value.source) for value in values)


def _unclear(packs: list[Pack]) -> Pack:
    """Every row of every programme, once: the engine turns whatever they give into a review."""
    rows: dict[str, Entry] = {}
    for pack in packs:
        for entry in pack.rules:
            rows.setdefault(entry.id, entry)
    return Pack(
        programme="",
        title="项目类别不明",
        edition="+".join(f"{pack.programme}/{pack.edition}" for pack in packs),
        source="",
        rules=tuple(rows.values()),
        requires=(),
        confidence_floor=packs[0].confidence_floor,
    )

"""Which kind of paper a part is: every kind scores it, the best above the threshold reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from extractor.discover import modules_in
from extractor.document import Part
from extractor.kind_names import SUPPORTING, UNKNOWN

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """`kind` is "unknown" with no records where nothing fits; for a supporting paper it is its paper_kind."""

    kind: str
    score: float
    records: tuple[Any, ...] = ()


def recognise(part: Part) -> Recognised:
    """The best kind's records of `part`. The same part gives the same answer: ties go to the first name."""
    scored = sorted(((kind.score(part), kind.NAME, kind) for kind in kinds()), key=lambda s: (-s[0], s[1]))
    if not scored or scored[0][0] < THRESHOLD:
        return Recognised("unknown", scored[0][0] if scored else 0.0)
    best, name, kind = scored[0]
    records = tuple(kind.parse(part))
    if not records:
        return Recognised("unknown", best)
    shown = getattr(kind, "shown", None)
    named = shown(records[0]) if shown else name
    own = next(((score, one) for score, one_name, one in scored if one_name == named and one is not kind), None)
    if own is not None and own[0] >= getattr(own[1], "LEAST", THRESHOLD):
        # The title names a kind that has a reader of its own, which sees enough of its signs.
        records = tuple(own[1].parse(part)) or records
    return Recognised(named, best, records)


def recognise_as(part: Part, kind: str) -> Recognised:
    """`part` read as the kind that a person gave (extractor.kind_names); no records where nothing of it is found."""
    name, _, sort = kind.partition(":")
    if kind == UNKNOWN:
        return Recognised(UNKNOWN, 1.0)
    known = {module.NAME: module for module in kinds()}
    if name in known and not sort:
        return Recognised(name, 1.0, tuple(known[name].parse(part)))
    told = known.get(name, known[SUPPORTING])
    return Recognised(name, 1.0, tuple(told.parse_as(part, sort or name)))


@cache
def kinds() -> tuple[ModuleType, ...]:
    """Every kind, by discovery."""
    return tuple(modules_in("extractor.kinds"))

"""Violations planted in labelled papers, and what the rules must say: never the opposite, however it was read.

Each plant changes the facts before they are printed, so that every layout, font and degradation can carry it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from corpora.labelled.cast import person
from corpora.labelled.facts import Fact, said
from corpora.packet import Expected, expect
from corpora.people import Person

ON = date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Plant:
    """`change` edits the facts of a paper of `kind`; `expected` as in a packet, with review where a scan may ask."""

    kind: str
    programme: str
    expected: tuple[Expected, ...]
    change: Callable[[dict[str, Fact], Random], None]


def _leader(facts: dict[str, Fact]) -> Person:
    number = facts["leader.id_number"].value
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    name, gender, title = (facts[f"leader.{field}"].value for field in ("name", "gender", "professional_title"))
    return Person(name, gender, born, int(number[14:17]), title=title)


def _stands(facts: dict[str, Fact], who: Person, **printed: Fact) -> None:
    """The leader's block and row say what `who` is, except for what is `printed` otherwise."""
    for prefix in ("leader.", "members[0]."):
        if f"{prefix}name" in facts:
            own = {path: fact for path, fact in person(prefix, who).items() if path in facts}
            facts.update(own | {prefix + field: fact for field, fact in printed.items()})


def _young(random: Random) -> date:
    return date(random.randint(1986, 1994), random.randint(1, 12), random.randint(1, 28))


def _sound(facts: dict[str, Fact], random: Random) -> None:
    _stands(facts, replace(_leader(facts), born=_young(random)))


def _too_old(facts: dict[str, Fact], random: Random) -> None:
    born = date(random.randint(1964, 1975), random.randint(1, 12), random.randint(1, 28))
    _stands(facts, replace(_leader(facts), born=born))


def _broken_number(facts: dict[str, Fact], random: Random) -> None:
    _stands(facts, replace(_leader(facts), born=_young(random), broken_id=True))


def _other_birth(facts: dict[str, Fact], random: Random) -> None:
    """Number and printed birth differ by four years."""
    who = replace(_leader(facts), born=_young(random))
    other = replace(who, born=who.born.replace(year=who.born.year - 4))
    _stands(facts, who, id_number=said(other.id_number))


def _other_gender(facts: dict[str, Fact], random: Random) -> None:
    who = replace(_leader(facts), born=_young(random))
    _stands(facts, who, gender=said("男" if who.gender == "女" else "女"))


def _other_words(facts: dict[str, Fact], _random: Random) -> None:
    """The sum in words is that of another invoice."""
    facts["words"] = said("壹仟贰佰叁拾肆圆伍角陆分")


def _nothing(_facts: dict[str, Fact], _random: Random) -> None:
    """The paper as it is."""


def _studio(change: Callable[[dict[str, Fact], Random], None], *expected: str) -> Plant:
    return Plant("application_form", "studio", expect(*expected), change)


PLANTS = {
    "sound": _studio(_sound, "QC-05.1b=pass|review", "X.01=pass|review", "X.02=pass|review", "X.03=pass|review"),
    "too-old": _studio(_too_old, "QC-05.1b=fail|review", "X.01=pass|review", "X.03=pass|review"),
    "broken-number": _studio(_broken_number, "X.01=fail|review", "QC-05.1b=pass|review"),
    "other-birth": _studio(_other_birth, "X.03=review|fail", "X.01=pass|review"),
    "other-gender": _studio(_other_gender, "X.02=review|fail", "X.01=pass|review"),
    "invoice-sound": Plant("invoice", "station", expect("V.04=pass|review"), _nothing),
    "invoice-words": Plant("invoice", "station", expect("V.04=fail|review"), _other_words),
}

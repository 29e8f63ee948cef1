"""Who and what the papers are about: facts of people and organisations by field path."""

from __future__ import annotations

from datetime import date
from random import Random

from corpora.labelled.facts import Fact, day, month, said
from corpora.people import Organisation, Person, organisation, team

DISTRICTS = ("昌平区", "海淀区", "朝阳区", "丰台区", "大兴区", "通州区", "顺义区", "石景山区")


def people(random: Random, count: int) -> list[Person]:
    births = [date(random.randint(1976, 2000), random.randint(1, 12), random.randint(1, 28)) for _ in range(count)]
    return team(random, births)


def host(random: Random) -> Organisation:
    return organisation(random)


def person(prefix: str, who: Person, *, day_of_birth: bool = False) -> dict[str, Fact]:
    """The fields of a leader or a member under `prefix` (`leader.`, `members[0].`)."""
    return {
        f"{prefix}name": said(who.name),
        f"{prefix}gender": said(who.gender),
        f"{prefix}birth_date": day(who.born) if day_of_birth else month(who.born),
        f"{prefix}id_number": said(who.id_number),
        f"{prefix}professional_title": said(who.title),
        f"{prefix}degree": said(who.degree),
        f"{prefix}major": said(who.major),
        f"{prefix}role_division": said(who.duty),
    }


def some_day(random: Random, year: int = 2025) -> date:
    return date(year, random.randint(1, 12), random.randint(1, 28))

"""One person as several papers show them: the application form, the rosters, the identity cards.

People are matched by name. Two rows of one table with the same name are two people, told apart by number or birth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.records.application_form import ApplicationForm, Leader
from extractor.records.cited import Absent, Cited, Field
from extractor.records.identity_card import IdentityCard
from extractor.records.partial_date import PartialDate
from extractor.records.roster import Member, Roster
from extractor.text.ids import ResidentId, resident_id


@dataclass(frozen=True, slots=True)
class Mention:
    """What one paper says of one person. `table` numbers the list that a row stands in, or is None."""

    paper: str
    name: Field[str]
    gender: Field[str]
    birth: Field[PartialDate]
    id_number: Field[str]
    age: Field[int] | None = None
    table: int | None = None
    key: str = ""
    title: Field[str] | None = None

    @property
    def number(self) -> ResidentId | None:
        """The identity number as understood, or None where there is none or it has no such shape."""
        return resident_id(self.id_number.value) if self.id_number.present else None


@dataclass(frozen=True, slots=True)
class Person:
    """`name` without white space; `mentions` in the order of the papers; `leader` where the form says so."""

    name: str
    mentions: tuple[Mention, ...]
    leader: bool = False
    key: str = ""

    @property
    def label(self) -> str:
        return f"负责人{self.name}" if self.leader else self.name

    def births(self) -> list[tuple[str, Cited[PartialDate]]]:
        """Every printed birth date, with the paper that prints it."""
        return [(m.paper, m.birth) for m in self.mentions if isinstance(m.birth, Cited)]

    def ages(self) -> list[tuple[str, Cited[int]]]:
        return [(m.paper, m.age) for m in self.mentions if isinstance(m.age, Cited)]

    def genders(self) -> list[tuple[str, Cited[str]]]:
        return [(m.paper, m.gender) for m in self.mentions if isinstance(m.gender, Cited)]

    def titles(self) -> list[tuple[str, Cited[str]]]:
        """Every 职称, with the paper that prints it."""
        return [(m.paper, m.title) for m in self.mentions if isinstance(m.title, Cited)]

    def numbers(self) -> list[tuple[str, Cited[str], ResidentId]]:
        """Every identity number of the right shape, also masked or invalid ones."""
        return [
            (m.paper, m.id_number, number)
            for m in self.mentions
            if isinstance(m.id_number, Cited) and (number := m.number) is not None
        ]


def squeezed(name: str) -> str:
    """
    >>> squeezed("王　 芳")
    '王芳'
    """
    return re.sub(r"\s+", "", name)


def people(
    forms: Sequence[ApplicationForm], rosters: Sequence[Roster], cards: Sequence[IdentityCard]
) -> list[Person]:
    """Everyone who is named, leaders first, then in the order of their names."""
    leaders = [_of_leader(form.leader) for form in forms]
    tables = [form.members for form in forms] + [roster.members for roster in rosters]
    names = ["申报书"] * len(forms) + ["成员名册"] * len(rosters)
    rows = [
        _of_member(member, paper, number)
        for number, (paper, members) in enumerate(zip(names, tables, strict=True))
        for member in members
    ]
    mentions = [*leaders, *rows, *(_of_card(card, leaders + rows) for card in cards)]
    named = [mention for mention in mentions if mention.name.present]
    doubled = _doubled(named)
    leading = {_key(leader, doubled) for leader in leaders if leader.name.present}
    groups: dict[str, list[Mention]] = {}
    for mention in named:
        groups.setdefault(_key(mention, doubled), []).append(mention)
    found = [
        Person(squeezed(group[0].name.value), tuple(group), leader=key in leading, key=key)
        for key, group in groups.items()
    ]
    return sorted(found, key=lambda person: (not person.leader, person.key))


def leader_of(form: ApplicationForm, rosters: Sequence[Roster], cards: Sequence[IdentityCard]) -> Person:
    """The leader of one form, with what other papers say of them. Raises NotRead where the form names no leader."""
    name = squeezed(form.leader.name.value)
    mention = _of_leader(form.leader)
    # A member may bear the same name: the leader is the one whom the form's own block is about.
    for person in people([form], rosters, cards):
        if mention in person.mentions:
            return Person(person.name, person.mentions, leader=True, key=person.key)
    return Person(name, (mention,), leader=True, key=name)


def birth_from(number: ResidentId) -> PartialDate | None:
    """The possible birth date in a number; of a masked one as much of it as was left to be seen.

    >>> masked = resident_id("11010519491231****")
    >>> str(birth_from(masked)) if masked else ""
    '1949-12-31'
    """
    if number.masked:
        return _visible(number.number[6:14]) if len(number.number) == 18 else None
    born: date | None = number.birth
    return None if born is None else PartialDate(born.year, born.month, born.day)


def _visible(digits: str) -> PartialDate | None:
    """The date in YYYYMMDD, of which month and day may be masked; None where there is no possible one."""
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if not re.fullmatch("(?:19|20)[0-9]{2}", year):
        return None
    try:
        if not month.isdigit():
            return PartialDate(int(year))
        return PartialDate(int(year), int(month), int(day) if day.isdigit() else None)
    except ValueError:
        return None


def unread_digits(number: Field[str]) -> bool:
    """Whether a number was given and not understood; “另附” is no number.

    >>> unread_digits(Absent("证件号码", "blank"))
    False
    """
    if not isinstance(number, Absent) or number.reason != "unreadable":
        return False
    return not number.spans or any(c.isdigit() for span in number.spans for c in span.raw or span.text)


def compatible(one: PartialDate, other: PartialDate) -> bool:
    """Whether both can be the same day.

    >>> compatible(PartialDate(1979, 7), PartialDate(1979, 7, 31))
    True
    """
    return one.earliest <= other.latest and other.earliest <= one.latest


def _of_leader(leader: Leader) -> Mention:
    return Mention(
        "申报书", leader.name, leader.gender, leader.birth_date, leader.id_number, leader.age,
        title=leader.professional_title,
    )  # fmt: skip


def _of_member(member: Member, paper: str, table: int) -> Mention:
    return Mention(
        paper, member.name, member.gender, member.birth_date, member.id_number, member.age, table, member.key,
        member.professional_title,
    )  # fmt: skip


def _of_card(card: IdentityCard, others: Iterable[Mention]) -> Mention:
    """A card whose name was not read belongs to whoever has its number on another paper."""
    name = card.name
    number = resident_id(card.id_number.value) if card.id_number.present else None
    if not name.present and number is not None and number.valid:
        same = [other.name for other in others if (n := other.number) is not None and n.number == number.number]
        name = same[0] if same else name
    return Mention("身份证", name, card.gender, card.birth_date, card.id_number)


def _doubled(mentions: Sequence[Mention]) -> set[str]:
    """Names that stand twice in one table."""
    seen = Counter((squeezed(m.name.value), m.table) for m in mentions if m.table is not None)
    return {name for (name, _), times in seen.items() if times > 1}


def _key(mention: Mention, doubled: set[str]) -> str:
    name = squeezed(mention.name.value)
    if name not in doubled:
        return name
    number = mention.number
    return f"{name}#{number.number if number else mention.key}"

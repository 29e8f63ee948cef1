"""成员名册 (field_schemas §3.3), also when it goes on over several pages."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Member:
    """One row. `key` is stable: the ID number if printed, else name and birth date, else the row's number."""

    key: str
    name: Field[str]
    gender: Field[str]
    birth_date: Field[PartialDate]
    age: Field[int]
    id_number: Field[str]
    education: Field[str]
    degree: Field[str]
    professional_title: Field[str]
    major: Field[str]
    employer: Field[str]
    role_division: Field[str]
    effort_months: Field[str]


@dataclass(frozen=True, slots=True)
class Roster:
    """A member list that is a paper of its own. `stated_count` is the 人数 printed on it."""

    team_name: Field[str]
    stated_count: Field[int]
    members: tuple[Member, ...]

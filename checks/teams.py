"""Whether two submissions are of one team: the same leader, and the same title.

New versions and second uploads of a team are not another team (catalogue, QC-06.2.6a).

>>> mine = Profile(leader=Person("甲某", birth="1985-03"), title="智测创新工作室")
>>> same_team(mine, Profile(leader=Person("甲 某".replace(" ", ""), birth="1985"), title="智测创新工作室"))
'same'
>>> same_team(mine, Profile(leader=Person("乙某"), title="智测创新工作室"))
'other'
>>> same_team(mine, Profile(title="智测创新工作室"))
'unknown'
"""

from __future__ import annotations

from typing import Literal

from checks.names_compared import related, title_likeness
from checks.register import Filed, Person, Profile
from extractor.text.misread import compared

Answer = Literal["same", "other", "unknown"]
SAME_TITLE = 0.95


def same_person(one: Person | None, other: Person | None) -> Answer:
    """By ID number where both have one, else by name and birth; a name that may be misread is not another's."""
    if one is None or other is None:
        return "unknown"
    if one.number and other.number:
        return "same" if one.number == other.number else "other"
    if one.name == other.name:
        return "same" if _births_meet(one.birth, other.birth) else "other"
    misread = compared(one.name, other.name, one.confidence, other.confidence).verdict == "misread"
    return "unknown" if misread and _births_meet(one.birth, other.birth) else "other"


def same_team(one: Profile, other: Profile) -> Answer:
    leader = same_person(one.leader, other.leader)
    if leader != "same":
        return leader
    if not one.title or not other.title:
        return "unknown"
    likeness = title_likeness(one.title, other.title)
    if likeness >= SAME_TITLE:
        return "same"
    return "unknown" if likeness >= 0.5 else "other"


def same_host(one: Profile, other: Profile) -> bool:
    """Whether both name one unit, by code where both have one, else by name."""
    if one.host_codes and other.host_codes:
        return bool(set(one.host_codes) & set(other.host_codes))
    return any(related(a, b) == "same" for a in one.host_names for b in other.host_names)


def again(one: Filed, other: Filed) -> bool:
    """Whether `other` is the same team's submission at the same stage handed in once more, or the very same files."""
    if one.digest and one.digest == other.digest:
        return True
    if (one.programme, one.stage, one.year) != (other.programme, other.stage, other.year):
        return False
    if not same_host(one.profile, other.profile):
        return False
    if one.programme == "station":
        return _one_station(one.profile, other.profile)
    return same_team(one.profile, other.profile) == "same"


def same_project(one: Filed, other: Filed) -> bool:
    """Whether both may be of one project at two of its stages: the same unit in the same programme and year. A unit
    may run stations in two districts: these are two projects."""
    same = (one.programme, one.year) == (other.programme, other.year) and same_host(one.profile, other.profile)
    return same and (one.programme != "station" or not _two_districts(one.profile, other.profile))


def _one_station(one: Profile, other: Profile) -> bool:
    return one.station_class == other.station_class != "" and not _two_districts(one, other)


def _two_districts(one: Profile, other: Profile) -> bool:
    """Whether both say of which district they are, and name two."""
    return bool(one.district and other.district) and one.district != other.district


def _births_meet(one: str, other: str) -> bool:
    """Whether two dates, as precise as printed, may be one day; an unknown one may be any."""
    return one.startswith(other) or other.startswith(one)

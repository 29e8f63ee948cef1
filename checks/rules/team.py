"""精干团队: QC 第四条 2, its size, knowledge, division of work and time (its ages are checks.rules.ages)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checks.experts import engaged
from checks.outcome import Outcomes, missing, passed, review
from checks.persons import Person, compatible, people
from checks.rule import rule
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Absent, Cited, Field
from extractor.records.roster import Member, Roster

_NO_LIST = "未见成员名单"


@rule("QC-04.2a", name="team-size")
def team_size(
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    *,
    min_members: int,
    count_leader: bool,
    count_expert: bool,
) -> Outcomes:
    """团队一般不少于规定人数：按姓名去重的成员数；负责人、指导专家计入与否结论不同的，由人判断。"""
    rows = _members(forms, rosters)
    if not rows:
        yield from _only_stated(forms, rosters, min_members)
        return
    team = people(forms, rosters, ())
    named = {person.name for person in team}
    experts = {one.name for one in engaged(forms, ())}
    advising = [name for name in experts if name not in named]
    leading = sum(person.leader for person in team)
    listed = sum(person.name in experts and not person.leader for person in team)  # experts among the members' rows
    readings = [len(team) - (0 if leader else leading) + (len(advising) if expert else -listed)
                for leader in (True, False) for expert in (False, True)]  # fmt: skip
    count = len(team) - (0 if count_leader else leading) + (len(advising) if count_expert else -listed)
    alike = _alike(team)
    cited = [person.mentions[0].name for person in team if isinstance(person.mentions[0].name, Cited)]
    how = f"{'含' if count_leader else '不含'}负责人、{'含' if count_expert else '不含'}指导专家"
    said = f"团队成员 {count} 人（{how}；一般不少于 {min_members} 人）"
    unread = sum(not row.name.present for row in rows)
    against = _stated_against(forms, rosters, len(team), leading)
    if against is not None and min(readings) + unread >= 1:
        yield review(f"{said}，所填人数为 {against.value} 人", *cited, against, why="所填人数与名单人数不一致")
    elif alike and min(readings) >= min_members > min(readings) - len(alike):
        why = f"名单中{'、'.join(alike)}不止一行，是否同一人未能确定，结论取决于此"
        yield review(said, *cited, why=why)
    elif min(readings) >= min_members:
        yield passed(said, *cited)
    elif max(readings) + unread >= min_members:
        why = f"{unread} 行的姓名未能识读" if unread else "是否够数取决于负责人或指导专家是否计入"
        yield review(said, *cited, why=why)
    else:
        yield review(said, *cited, why=f"少于 {min_members} 人；条文为“通常”，由人员判断")


def _alike(team: Sequence[Person]) -> list[str]:
    """Rows that may be somebody named before: the same name without another number, or the same number."""
    names: list[str] = []
    for at, person in enumerate(team):
        if any(_may_be_one(person, other) for other in team[:at]):
            names.append(person.name)
    return names


def _may_be_one(one: Person, other: Person) -> bool:
    numbers = [{number.number for *_, number in person.numbers() if number.valid} for person in (one, other)]
    if all(numbers):
        return bool(numbers[0] & numbers[1])
    births = [[cited.value for _, cited in person.births()] for person in (one, other)]
    apart = any(not compatible(a, b) for a in births[0] for b in births[1])
    return one.name == other.name and not apart


def _members(forms: Sequence[ApplicationForm], rosters: Sequence[Roster]) -> list[Member]:
    listed = [member for form in forms for member in form.members]
    return listed + [member for roster in rosters for member in roster.members]


def _stated(forms: Sequence[ApplicationForm], rosters: Sequence[Roster]) -> list[Cited[int]]:
    fields = [*(form.member_count for form in forms), *(roster.stated_count for roster in rosters)]
    return [field for field in fields if isinstance(field, Cited)]


def _stated_against(
    forms: Sequence[ApplicationForm], rosters: Sequence[Roster], count: int, leading: int
) -> Cited[int] | None:
    """A stated number that fits the list neither with nor without the leader."""
    return next((one for one in _stated(forms, rosters) if one.value not in (count, count - leading)), None)


def _only_stated(forms: Sequence[ApplicationForm], rosters: Sequence[Roster], least: int) -> Outcomes:
    stated = _stated(forms, rosters)
    if stated:
        said = f"所填团队人数为 {stated[0].value} 人（一般不少于 {least} 人）"
        yield review(said, *stated, why="没有读到成员名单，只有所填人数")
    elif forms:
        yield review(f"{_NO_LIST}，无法统计人数", why="申报书中没有读到成员名单，也没有成员名册")
    else:
        yield missing(f"{_NO_LIST}，无法统计人数", why="缺少成员名单")


@rule("QC-04.2c", name="knowledge-structure")
def knowledge_structure(forms: tuple[ApplicationForm, ...] = (), rosters: tuple[Roster, ...] = ()) -> Outcomes:
    """列出成员的专业方向和所在单位：方向互补，或来自不同单位、领域，供人员判断。"""
    rows = _members(forms, rosters)
    majors, units = _values(rows, lambda row: row.major), _values(rows, lambda row: row.employer)
    if not rows:
        yield missing(_NO_LIST, why="缺少成员名单")
        return
    kinds, places = _distinct(majors), _distinct(units)
    said = f"专业方向 {len(kinds)} 种（{_some(kinds)}），所在单位 {len(places)} 个（{_some(places)}）"
    if len(kinds) > 1 or len(places) > 1:
        yield passed(said, *majors, *units)
    elif kinds or places:
        yield review(said, *majors, *units, why="成员的专业和单位都相同")
    else:
        yield missing(said, why="名单中没有读到成员的专业和单位")


@rule("QC-04.2d", name="division-of-work")
def division_of_work(forms: tuple[ApplicationForm, ...] = (), rosters: tuple[Roster, ...] = ()) -> Outcomes:
    """列出成员的分工：每人都有分工且不全相同，是否科学合理由人员判断。"""
    yield from _each(forms, rosters, "分工", lambda row: row.role_division, differing=True)


@rule("QC-04.2e", name="time-for-the-team")
def time_for_the_team(forms: tuple[ApplicationForm, ...] = (), rosters: tuple[Roster, ...] = ()) -> Outcomes:
    """列出成员每年投入的时间，是否足够由人员判断。"""
    yield from _each(forms, rosters, "投入时间", lambda row: row.effort_months, differing=False)


def _each(
    forms: Sequence[ApplicationForm],
    rosters: Sequence[Roster],
    what: str,
    field: Callable[[Member], Field[str]],
    *,
    differing: bool,
) -> Outcomes:
    """Whether every member has the particular; of a person in two lists one of them will do."""
    rows = _members(forms, rosters)
    if not rows:
        yield missing(_NO_LIST, why="缺少成员名单")
        return
    held = _values(rows, field)
    told = {row.name.value for row in rows if row.name.present and field(row).present}
    lacking = list(dict.fromkeys(row.name.value for row in rows if row.name.present and row.name.value not in told))
    said = f"{len(told)} 名成员写明了{what}：{_some(_distinct(held))}"
    blanks = [one for row in rows if isinstance(one := field(row), Absent)]
    if not held:
        yield missing(f"没有读到成员的{what}", *blanks[:3], why=f"材料中未见成员的{what}")
    elif lacking:
        yield review(said, *held, why=f"{len(lacking)} 人没有写明{what}（{_some(lacking)}）")
    elif differing and len(_distinct(held)) == 1 and len(told) > 1:
        yield review(said, *held, why=f"各成员的{what}完全相同")
    else:
        yield passed(said, *held)


def _values(rows: Sequence[Member], field: Callable[[Member], Field[str]]) -> list[Cited[str]]:
    return [one for row in rows if isinstance(one := field(row), Cited)]


def _distinct(cited: Sequence[Cited[str]]) -> list[str]:
    return list(dict.fromkeys("".join(one.value.split()) for one in cited))


def _some(words: Sequence[str]) -> str:
    more = "等" if len(words) > 5 else ""
    return "、".join(words[:5]) + more if words else "未见"

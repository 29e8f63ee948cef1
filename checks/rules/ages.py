"""年龄: QC 第五条 1 (负责人不超过 45 周岁) and 第四条 2 (年龄结构)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from checks.ages import at_most, by_reading, in_words, plausible, span_of_years
from checks.outcome import Outcome, Outcomes, agreed, missing, passed, review
from checks.persons import Person, birth_from, compatible, leader_of, people, unread_digits
from checks.rule import rule
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.identity_card import IdentityCard
from extractor.records.partial_date import PartialDate
from extractor.records.roster import Roster

_READ_AS = {
    "A": "按满周岁不超过 {limit} 周岁计",
    "B": "按 {limit} 年前的当日以后（含当日）出生计",
    "C": "按 {year}年1月1日以后出生计",
}


@rule("QC-05.1b", name="leader-age")
def leader_age(
    form: ApplicationForm,
    cards: tuple[IdentityCard, ...] = (),
    rosters: tuple[Roster, ...] = (),
    *,
    max_age: int,
    readings: Sequence[str],
    on: date,
) -> Outcomes:
    """负责人在基准日的年龄不超过规定的周岁数；身份证号优先于出生年月，出生年月优先于年龄，各种读法都要一致。"""
    leader = leader_of(form, rosters, cards)
    births = _births(leader)
    if not births:
        yield _only_age(form, leader, max_age)
        return
    born = births[0][0]
    said = f"{leader.label} {born} 出生，在 {on} 为 {in_words(born, on)}（要求不超过 {max_age} 周岁）"
    evidence = [one for _, one in births]
    if not plausible(born, on):
        yield review(
            f"{leader.label}的出生日期写作 {born}", *evidence, why="按此日期计算的年龄不合常理，可能写错或读错"
        )
        return
    against = _contradiction(leader, births, [on, *_stated_on(form)])
    if against:
        yield review(said, *evidence, *(age for _, age in leader.ages()), why=against)
        return
    answers = at_most(born, max_age, on, readings)
    doubt = _unread_number(form, leader)
    if doubt and len(answers) == 1:
        yield review(said, *evidence, form.leader.id_number, why=doubt)
        return
    proved = _by_valid_number(leader, born)
    why = _table(born, max_age, on, readings)
    yield agreed(answers, said, *evidence, why=why, settled=proved and len(births) > 1, firm=proved)


def _births(person: Person) -> list[tuple[PartialDate, Cited[Any]]]:
    """Birth dates by rank: valid identity numbers, then printed dates, the most precise first."""
    from_numbers: list[tuple[PartialDate, Cited[Any]]] = [
        (born, cited)
        for _, cited, number in person.numbers()
        if number.valid and (born := birth_from(number)) is not None
    ]
    printed: list[tuple[PartialDate, Cited[Any]]] = [(cited.value, cited) for _, cited in person.births()]
    order = ("day", "month", "year")
    return from_numbers + sorted(printed, key=lambda one: order.index(one[0].precision))


def _by_valid_number(person: Person, born: PartialDate) -> bool:
    """Whether a check digit proves the birth date; 15-digit numbers have none."""
    return any(
        number.valid and number.kind != "old15" and birth_from(number) == born for _, _, number in person.numbers()
    )


def _contradiction(person: Person, births: Sequence[tuple[PartialDate, Any]], days: Sequence[date]) -> str:
    """What the sources disagree on, in Chinese; "" where they agree. A stated age may be one year off."""
    first = births[0][0]
    for other, _ in births[1:]:
        if not compatible(first, other):
            return f"出生日期的几处记载不一致（{first} 与 {other}）"
    for _, _, number in person.numbers():
        told = birth_from(number)
        if not number.valid and told is not None and not compatible(first, told):
            state = "有遮盖" if number.masked else "校验码不符（可能识别或填写有误）"
            return f"身份证号{state}，其中的出生日期 {told} 与 {first} 不一致"
    for _, age in person.ages():
        if not any(_age_fits(first, age.value, day) for day in days):
            return f"所填年龄（{age.value} 岁）与出生日期（{first}）不一致"
    return ""


def _unread_number(form: ApplicationForm, leader: Person) -> str:
    """A number that was given and not understood might tell another birth date than the one printed."""
    known = any(number.valid for _, _, number in leader.numbers())
    unread = not known and unread_digits(form.leader.id_number)
    return "身份证号未能识读，出生日期只有填写值" if unread else ""


def _age_fits(born: PartialDate, age: int, on: date) -> bool:
    least, most = span_of_years(born, on)
    return least - 1 <= age <= most + 1


def _stated_on(form: ApplicationForm) -> list[date]:
    """The days on which the form may have been filled in, as far as it says."""
    return [form.apply_date.value.latest] if form.apply_date.present else []


def _only_age(form: ApplicationForm, leader: Person, max_age: int) -> Outcome:
    """No birth date: a stated age decides nothing. Raises NotRead where there is not even that."""
    ages = [age for _, age in leader.ages()]
    numbers = [cited for _, cited, _ in leader.numbers()]
    if not ages and not numbers:
        form.leader.birth_date.value  # noqa: B018 - raises NotRead with the field's own reason
    stated = f"{leader.label}所填年龄为 {ages[0].value} 岁" if ages else f"{leader.label}的身份证号不能确定出生日期"
    why = "只填写了年龄，没有出生日期" if ages else "身份证号被遮盖或校验码不符，也没有出生年月"
    return review(f"{stated}（要求不超过 {max_age} 周岁）", *ages, *numbers, why=why)


def _table(born: PartialDate, limit: int, on: date, readings: Sequence[str]) -> str:
    words = {(True,): "符合", (False,): "不符合", (True, False): "取决于具体日期或当日是否计入"}
    each = (
        f"{_READ_AS[reading].format(limit=limit, year=on.year - limit)}：{words[answers]}"
        for reading, answers in by_reading(born, limit, on, readings).items()
    )
    return "年龄处于边界，不同读法结论不一：" + "；".join(each)


@rule("QC-04.2b", name="age-structure")
def age_structure(
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    cards: tuple[IdentityCard, ...] = (),
    *,
    mid_young_max: int,
    min_share: float,
    min_bands: int,
    on: date,
) -> Outcomes:
    """团队以中青年为主并形成梯次：列出各年龄段人数，供人员判断。"""
    team = people(forms, rosters, cards)
    if not team:
        yield missing("未见成员名单，无法统计年龄结构", why="缺少成员名单")
        return
    known = {p.key: births[0] for p in team if (births := _births(p)) and plausible(births[0][0], on)}
    ages = [sum(span_of_years(born, on)) // 2 for born, _ in known.values()]
    cited = [one for _, one in known.values()]
    unknown = [person.name for person in team if person.key not in known]
    if not ages:
        yield review("成员的出生日期均未读到", why="没有可统计的出生日期")
        return
    young = sum(age <= mid_young_max for age in ages)
    bands = sorted({age // 10 * 10 for age in ages})
    spread = "、".join(f"{band}–{band + 9} 岁 {sum(age // 10 * 10 == band for age in ages)} 人" for band in bands)
    said = f"在 {on} 可统计 {len(ages)} 人：{spread}；{mid_young_max} 岁及以下 {young} 人，占 {young / len(ages):.0%}"
    if unknown:
        yield review(said, *cited, why=f"{len(unknown)} 人的出生日期未读到（{'、'.join(unknown[:5])}）")
    elif young / len(ages) > min_share and len(bands) >= min_bands:
        yield passed(said, *cited)
    else:
        yield review(said, *cited, why="中青年未过半或未见梯次，须由人员判断")

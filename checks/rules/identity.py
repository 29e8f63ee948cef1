"""Identity across the papers: X.01 check digits, X.02 gender, X.03 birth date and age, X.04 one person, one record.

A contradiction is shown with all its values and left to a person. That papers agree is never firm: a page that was
not read may show the same person otherwise. Only a typed number whose own check digit is
wrong is a fail by itself (GB 11643-1999).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from checks.ages import in_words, span_of_years
from checks.outcome import Outcome, Outcomes, failed, passed, review
from checks.persons import Person, birth_from, compatible, people, unread_digits
from checks.rule import rule
from checks.same_paper import TwoForms
from checks.two_forms import disagreements
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.identity_card import IdentityCard
from extractor.records.partial_date import PartialDate
from extractor.records.roster import Roster
from extractor.text.ids import ResidentId, id_proposals


def masked(number: str) -> str:
    """
    >>> masked("110105194912310020")
    '110105********0020'
    """
    return number[:6] + "*" * max(0, len(number) - 10) + number[-4:]


@rule("X.01", name="id-check-digit")
def id_check_digit(
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    cards: tuple[IdentityCard, ...] = (),
) -> Outcomes:
    """身份证号的位数、出生日期和校验码正确；港澳台居民居住证和外国人永久居留身份证按各自号段识别。"""
    for person in people(forms, rosters, cards):
        by_number: dict[str, list[tuple[Cited[str], ResidentId]]] = {}
        for _, cited, number in person.numbers():
            by_number.setdefault(number.number, []).append((cited, number))
        several = len(by_number) > 1
        for text, found in sorted(by_number.items()):
            subject = f"{person.key}|{text}" if several else person.key
            yield _number(person, found[0][1], [cited for cited, _ in found], subject)
        yield from _shapeless(person)


def _number(person: Person, number: ResidentId, cited: Sequence[Cited[str]], subject: str) -> Outcome:
    said = f"{person.label}的身份证号 {masked(number.number)}"
    if number.masked:
        return review(f"{said} 被遮盖", *cited, subject=subject, why="号码被遮盖，无法核对校验码")
    if number.kind == "old15" and number.valid:
        return review(f"{said} 为 15 位旧号码", *cited, subject=subject, why="15 位旧号码没有校验码，无法核对")
    if number.valid:
        kinds = {"hmt": "（港澳台居民居住证号段）", "permanent": "（外国人永久居留身份证号段）"}
        right = f"{said}{kinds.get(number.kind, '')} 校验码正确"
        return passed(right, *cited, subject=subject, settled=len(cited) > 1, firm=True)
    wrong = "其中的出生日期不存在" if number.birth is None else "校验码不符"
    if not all(_typed(one) for one in cited):
        proposed = [option for one in cited for option in id_proposals(one.raw)]
        hint = f"，可能是 {masked(proposed[0])}" if proposed else ""
        return review(
            f"{said} {wrong}", *cited, subject=subject, why=f"号码由文字识别读出，可能有误{hint}，请对照原件"
        )
    return failed(f"{said} {wrong}", *cited, subject=subject, firm=True)


def _shapeless(person: Person) -> Iterator[Outcome]:
    """A number was given, and it is none: too few or too many characters, or another kind of document."""
    for mention in person.mentions:
        subject = f"{person.key}|{mention.paper}"
        if isinstance(mention.id_number, Cited) and mention.number is None:
            said = f"{person.label}的证件号码不是 15 位或 18 位的身份证号"
            yield review(said, mention.id_number, subject=subject, why="号码位数不符，或不是居民身份证，请核对证件")
        elif unread_digits(mention.id_number):
            said = f"{mention.paper}上{person.label}的证件号码未能识读"
            yield review(said, mention.id_number, subject=subject, why="号码未能识读，请对照原件")


def _typed(cited: Cited[str]) -> bool:
    return bool(cited.spans) and all(not span.source.startswith("ocr") for span in cited.spans)


@rule("X.02", name="id-gender")
def id_gender(
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    cards: tuple[IdentityCard, ...] = (),
) -> Outcomes:
    """身份证号第 17 位（15 位旧号码为末位）与所填性别一致。"""
    for person in people(forms, rosters, cards):
        told = [(cited, number) for _, cited, number in person.numbers() if number.valid and number.gender]
        stated = [cited for _, cited in person.genders()]
        if not told or not stated:
            continue
        genders = {number.gender for _, number in told} | {cited.value.strip() for cited in stated}
        evidence: list[Any] = [*stated, *(cited for cited, _ in told)]
        said = f"{person.label}所填性别为{stated[0].value.strip()}，身份证号表示{told[0][1].gender}"
        if len(genders) == 1:
            yield passed(f"{said}，一致", *evidence, subject=person.key)
        else:
            yield review(said, *evidence, subject=person.key, why="性别与身份证号不一致")


@rule("X.03", name="birth-consistent")
def birth_consistent(
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    cards: tuple[IdentityCard, ...] = (),
    *,
    on: date,
) -> Outcomes:
    """身份证号中的出生日期、出生年月和年龄相互一致，年龄允许相差一岁。"""
    filled = [form.apply_date.value.latest for form in forms if form.apply_date.present]
    for person in people(forms, rosters, cards):
        births = _births(person)
        ages = [cited for _, cited in person.ages()]
        if len(births) + len(ages) < 2 or not births:
            continue
        evidence: list[Any] = [*(cited for _, cited in births), *ages]
        listed = "、".join(dict.fromkeys(str(born) for born, _ in births))
        said = f"{person.label}的出生日期记载为 {listed}"
        if ages:
            stated = "、".join(str(age.value) for age in ages)
            said += f"，所填年龄 {stated} 岁（按 {on} 为 {in_words(births[0][0], on)}）"
        against = _against(births, [age.value for age in ages], [on, *filled])
        if against:
            yield review(said, *evidence, subject=person.key, why=against)
        else:
            yield passed(f"{said}，相互一致", *evidence, subject=person.key)


def _births(person: Person) -> list[tuple[PartialDate, Cited[Any]]]:
    """Every birth date told or printed; of numbers also one with a wrong check digit, as long as it is a date."""
    told = [(born, cited) for _, cited, number in person.numbers() if (born := birth_from(number)) is not None]
    return [*told, *((cited.value, cited) for _, cited in person.births())]


def _against(births: Sequence[tuple[PartialDate, Any]], ages: Sequence[int], days: Sequence[date]) -> str:
    for (one, _), (other, _) in combinations(births, 2):
        if not compatible(one, other):
            return f"出生日期不一致：{one} 与 {other}"
    most_precise = max((born for born, _ in births), key=lambda born: (born.day is not None, born.month is not None))
    for age in ages:
        spans = [span_of_years(most_precise, day) for day in days]
        if not any(least - 1 <= age <= most + 1 for least, most in spans):
            return f"所填年龄 {age} 岁与出生日期 {most_precise} 不符"
    return ""


@rule("X.04", name="one-person-one-record")
def one_person_one_record(
    forms: tuple[ApplicationForm, ...] = (),
    rosters: tuple[Roster, ...] = (),
    cards: tuple[IdentityCard, ...] = (),
    twice: tuple[TwoForms, ...] = (),
) -> Outcomes:
    """同一人在申报书、名册、身份证上的证件号码、性别、出生年月和职称一致；同一材料有两种形式的，两份中人员的记载一致。"""
    yield from disagreements(twice, persons=True)
    for person in people(forms, rosters, cards):
        if len({mention.paper for mention in person.mentions}) < 2:
            continue
        held = _said_of(person)
        evidence: list[Any] = [cited for _, fields, _ in held for cited in fields]
        compared = [(name, agree) for name, fields, agree in held if len(fields) > 1]
        differing = [name for name, agree in compared if not agree]
        said = f"{person.label}在{'、'.join(dict.fromkeys(m.paper for m in person.mentions))}上均有记载"
        if differing:
            yield review(said, *evidence, subject=person.key, why=f"{'、'.join(differing)}不一致")
        elif compared:
            yield passed(f"{said}，{'、'.join(name for name, _ in compared)}一致", *evidence, subject=person.key)


def _said_of(person: Person) -> list[tuple[str, list[Cited[Any]], bool]]:
    """Each particular with where it is said, and whether all say the same."""
    numbers = [(cited, number.number) for _, cited, number in person.numbers() if not number.masked]
    genders = [(cited, cited.value.strip()) for _, cited in person.genders()]
    births = [cited for _, cited in person.births()]
    titles = [(cited, title) for _, cited in person.titles() if (title := _engineer(cited.value))]
    return [
        ("证件号码", [cited for cited, _ in numbers], len({value for _, value in numbers}) < 2),
        ("性别", [cited for cited, _ in genders], len({value for _, value in genders}) < 2),
        ("出生年月", list(births), all(compatible(a.value, b.value) for a, b in combinations(births, 2))),
        ("职称", [cited for cited, _ in titles], len({value for _, value in titles}) < 2),
    ]


_ENGINEERS = {
    "正高级工程师": re.compile("(?:教授级|正)高(?:级?工程师|级?工|级)?"),
    "高级工程师": re.compile("高级?工(?:程师)?"),
    "助理工程师": re.compile("助理?工(?:程师)?"),
    "工程师": re.compile("工程师"),
}


def _engineer(title: str) -> str:
    """The rank among engineers; "" for other titles, which papers word too differently to be held together.

    >>> [_engineer(said) for said in ("教授级高工", "高级工程师（电子）", "工程师", "副研究员")]
    ['正高级工程师', '高级工程师', '工程师', '']
    """
    plain = re.split("[（(、，,；;/]", re.sub(r"\s", "", title))[0]
    return next((rank for rank, shape in _ENGINEERS.items() if shape.fullmatch(plain)), "")

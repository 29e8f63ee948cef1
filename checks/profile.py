"""Who a case is of, as the register knows it: the host, the people, the title, who recommends it, class, district."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from checks.case import CaseDocument
from checks.finding import Evidence
from checks.host import host_of, plain_name
from checks.outcome import Quotable, quoted
from checks.papers import records
from checks.persons import Mention, birth_from, leader_of, squeezed
from checks.persons import people as everyone
from checks.register import Person, Profile
from checks.station_class import station_class
from checks.station_papers import districts_in
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Cited, Field, NotRead
from extractor.records.identity_card import IdentityCard
from extractor.records.payment_table import PaymentTable
from extractor.records.report import Report
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement
from extractor.records.supporting_paper import SupportingPaper


def profile_of(documents: Sequence[CaseDocument]) -> tuple[Profile, dict[str, tuple[Evidence, ...]]]:
    """The profile, and for each of its parts where it stands."""
    forms, agreements = records(documents, ApplicationForm), records(documents, Agreement)
    rosters, cards = records(documents, Roster), records(documents, IdentityCard)
    papers, reports = records(documents, SupportingPaper), records(documents, Report)
    host = host_of(forms, agreements)
    names = host.names or tuple(_money_hosts(documents))
    leader, leader_cited = _leader(forms, agreements, rosters, cards)
    members = [_person(one.mentions) for one in everyone(forms, rosters, cards) if not one.leader]
    titles = _read([field for form in forms for field in (form.team_name, form.project_title)])
    recommenders = _recommenders(forms, papers)
    known_class = station_class(forms, (*papers, *agreements), reports)
    districts = _read([*(form.district for form in forms), *(form.station.district for form in forms)])
    profile = Profile(
        host_names=_values(names),
        host_codes=tuple(dict.fromkeys(one.value.strip().upper() for one in host.codes)),
        leader=leader,
        members=tuple(members),
        title=squeezed(titles[0].value) if titles else "",
        recommender=plain_name(recommenders[0].value) if recommenders else "",
        station_class=known_class.value,
        district=_one_district(districts[0].value) if districts else "",
    )
    cited: dict[str, Iterable[Quotable]] = {
        "host": (*names[:1], *host.codes[:1]),
        "leader": leader_cited,
        "title": titles[:1],
        "recommender": recommenders[:1],
        "class": known_class.cited[:1],
        "district": districts[:1],
    }
    return profile, {name: quoted(items) for name, items in cited.items()}


def _one_district(said: str) -> str:
    """By its usual name, so that 北京经济技术开发区 and 经开区 are one."""
    names = districts_in(said)
    return names[0] if len(names) == 1 else said


def _read(given: Sequence[Field[str]]) -> list[Cited[str]]:
    return [field for field in given if isinstance(field, Cited) and field.value.strip()]


def _values(names: Iterable[Cited[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value.strip() for one in names if one.value.strip()))


def _money_hosts(documents: Sequence[CaseDocument]) -> list[Cited[str]]:
    """The unit that accounts and reports name, where no form and no agreement is there."""
    money = [*records(documents, Settlement), *records(documents, Budget), *records(documents, PaymentTable)]
    named = [paper.organisation for paper in money] + [paper.author_org for paper in records(documents, Report)]
    return _read(named)


def _recommenders(forms: Sequence[ApplicationForm], papers: Sequence[SupportingPaper]) -> list[Cited[str]]:
    letters = [one for one in papers if one.paper_kind.present and one.paper_kind.value == "recommendation"]
    return _read([*(form.recommender for form in forms), *(one.organisation for one in letters)])


def _leader(
    forms: Sequence[ApplicationForm],
    agreements: Sequence[Agreement],
    rosters: Sequence[Roster],
    cards: Sequence[IdentityCard],
) -> tuple[Person | None, tuple[Quotable, ...]]:
    for form in forms:
        try:
            found = leader_of(form, rosters, cards)
        except NotRead:
            continue
        numbers = [mention.id_number for mention in found.mentions if mention.number and mention.number.valid]
        named = [mention.name for mention in found.mentions[:1]]
        return _person(found.mentions), tuple(one for one in (*named, *numbers[:1]) if isinstance(one, Cited))
    for field in _read([agreement.project_leader for agreement in agreements]):
        return Person(squeezed(field.value), confidence=field.confidence), (field,)
    return None, ()


def _person(mentions: Sequence[Mention]) -> Person:
    """The name as first printed; a number counts only where it was read whole and its check digit is right."""
    numbers = [number for mention in mentions if (number := mention.number) and number.valid and not number.masked]
    births = [str(birth_from(number) or "") for number in numbers[:1]]
    births += [str(mention.birth.value) for mention in mentions if mention.birth.present]
    hash_of = hashed(numbers[0].number) if numbers else ""
    name = mentions[0].name
    assert isinstance(name, Cited)
    return Person(squeezed(name.value), hash_of, births[0] if births else "", name.confidence)


def hashed(number: str) -> str:
    """An ID number as the register knows it: equal numbers are told, the number itself is not kept."""
    return sha256(f"caishen register\0{number.upper()}".encode()).hexdigest()[:32]

"""A case as the register keeps it: who it is of, what it holds, and where each of these stands in its own papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from checks import names_compared, photographs, stage
from checks.case import Case, CaseDocument
from checks.finding import Evidence
from checks.host import host_of, plain_name
from checks.invoice_forms import invoices_of
from checks.invoice_identity import identity, is_red
from checks.near_duplicates import bands, prepared, signature
from checks.outcome import Quotable, quoted
from checks.papers import records, records_of
from checks.persons import Mention, birth_from, leader_of, squeezed
from checks.persons import people as everyone
from checks.register import Entry, Filed, Filing, Person, Profile, Text
from checks.same_paper import united
from checks.station_class import station_class
from checks.station_papers import districts_in
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.budget import Budget
from extractor.records.cited import Cited, Field, NotRead
from extractor.records.identity_card import IdentityCard
from extractor.records.ledger import Ledger
from extractor.records.payment_table import PaymentTable
from extractor.records.report import Report
from extractor.records.roster import Roster
from extractor.records.settlement import Settlement
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.short_names import keys_as_long, keys_as_short

SAME_FILE_KINDS = (Report, Settlement, PaymentTable)
"""Papers that are a submission's own work: two with the same bytes are one, handed in twice."""


def filing_of(case: Case, submission: str, batch: str = "") -> Filing:
    """What `case` puts into the register. The same case gives the same filing, in whatever order its papers came."""
    ordered = sorted(case.documents, key=lambda one: (one.name, one.pages, one.id))
    documents, _ = united(ordered)
    profile, cited = _profile(documents)
    filed = Filed(
        id=submission,
        lineage=case.lineage,
        programme=case.programme,
        stage=case.stage if case.stage in stage.STAGES else stage.infer(documents)[0],
        year=case.on.year,
        digest=_digest(documents),
        batch=batch,
        profile=profile,
    )
    texts = tuple(_texts(documents))
    makers = (
        _hosts(filed, cited),
        _people(filed, cited),
        _invoices(documents),
        _pictures(documents),
        _files(documents),
        _claims(documents),
        _half_days(documents),
        _stations(filed, cited),
        (entry for text in texts for entry in _bands(text)),
    )
    entries = tuple(entry for made in makers for entry in made)
    return Filing(filed, entries, texts, cited, tuple(_asks(filed, cited)))


# -- who it is of


def _profile(documents: Sequence[CaseDocument]) -> tuple[Profile, dict[str, tuple[Evidence, ...]]]:
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


def _digest(documents: Sequence[CaseDocument]) -> str:
    files = sorted({document.sha256 for document in documents if document.sha256})
    return sha256("\0".join(files).encode()).hexdigest()[:32] if files else ""


# -- what it holds


def _hosts(filed: Filed, cited: dict[str, tuple[Evidence, ...]]) -> Iterator[Entry]:
    profile, own = filed.profile, cited["host"]
    for code in profile.host_codes:
        yield Entry("host", f"{filed.year}:{code}", "host", {}, own)
    for name in profile.host_names:
        yield Entry("host", f"{filed.year}:{plain_name(name)}", "host", {}, own)
        for gram in names_compared.grams(names_compared.unit_core(name)):
            yield Entry("host_part", f"{filed.year}:{gram}", "host", {}, own)
        for short in sorted(keys_as_short(name)):
            yield Entry("host_part", f"{filed.year}:short:{short}", "host", {}, own)
        for long in sorted(keys_as_long(name)):
            yield Entry("host_part", f"{filed.year}:long:{long}", "host", {}, own)
    if not profile.host_names and not profile.host_codes:
        yield Entry("missing_host", str(filed.year), "host")
    if profile.leader is None:
        yield Entry("missing_leader", str(filed.year), "leader")


def _asks(filed: Filed, cited: dict[str, tuple[Evidence, ...]]) -> Iterator[Entry]:
    """Looked up and not filed: applications that may be of the same team, units of which the host's name may be a
    short form or the long one, and the partners of a university."""
    yield Entry("missing_host", str(filed.year), "host", {}, cited["host"])
    yield Entry("missing_leader", str(filed.year), "leader", {}, cited["leader"])
    for name in filed.profile.host_names:
        for short in sorted(keys_as_short(name)):
            yield Entry("host_part", f"{filed.year}:long:{short}", "host", {}, cited["host"])
        for long in sorted(keys_as_long(name)):
            yield Entry("host_part", f"{filed.year}:short:{long}", "host", {}, cited["host"])
    if filed.profile.station_class == "IUR":
        yield Entry("station", f"{filed.year}:district", "partners", {}, cited["class"])


def _people(filed: Filed, cited: dict[str, tuple[Evidence, ...]]) -> Iterator[Entry]:
    profile = filed.profile
    for person, role in [(profile.leader, "leader"), *((member, "member") for member in profile.members)]:
        if person is None:
            continue
        keys = [f"#{person.number}"] if person.number else []
        for key in [*keys, person.name]:
            yield Entry("person", f"{filed.year}:{key}", f"{role}:{person.name}", {"role": role}, cited["leader"])
    for gram in names_compared.grams(names_compared.title_core(profile.title)):
        yield Entry("title_part", f"{filed.year}:{gram}", "title", {}, cited["title"])


def _invoices(documents: Sequence[CaseDocument]) -> Iterator[Entry]:
    for invoice in (forms.invoice for forms in invoices_of(documents)):
        number, day, total = invoice.invoice_number, invoice.issue_date, invoice.total_with_tax
        if not number.present or not number.value or is_red(invoice):
            continue
        claimed = invoice.declared.amount
        data = {
            "total": str(total.value) if total.present else "",
            "claimed": str(claimed.value) if claimed.present else "",
        }
        own = quoted([number, *(one for one in (day, total) if isinstance(one, Cited))])
        if strong := identity(invoice):
            yield Entry("invoice", strong, strong, data, own)
        if day.present and total.present:
            weak = f"{number.value}:{day.value}:{total.value:.2f}"
            yield Entry("invoice_weak", weak, strong or weak, {**data, "identity": strong}, own)


def _pictures(documents: Sequence[CaseDocument]) -> Iterator[Entry]:
    for document in documents:
        for picture in document.pictures:
            own = (Evidence(document.id, picture.place, "（照片）", 1.0, "image"),)
            subject = f"{document.name}:{picture.page}:{picture.phash}"
            data = {"phash": picture.phash, "dhash": picture.dhash, "event": _event(document)}
            for key in photographs.bands(picture.phash):
                yield Entry("picture", key, subject, data, own)


def _event(document: CaseDocument) -> str:
    return next((one.event for one in records_of(document) if isinstance(one, ActivityRecord)), "")


def _files(documents: Sequence[CaseDocument]) -> Iterator[Entry]:
    for document in documents:
        own_work = [one for one in records_of(document) if isinstance(one, SAME_FILE_KINDS)]
        if document.sha256 and own_work:
            titled = [one.title for one in own_work if isinstance(one.title, Cited)]
            yield Entry("file", document.sha256, document.sha256, {}, quoted(titled[:1]))


def _claims(documents: Sequence[CaseDocument]) -> Iterator[Entry]:
    for ledger in records(documents, Ledger):
        for number, firm in enumerate(ledger.enterprises):
            # By code and by name: the other's ledger may print only one of them.
            code = firm.uscc.value.strip().upper() if firm.uscc.present else ""
            for key in (firm.uscc, firm.name):
                if isinstance(key, Cited):
                    data = {"row": number, "code": code}
                    yield Entry("claim", _claim("企业", key.value.upper()), "企业", data, quoted([key]))
        for what, rows in (("需求", ledger.needs), ("成果", ledger.results)):
            for number, row in enumerate(rows):
                said = row.description if what == "需求" else row.title
                if isinstance(said, Cited) and len(plain_name(said.value)) >= LEAST_CLAIM:
                    yield Entry("claim", _claim(what, said.value), what, {"row": number}, quoted([said]))


def _claim(what: str, said: str) -> str:
    return f"{what}:{sha256(plain_name(said).encode()).hexdigest()[:32]}"


LEAST_CLAIM = 6
"""Characters of a need or a result that two stations word alike by no accident."""


def _half_days(documents: Sequence[CaseDocument]) -> Iterator[Entry]:
    for table in records(documents, PaymentTable):
        for row in table.rows:
            day = next(
                (one for one in (table.date, row.paid_on) if one.present and one.value.precision == "day"), None
            )
            if day is None or not row.name.present:
                continue
            name = squeezed(row.name.value)
            own = quoted([one for one in (row.name, row.days, row.gross, day) if isinstance(one, Cited)])
            data = {"number": hashed(row.id_number.value) if row.id_number.present else ""}
            yield Entry("half_day", f"{day.value}:{name}", f"{name}:{day.value}", data, own)


def _stations(filed: Filed, cited: dict[str, tuple[Evidence, ...]]) -> Iterator[Entry]:
    known = filed.profile.station_class
    if filed.programme == "station" and known:
        group = "university" if known == "IUR" else "district"
        yield Entry("station", f"{filed.year}:{group}", "class", {}, cited["class"])


def _texts(documents: Sequence[CaseDocument]) -> Iterator[Text]:
    taken: set[str] = set()
    for document in documents:
        found = [one for one in records_of(document) if isinstance(one, Report)]
        if document.twin or not found or not document.lines:
            continue
        subject = found[0].report_kind.value if found[0].report_kind.present else document.name
        if subject in taken:
            subject = f"{subject}:{document.name}"
        taken.add(subject)
        minima = signature(prepared(document.lines))
        if minima:
            yield Text(subject, document.lines, minima)


def _bands(text: Text) -> Iterator[Entry]:
    return (Entry("text", key, text.subject) for key in bands(text.signature))

"""A case as the register keeps it: who it is of, what it holds, and where each of these stands in its own papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from checks import names_compared, photographs, stage
from checks.case import Case, CaseDocument
from checks.finding import Evidence
from checks.host import plain_name
from checks.invoice_forms import invoices_of
from checks.invoice_identity import identity, is_red
from checks.near_duplicates import bands, prepared, signature
from checks.outcome import quoted
from checks.papers import records, records_of
from checks.persons import squeezed
from checks.profile import hashed, profile_of
from checks.register import Entry, Filed, Filing, Text
from checks.same_paper import united
from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited
from extractor.records.ledger import Ledger
from extractor.records.payment_table import PaymentTable
from extractor.records.report import Report
from extractor.records.settlement import Settlement
from extractor.text.short_names import keys_as_long, keys_as_short

SAME_FILE_KINDS = (Report, Settlement, PaymentTable)
"""Papers that are a submission's own work: two with the same bytes are one, handed in twice."""


def filing_of(case: Case, submission: str, batch: str = "") -> Filing:
    """What `case` puts into the register. The same case gives the same filing, in whatever order its papers came."""
    ordered = sorted(case.documents, key=lambda one: (one.name, one.pages, one.id))
    documents, _ = united(ordered)
    profile, cited = profile_of(documents)
    filed = Filed(
        id=submission,
        lineage=case.lineage,
        programme=case.programme,
        stage=case.stage if case.stage in stage.STAGES else stage.infer(documents, case.on)[0],
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


def _digest(documents: Sequence[CaseDocument]) -> str:
    files = sorted({document.sha256 for document in documents if document.sha256})
    return sha256("\0".join(files).encode()).hexdigest()[:32] if files else ""


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

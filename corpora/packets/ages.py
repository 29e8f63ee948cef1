"""Studio applications: the leader's age on every side of the limit, identity numbers, the member list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from random import Random

from corpora.blocks import Paper
from corpora.packet import Packet, PacketFile, expect
from corpora.papers.application_form import Form, full, month, prose_form, reordered_form, table_form
from corpora.papers.letter import recommendation, rules_document
from corpora.papers.roster import roster, split_roster
from corpora.people import Person, organisation, team
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.render.photo import identity_card
from corpora.render.scanned_pdf import OFFICE, one_pdf, scanned_pdf

ON = date(2025, 6, 30)
APPLIED = date(2025, 6, 20)
_MEMBERS = [date(1984, 4, 2), date(1987, 11, 23), date(1990, 7, 14), date(1993, 2, 8), date(1996, 9, 30)]


@dataclass(frozen=True, slots=True)
class Case:
    """`printed` is what stands under 出生年月; `number` is none, valid, broken or other (of another birth date)."""

    name: str
    about: str
    born: date
    expected: tuple[str, ...]
    printed: str = "month"
    number: str = "valid"
    age: str = ""
    gender: str = ""
    layout: Callable[[Form], Paper] = table_form
    pdf: bool = False


_CASES = (
    Case(
        "young", "well under the limit", date(1984, 4, 12), ("QC-05.1b=pass", "X.01=pass", "X.02=pass", "X.03=pass")
    ),
    Case("young-pdf", "the same from a text-layer PDF", date(1984, 4, 12), ("QC-05.1b=pass", "X.01=pass"), pdf=True),
    Case(
        "young-reordered",
        "labels above their values, other wordings",
        date(1984, 4, 12),
        ("QC-05.1b=pass", "X.01=pass", "X.03=pass"),
        printed="day",
        layout=reordered_form,
    ),
    Case(
        "young-reordered-pdf",
        "the same from a text-layer PDF",
        date(1984, 4, 12),
        ("QC-05.1b=pass", "X.01=pass"),
        printed="day",
        layout=reordered_form,
        pdf=True,
    ),
    Case("young-prose", "no table at all", date(1984, 4, 12), ("QC-05.1b=pass", "X.01=pass"), layout=prose_form),
    Case("limit-pass", "45 on the very day: every reading agrees", date(1980, 6, 30), ("QC-05.1b=pass",)),
    Case("limit-review", "45 and one day: the readings differ", date(1980, 6, 29), ("QC-05.1b=review",)),
    Case("limit-birthday", "the 46th birthday is the day itself", date(1979, 6, 30), ("QC-05.1b=review",)),
    Case("limit-fail", "46 and one day: no reading allows it", date(1979, 6, 29), ("QC-05.1b=fail:1979",)),
    Case("old", "far over the limit", date(1972, 3, 5), ("QC-05.1b=fail:1972", "X.01=pass")),
    Case("old-prose", "far over the limit, in prose", date(1972, 3, 5), ("QC-05.1b=fail:1972",), layout=prose_form),
    Case(
        "month-at-edge",
        "only the month, and it holds the limit",
        date(1979, 6, 11),
        ("QC-05.1b=review:1979",),
        number="none",
    ),
    Case("month-clear", "only the month, clear", date(1985, 3, 11), ("QC-05.1b=pass|review",), number="none"),
    Case("month-old", "only the month, clearly too old", date(1975, 3, 11), ("QC-05.1b=fail|review",), number="none"),
    Case(
        "age-only",
        "only a stated age",
        date(1983, 3, 11),
        ("QC-05.1b=review",),
        printed="",
        number="none",
        age="42",
    ),
    Case("nothing", "no birth date of any kind", date(1983, 3, 11), ("QC-05.1b=review",), printed="", number="none"),
    Case(
        "broken-number",
        "the check digit is wrong",
        date(1984, 4, 12),
        ("X.01=fail|review",),
        number="broken",
        printed="day",
        layout=reordered_form,
    ),
    Case(
        "contradiction",
        "number and printed birth differ by years",
        date(1984, 4, 12),
        ("QC-05.1b=review", "X.03=review|fail"),
        number="other",
    ),
    Case("gender", "the number says another gender", date(1984, 4, 12), ("X.02=review|fail",), gender="女"),
    Case(
        "age-contradiction",
        "the stated age is years off",
        date(1984, 4, 12),
        ("X.03=review|fail",),
        age="36",
    ),
)


def packets(seed: int) -> Iterator[Packet]:
    for case in _CASES:
        yield Packet(
            f"studio-{case.name}",
            "studio",
            "application",
            ON,
            case.about,
            expect(*case.expected, "QC-04.2b=review"),
            partial(_files, case, seed),
        )
    yield Packet(
        "studio-roster-pages",
        "studio",
        "application",
        ON,
        "a member list of 60 rows over pages, header repeated; one identity number is broken",
        expect("X.01=fail|review", "QC-04.2b=review"),
        partial(_with_roster, seed, repeat=1),
    )
    yield Packet(
        "studio-roster-continued",
        "studio",
        "application",
        ON,
        "a member list that goes on without a header; all numbers are right",
        expect("X.01=pass", "X.02=pass", "X.03=pass", "QC-04.2b=review"),
        partial(_with_split_roster, seed),
    )
    yield Packet(
        "studio-one-pdf",
        "studio",
        "application",
        ON,
        "one PDF holds the whole packet, its letter and rules scanned",
        expect("QC-05.1b=pass", "X.01=pass", "QC-04.2b=review"),
        partial(_one_pdf, seed),
        ocr=True,
    )
    yield Packet(
        "studio-identity-card",
        "studio",
        "application",
        ON,
        "the form has only a month on the limit; the photographed identity card tells the day",
        expect("QC-05.1b=fail|review:1979", "X.01=pass|review"),
        partial(_with_card, seed),
        ocr=True,
    )


def form_of(case: Case, seed: int) -> Form:
    random = Random(f"{seed}-{case.name}")
    people = team(random, [case.born, *_MEMBERS])
    leader = replace(people[0], title="正高级工程师", duty="负责人、总体方案")
    numbers = {
        "none": "",
        "valid": leader.id_number,
        "broken": replace(leader, broken_id=True).id_number,
        "other": replace(leader, born=date(leader.born.year - 4, 8, 19)).id_number,
    }
    printed = {"": "", "month": month(leader.born), "day": full(leader.born)}
    return Form(
        leader,
        (replace(leader, broken_id=case.number == "broken"), *people[1:]),
        organisation(random),
        APPLIED,
        printed[case.printed],
        case.age,
        numbers[case.number],
        case.gender,
    )


def _files(case: Case, seed: int) -> tuple[PacketFile, ...]:
    form = form_of(case, seed)
    if not case.printed and case.layout is table_form:
        form = replace(form, members=())
    paper = case.layout(form)
    if case.pdf:
        return (PacketFile("申报书.pdf", digital_pdf(paper)),)
    return (PacketFile("申报书.docx", docx_file(paper)), *_annexes(form))


def _annexes(form: Form) -> tuple[PacketFile, ...]:
    return (
        PacketFile("推荐函.docx", docx_file(recommendation(form.host.name, APPLIED))),
        PacketFile("规范性文件.docx", docx_file(rules_document(form.name))),
    )


def _many(seed: int, count: int) -> tuple[Person, ...]:
    births = [date(1980 + number % 20, 1 + number % 12, 1 + number % 28) for number in range(count)]
    return tuple(team(Random(f"{seed}-roster"), births))


def _with_roster(seed: int, repeat: int) -> tuple[PacketFile, ...]:
    members = _many(seed, 60)
    members = (*members[:40], replace(members[40], broken_id=True), *members[41:])
    form = form_of(_CASES[0], seed)
    return (
        PacketFile("申报书.docx", docx_file(table_form(form))),
        PacketFile("成员名册.pdf", digital_pdf(roster(members, repeat=repeat))),
    )


def _with_split_roster(seed: int) -> tuple[PacketFile, ...]:
    form = form_of(_CASES[0], seed)
    return (
        PacketFile("申报书.docx", docx_file(table_form(form))),
        PacketFile("团队成员名册.pdf", digital_pdf(split_roster(form.members, 4))),
    )


def _one_pdf(seed: int) -> tuple[PacketFile, ...]:
    form = form_of(_CASES[0], seed)
    parts = [
        scanned_pdf(digital_pdf(recommendation(form.host.name, APPLIED)), OFFICE),
        digital_pdf(table_form(form)),
        digital_pdf(roster(form.members)),
        scanned_pdf(digital_pdf(rules_document(form.name)), OFFICE),
    ]
    return (PacketFile("全部材料.pdf", one_pdf(parts)),)


def _with_card(seed: int) -> tuple[PacketFile, ...]:
    case = Case("card", "", date(1979, 6, 11), (), number="none")
    form = form_of(case, seed)
    card = identity_card(form.leader, form.host.address)
    return (
        PacketFile("申报书.docx", docx_file(table_form(form))),
        PacketFile("负责人身份证.jpg", card),
    )

"""Stations: reports on every side of their limits, padding, the project leader's identity number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from random import Random

from corpora.blocks import Paper
from corpora.packet import Packet, PacketFile, expect
from corpora.papers.application_form import Form, full, station_form
from corpora.papers.letter import agreement, summary
from corpora.papers.report import TITLES, Length, padded_report, report, with_apparatus
from corpora.people import organisation, team
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.render.scanned_pdf import OFFICE, scanned_pdf

ON = date(2025, 11, 20)
_RULES = {"needs": ("ZD-07.A8", 2000), "model": ("ZD-07.A9", 3000), "region": ("ZD-07.B8", 2000)}
_RULES["university"] = ("ZD-08.5", 2000)
_CLASSES = {"needs": "A类", "model": "A类", "region": "B类", "university": "产学研"}


@dataclass(frozen=True, slots=True)
class Reported:
    """One report of one length: `paper` makes it."""

    name: str
    about: str
    kind: str
    verdict: str
    paper: Callable[[Random], Paper]
    pdf: bool = False
    more: tuple[str, ...] = ()


def _limits(kind: str) -> Iterator[Reported]:
    """Exactly at, just under and around the limit of one kind of report."""
    _, least = _RULES[kind]
    clear = partial(report, kind, Length(hanzi=least + 300))
    exact = partial(report, kind, Length(hanzi=least))
    under = partial(report, kind, Length(hanzi=least - 1))
    reached = partial(report, kind, Length(visible=least))
    short = partial(report, kind, Length(visible=least - 1))
    about = f"{{}} ideographs in the {kind} report"
    yield Reported(f"{kind}-clear", about.format(least + 300), kind, "pass", clear, more=_CLEAN)
    yield Reported(f"{kind}-clear-pdf", about.format(least + 300), kind, "pass", clear, pdf=True)
    yield Reported(f"{kind}-exact", about.format(least), kind, "pass", exact)
    yield Reported(f"{kind}-one-under", about.format(least - 1), kind, "review", under)
    yield Reported(f"{kind}-characters-at", f"{least} characters of any sort", kind, "review", reached)
    yield Reported(f"{kind}-characters-under", f"{least - 1} characters of any sort", kind, "fail", short)
    yield Reported(f"{kind}-characters-under-pdf", "the same as a PDF", kind, "fail", short, pdf=True)


_CLEAN = ("W.01=pass|review", "W.02=pass|review", "W.03=pass|review")


def packets(seed: int) -> Iterator[Packet]:
    for kind in _RULES:
        for case in _limits(kind):
            yield _packet(case, seed)
    padded = partial(padded_report, "needs", 1700, 3)
    apparatus = partial(with_apparatus, "needs", 1700)
    yield _packet(
        Reported(
            "padded",
            "long enough only by a repeated paragraph",
            "needs",
            "review",
            padded,
            more=("W.03=review|fail",),
        ),
        seed,
    )
    yield _packet(
        Reported("apparatus", "long enough only with references and appendix", "needs", "review", apparatus), seed
    )
    yield _packet(Reported("apparatus-pdf", "the same as a PDF", "needs", "review", apparatus, pdf=True), seed)
    yield Packet(
        "station-scanned-report",
        "station",
        "closing",
        ON,
        "a scanned report well over the limit",
        expect("ZD-07.A8=pass|review"),
        partial(_scanned, seed),
        ocr=True,
    )
    yield Packet(
        "station-no-report",
        "station",
        "closing",
        ON,
        "a class-A station hands in its summary only",
        expect("ZD-07.A8=fail|review", "ZD-07.A9=fail|review", "ZD-07.B8=not_applicable|review"),
        partial(_without_report, seed),
    )
    for name, broken, answers in (
        ("sound", False, ("X.01=pass", "X.02=pass", "X.03=pass")),
        ("broken-number", True, ("X.01=fail|review",)),
    ):
        yield Packet(
            f"station-leader-{name}",
            "station",
            "application",
            ON,
            "the project leader's identity number" + (" has a wrong check digit" if broken else " is right"),
            expect(*answers),
            partial(_application, seed, broken),
        )


def _packet(case: Reported, seed: int) -> Packet:
    rule, _ = _RULES[case.kind]
    other = "ZD-07.B8" if _CLASSES[case.kind] == "A类" else "ZD-07.A8"
    return Packet(
        f"station-{case.name}",
        "station",
        "closing",
        ON,
        case.about,
        expect(f"{rule}={case.verdict}", f"{other}=not_applicable|review", *case.more),
        partial(_closing, case, seed),
    )


def _closing(case: Reported, seed: int) -> tuple[PacketFile, ...]:
    random = Random(f"{seed}-{case.name}")
    paper = case.paper(random)
    title = TITLES[case.kind]
    file = (
        PacketFile(f"{title}.pdf", digital_pdf(paper)) if case.pdf else PacketFile(f"{title}.docx", docx_file(paper))
    )
    return (*_contract(case.kind, random), file)


def _contract(kind: str, random: Random) -> tuple[PacketFile, ...]:
    paper = agreement(organisation(random).name, _CLASSES[kind], date(2025, 4, 8))
    return (PacketFile("项目合作协议.docx", docx_file(paper)),)


def _scanned(seed: int) -> tuple[PacketFile, ...]:
    random = Random(f"{seed}-scanned")
    paper = report("needs", Length(hanzi=2600), random)
    return (*_contract("needs", random), PacketFile("需求分析报告.pdf", scanned_pdf(digital_pdf(paper), OFFICE)))


def _without_report(seed: int) -> tuple[PacketFile, ...]:
    random = Random(f"{seed}-without")
    return (*_contract("needs", random), PacketFile("工作总结.docx", docx_file(summary("A类", random))))


def _application(seed: int, broken: bool) -> tuple[PacketFile, ...]:
    random = Random(f"{seed}-application")
    leader = replace(team(random, [date(1986, 5, 9)])[0], broken_id=broken)
    form = Form(leader, (), organisation(random), date(2025, 3, 3), full(leader.born), id_number=leader.id_number)
    return (PacketFile("申报书.docx", docx_file(station_form(form, "A类"))),)

"""Records from the short forms of tests/cases: whatever is not said is a field that was not found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from checks.case import Case, CaseDocument, SeenPicture, UnreadFile, UnreadPage
from checks.filing import filing_of
from checks.matching import matches_for
from checks.register import Held, Matches
from extractor.document import InTable, OnPage, Span
from extractor.geometry import BBox
from extractor.records.activity import ActivityRecord, Attendee, Passage
from extractor.records.agreement import Agreement
from extractor.records.application_form import Achievement, ApplicationForm, BudgetLine, Expert, Leader, Project
from extractor.records.change_request import ChangeRequest
from extractor.records.cited import Absent, Cited, Field, cite, in_document
from extractor.records.cooperation import Cooperation
from extractor.records.identity_card import IdentityCard
from extractor.records.report import Counts, Padding, Report, Section, WordCounts
from extractor.records.roster import Member, Roster
from extractor.records.signing import Seal, SigningBlock
from extractor.records.statement import Statement
from extractor.records.station_particulars import StationParticulars
from extractor.records.supporting_paper import SupportingPaper
from tests.unit.checks.said_fields import REASONS, a_field, filled, span
from tests.unit.checks.said_lists import figures, ledger, targets, times
from tests.unit.checks.said_money import budget, invoice, payments, settlement, vouchers
from tests.unit.checks.sheets import file_of_sheets


def form(said: dict[str, Any]) -> ApplicationForm:
    said = dict(said)
    person = dict(said.pop("leader", {}))
    undertaken = tuple(filled(Project, row) for row in person.pop("projects", []))
    leader = filled(Leader, person, projects=undertaken)
    advising = tuple(filled(Expert, row, key=str(n)) for n, row in enumerate(said.pop("experts", []), 1))
    results = tuple(filled(Achievement, row) for row in said.pop("outcomes", []))
    rows = said.pop("members", [])
    planned = tuple(filled(BudgetLine, row) for row in said.pop("budget_lines", []))
    given = {"experts": advising, "outcomes": results, "members": members(rows), "budget_lines": planned}
    station = particulars(said.pop("station", {}))
    return filled(ApplicationForm, said, leader=leader, station=station, **given)  # type: ignore[no-any-return]


def members(rows: list[dict[str, Any]]) -> tuple[Member, ...]:
    return tuple(filled(Member, row, key=str(number)) for number, row in enumerate(rows, 1))


def roster(said: dict[str, Any]) -> Roster:
    said = dict(said)
    return filled(Roster, said, members=members(said.pop("members", [])))  # type: ignore[no-any-return]


def card(said: dict[str, Any]) -> IdentityCard:
    return filled(IdentityCard, said)  # type: ignore[no-any-return]


def paper(said: dict[str, Any]) -> SupportingPaper:
    return filled(SupportingPaper, said)  # type: ignore[no-any-return]


def report(said: dict[str, Any]) -> Report:
    """`hanzi`, `distinct`, `zishu` (body) and `all` (characters without spaces of the whole) say how long it is."""
    said = dict(said)
    strict = said.pop("hanzi")
    distinct = said.pop("distinct", strict)
    zishu, wide = said.pop("zishu", strict), said.pop("all", strict)
    counts = WordCounts(
        whole=Counts(max(zishu, wide), wide, strict, wide, 0),
        body=Counts(zishu, zishu, strict, zishu, 0),
        strict=Counts(strict, strict, strict, strict, 0),
        distinct=Counts(distinct, distinct, distinct, distinct, 0),
    )
    given: dict[str, Any] = {"word_counts": counts}
    if signs := said.pop("padding", {}):
        given["padding"] = tuple(
            Padding(sign, 2, Counts(n, n, n, n, 0), (span("重复的一段"),)) for sign, n in signs.items()
        )
    if "unread_pages" in said:
        given["unread_pages"] = tuple(said.pop("unread_pages"))
    for name in ("ocr_pages", "ocr_confidence"):
        if name in said:
            given[name] = said.pop(name)
    given["claimed_figures"] = figures(said.pop("claims", {}))
    given["targets"] = targets(said.pop("targets", {}))
    given["sections"] = tuple(
        Section(a_field("heading", heading), 1, Counts(n, n, n, n, 0))
        for heading, n in said.pop("sections", {}).items()
    )
    given["lists"] = ledger(said.pop("lists", {}))
    return filled(Report, said, **given)  # type: ignore[no-any-return]


def activity(said: dict[str, Any]) -> ActivityRecord:
    """`text` and `photo` hold passages; a line break in one makes two spans."""
    said = dict(said)
    passages = [_passage(one, in_image=False) for one in said.pop("text", [])]
    passages += [_passage(one, in_image=True) for one in said.pop("photo", [])]
    given = {
        name: said.pop(name, default) for name, default in (("event", ""), ("unread_images", 0), ("occasions", 1))
    }
    rows = [one for row in said.pop("attendees", []) for one in times(row)]
    given["attendees"] = tuple(filled(Attendee, row, key=str(n)) for n, row in enumerate(rows, 1))
    return filled(ActivityRecord, said, passages=tuple(passages), **given)  # type: ignore[no-any-return]


def _passage(said: Any, *, in_image: bool) -> Passage:
    extra = dict(said) if isinstance(said, dict) else {"value": said}
    if "cells" in extra:
        return _row(extra["cells"], in_image=in_image, gap=extra.get("gap"))
    lines = str(extra.pop("value")).split("\n")
    if in_image:
        extra.setdefault("source", "ocr:rapid")
        extra.setdefault("confidence", 0.97)
    spans = tuple(span(line, **extra) for line in lines)
    return Passage("\n".join(lines), spans, in_image)


def _row(texts: list[str], *, in_image: bool, gap: float | None) -> Passage:
    """The cells of one row of a DOCX table; with `gap` (points between them), as they stand beside each other."""
    spans, x0 = [], 10.0
    for column, text in enumerate(texts, 1):
        width = 12.0 * len(text)
        place = InTable((1,), 1, column) if gap is None else OnPage(1, BBox(x0, 10, x0 + width, 22))
        spans.append(Span(text, place, 1.0, "text", text))
        x0 += width + (gap or 0)
    return Passage("\n".join(texts), tuple(spans), in_image)


def agreement(said: dict[str, Any]) -> Agreement:
    said = dict(said)
    planned = tuple(filled(BudgetLine, row) for row in said.pop("budget_lines", []))
    station = particulars(said.pop("station", {}))
    return filled(Agreement, said, budget_lines=planned, station=station)  # type: ignore[no-any-return]


def particulars(said: dict[str, Any]) -> StationParticulars:
    said = dict(said)
    return filled(StationParticulars, said, targets=targets(said.pop("targets", {})))  # type: ignore[no-any-return]


def cooperation(said: dict[str, Any]) -> Cooperation:
    return filled(Cooperation, said)  # type: ignore[no-any-return]


def change(said: dict[str, Any]) -> ChangeRequest:
    return filled(ChangeRequest, said)  # type: ignore[no-any-return]


MAKERS = {
    "form": (form, "application_form"),
    "roster": (roster, "roster"),
    "card": (card, "identity_card"),
    "report": (report, "report"),
    "activity": (activity, "activity"),
    "agreement": (agreement, "agreement"),
    "budget": (budget, "budget"),
    "settlement": (settlement, "settlement"),
    "payments": (payments, "payment_table"),
    "invoice": (invoice, "invoice"),
    "vouchers": (vouchers, "voucher_list"),
    "ledger": (ledger, "ledger"),
    "cooperation": (cooperation, "cooperation"),
    "change": (change, "change_request"),
    "paper": (paper, ""),
    "unknown": (None, "unknown"),
}


def document(number: int, name: str, said: dict[str, Any]) -> CaseDocument:
    """One paper; `unread` in it lists page numbers that were not read."""
    if name == "files":
        return file_of_sheets(number, said)
    make, kind = MAKERS[name]
    said = dict(said)
    told = tuple(in_document(one, f"d{number}") for one in statements(said.pop("said", {})))
    unread = tuple(UnreadPage(page, "page_crashed", "没有读到内容") for page in said.pop("unread", ()))
    file = str(said.pop("file", f"{number:02d}{name}.pdf"))
    lines = tuple(replace(span(text), document=f"d{number}") for text in said.pop("prose", ()))
    pictures = tuple(SeenPicture(1, span("").place, one, one) for one in said.pop("pictures", ()))
    digest = said.pop("sha256", "")
    signed = signing(said.pop("signing", []))
    made = make(said) if make else None
    made = replace(made, signing=signed) if signed else made
    kind = kind or str(said.get("paper_kind"))
    id = f"d{number}"
    record = in_document(made, id) if made is not None else None
    return CaseDocument(
        id,
        file,
        kind,
        (1,),
        record,
        unread,
        lines=lines,
        statements=told,
        sha256=digest,
        pictures=pictures,
    )


def signing(blocks: list[dict[str, Any]]) -> tuple[SigningBlock, ...]:
    """Blocks for signatures and seals; `seal` is the ring's text, `illegible`, `square` (and illegible), or a reason
    for there being none."""
    return tuple(_block(dict(one)) for one in blocks)


def _block(said: dict[str, Any]) -> SigningBlock:
    ring = said.pop("seal", "not_found")
    seal: Field[Seal] = a_field("seal", ring) if ring in REASONS else cite(_seal(ring), span(str(ring)))
    seals = (seal,) if isinstance(seal, Cited) else ()
    given = {"asks": tuple(said.pop("asks", ("seal",))), "scanned": said.pop("scanned", True)}
    return filled(SigningBlock, said, **given | {"seal": seal, "seals": seals})  # type: ignore[no-any-return]


def _seal(ring: str) -> Seal:
    name = Absent("印章文字", "unreadable") if ring in ("illegible", "square") else a_field("organisation", ring)
    return Seal("square" if ring == "square" else "round", name, Absent("印章用途", "not_found"))


def statements(said: dict[str, Any]) -> Iterator[Statement]:
    """`{heading/label: text}`: what a paper says under a heading; `heading/` is a paragraph without a label."""
    for place, texts in said.items():
        *path, label = place.split("/")
        if path and path != [""]:  # the heading itself, as readers give it
            yield Statement(tuple(path), "", "", (span(path[-1]),))
        for text in texts if isinstance(texts, list) else [texts]:
            extra = dict(text) if isinstance(text, dict) else {"value": text}
            value = str(extra.pop("value"))
            yield Statement(tuple(path), label, "".join(value.split()), (span(value, **extra),))


def a_case(said: dict[str, Any]) -> Case:
    """The case that a sentence describes."""
    documents = tuple(
        document(number, name, content or {})
        for number, one in enumerate(said.get("papers", []), 1)
        for name, content in one.items()
    )
    files = tuple(UnreadFile(name, "unreadable", "无法读取") for name in said.get("unread_files", ()))
    on = said.get("day", date(2025, 6, 30))
    return Case(said.get("programme", "studio"), said.get("stage", "auto"), on, "lineage", documents, files)


def a_register(said: dict[str, Any], case: Case) -> Matches | None:
    """What the register holds beside the case: `others` are submissions as sentences; None without them."""
    if "others" not in said:
        return None
    same = {"programme": said.get("programme", "studio"), "stage": said.get("stage", "auto")}
    same["day"] = said.get("day", date(2025, 6, 30))
    others = [
        replace(a_case({**same, **other}), lineage=f"other{n}") for n, other in enumerate(said["others"] or (), 1)
    ]
    filings = [filing_of(other, other.lineage, "batch") for other in others]
    return matches_for(filing_of(case, "own", "batch"), Held(filings))


def shuffled(case: Case) -> list[Case]:
    """The same case with its papers in other orders."""
    return [replace(case, documents=order) for order in itertools.islice(itertools.permutations(case.documents), 6)]

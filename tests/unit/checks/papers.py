"""Records from the short forms of tests/cases: whatever is not said is a field that was not found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

from checks.case import Case, CaseDocument, SeenPicture, UnreadFile, UnreadPage
from checks.filing import filing_of
from checks.matching import matches_for
from checks.register import Held, Matches
from extractor.document import InTable, OnPage, Span
from extractor.geometry import BBox
from extractor.records.activity import ActivityRecord, Attendee, Passage
from extractor.records.agreement import Agreement
from extractor.records.application_form import Achievement, ApplicationForm, BudgetLine, Expert, Leader, Project
from extractor.records.budget import Budget, PlannedLine
from extractor.records.change_request import ChangeRequest
from extractor.records.cited import Absent, Cited, Field, cite, in_document
from extractor.records.cooperation import Cooperation
from extractor.records.figures import Figure, Target
from extractor.records.identity_card import IdentityCard
from extractor.records.invoice import Declared, FileHistory, Invoice, InvoiceLine, Party, QrCode, Trip
from extractor.records.ledger import (
    CooperationItem,
    Enterprise,
    ExpertVisit,
    HeldEvent,
    Ledger,
    Need,
    NewsItem,
    Result,
    UniversityResult,
)
from extractor.records.partial_date import PartialDate
from extractor.records.payment_table import Payment, PaymentTable
from extractor.records.report import Counts, Padding, Report, Section, WordCounts
from extractor.records.roster import Member, Roster
from extractor.records.settlement import SettledLine, Settlement
from extractor.records.signing import Seal, SigningBlock
from extractor.records.statement import Statement
from extractor.records.station_particulars import StationParticulars
from extractor.records.supporting_paper import SupportingPaper
from extractor.records.voucher_list import VoucherList, VoucherRow
from tests.unit.checks.sheets import file_of_sheets

REASONS = ("blank", "not_found", "unreadable")
DATES = [
    "publish_date",
    "approved_date",
    "effective_date",
    "birth_date",
    "date",
    "apply_date",
    "founded_date",
    "valid_until",
    "paid_on",
    "issue_date",
    "sign_date",
    "term_start",
    "term_end",
    "depart_date",
    "from_date",
    "to_date",
]
NUMBERS = ("age", "project_year", "stated_count", "member_count", "voucher_count", "revisions")
MONEY = [
    "planned",
    "value",
    "grant_requested",
    "site_area_m2",
    "amount",
    "budget",
    "actual",
    "balance",
    "total",
    "total_budget",
    "budget_total",
    "total_actual",
    "total_balance",
    "gross",
    "net",
    "tax",
    "standard",
    "days",
    "quantity",
    "unit_price",
    "total_amount",
    "total_tax",
    "total_with_tax",
    "tax_rate",
    "grant_amount",
    "fare",
    "grant_total",
    "matching_total",
]


def span(text: str, confidence: float = 1.0, source: str = "text", page: int = 1) -> Span:
    return Span(text, OnPage(page, BBox(10, 10, 10 + 12 * max(1, len(text)), 24)), confidence, source, text)


def a_field(name: str, said: Any) -> Field[Any]:
    """A field of this name: nothing said is not_found; numbers and dates are understood."""
    if isinstance(said, dict) and "unreadable" in said:
        return Absent(name, "unreadable", spans=(span(str(said["unreadable"])),))
    if said is None or said in REASONS:
        return Absent(name, said or "not_found", spans=(span(name),) if said in ("blank", "unreadable") else ())
    extra = dict(said) if isinstance(said, dict) else {"value": said}
    value = extra.pop("value")
    shown = extra.pop("shown", value)  # what the cell prints, where it is more than the value
    return cite(_understood(name, value), span(str(shown), **extra))


def _understood(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if name in NUMBERS:
        return int(value)
    if name in MONEY:
        return Decimal(str(value))
    if name == "is_red":
        return bool(value)
    if name in DATES:
        return PartialDate(*(int(part) for part in str(value).split("-")))
    return str(value)


def filled(type_: type, said: dict[str, Any], **given: Any) -> Any:
    """A record of `type_` whose Field attributes come from `said`; `given` are its other attributes."""
    hints = get_type_hints(type_)
    unknown = set(said) - {one.name for one in fields(type_)}
    if unknown:
        raise KeyError(f"{type_.__name__} has no {sorted(unknown)}")
    read = {
        one.name: a_field(one.name, said.get(one.name)) for one in fields(type_) if "Cited" in str(hints[one.name])
    }
    return type_(**{**read, **given})


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
    rows = [one for row in said.pop("attendees", []) for one in _times(row)]
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


def _rows(type_: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    made = []
    for number, row in enumerate(rows, 1):
        row = dict(row)
        given = {name: row.pop(name) for name in ("top", "line_kind", "seq", "signed") if name in row}
        if type_ is InvoiceLine:
            given.setdefault("seq", number)
        made.append(filled(type_, row, key=str(row.get("category") or number), **given))
    return tuple(made)


def agreement(said: dict[str, Any]) -> Agreement:
    said = dict(said)
    planned = tuple(filled(BudgetLine, row) for row in said.pop("budget_lines", []))
    seals, station = said.pop("seals", 0), particulars(said.pop("station", {}))
    return filled(Agreement, said, budget_lines=planned, seals=seals, station=station)  # type: ignore[no-any-return]


def budget(said: dict[str, Any]) -> Budget:
    said = dict(said)
    return filled(Budget, said, lines=_rows(PlannedLine, said.pop("lines", [])))  # type: ignore[no-any-return]


def settlement(said: dict[str, Any]) -> Settlement:
    said = dict(said)
    return filled(Settlement, said, lines=_rows(SettledLine, said.pop("lines", [])))  # type: ignore[no-any-return]


def payments(said: dict[str, Any]) -> PaymentTable:
    said = dict(said)
    return filled(PaymentTable, said, rows=_rows(Payment, said.pop("rows", [])))  # type: ignore[no-any-return]


def invoice(said: dict[str, Any]) -> Invoice:
    """`lines` as *short name*item texts, or in full; `buyer` and `seller` as names, or in full."""
    said = dict(said)
    lines = [_starred(one) if isinstance(one, str) else one for one in said.pop("lines", [])]
    given: dict[str, Any] = {"qr": None, "sources": ("text",), "lines": _rows(InvoiceLine, lines)}
    for side in ("buyer", "seller"):
        told = said.pop(side, {})
        given[side] = filled(Party, {"name": told} if isinstance(told, str) else told)
    if trip := said.pop("trip", None):
        given["trip"] = filled(Trip, trip)
    if qr := said.pop("qr", None):
        given["qr"] = _qr(dict(qr))
    if history := said.pop("history", None):
        signed = history.pop("signed", False)
        given["history"] = filled(FileHistory, history, signed=signed)
    if declared := said.pop("declared", None):
        given["declared"] = filled(Declared, declared)
    given["notices"] = tuple(a_field("notice", one) for one in said.pop("notices", []))
    given["listed"] = _rows(InvoiceLine, [_starred(one) for one in said.pop("listed", [])])
    for name in ("sources",):
        if name in said:
            given[name] = tuple(said.pop(name))
    return filled(Invoice, said, **given)  # type: ignore[no-any-return]


def _qr(said: dict[str, Any]) -> QrCode:
    """What a QR code says, each value from the code itself."""
    variant = said.pop("crc_variant_matched", "")
    told = {name: {"value": value, "source": "qr"} for name, value in said.items()}
    return filled(QrCode, {"text": "01,…", **told}, crc_variant_matched=variant)  # type: ignore[no-any-return]


def vouchers(said: dict[str, Any]) -> VoucherList:
    said = dict(said)
    return filled(VoucherList, said, rows=_rows(VoucherRow, said.pop("rows", [])))  # type: ignore[no-any-return]


def _starred(text: str) -> dict[str, Any]:
    if not text.startswith("*"):
        return {"raw_name": text, "item_text": text}
    _, short_name, item = text.split("*", 2)
    return {"raw_name": text, "short_name": short_name, "item_text": item or None}


def ledger(said: dict[str, Any]) -> Ledger:
    """The lists of one paper; each row as a sentence."""
    said = dict(said)
    lists = {name: _listed(type_, said.pop(name, [])) for name, type_ in LISTS.items()}
    return filled(Ledger, said, **lists)  # type: ignore[no-any-return]


def _listed(type_: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    made = []
    for number, row in enumerate((one for said in rows for one in _times(said)), 1):
        given = {"key_list": row["key_list"]} if "key_list" in row else {}
        said = {name: value for name, value in row.items() if name not in given}
        made.append(filled(type_, said, key=str(number), **given))
    return tuple(made)


# Two characters of their own for each of many rows, so that no two names look alike.
_PAIRS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光"
    "量宫商角徵曲东南西北果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤"
)


def _times(row: dict[str, Any]) -> list[dict[str, Any]]:
    """`times: 50` makes fifty rows; `{two}` in their texts are two characters of each row's own, from `since` on."""
    row = dict(row)
    times, since = row.pop("times", 0), row.pop("since", 0)
    if not times:
        return [row]
    pairs = [_PAIRS[2 * n : 2 * n + 2] for n in range(since, since + times)]
    return [{k: v.replace("{two}", two) if isinstance(v, str) else v for k, v in row.items()} for two in pairs]


def figures(said: dict[str, Any]) -> tuple[Figure, ...]:
    """`{name: number}`: what a report claims."""
    return tuple(
        Figure(name, a_field("value", value), a_field("quote", f"自报 {value}")) for name, value in said.items()
    )


def targets(said: dict[str, Any]) -> tuple[Target, ...]:
    """`{name: [planned, actual]}`."""
    return tuple(
        Target(name, a_field("label", name), a_field("planned", planned), a_field("actual", actual))
        for name, (planned, actual) in said.items()
    )


def particulars(said: dict[str, Any]) -> StationParticulars:
    said = dict(said)
    return filled(StationParticulars, said, targets=targets(said.pop("targets", {})))  # type: ignore[no-any-return]


def cooperation(said: dict[str, Any]) -> Cooperation:
    return filled(Cooperation, said)  # type: ignore[no-any-return]


def change(said: dict[str, Any]) -> ChangeRequest:
    return filled(ChangeRequest, said)  # type: ignore[no-any-return]


LISTS: dict[str, type] = {
    "enterprises": Enterprise,
    "needs": Need,
    "results": Result,
    "university_results": UniversityResult,
    "experts": ExpertVisit,
    "events": HeldEvent,
    "news": NewsItem,
    "cooperations": CooperationItem,
}
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
    """Blocks for signatures and seals; `seal` is the ring's text, `illegible`, or a reason for there being none."""
    return tuple(_block(dict(one)) for one in blocks)


def _block(said: dict[str, Any]) -> SigningBlock:
    ring = said.pop("seal", "not_found")
    seal: Field[Seal] = a_field("seal", ring) if ring in REASONS else cite(_seal(ring), span(str(ring)))
    seals = (seal,) if isinstance(seal, Cited) else ()
    given = {"asks": tuple(said.pop("asks", ("seal",))), "scanned": said.pop("scanned", True)}
    return filled(SigningBlock, said, **given | {"seal": seal, "seals": seals})  # type: ignore[no-any-return]


def _seal(ring: str) -> Seal:
    name = Absent("印章文字", "unreadable") if ring == "illegible" else a_field("organisation", ring)
    return Seal("round", name, Absent("印章用途", "not_found"))


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

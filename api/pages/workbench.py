"""What the page of one submission shows: papers, findings in groups, what was not read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages import words
from api.pages.blocks import Block, PlacedLine, blocks_of, placed_lines
from api.pages.marks import Mark, by_sheet, marks_of
from api.pages.shown import Shown
from checks.brief import brief
from checks.pack import Entry
from worker.store import DocumentView, FindingView, PageView, SubmissionView

VERDICTS = ("fail", "review", "pass", "not_applicable")
OPEN = frozenset({"fail", "review"})
Sheets = Mapping[tuple[str, int | str], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted place of a finding, in words: `where` names paper and page, paragraph or cell."""

    index: int
    where: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Card:
    """`message` is the finding's, without the article and the places that stand beside it and the folder that stands
    in the page's title; `asked` is what the rule asks.
    """

    number: int
    view: FindingView
    asked: str
    message: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the findings that need a person have a decision."""

    decided: int
    open: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a paper. `anchor` is the id of its element, `image` its address, or ""."""

    view: PageView
    anchor: str
    title: str
    note: str
    image: str
    marks: tuple[Mark, ...]
    placed: tuple[PlacedLine, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    view: DocumentView
    kind: str
    pages_words: str
    pages: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that gave no finding: its article, what it asks and why nothing was decided."""

    rule: str
    clause: str
    asked: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    where: str
    message: str
    anchor: str = ""


def in_order(views: Sequence[FindingView]) -> list[FindingView]:
    """By verdict, the worst first, then by article."""
    rank = {verdict: position for position, verdict in enumerate(VERDICTS)}
    return sorted(views, key=lambda v: (rank.get(v.finding["verdict"], len(rank)), natural(v.finding["rule"])))


def natural(rule: str) -> list[tuple[int, int, str]]:
    """Numbers in a rule id count as numbers.

    >>> sorted(["QC-10.1", "QC-05.2", "QC-05.1b"], key=natural)
    ['QC-05.1b', 'QC-05.2', 'QC-10.1']
    """
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", rule) if part]


def card(
    shown: Shown, number: int, view: FindingView, documents: Mapping[str, DocumentView], asked: Mapping[str, str]
) -> Card:
    """`asked`: what the rules ask, by rule id."""
    quotes = tuple(
        Quote(index, where(evidence, documents), evidence["text"], evidence["confidence"])
        for index, evidence in enumerate(view.finding["evidence"])
    )
    return Card(number, view, asked.get(view.finding["rule"], ""), shown.short(brief(view.finding)), quotes)


def where(evidence: Mapping[str, Any], documents: Mapping[str, DocumentView]) -> str:
    """Paper and place in words: 申报书.docx 第 3 页."""
    document = documents.get(evidence["document"])
    name = last(document.name) if document else "材料"
    place = evidence["place"]
    if place["type"] == "on_page":
        return f"{name} 第 {place['page']} 页"
    if place["type"] == "in_text":
        return f"{name} 第 {place['paragraph'] + 1} 段"
    if place["type"] == "in_table":
        return f"{name} 第 {place['path'][0] + 1} 个表格第 {place['row'] + 1} 行第 {place['column'] + 1} 列"
    if place["type"] == "in_sheet":
        sheet = f"工作表“{place['sheet']}”" if place["sheet"] else ""
        return f"{name} {sheet}第 {place['row'] + 1} 行第 {place['column'] + 1} 列"
    return f"{name} 的图片" if place["type"] == "in_media" else name


def undecided_of(
    coverage: Mapping[str, Any], views: Sequence[FindingView], entries: Sequence[Entry]
) -> list[Undecided]:
    """Rules without any finding: first those that the machine checks, whose papers lacked something."""
    found = {view.finding["rule"] for view in views}
    checked = {entry.id for entry in entries if entry.implemented}
    asked = {entry.id: entry.text for entry in entries}
    rows = [row for row in coverage["not_decided"] if row["rule"] not in found]
    rows.sort(key=lambda row: row["rule"] not in checked)
    return [Undecided(row["rule"], row["clause"], asked.get(row["rule"], ""), row["reason"]) for row in rows]


def tally_of(views: Sequence[FindingView]) -> Tally:
    waiting = [view for view in views if view.finding["verdict"] in OPEN]
    return Tally(sum(view.decision is not None for view in waiting), len(waiting))


def papers_of(documents: Sequence[DocumentView], views: Sequence[FindingView]) -> tuple[Paper, ...]:
    marks = marks_of(views)
    sheets, of = by_sheet(marks), defaultdict(list)
    for mark in marks:
        of[mark.document].append(mark)
    return tuple(_paper(document, of[document.id], sheets) for document in documents)


def _paper(view: DocumentView, marks: Sequence[Mark], sheets: Sheets) -> Paper:
    pages = tuple(_sheet(view, page, marks, sheets) for page in view.pages)
    numbers = [page.number for page in view.pages if not page.media and page.width > 0]
    span = ""
    if numbers:
        span = f"第 {numbers[0]} 页" if len(numbers) == 1 else f"第 {numbers[0]}–{numbers[-1]} 页"
    return Paper(view, words.kind_of(view.kind, view.record), span, pages)


def anchor(document: DocumentView, page: PageView) -> str:
    """The element id of a page."""
    return f"page-{document.id}-{page.number}"


def last(name: str) -> str:
    """The file's own name, without the folders it came in."""
    return name.rpartition("/")[2]


def _sheet(document: DocumentView, page: PageView, marks: Sequence[Mark], sheets: Sheets) -> Sheet:
    sized = page.width > 0 and page.height > 0
    title = f"第 {page.number} 页" if sized else "正文"
    if page.media:
        title = f"图片 {page.media.rpartition('/')[2]}"
    pictured = sheets.get((document.id, page.media), ()) if page.media else ()
    return Sheet(
        view=page,
        anchor=anchor(document, page),
        title=title,
        note=words.read_by(page.source) if sized else "按原文顺序显示",
        image="" if not page.drawable else f"/v1/documents/{document.id}/pages/{page.number}.webp",
        marks=(*sheets.get((document.id, page.number), ()), *pictured) if sized else (),
        placed=placed_lines(page) if sized and not page.drawable else (),
        blocks=() if sized else blocks_of(page, marks),
    )


def unread_of(
    submission: SubmissionView, coverage: Mapping[str, Any], documents: Sequence[DocumentView]
) -> tuple[Unread, ...]:
    """Files and pages without content, and papers of unknown kind, in words a clerk understands."""
    told = {file.name: file.error_message for file in submission.files if file.error_message}
    told |= {file["name"]: file["message"] for file in coverage.get("unread_files", ())}
    files = [Unread(last(name), message) for name, message in told.items()]
    pages = [
        Unread(f"{last(document.name)} 第 {page.number} 页", page.problem["message"], anchor(document, page))
        for document in documents
        for page in document.pages
        if page.problem
    ]
    unknown = [
        Unread(last(document.name), "没有认出这是哪种材料，只列出，不参与逐条核对。", f"document-{document.id}")
        for document in documents
        if document.kind == "unknown"
    ]
    notes = [Unread(last(note["name"]), note["message"]) for note in coverage.get("notes", ())]
    return (*files, *pages, *notes, *unknown)

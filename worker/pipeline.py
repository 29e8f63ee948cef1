"""The whole way from files to findings, used by the command line and by the jobs alike.

>>> case_document_id("x", "a.pdf", "00", 0, "0") == case_document_id("x", "a.pdf", "00", 0, "0")
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import version
from typing import Any
from uuid import UUID, uuid5

from checks import engine, pack
from checks import programme as programmes
from checks.case import Case, CaseDocument, Result, SeenPicture, Sheet, UnreadFile, UnreadPage
from checks.register import Matches
from checks.same_paper import shingles
from extractor.document import InMedia, OnPage, Page, Photograph, Place, Problem, Span
from extractor.geometry import BBox
from extractor.kind_names import UNKNOWN
from extractor.records.cited import in_document
from worker.gather import Cancelled, FileReading, Listener, PageCache, Progress, read_files
from worker.photographs import PAPERS
from worker.sandbox import ReaderPool
from worker.sources import SourceFile
from worker.understood import Paper

__all__ = [
    "Cancelled",
    "FileReading",
    "Listener",
    "PageCache",
    "Progress",
    "SourceFile",
    "check",
    "decided",
    "papers",
    "process",
    "read_files",
    "unread_files",
    "versions",
]

NAMESPACE = UUID("6f0f0f4e-8f0c-5f0a-9a53-5b1c3d7f2a10")
COMMAND_LINE = "command line"
"""The lineage of what is screened without a server: the same files give the same ids every time."""
DUPLICATE = "duplicate"
"""The kind of a file whose bytes another file of the submission already holds: shown, and checked once."""
NO_FIELDS_CODE = "kind_without_fields"
NO_FIELDS = "按人工指定的种类没有读出内容，相关条款需要人工核对。"


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper of the case with the file it lies in; `file` is the index among the files given."""

    file: int
    document: CaseDocument


def process(
    files: Sequence[SourceFile],
    *,
    programme: str,
    stage: str,
    on: date,
    lineage: str,
    pool: ReaderPool,
    cache: PageCache | None = None,
    progress: Listener = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Result:
    """Read, recognise and check. Raises Cancelled; whatever cannot be read is in the result instead."""
    readings = read_files(files, pool, cache, progress, cancelled)
    return check(readings, programme=programme, stage=stage, on=on, lineage=lineage)


def check(
    readings: Sequence[FileReading],
    *,
    programme: str,
    stage: str,
    on: date,
    lineage: str,
    refused: Sequence[UnreadFile] = (),
) -> Result:
    """Hold what was read against the programme's pack; `auto` is recognised from the papers, or said to be unclear.

    `refused` are files that were not even tried.
    """
    documents = [paper.document for paper in papers(readings, lineage)]
    unread = (*unread_files(readings), *refused)
    result = decided(documents, programme=programme, stage=stage, on=on, lineage=lineage, unread=unread)
    return replace(result, versions={**result.versions, **versions(readings)})


def unread_files(readings: Sequence[FileReading]) -> list[UnreadFile]:
    """The files of which nothing was read."""
    return [UnreadFile(one.name, one.error.code, one.error.message) for one in readings if one.error is not None]


def decided(
    documents: Sequence[CaseDocument],
    *,
    programme: str,
    stage: str,
    on: date,
    lineage: str,
    unread: Sequence[UnreadFile] = (),
    matches: Matches | None = None,
) -> Result:
    """The findings on papers that were read now or earlier; `matches` is what the register holds of others."""
    told, reason = programmes.recognise(documents)
    if programme == "auto":
        programme, unclear = told, "" if told else reason
    else:
        unclear = f"指定的项目与材料不同（{reason}），请确认项目是否选对" if told not in ("", programme) else ""
    case = Case(
        programme=programme,
        stage="" if stage == "auto" else stage,
        on=on,
        lineage=lineage,
        documents=tuple(documents),
        unread_files=tuple(unread),
        programme_unclear=unclear,
    )
    return engine.run(case, pack.load(programme), matches)


def papers(readings: Sequence[FileReading], lineage: str) -> list[FiledPaper]:
    """The papers of all files. Their ids depend on names and bytes, not on the order in which files came."""
    found: list[FiledPaper] = []
    seen: Counter[tuple[str, str]] = Counter()
    known: set[str] = set()
    for reading in sorted(readings, key=lambda reading: (reading.name, reading.sha256, reading.file)):
        occurrence = seen[reading.name, reading.sha256]
        seen[reading.name, reading.sha256] += 1
        copy = reading.sha256 in known
        known.add(reading.sha256)
        for document in _documents(reading, lineage, occurrence, copy):
            found.append(FiledPaper(reading.file, document))
    return found


def case_document_id(lineage: str, name: str, sha256: str, occurrence: int, part: str) -> str:
    """`part` is the paper's position in the file, with `.n` for the n-th further record of one paper."""
    return str(uuid5(NAMESPACE, f"{lineage}\0{name}\0{sha256}\0{occurrence}\0{part}"))


def versions(readings: Sequence[FileReading]) -> dict[str, Any]:
    """What text was read with: the same versions and bytes give the same findings."""
    used = {reading.understood.document.read_with for reading in readings if reading.understood is not None}
    ordered = sorted((asdict(one) for one in used), key=lambda one: sorted(one.items()))
    return {"caishen": version("caishen"), "read_with": ordered}


def _documents(reading: FileReading, lineage: str, occurrence: int, copy: bool) -> Iterator[CaseDocument]:
    understood = reading.understood
    if understood is None:
        return
    pages = {page.number: page for page in understood.document.pages}
    found = (Paper(0, tuple(pages), DUPLICATE, ()),) if copy else understood.papers
    for paper in found:
        held = [pages[number] for number in paper.pages if pages[number].lines]
        said = shingles("\n".join(page.text for page in held)) if paper.records and not copy else frozenset()
        for number, record in enumerate(paper.records or (None,)):
            part = f"{paper.index}.{number}" if number else str(paper.index)
            identity = case_document_id(lineage, reading.name, reading.sha256, occurrence, part)
            yield CaseDocument(
                id=identity,
                name=reading.name,
                kind=paper.kind,
                pages=paper.pages,
                record=None if record is None else in_document(record, identity),
                unread=() if copy or number else _unread(pages[page] for page in paper.pages),
                format=reading.format,
                scanned=bool(held) and all(page.scanned or page.source.startswith("ocr:") for page in held),
                shingles=said,
                lines=() if copy or number else _lines(held, identity),
                statements=() if copy or number else in_document(paper.statements, identity),
                sheets=() if copy or number else tuple(_sheet(pages[page], identity) for page in paper.pages),
                notes=(*understood.document.notes, *_unheard(paper)),
                sha256=reading.sha256,
                pictures=() if copy or number else _pictures(reading, paper, pages),
                kind_said=paper.said,
                kind_read=paper.taken,
            )


def _unheard(paper: Paper) -> tuple[Problem, ...]:
    """A person said what the paper is, and nothing of that kind was found in it."""
    return () if paper.records or paper.said in ("", UNKNOWN) else (Problem(NO_FIELDS_CODE, NO_FIELDS),)


def _pictures(reading: FileReading, paper: Paper, pages: Mapping[int, Page]) -> tuple[SeenPicture, ...]:
    """The photographs on the paper's pages."""
    if paper.kind in PAPERS:
        return ()
    found = (one for one in reading.photographs if one.page in paper.pages)
    return tuple(SeenPicture(one.page, _place(one, pages[one.page]), one.phash, one.dhash) for one in found)


def _place(one: Photograph, page: Page) -> Place:
    box = one.box or BBox(0.0, 0.0, page.width, page.height)
    return InMedia(page.media, box) if page.media else OnPage(one.page, box)


def _lines(pages: Sequence[Page], document: str) -> tuple[Span, ...]:
    """All text that can be seen, line by line."""
    seen = (line for page in pages for line in page.lines if not line.invisible and line.role != "hidden")
    return tuple(replace(span, document=document) for line in seen for span in line.spans)


def _sheet(page: Page, document: str) -> Sheet:
    differing = tuple(
        (
            Span(one.layer, one.place, 1.0, "text", one.layer, document),
            Span(one.shown, one.place, one.confidence, "ocr", one.shown, document),
        )
        for one in page.disagreements
    )
    return Sheet(page.number, page.height, page.blank, page.turn, page.compared, differing)


def _unread(pages: Iterator[Page]) -> tuple[UnreadPage, ...]:
    return tuple(
        UnreadPage(page.number, page.problem.code, page.problem.message, page.media)
        for page in pages
        if page.problem is not None
    )

"""Papers understood again as the kinds that people gave, from pages that were read before: no page is read anew.

The kind as read and the kind as said travel with the paper (CaseDocument.kind_read, kind_said): comparing them with
what people say now tells which files have to be understood again, also after a correction was taken back. Where a
reader process times out or breaks down, the papers stay as they were, with a note; the next re-check tries again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace

from checks.case import CaseDocument
from extractor import codec
from extractor.document import Document, Outline, Photograph, Problem
from extractor.errors import ReadError
from worker import pipeline
from worker.gather import Cancelled, FileReading
from worker.photographs import keep, may_hold, seen
from worker.pipeline import DUPLICATE, FiledPaper
from worker.station import Station
from worker.store import pages_read
from worker.store.cache import StoredPages
from worker.store.outbox import Task
from worker.understood import Understood

Sheets = tuple[int, ...]
Wanted = Mapping[tuple[str, str, Sheets], str]
"""The kinds that people gave, or "", by name and hash of the file and pages in it."""
NOT_TOLD_CODE = "kind_not_understood"
NOT_TOLD = "按人工更正的种类整理时没有成功，这份文件仍按原来识别的种类核对；审查人员可以再更正一次，或者人工核对。"


class PagesGone(Exception):
    """The pages of a file are no longer at hand: it has to be read again."""


def told(station: Station, task: Task, readings: Sequence[FileReading], read: Sequence[FiledPaper],
         said: Mapping[str, str]) -> list[FileReading]:  # fmt: skip
    """`readings` with the papers of which a person said what they are understood as that. Raises Cancelled."""
    by_file: dict[int, dict[Sheets, str]] = {}
    for paper in read:
        if paper.document.id in said and paper.document.kind != DUPLICATE:
            by_file.setdefault(paper.file, {})[paper.document.pages] = said[paper.document.id]
    return [
        _as_said(station, task, one, by_file[one.file]) if one.file in by_file else one
        for one in readings
    ]  # fmt: skip


def retold(
    station: Station, task: Task, documents: Sequence[CaseDocument], said: Mapping[str, str], lineage: str
) -> list[CaseDocument] | None:
    """The papers, in order, with those of files whose kinds people changed since understood again; None where nobody
    did. Raises PagesGone, OtherVersion, Cancelled."""
    wanted: dict[tuple[str, str, Sheets], str] = {}
    for one in documents:
        wanted.setdefault((one.name, one.sha256, one.pages), said.get(one.id, ""))
    own = [one for one in documents if one.kind != DUPLICATE]
    files: dict[tuple[str, str], list[CaseDocument]] = {}
    for one in own:
        files.setdefault((one.name, one.sha256), []).append(one)
    changed = {whole: held for whole, held in files.items() if _otherwise(held, wanted) or _failed_before(held)}
    if not changed:
        return None
    fresh = {
        whole: _again(station, task, held, wanted, lineage) if _otherwise(held, wanted) else _noted(held)
        for whole, held in changed.items()
    }
    found: list[CaseDocument] = []
    for one in documents:
        if one.kind != DUPLICATE and (one.name, one.sha256) in changed:
            found += fresh.pop((one.name, one.sha256), [])
        else:
            found.append(one)
    return found


def _otherwise(held: Sequence[CaseDocument], wanted: Wanted) -> bool:
    """Whether people say of a paper of the file that it is something else than it was understood as."""
    return any(one.kind_said != wanted[one.name, one.sha256, one.pages] for one in held)


def _failed_before(held: Sequence[CaseDocument]) -> bool:
    return any(note.code == NOT_TOLD_CODE for one in held for note in one.notes)


def _noted(held: Sequence[CaseDocument], *notes: Problem) -> list[CaseDocument]:
    """The papers with `notes` in place of what an earlier attempt left."""
    return [
        replace(one, notes=(*(note for note in one.notes if note.code != NOT_TOLD_CODE), *notes)) for one in held
    ]  # fmt: skip


def _again(
    station: Station, task: Task, held: Sequence[CaseDocument], wanted: Wanted, lineage: str
) -> list[CaseDocument]:
    """All papers of one file; as they are where they could not be understood again."""
    first = held[0]
    cache = StoredPages(station.store, task.tenant, task.actor)
    file = pages_read.pages_of(station.store, task.submission_id, first.name, first.sha256)
    pages = None if file is None else pages_read.contents(cache, file, station.pool.reading.key())
    if file is None or pages is None:
        raise PagesGone
    outline = Outline(file.format, len(pages), file.media, tuple(dict.fromkeys(_notes(held))))
    said = {one.pages: kind for one in held if (kind := wanted[one.name, one.sha256, one.pages])}
    reading = FileReading(0, first.name, first.sha256, file.format)
    try:
        understood = _understood(station, first.name, outline, pages, said)
    except ReadError:
        return _noted(held, Problem(NOT_TOLD_CODE, NOT_TOLD))
    photographs = _photographs(station, cache, reading, outline, understood)
    whole = replace(reading, understood=understood, photographs=photographs)
    return [paper.document for paper in pipeline.papers([whole], lineage)]


def _notes(held: Sequence[CaseDocument]) -> Iterator[Problem]:
    """What reading said of the file, without what understanding it said."""
    ours = (pipeline.NO_FIELDS_CODE, NOT_TOLD_CODE)
    return (note for one in held for note in one.notes if note.code not in ours)


def _as_said(station: Station, task: Task, reading: FileReading, said: Mapping[Sheets, str]) -> FileReading:
    """The file understood as people say; as it was read where that failed."""
    assert reading.understood is not None
    document = reading.understood.document
    outline = _outline(document)
    try:
        understood = _understood(station, reading.name, outline, [codec.dump(page) for page in document.pages], said)
    except ReadError:
        noted = replace(document, notes=(*document.notes, Problem(NOT_TOLD_CODE, NOT_TOLD)))
        return replace(reading, understood=replace(reading.understood, document=noted))
    cache = StoredPages(station.store, task.tenant, task.actor)
    photographs = reading.photographs or _photographs(station, cache, reading, outline, understood)
    return replace(reading, understood=understood, photographs=photographs)


def _outline(document: Document) -> Outline:
    media = tuple(page.media for page in document.pages if page.media)
    return Outline(document.format, len(document.pages), media, document.notes)


def _understood(
    station: Station, name: str, outline: Outline, pages: Sequence[bytes], said: Mapping[Sheets, str]
) -> Understood:
    """Raises ReadError where the reader process broke down over it, Cancelled."""
    try:
        return station.pool.understand(name, outline, pages, said).result()
    except CancelledError:
        raise Cancelled from None


def _photographs(
    station: Station, cache: StoredPages, reading: FileReading, outline: Outline, understood: Understood
) -> tuple[Photograph, ...]:
    """A paper that was taken for an invoice may hold some: then its file was not looked at for them. None where the
    reader broke down over them; that is not kept."""
    if not may_hold(outline, understood):
        return ()
    known = seen(cache, reading.sha256, station.pool.reading.key())
    if known is not None:
        return known
    path = station.store.blobs.path(reading.sha256)
    try:
        found = station.pool.photographs(path, reading.name, outline).result()
    except CancelledError:
        raise Cancelled from None
    except ReadError:
        return ()
    keep(cache, reading.sha256, station.pool.reading.key(), found)
    return found

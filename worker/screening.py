"""The job that reads a submission and checks it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.case import UnreadFile
from extractor.attachments import may_have
from extractor.readers.archive import may_be_zip
from worker import pipeline, shown
from worker.crossing import crossed
from worker.deciding import decide, limits_of
from worker.gather import Cancelled, Progress, read_files
from worker.kinds_said import told
from worker.sources import SourceFile
from worker.station import Station
from worker.store import NotFound, results
from worker.store.cache import StoredPages
from worker.store.corrections import kinds_said as kinds_said_of
from worker.store.corrections import standing
from worker.store.erasing import discard
from worker.store.files import RefusedFile
from worker.store.outbox import LeaseLost, Task
from worker.store.readings import with_corrections
from worker.store.results import FileOutcome, Work
from worker.store.views import NewFile
from worker.unbatching import put_files
from worker.unpacking import opened

REPORT_SECONDS = 0.5


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Read, check and save. Pages that an earlier run has read come from the cache.

    Raises Cancelled, LeaseLost, NotAllowed; and leaves nothing half-written then.
    """
    work = _opened(station, task, results.begin(station.store, task, station.owner), stop)
    reporter = _Reporter(station, task, work)
    readings = read_files(
        [SourceFile(file.name, _path(station, file.sha256)) for file in work.files],
        station.pool,
        StoredPages(station.store, task.tenant, task.actor),
        reporter,
        stop,
    )
    read = pipeline.papers(readings, work.lineage)
    said = kinds_said_of(station.store, task.tenant, [paper.document.id for paper in read])
    if said:
        readings = told(station, task, readings, read, said)
        read = pipeline.papers(readings, work.lineage)
    given = standing(station.store, task.tenant, [paper.document.id for paper in read])
    papers = [replace(paper, document=with_corrections(paper.document, given)) for paper in read]
    unread = [
        *pipeline.unread_files(readings),
        *(UnreadFile(file.name, file.code, file.message) for file in work.refused),
    ]
    documents = [paper.document for paper in papers]
    result = decide(work, documents, unread, crossed(station, task, work, documents))
    result = replace(result, versions={**result.versions, **pipeline.versions(readings)})
    file_ids = [file.id for file in work.files]
    outcome = shown.outcome(result, readings, papers, file_ids, [paper.document for paper in read])
    results.save_outcome(station.store, task, station.owner, outcome)


def _opened(station: Station, task: Task, work: Work, stop: Callable[[], bool]) -> Work:
    """Archives are replaced by what they hold, in the store too: the next run finds the files themselves."""
    files = [SourceFile(file.name, _path(station, file.sha256)) for file in work.files]
    if not any(may_be_zip(file.path) or may_have(file.path) for file in files):
        return work
    limits = limits_of(work.sort, station.settings)
    kept: list[str] = []
    with TemporaryDirectory(dir=station.settings.data_dir, prefix="unpacking-") as folder:
        found: dict[str, tuple[Sequence[NewFile], Sequence[RefusedFile]]] = {}
        try:
            for one in opened(files, station.pool, Path(folder), limits):
                refused = [RefusedFile(file.name, file.code, file.message) for file in one.refused]
                found[work.files[one.index].id] = put_files(station, one.members, kept, stop), refused
            if found:
                results.replace_archives(station.store, task, station.owner, found)
        except (Cancelled, LeaseLost):
            for sha in kept:
                discard(station.store, sha)
            raise
    return results.begin(station.store, task, station.owner) if found else work


def _path(station: Station, sha256: str) -> Path:
    try:
        return station.store.blobs.path(sha256)
    except NotFound:
        return station.store.blobs.root / "missing"  # read_files says that this file cannot be read


class _Reporter:
    """Gathers progress and writes it at most every half second."""

    def __init__(self, station: Station, task: Task, work: Work) -> None:
        self.station, self.task, self.work = station, task, work
        self.waiting: dict[str, FileOutcome] = {}
        self.written = 0.0

    def __call__(self, progress: Progress) -> None:
        self.waiting[self.work.files[progress.file].id] = shown.file_progress(progress)
        if time.monotonic() - self.written >= REPORT_SECONDS:
            results.save_progress(self.station.store, self.task, self.station.owner, self.waiting)
            self.waiting, self.written = {}, time.monotonic()

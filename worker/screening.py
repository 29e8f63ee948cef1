"""The job that reads a submission and checks it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from worker import pipeline, shown
from worker.gather import Progress, read_files
from worker.sources import SourceFile
from worker.station import Station
from worker.store import NotFound, results
from worker.store.cache import StoredPages
from worker.store.outbox import Task
from worker.store.results import FileOutcome, Work

REPORT_SECONDS = 0.5


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Read, check and save. Pages that an earlier run has read come from the cache.

    Raises Cancelled, LeaseLost, NotAllowed; and leaves nothing half-written then.
    """
    work = results.begin(station.store, task, station.owner)
    reporter = _Reporter(station, task, work)
    readings = read_files(
        [SourceFile(file.name, _path(station, file.sha256)) for file in work.files],
        station.pool,
        StoredPages(station.store, task.tenant, task.actor),
        reporter,
        stop,
    )
    result = pipeline.check(readings, programme=work.programme, stage=work.stage, on=work.on, lineage=work.lineage)
    papers = pipeline.papers(readings, work.lineage)
    file_ids = [file.id for file in work.files]
    results.save_outcome(station.store, task, station.owner, shown.outcome(result, readings, papers, file_ids))


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

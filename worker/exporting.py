"""The job that makes files for downloading. The original is only read; the copy is made in a reader process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checks.downloads import Download, downloads
from checks.showing import showing
from checks.shown import copying
from extractor.errors import ReadError
from worker import store as stores
from worker.copy_names import copy_name
from worker.gather import Cancelled
from worker.station import Station
from worker.store import exports, outbox
from worker.store.erasing import discard
from worker.store.exports import ExportFailed, ExportTask
from worker.store.outbox import LeaseLost, Task
from worker.store.views import Decision, DocumentView


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Raises Cancelled and LeaseLost. What cannot be made is said in the export's error."""
    wanted = exports.export_task(station.store, task.arguments["export"])
    if wanted is None:
        with station.store.writing() as session:
            outbox.finish(session, task.id, station.owner)
        return
    try:
        data = _make(station, task.tenant, wanted, stop)
    except (ReadError, ExportFailed) as error:
        exports.save_export(station.store, task.id, station.owner, wanted.id, sha=None, error=error.message)
        return
    sha = station.store.blobs.put_bytes(data)
    try:
        exports.save_export(station.store, task.id, station.owner, wanted.id, sha=sha)
    except LeaseLost:
        discard(station.store, sha)
        raise


def _make(station: Station, tenant: str, wanted: ExportTask, stop: Callable[[], bool]) -> bytes:
    """Raises Cancelled, ExportFailed, ReadError."""
    result = stores.result(station.store, tenant, wanted.submission_id)
    submission = stores.get_submission(station.store, tenant, wanted.submission_id)
    if result is None or submission is None:
        raise ExportFailed("这份提交还没有审查结果，暂时不能导出。")
    download = downloads().get(wanted.format)
    if download is None:
        raise ExportFailed(f"不支持导出为 {wanted.format} 格式。")
    shown = showing(result, submission.on, _decisions(station, tenant, wanted.submission_id))
    if download.of_all is not None:
        return download.of_all(shown)
    originals = _originals(station, tenant, wanted, download)
    blobs = {file.id: file.sha256 for file in submission.files}
    # Of several files the PDF is one: what stands on no page is said once, before the first.
    whole = download.front is not None and not wanted.document_id and len(submission.files) > 1
    made = [("", download.front(shown))] if download.front is not None and whole else []
    laid = copying(shown)
    for number, held in enumerate(originals, start=1):
        if stop():
            raise Cancelled
        papers = tuple(document.id for document in held)
        copy = laid.copy(download.format, held[0].name, papers, part=whole, elsewhere=download.elsewhere)
        data = station.pool.annotated(station.store.blobs.path(blobs[held[0].file_id]), copy).result()
        made.append((copy_name(number, held[0].name, download.suffix), data))
    return made[0][1] if len(made) == 1 else station.pool.joined(download.format, made).result()


def _originals(station: Station, tenant: str, wanted: ExportTask, download: Download) -> list[list[DocumentView]]:
    """The papers of each file that is to be copied: one file, or all that the format takes."""
    by_file: dict[str, list[DocumentView]] = {}
    for document in stores.documents(station.store, tenant, wanted.submission_id):
        if download.takes(document.format):
            by_file.setdefault(document.file_id, []).append(document)
    chosen = [
        held for held in by_file.values() if not wanted.document_id or wanted.document_id in {one.id for one in held}
    ]
    if not chosen:
        of_what = f" {'、'.join(download.originals).upper()} " if download.originals else ""
        raise ExportFailed(f"没有可以标注的{of_what}文件。")
    return chosen


def _decisions(station: Station, tenant: str, submission_id: str) -> dict[str, dict[str, Any]]:
    views = stores.findings(station.store, tenant, submission_id)
    return {view.id: _decision(view.decision) for view in views if view.decision is not None}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "action": decision.action,
        "reason": decision.reason,
        "comment": decision.comment,
        "actor": decision.actor,
        "stale": decision.stale,
    }

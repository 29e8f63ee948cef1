"""The job that makes files for downloading. The original is only read; the copy is made in a reader process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checks import pack
from checks.outputs.json import dumps
from extractor.errors import ReadError
from worker import store as stores
from worker.gather import Cancelled
from worker.station import Station
from worker.store import exports, outbox
from worker.store.erasing import discard
from worker.store.exports import ExportFailed, ExportTask
from worker.store.outbox import LeaseLost, Task
from worker.store.views import Decision, DocumentView
from worker.understood import Copy


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
    result = stores.result(station.store, tenant, wanted.submission_id)
    if result is None:
        raise ExportFailed("这份提交还没有审查结果，暂时不能导出。")
    if wanted.format == "json":
        return dumps(result)
    if wanted.format == "pdf":
        return _pdf(station, tenant, wanted, result, stop)
    raise ExportFailed(f"不支持导出为 {wanted.format} 格式。")


def _pdf(
    station: Station, tenant: str, wanted: ExportTask, result: Mapping[str, Any], stop: Callable[[], bool]
) -> bytes:
    """One file, or all files that were read, one after another."""
    by_file: dict[str, list[DocumentView]] = {}
    for document in stores.documents(station.store, tenant, wanted.submission_id):
        by_file.setdefault(document.file_id, []).append(document)
    chosen = [
        held for held in by_file.values() if not wanted.document_id or wanted.document_id in {one.id for one in held}
    ]
    submission = stores.get_submission(station.store, tenant, wanted.submission_id)
    if not chosen or submission is None:
        raise ExportFailed("没有可以标注的文件。")
    blobs = {file.id: file.sha256 for file in submission.files}
    decisions = _decisions(station, tenant, wanted.submission_id)
    made = []
    for held in chosen:
        if stop():
            raise Cancelled
        copy = _copy(held, result, decisions)
        made.append(station.pool.annotated(station.store.blobs.path(blobs[held[0].file_id]), copy).result())
    return made[0] if len(made) == 1 else station.pool.joined(made).result()


def _copy(held: list[DocumentView], result: Mapping[str, Any], decisions: Mapping[str, Mapping[str, Any]]) -> Copy:
    return Copy(
        name=held[0].name,
        findings=tuple(result["findings"]),
        document_ids=tuple(document.id for document in held),
        decisions=decisions,
        documents={document["id"]: document["name"] for document in result["documents"]},
        rules=rule_names(result["programme"]),
    )


def rule_names(programme: str) -> dict[str, str]:
    """The readable names of the rules, by id."""
    return {entry.id: entry.name for entry in pack.load(programme).rules}


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

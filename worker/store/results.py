"""What the worker writes: progress while it reads; the outcome in one transaction with the state and the lease."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from checks.case import CaseDocument
from worker.store import outbox, states
from worker.store.database import Store, lock_blobs
from worker.store.erasing import unlink_unused
from worker.store.files import RefusedFile, file_row, refused_row
from worker.store.models import DocumentRow, FileRow, FindingRow, PageRow, ResultRow, SubmissionRow
from worker.store.outbox import Task
from worker.store.readings import save_readings
from worker.store.register import leave
from worker.store.views import NewFile


@dataclass(frozen=True, slots=True)
class StoredFile:
    id: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Work:
    """A submission as the worker needs it."""

    id: str
    lineage: str
    programme: str
    stage: str
    on: date
    files: tuple[StoredFile, ...]
    refused: tuple[RefusedFile, ...] = ()
    sort: str = "packet"
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """`state` is reading, read or failed; see worker.gather.Progress."""

    state: str
    format: str = ""
    pages_total: int = 0
    pages_done: int = 0
    error_code: str = ""
    error_message: str = ""


@dataclass(frozen=True, slots=True)
class StoredPage:
    number: int
    width: float
    height: float
    source: str
    media: str
    problem: dict[str, str] | None
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    id: str
    file_id: str
    kind: str
    pages: tuple[int, ...]
    record: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a screening leaves behind. `state` is succeeded, partial or failed.

    `documents` are the papers as they are shown, `read` as they were read, before any correction.
    """

    state: str
    error: str
    recognised: str
    stage: str
    result: dict[str, Any]
    files: Mapping[str, FileOutcome]
    pages: Mapping[str, Sequence[StoredPage]]
    documents: Sequence[StoredDocument]
    read: Sequence[CaseDocument] = ()


def begin(store: Store, task: Task, owner: str) -> Work:
    """The submission is running from now on. Raises LeaseLost, or NotAllowed when it was cancelled meanwhile."""
    with store.writing() as session:
        outbox.hold(session, task.id, owner)
        row = session.get_one(SubmissionRow, task.submission_id)
        if row.state != "running":
            states.change(session, row.id, row.state, "running")
        files = session.scalars(select(FileRow).where(FileRow.submission_id == row.id).order_by(FileRow.position))
        stored, refused = [], []
        for file in files:
            if not file.blob_sha:
                refused.append(RefusedFile(file.name, file.error_code, file.error_message))
                continue
            file.state, file.pages_done, file.error_code, file.error_message = "waiting", 0, "", ""
            stored.append(StoredFile(file.id, file.name, file.blob_sha))
        return Work(
            id=row.id,
            lineage=row.lineage,
            programme=row.programme,
            stage=row.stage,
            on=row.on_date,
            files=tuple(stored),
            refused=tuple(refused),
            sort=row.sort,
            given=dict(row.given),
        )


def replace_archives(
    store: Store, task: Task, owner: str, opened: Mapping[str, tuple[Sequence[NewFile], Sequence[RefusedFile]]]
) -> None:
    """Instead of each archive (by the id of its file) stands what it held. Raises LeaseLost."""
    with store.writing() as session:
        lock_blobs(session)
        outbox.hold(session, task.id, owner)
        row = session.get_one(SubmissionRow, task.submission_id)
        files = session.scalars(select(FileRow).where(FileRow.submission_id == row.id).order_by(FileRow.position))
        position, packed = 0, set()
        for file in list(files):
            if file.id not in opened:
                file.position, position = position, position + 1
                continue
            members, refused = opened[file.id]
            packed.add(file.blob_sha)
            session.delete(file)
            for member in members:
                session.add(file_row(row, position, member))
                position += 1
            for one in refused:
                session.add(refused_row(row, position, one))
                position += 1
        states.touch(session, row.id)
        session.flush()
        unlink_unused(store, session, packed)


def save_progress(store: Store, task: Task, owner: str, files: Mapping[str, FileOutcome]) -> None:
    """Raises LeaseLost."""
    with store.writing() as session:
        outbox.hold(session, task.id, owner)
        _save_files(session, files)
        states.touch(session, task.submission_id)


def save_outcome(store: Store, task: Task, owner: str, outcome: Outcome) -> None:
    """Replace what an earlier run left, end the job, and ask for the page images. Raises LeaseLost."""
    with store.writing() as session:
        lock_blobs(session)
        outbox.finish(session, task.id, owner)
        _clear(session, task.submission_id)
        _save_files(session, outcome.files)
        _save_pages(session, task, outcome.pages)
        _save_documents(session, task, outcome.documents)
        save_readings(session, task, outcome.read)
        save_result(session, task, outcome.result)
        row = session.get_one(SubmissionRow, task.submission_id)
        row.recognised, row.stage, row.cancel_requested = outcome.recognised, outcome.stage, False
        session.flush()
        states.change(session, task.submission_id, "running", outcome.state, error=outcome.error)
        if any(page.width > 0 for pages in outcome.pages.values() for page in pages):
            outbox.add(
                session,
                tenant=task.tenant,
                actor=task.actor,
                submission_id=task.submission_id,
                queue="interactive",
                job="render",
            )


def end_cancelled(store: Store, task: Task, owner: str) -> None:
    """The worker has stopped because the user cancelled. Raises LeaseLost."""
    with store.writing() as session:
        outbox.finish(session, task.id, owner, error="cancelled")
        states.change(session, task.submission_id, "running", "cancelled")
        leave(session, task.submission_id, actor=task.actor)


def _save_files(session: Session, files: Mapping[str, FileOutcome]) -> None:
    for file_id, outcome in files.items():
        session.execute(
            update(FileRow)
            .where(FileRow.id == file_id)
            .values(
                state=outcome.state,
                format=outcome.format,
                pages_total=outcome.pages_total,
                pages_done=outcome.pages_done,
                error_code=outcome.error_code,
                error_message=outcome.error_message,
            )
        )


def _clear(session: Session, submission_id: str) -> None:
    """Page images stay: they show the original, which never changes."""
    for table in (DocumentRow, FindingRow):
        session.execute(delete(table).where(table.submission_id == submission_id))


def _save_pages(session: Session, task: Task, pages: Mapping[str, Sequence[StoredPage]]) -> None:
    for file_id, stored in pages.items():
        for page in stored:
            row = session.get(PageRow, (file_id, page.number))
            if row is None:
                row = PageRow(file_id=file_id, number=page.number, tenant=task.tenant, actor=task.actor)
                session.add(row)
            row.width, row.height, row.source = page.width, page.height, page.source
            row.media, row.problem, row.content = page.media, page.problem, page.content


def _save_documents(session: Session, task: Task, documents: Sequence[StoredDocument]) -> None:
    for position, document in enumerate(documents):
        session.add(
            DocumentRow(
                id=document.id,
                tenant=task.tenant,
                actor=task.actor,
                submission_id=task.submission_id,
                file_id=document.file_id,
                position=position,
                kind=document.kind,
                page_numbers=list(document.pages),
                record=document.record,
            )
        )


def save_result(session: Session, task: Task, result: dict[str, Any]) -> None:
    row = session.get(ResultRow, task.submission_id)
    if row is None:
        row = ResultRow(submission_id=task.submission_id, tenant=task.tenant, actor=task.actor, revision=0)
        session.add(row)
    row.revision, row.body = row.revision + 1, result
    for position, finding in enumerate(result["findings"]):
        session.add(
            FindingRow(
                submission_id=task.submission_id,
                id=finding["id"],
                tenant=task.tenant,
                actor=task.actor,
                position=position,
                verdict=finding["verdict"],
                fingerprint=finding["fingerprint"],
                body=finding,
            )
        )

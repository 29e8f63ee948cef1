"""Files made for downloading: made once for each state of the findings and decisions, by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.store import outbox
from worker.store.database import Store, lock_blobs
from worker.store.errors import NotFound, StoreError
from worker.store.models import DecisionRow, DocumentRow, ExportRow, ResultRow

JOB = "export"


class ExportFailed(StoreError):
    code = "export_failed"
    default = "导出文件没有生成成功。"


@dataclass(frozen=True, slots=True)
class ExportTask:
    id: str
    submission_id: str
    document_id: str
    format: str


def export(
    store: Store, tenant: str, submission_id: str, format: str, document_id: str | None = None, *, actor: str = ""
) -> str | None:
    """The blob of the export that shows today's findings and decisions, or None while it is being made.

    Without a document it is the whole submission. Raises NotFound where there is no result yet (or no such
    document), ExportFailed where making it failed.
    """
    with store.writing() as session:
        revision = _revision(session, tenant, submission_id)
        if document_id is not None and session.get(DocumentRow, (submission_id, document_id)) is None:
            raise NotFound()
        found = _find(session, submission_id, format, document_id or "", revision)
        if found is not None and found.blob_sha is not None:
            return found.blob_sha
        if found is not None and found.error:
            raise ExportFailed(found.error)
        if found is None:
            found = ExportRow(
                id=uuid4().hex,
                tenant=tenant,
                actor=actor or tenant,
                submission_id=submission_id,
                document_id=document_id or "",
                format=format,
                revision=revision,
            )
            session.add(found)
            session.flush()
        key = f"{JOB}:{found.id}"
        if not outbox.is_open(session, key):
            outbox.add(
                session,
                tenant=tenant,
                actor=found.actor,
                submission_id=submission_id,
                queue="interactive",
                job=JOB,
                key=key,
                arguments={"export": found.id},
            )
        return None


def export_task(store: Store, export_id: str) -> ExportTask | None:
    """For the worker: what to make. None when it is made already or gone."""
    with store.reading() as session:
        row = session.get(ExportRow, export_id)
        if row is None or row.blob_sha is not None:
            return None
        return ExportTask(row.id, row.submission_id, row.document_id, row.format)


def save_export(store: Store, task_id: str, owner: str, export_id: str, *, sha: str | None, error: str = "") -> None:
    """Raises outbox.LeaseLost."""
    with store.writing() as session:
        lock_blobs(session)
        outbox.finish(session, task_id, owner)
        row = session.get_one(ExportRow, export_id)
        row.blob_sha, row.error = sha, error
        if sha is not None:
            store.blobs.path(sha)


def _revision(session: Session, tenant: str, submission_id: str) -> str:
    revision = session.scalar(
        select(ResultRow.revision).where(ResultRow.submission_id == submission_id, ResultRow.tenant == tenant)
    )
    if revision is None:
        raise NotFound("这份提交还没有审查结果，暂时不能导出。")
    decided = session.scalar(select(func.count()).where(DecisionRow.submission_id == submission_id))
    return f"{revision}.{decided or 0}"


def _find(session: Session, submission_id: str, format: str, document_id: str, revision: str) -> ExportRow | None:
    return session.scalar(
        select(ExportRow).where(
            ExportRow.submission_id == submission_id,
            ExportRow.format == format,
            ExportRow.document_id == document_id,
            ExportRow.revision == revision,
        )
    )

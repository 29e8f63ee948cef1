"""The summary of a batch: made by a worker for the results as they stand, kept until they change."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import outbox
from worker.store.batch_views import view_of
from worker.store.database import Store, lock_blobs
from worker.store.erasing import unlink_unused
from worker.store.errors import NotAllowed, NotFound
from worker.store.models import BatchPartRow, BatchRow, OutboxRow
from worker.store.outbox import Task

JOB = "summarise"
NOT_YET = "这批材料还没有全部处理完，处理完后才能下载汇总。"


def batch_summary(store: Store, tenant: str, batch_id: str, *, actor: str) -> str | None:
    """The blob of the summary of today's results, or None while it is being made.

    Raises NotFound; NotAllowed while submissions are still being read, or where there are none.
    """
    with store.writing() as session:
        row = session.scalar(select(BatchRow).where(BatchRow.id == batch_id, BatchRow.tenant == tenant))
        if row is None:
            raise NotFound()
        view = view_of(session, row)
        if view.state in ("queued", "running") or not view.parts:
            raise NotAllowed(NOT_YET if not view.error else view.error)
        if _being_compared(session, batch_id):
            return None
        if row.summary_sha and row.summary_revision == view.revision:
            return row.summary_sha
        if not outbox.is_open(session, f"{JOB}:{batch_id}"):
            outbox.add(session, tenant=tenant, actor=actor, batch_id=batch_id, queue="interactive", job=JOB)
        return None


def _being_compared(session: Session, batch_id: str) -> bool:
    """Whether a submission of the batch is still to be checked again because of what another one holds."""
    parts = select(BatchPartRow.submission_id).where(BatchPartRow.batch_id == batch_id)
    waiting = select(OutboxRow.id).where(
        OutboxRow.submission_id.in_(parts), OutboxRow.job == "recheck", OutboxRow.state.in_(outbox.OPEN)
    )
    return session.scalar(waiting.limit(1)) is not None


def save_summary(store: Store, task: Task, owner: str, sha: str, revision: str) -> None:
    """Raises LeaseLost."""
    with store.writing() as session:
        lock_blobs(session)
        outbox.finish(session, task.id, owner)
        row = session.get_one(BatchRow, task.batch_id)
        old, row.summary_sha, row.summary_revision = row.summary_sha, sha, revision
        session.flush()
        unlink_unused(store, session, {old} if old else set())

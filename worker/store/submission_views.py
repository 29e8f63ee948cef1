"""Submissions as they are shown: one, or a list of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.store.corrections import recheck_state
from worker.store.database import Store
from worker.store.filters import Filter, in_order
from worker.store.models import BatchPartRow, FileRow, FindingRow, SubmissionRow
from worker.store.versions import newer_version
from worker.store.views import FileView, SubmissionView


def get_submission(store: Store, tenant: str, submission_id: str) -> SubmissionView | None:
    with store.reading() as session:
        row = find(session, tenant, submission_id)
        return None if row is None else view_of(session, row)


def list_submissions(
    store: Store,
    tenant: str,
    *,
    limit: int = 50,
    before: datetime | None = None,
    single: bool = False,
    sort: str = "",
    found: Filter | None = None,
    order: str = "new",
    start: int = 0,
) -> list[SubmissionView]:
    """Newest first. `before` is the created_at of the last one already shown; `single`: none of batches.

    `order` is one of filters.ORDERS; `start`: as many are left out at the beginning.
    `sort`: only submissions of that sort; `found`: only those that fit it.
    """
    query = select(SubmissionRow).where(SubmissionRow.tenant == tenant)
    if found is not None:
        query = query.where(*found.conditions())
    if sort:
        query = query.where(SubmissionRow.sort == sort)
    if single:
        query = query.where(SubmissionRow.id.not_in(select(BatchPartRow.submission_id)))
    if before is not None:
        query = query.where(SubmissionRow.created_at < before)
    query = query.order_by(*in_order(order)).offset(start).limit(limit)
    with store.reading() as session:
        return [view_of(session, row) for row in session.scalars(query)]


def find(session: Session, tenant: str, submission_id: str) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow).where(SubmissionRow.id == submission_id, SubmissionRow.tenant == tenant)
    )


def view_of(session: Session, row: SubmissionRow) -> SubmissionView:
    files = session.scalars(select(FileRow).where(FileRow.submission_id == row.id).order_by(FileRow.position))
    counted = session.execute(
        select(FindingRow.verdict, func.count())
        .where(FindingRow.submission_id == row.id)
        .group_by(FindingRow.verdict)
    )
    recheck = recheck_state(session, row.id)
    batch = session.execute(
        select(BatchPartRow.batch_id, BatchPartRow.name).where(BatchPartRow.submission_id == row.id)
    ).first()
    return SubmissionView(
        batch_id=batch[0] if batch else "",
        part=batch[1] if batch else "",
        lineage=row.lineage,
        replaced_by=newer_version(session, row),
        id=row.id,
        tenant=row.tenant,
        actor=row.actor,
        state=row.state,
        programme=row.programme,
        recognised=row.recognised,
        stage=row.stage,
        on=row.on_date,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
        queue_position=_position(session, row),
        files=tuple(_file(file) for file in files),
        counts=dict(counted.all()),
        error=row.error,
        sort=row.sort,
        given=dict(row.given),
        rechecking=recheck == "open",
        recheck_failed=recheck == "failed",
    )


def _position(session: Session, row: SubmissionRow) -> int | None:
    if row.state != "queued":
        return None
    ahead = session.scalar(
        select(func.count())
        .select_from(SubmissionRow)
        .where(SubmissionRow.state == "queued", SubmissionRow.created_at < row.created_at)
    )
    return (ahead or 0) + 1


def _file(row: FileRow) -> FileView:
    return FileView(
        id=row.id,
        name=row.name,
        size=row.size,
        sha256=row.blob_sha,
        format=row.format,
        state=row.state,
        pages_total=row.pages_total,
        pages_done=row.pages_done,
        error_code=row.error_code,
        error_message=row.error_message,
    )

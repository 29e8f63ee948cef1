"""Batches: many submissions handed in at once, as one ZIP or as files with the names of their folders."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from worker.grouping import grouped, relative, without_outer
from worker.store import outbox, states
from worker.store.batch_views import BatchView, view_of
from worker.store.database import Store, lock_blobs
from worker.store.erasing import erase_rows, unlink_unused
from worker.store.errors import IdempotencyConflict, NotAllowed, NotFound, TooMany
from worker.store.files import RefusedFile, refused_row
from worker.store.models import BatchPartRow, BatchRow, OutboxRow, SubmissionRow, now
from worker.store.outbox import Task
from worker.store.submissions import add_submission
from worker.store.views import NewFile

ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class NewPart:
    """A submission to be made: `name` is relative to the batch, those of its files to the submission."""

    name: str
    files: tuple[NewFile, ...]
    refused: tuple[RefusedFile, ...] = ()


def create_batch(
    store: Store,
    *,
    tenant: str,
    actor: str,
    programme: str,
    stage: str,
    on: date,
    files: Sequence[NewFile],
    name: str = "",
    idempotency_key: str | None = None,
) -> BatchView:
    """A single ZIP is unpacked by a worker; files are parted by their folders at once. `name` is what people call it.

    Raises IdempotencyConflict, NotFound when a blob is not there, TooMany submissions.
    """
    asked = _Asked(tenant, actor, programme, stage, on, name, idempotency_key)
    try:
        return _create(store, asked, files)
    except IntegrityError:  # the same key came twice at the same moment: the other one was first
        return _create(store, asked, files)


def get_batch(store: Store, tenant: str, batch_id: str) -> BatchView | None:
    with store.reading() as session:
        row = _find(session, tenant, batch_id)
        return None if row is None else view_of(session, row)


def list_batches(store: Store, tenant: str, *, limit: int = 20, before: datetime | None = None) -> list[BatchView]:
    """Newest first. `before` is the created_at of the last one already shown."""
    query = select(BatchRow).where(BatchRow.tenant == tenant)
    if before is not None:
        query = query.where(BatchRow.created_at < before)
    with store.reading() as session:
        rows = session.scalars(query.order_by(BatchRow.created_at.desc(), BatchRow.id).limit(limit))
        return [view_of(session, row) for row in rows]


def cancel_batch(store: Store, tenant: str, actor: str, batch_id: str) -> BatchView:
    """Everything that still waits is cancelled at once, what runs as soon as its worker sees it. Safe to repeat.

    Raises NotFound.
    """
    with store.writing() as session:
        row = _find(session, tenant, batch_id)
        if row is None:
            raise NotFound()
        if row.state == "unpacking":
            states.change_batch(session, row.id, "cancelled")
        for one in session.scalars(_submissions(batch_id)):
            if one.state == "queued":
                states.change(session, one.id, "queued", "cancelled")
            elif one.state == "running" and not one.cancel_requested:
                one.cancel_requested = True
                states.touch(session, one.id)
        waiting = select(OutboxRow).where(
            OutboxRow.state.in_(("pending", "sent")),
            (OutboxRow.batch_id == batch_id)
            | (
                OutboxRow.submission_id.in_(
                    select(BatchPartRow.submission_id)
                    .join(SubmissionRow, SubmissionRow.id == BatchPartRow.submission_id)
                    .where(BatchPartRow.batch_id == batch_id, SubmissionRow.state == "cancelled")
                )
            ),
        )
        for job in session.scalars(waiting):
            job.state, job.error = "done", f"cancelled by {actor}"
        row.version, row.updated_at = row.version + 1, now()
        session.flush()
        session.expire_all()
        return view_of(session, session.get_one(BatchRow, batch_id))


def erase_batch(store: Store, tenant: str, actor: str, batch_id: str) -> None:
    """Delete the batch with all its submissions and everything made from them. Raises NotFound."""
    with store.writing() as session:
        lock_blobs(session)
        row = _find(session, tenant, batch_id)
        if row is None:
            raise NotFound()
        own = {sha for sha in (row.blob_sha, row.summary_sha) if sha}
        held = erase_rows(session, tenant, actor, [one.id for one in session.scalars(_submissions(batch_id))])
        session.delete(row)
        session.flush()
        unlink_unused(store, session, own | held)


def batch_wanted(store: Store, batch_id: str) -> bool:
    """False when the batch was cancelled or erased."""
    with store.reading() as session:
        state = session.scalar(select(BatchRow.state).where(BatchRow.id == batch_id))
        return state is not None and state != "cancelled"


def begin_unpacking(store: Store, task: Task, owner: str) -> BatchRow:
    """Raises LeaseLost, NotAllowed when it was cancelled meanwhile."""
    with store.writing() as session:
        outbox.hold(session, task.id, owner)
        row = session.get_one(BatchRow, task.batch_id)
        if row.state != "unpacking":
            raise NotAllowed()
        session.expunge(row)
        return row


def save_unpacked(store: Store, task: Task, owner: str, parts: Sequence[NewPart]) -> None:
    """The batch's submissions, each with its first job; ends the job. Raises LeaseLost, NotAllowed, TooMany."""
    with store.writing() as session:
        lock_blobs(session)
        outbox.finish(session, task.id, owner)
        row = session.get_one(BatchRow, task.batch_id)
        _add_parts(session, row, parts, store.settings.max_batch_submissions)
        states.change_batch(session, row.id, "ready")
        packed, row.blob_sha = row.blob_sha, None
        session.flush()
        unlink_unused(store, session, {packed} if packed else set())


def save_not_unpacked(store: Store, task: Task, owner: str, message: str) -> None:
    """Raises LeaseLost, NotAllowed."""
    with store.writing() as session:
        outbox.finish(session, task.id, owner, error=message)
        states.change_batch(session, task.batch_id, "failed", error=message)


@dataclass(frozen=True, slots=True)
class _Asked:
    tenant: str
    actor: str
    programme: str
    stage: str
    on: date
    name: str
    key: str | None


def _create(store: Store, asked: _Asked, files: Sequence[NewFile]) -> BatchView:
    request = _request_hash(asked, files)
    with store.writing() as session:
        lock_blobs(session)
        known = _known(session, asked, request)
        if known is not None:
            return view_of(session, known)
        for file in files:
            store.blobs.path(file.sha256)
        packed = files[0] if len(files) == 1 and is_packed(files[0].name) else None
        row = BatchRow(
            id=str(uuid4()),
            tenant=asked.tenant,
            actor=asked.actor,
            name=asked.name or _title([file.name for file in files]),
            programme=asked.programme,
            stage=asked.stage,
            on_date=asked.on,
            state="unpacking" if packed else "ready",
            blob_sha=packed.sha256 if packed else None,
            idempotency_key=asked.key,
            request_hash=request,
        )
        session.add(row)
        session.flush()
        if packed:
            outbox.add(session, tenant=asked.tenant, actor=asked.actor, batch_id=row.id, queue="read", job="unpack")
        else:
            _add_parts(session, row, parts_of(files), store.settings.max_batch_submissions)
        session.flush()
        return view_of(session, row)


def is_packed(name: str) -> bool:
    """Whether a file handed in alone is the whole batch.

    >>> is_packed("海淀区.ZIP"), is_packed("海淀区/甲.zip"), is_packed("甲.pdf")
    (True, False, False)
    """
    return "/" not in name and name.lower().endswith(ZIP)


def parts_of(files: Sequence[NewFile]) -> list[NewPart]:
    """Files parted by their folders."""
    names = without_outer([file.name for file in files])
    return [
        NewPart(
            group.name,
            tuple(
                NewFile(relative(names[i], group.name), files[i].sha256, files[i].size)
                for i in sorted(group.indices, key=lambda i: names[i])
            ),
        )
        for group in grouped(names)
    ]


def _add_parts(session: Session, batch: BatchRow, parts: Sequence[NewPart], most: int) -> None:
    """Lineages come from batch and name, so that a submission keeps its findings' ids if it is handed in anew."""
    if len(parts) > most:
        raise TooMany(f"一批最多 {most} 份材料，现在有 {len(parts)} 份；请分成几批上传。")
    for position, part in enumerate(parts):
        who = (batch.tenant, batch.actor)
        row = add_submission(
            session,
            *who,
            batch.programme,
            batch.stage,
            batch.on_date,
            part.files,
            lineage=hashlib.sha256(f"{batch.id}\0{part.name}".encode()).hexdigest(),
            queue="batch",
        )
        for number, one in enumerate(part.refused, start=len(part.files)):
            session.add(refused_row(row, number, one))
        session.add(
            BatchPartRow(
                batch_id=batch.id,
                position=position,
                name=part.name,
                submission_id=row.id,
                tenant=batch.tenant,
                actor=batch.actor,
            )
        )


def _title(names: Sequence[str]) -> str:
    """The ZIP's or the outer folder's name, else how the first of them is called."""
    tops = sorted({name.partition("/")[0] for name in names})
    return tops[0] if len(tops) == 1 else f"{tops[0]} 等 {len(tops)} 份" if tops else "（空）"


def _request_hash(asked: _Asked, files: Sequence[NewFile]) -> str:
    parts = [asked.programme, asked.stage, asked.on.isoformat(), [[file.name, file.sha256] for file in files]]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _known(session: Session, asked: _Asked, request: str) -> BatchRow | None:
    if asked.key is None:
        return None
    row = session.scalar(
        select(BatchRow).where(BatchRow.tenant == asked.tenant, BatchRow.idempotency_key == asked.key)
    )
    if row is not None and row.request_hash != request:
        raise IdempotencyConflict()
    return row


def _find(session: Session, tenant: str, batch_id: str) -> BatchRow | None:
    return session.scalar(select(BatchRow).where(BatchRow.id == batch_id, BatchRow.tenant == tenant))


def _submissions(batch_id: str) -> Select[SubmissionRow]:
    return (
        select(SubmissionRow)
        .join(BatchPartRow, BatchPartRow.submission_id == SubmissionRow.id)
        .where(BatchPartRow.batch_id == batch_id)
        .order_by(BatchPartRow.position)
    )

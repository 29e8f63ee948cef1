"""Submissions: made once per idempotency key, cancelled, checked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from worker.store import outbox, states
from worker.store.database import Store, lock_blobs
from worker.store.errors import IdempotencyConflict, NotAllowed, NotFound
from worker.store.files import file_row
from worker.store.models import IdempotencyRow, OutboxRow, SubmissionRow
from worker.store.submission_views import find, view_of
from worker.store.versions import Replaces, succeeding
from worker.store.views import NewFile, SubmissionView

PACKET = "packet"


def create_submission(
    store: Store,
    *,
    tenant: str,
    actor: str,
    programme: str,
    stage: str,
    on: date,
    files: Sequence[NewFile],
    idempotency_key: str | None = None,
    replaces: Replaces | None = None,
    sort: str = PACKET,
    given: Mapping[str, str] | None = None,
) -> SubmissionView:
    """Write the submission with its first job. The same key gives the same submission again.

    `sort` is packet or invoices, `given` what a folder of invoices is checked against.

    Raises IdempotencyConflict when the key was used for other files or settings, NotFound when a blob or the version
    that it replaces is not there, NotAllowed when that one is still being read or already has a later version.
    """
    what = (tenant, actor, programme, stage, on, tuple(files), idempotency_key, replaces, sort, dict(given or {}))
    try:
        return _create(store, *what)
    except IntegrityError:  # the same key came twice at the same moment: the other one was first
        return _create(store, *what)


def _create(
    store: Store,
    tenant: str,
    actor: str,
    programme: str,
    stage: str,
    on: date,
    files: Sequence[NewFile],
    key: str | None,
    replaces: Replaces | None,
    sort: str,
    given: dict[str, str],
) -> SubmissionView:
    request = _request_hash(programme, stage, on, files, replaces, sort, given)
    with store.writing() as session:
        lock_blobs(session)
        known = None if key is None else _known(session, tenant, key, request)
        if known is not None:
            return view_of(session, known)
        for file in files:
            store.blobs.path(file.sha256)
        lineage = ""
        if replaces is not None:
            lineage, files = succeeding(session, tenant, replaces, files)
        row = add_submission(session, tenant, actor, programme, stage, on, files, lineage=lineage)
        row.sort, row.given = sort, given
        if key is not None:
            session.add(
                IdempotencyRow(
                    id=uuid4().hex,
                    tenant=tenant,
                    actor=actor,
                    key=key,
                    request_hash=request,
                    submission_id=row.id,
                )
            )
        return view_of(session, row)


def cancel(store: Store, tenant: str, actor: str, submission_id: str) -> SubmissionView:
    """A waiting submission is cancelled at once, a running one as soon as its worker sees it. Safe to repeat.

    Raises NotFound, or NotAllowed when it has already ended.
    """
    with store.writing() as session:
        row = find(session, tenant, submission_id)
        if row is None:
            raise NotFound()
        if row.state not in (*states.WAITING, "cancelled"):
            raise NotAllowed("这份提交已经处理完毕，不能再取消；如不需要可以删除。")
        if row.state == "queued":
            states.change(session, row.id, "queued", "cancelled")
            _close_jobs(session, row.id, actor)
        elif row.state == "running" and not row.cancel_requested:
            row.cancel_requested = True
            states.touch(session, row.id)
        session.flush()
        session.refresh(row)
        return view_of(session, row)


def recheck(
    store: Store,
    tenant: str,
    actor: str,
    submission_id: str,
    *,
    programme: str | None = None,
    stage: str | None = None,
    on: date | None = None,
) -> SubmissionView:
    """Check again what was read, under another programme, stage, date or edition; decisions stay with findings.

    Pages come from the cache, so it runs on the interactive queue. Raises NotFound, or NotAllowed while it runs.
    """
    with store.writing() as session:
        row = find(session, tenant, submission_id)
        if row is None:
            raise NotFound()
        if row.state not in ("succeeded", "partial"):
            raise NotAllowed("这份提交还没有审查结果，不能重新核对。")
        row.programme, row.stage = programme or row.programme, stage or row.stage
        row.on_date = on or row.on_date
        outbox.add(session, tenant=tenant, actor=actor, submission_id=row.id, queue="interactive", job="screen")
        states.touch(session, row.id)
        session.flush()
        session.refresh(row)
        return view_of(session, row)


def cancel_requested(store: Store, submission_id: str) -> bool:
    """True also when the submission is gone."""
    with store.reading() as session:
        asked = session.scalar(select(SubmissionRow.cancel_requested).where(SubmissionRow.id == submission_id))
        return asked is None or asked


def _close_jobs(session: Session, submission_id: str, actor: str) -> None:
    waiting = select(OutboxRow).where(
        OutboxRow.submission_id == submission_id, OutboxRow.state.in_(("pending", "sent"))
    )
    for job in session.scalars(waiting):
        job.state, job.error = "done", f"cancelled by {actor}"


def _request_hash(
    programme: str,
    stage: str,
    on: date,
    files: Sequence[NewFile],
    replaces: Replaces | None,
    sort: str,
    given: Mapping[str, str],
) -> str:
    parts: list[object] = [programme, stage, on.isoformat(), [[file.name, file.sha256] for file in files]]
    if replaces is not None:
        parts.append([replaces.submission_id, replaces.keep])
    if sort != PACKET:
        parts += [sort, sorted(given.items())]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def _known(session: Session, tenant: str, key: str, request: str) -> SubmissionRow | None:
    row = session.scalar(select(IdempotencyRow).where(IdempotencyRow.tenant == tenant, IdempotencyRow.key == key))
    if row is None:
        return None
    if row.request_hash != request:
        raise IdempotencyConflict()
    return session.get_one(SubmissionRow, row.submission_id)


def add_submission(
    session: Session,
    tenant: str,
    actor: str,
    programme: str,
    stage: str,
    on: date,
    files: Sequence[NewFile],
    *,
    lineage: str = "",
    queue: outbox.Queue = "read",
) -> SubmissionRow:
    """A submission with its first job. `lineage` is its own id unless it is told."""
    identity = str(uuid4())
    row = SubmissionRow(
        id=identity,
        lineage=lineage or identity,
        tenant=tenant,
        actor=actor,
        programme=programme,
        stage=stage,
        on_date=on,
    )
    session.add(row)
    session.flush()
    session.add_all(file_row(row, position, file) for position, file in enumerate(files))
    outbox.add(session, tenant=tenant, actor=actor, submission_id=identity, queue=queue, job="screen")
    session.flush()
    return row

"""Erasing a submission with everything that was made from it, and clearing away blobs that nothing refers to."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from worker.store.database import Store, lock_blobs
from worker.store.errors import NotFound
from worker.store.models import BatchRow, ErasureRow, ExportRow, FileRow, PageCacheRow, PageRow, SubmissionRow
from worker.store.register import leave

ORPHAN_SECONDS = 24 * 3600
"""An upload that never became a submission is cleared away after a day."""


def erase(store: Store, tenant: str, actor: str, submission_id: str) -> None:
    """Delete the rows, what was read and the files, unless another submission holds the same bytes.

    A worker that still reads it loses its lease and writes nothing more. Raises NotFound.
    """
    with store.writing() as session:
        lock_blobs(session)
        row = session.get(SubmissionRow, submission_id)
        if row is None or row.tenant != tenant:
            raise NotFound()
        unlink_unused(store, session, erase_rows(session, tenant, actor, [submission_id]))


def erase_rows(session: Session, tenant: str, actor: str, submissions: Sequence[str]) -> set[str]:
    """Delete the rows of `submissions` and what was read of them. Returns the blobs that they held."""
    held: set[str] = set()
    for identity in submissions:
        originals = set(session.scalars(select(FileRow.blob_sha).where(FileRow.submission_id == identity)))
        images = select(PageRow.image_sha).join(FileRow).where(FileRow.submission_id == identity)
        exports = select(ExportRow.blob_sha).where(ExportRow.submission_id == identity)
        made = {*session.scalars(images), *session.scalars(exports)}
        leave(session, identity, actor=actor)
        session.delete(session.get_one(SubmissionRow, identity))
        session.flush()
        _forget_pages(session, tenant, originals)
        session.add(ErasureRow(submission_id=identity, tenant=tenant, actor=actor))
        held |= {sha for sha in originals | made if sha}
    return held


def unlink_unused(store: Store, session: Session, blobs: Iterable[str]) -> None:
    """Delete those blobs that no row refers to. The caller holds lock_blobs."""
    for sha in _unused(session, blobs):
        store.blobs.delete(sha)


def discard(store: Store, sha: str) -> None:
    """Delete a blob that was made for a row that is gone, unless another row holds it."""
    with store.writing() as session:
        lock_blobs(session)
        unlink_unused(store, session, [sha] if sha else [])


def collect(store: Store, *, older_than: float = ORPHAN_SECONDS) -> int:
    """Delete blobs that no row refers to and that are older than `older_than` seconds. Returns how many."""
    limit = time.time() - older_than
    old = [sha for sha in store.blobs.all() if store.blobs.path(sha).stat().st_mtime < limit]
    gone = 0
    with store.writing() as session:
        lock_blobs(session)
        for sha in _unused(session, old):
            store.blobs.delete(sha)
            gone += 1
    return gone


def _forget_pages(session: Session, tenant: str, blobs: Iterable[str]) -> None:
    for sha in blobs:
        held = session.scalar(select(FileRow.id).where(FileRow.blob_sha == sha, FileRow.tenant == tenant).limit(1))
        if held is None:
            session.execute(delete(PageCacheRow).where(PageCacheRow.blob_sha == sha, PageCacheRow.tenant == tenant))


def _unused(session: Session, blobs: Iterable[str]) -> list[str]:
    return [sha for sha in sorted(blobs) if not _used(session, sha)]


def _used(session: Session, sha: str) -> bool:
    held = (
        select(FileRow.id).where(FileRow.blob_sha == sha).limit(1),
        select(PageRow.number).where(PageRow.image_sha == sha).limit(1),
        select(ExportRow.id).where(ExportRow.blob_sha == sha).limit(1),
        select(BatchRow.id).where((BatchRow.blob_sha == sha) | (BatchRow.summary_sha == sha)).limit(1),
    )
    return any(session.execute(query).first() is not None for query in held)

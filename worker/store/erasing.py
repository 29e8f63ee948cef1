"""Erasing a submission with everything that was made from it, and clearing away blobs that nothing refers to."""

from __future__ import annotations

import time
from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from worker.store.database import Store, lock_blobs
from worker.store.errors import NotFound
from worker.store.models import ErasureRow, ExportRow, FileRow, PageCacheRow, PageRow, SubmissionRow

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
        originals = set(session.scalars(select(FileRow.blob_sha).where(FileRow.submission_id == submission_id)))
        made = set(
            session.scalars(select(PageRow.image_sha).join(FileRow).where(FileRow.submission_id == submission_id))
        ) | set(session.scalars(select(ExportRow.blob_sha).where(ExportRow.submission_id == submission_id)))
        session.delete(row)
        session.flush()
        _forget_pages(session, tenant, originals)
        for sha in _unused(session, originals | {sha for sha in made if sha}):
            store.blobs.delete(sha)
        session.add(ErasureRow(submission_id=submission_id, tenant=tenant, actor=actor))


def discard(store: Store, sha: str) -> None:
    """Delete a blob that was made for a row that is gone, unless another row holds it."""
    with store.writing() as session:
        lock_blobs(session)
        for unused in _unused(session, [sha] if sha else []):
            store.blobs.delete(unused)


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
    )
    return any(session.execute(query).first() is not None for query in held)

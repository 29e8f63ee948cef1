"""Pages already read, by blob, page, reader code and everything in the settings that changes text.

A submission that a dead worker left half-way, a second upload of the same bytes, a new edition of the rules: none
of them reads a page twice. Tenants never share an entry.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from worker.store.database import Store, lock_blobs
from worker.store.models import FileRow, PageCacheRow


class StoredPages:
    """The page cache of one tenant (worker.pipeline.PageCache). `actor` is who caused the reading."""

    def __init__(self, store: Store, tenant: str, actor: str) -> None:
        self.store, self.tenant, self.actor = store, tenant, actor

    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None:
        """`reading` names reader code version and settings; the content is extractor.codec's."""
        key = self._key(blob_sha, page, reading)
        with self.store.reading() as session:
            return session.scalar(select(PageCacheRow.content).where(PageCacheRow.key == key))

    def put(self, blob_sha: str, page: int, reading: str, content: bytes) -> None:
        """Keeps nothing of a file that was erased while it was being read."""
        key = self._key(blob_sha, page, reading)
        row = PageCacheRow(
            key=key, tenant=self.tenant, actor=self.actor, blob_sha=blob_sha, page=page, content=content
        )
        try:
            with self.store.writing() as session:
                lock_blobs(session)
                if session.get(PageCacheRow, key) is None and self._wanted(session, blob_sha):
                    session.add(row)
        except IntegrityError:
            return  # another worker read the same page at the same moment

    def _wanted(self, session: Session, blob_sha: str) -> bool:
        held = select(FileRow.id).where(FileRow.blob_sha == blob_sha, FileRow.tenant == self.tenant)
        return session.scalar(held.limit(1)) is not None

    def _key(self, blob_sha: str, page: int, reading: str) -> str:
        return hashlib.sha256(f"{self.tenant}\0{blob_sha}\0{page}\0{reading}".encode()).hexdigest()

"""Page images: which are still to be rendered, and where they were put."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from worker.store import outbox, states
from worker.store.database import Store, lock_blobs
from worker.store.models import FileRow, PageRow
from worker.store.outbox import Task

FAILED = ""
"""In place of a blob: this page cannot be shown, do not try again."""


@dataclass(frozen=True, slots=True)
class MissingImage:
    file_id: str
    name: str
    blob_sha: str
    number: int


def missing_images(store: Store, submission_id: str) -> list[MissingImage]:
    """Pages that can be shown and have no image yet, in reading order."""
    query = (
        select(PageRow.file_id, FileRow.name, FileRow.blob_sha, PageRow.number)
        .join(FileRow, FileRow.id == PageRow.file_id)
        .where(FileRow.submission_id == submission_id, PageRow.image_sha.is_(None), PageRow.width > 0)
        .order_by(FileRow.position, PageRow.number)
    )
    with store.reading() as session:
        return [MissingImage(*row) for row in session.execute(query)]


def save_image(store: Store, task: Task, owner: str, image: MissingImage, sha: str) -> None:
    """`sha` may be FAILED. Raises LeaseLost."""
    with store.writing() as session:
        lock_blobs(session)
        outbox.hold(session, task.id, owner)
        if sha:
            store.blobs.path(sha)
        session.execute(
            update(PageRow)
            .where(PageRow.file_id == image.file_id, PageRow.number == image.number)
            .values(image_sha=sha)
        )
        states.touch(session, task.submission_id)

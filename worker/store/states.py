"""The one way a submission's state changes: an allowed transition, compared and set on the old state."""

from __future__ import annotations

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from worker.store.errors import NotAllowed
from worker.store.models import BatchRow, SubmissionRow, now

ALLOWED: dict[str, frozenset[str]] = {
    "queued": frozenset({"running", "cancelled", "failed"}),
    "running": frozenset({"queued", "succeeded", "partial", "failed", "cancelled"}),
    "succeeded": frozenset({"running"}),
    "partial": frozenset({"running"}),
    "failed": frozenset(),
    "cancelled": frozenset(),
}
WAITING = ("queued", "running")
UNPACKED = ("ready", "failed", "cancelled")
"""What a batch that is being unpacked may become; from there on its state is that of its submissions."""


def change(session: Session, submission_id: str, old: str, new: str, *, error: str = "") -> None:
    """Raises NotAllowed when `old` may not become `new`, or when another process changed the state first."""
    if new not in ALLOWED[old]:
        raise NotAllowed(f"状态不能由 {old} 变为 {new}。")
    changed = session.execute(
        update(SubmissionRow)
        .where(SubmissionRow.id == submission_id, SubmissionRow.state == old)
        .values(state=new, error=error, version=SubmissionRow.version + 1, updated_at=now())
    )
    assert isinstance(changed, CursorResult)
    if changed.rowcount != 1:
        raise NotAllowed()


def touch(session: Session, submission_id: str) -> None:
    """Tell those who watch that something about the submission changed."""
    session.execute(
        update(SubmissionRow)
        .where(SubmissionRow.id == submission_id)
        .values(version=SubmissionRow.version + 1, updated_at=now())
    )


def change_batch(session: Session, batch_id: str, new: str, *, error: str = "") -> None:
    """Raises NotAllowed when the batch is no longer being unpacked."""
    if new not in UNPACKED:
        raise NotAllowed(f"批次的状态不能变为 {new}。")
    changed = session.execute(
        update(BatchRow)
        .where(BatchRow.id == batch_id, BatchRow.state == "unpacking")
        .values(state=new, error=error, version=BatchRow.version + 1, updated_at=now())
    )
    assert isinstance(changed, CursorResult)
    if changed.rowcount != 1:
        raise NotAllowed()

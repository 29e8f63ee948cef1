"""Batches as they are given out: their submissions with states, pages and counts, in three queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.store import states
from worker.store.models import BatchPartRow, BatchRow, FileRow, FindingRow, ResultRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class PartView:
    """One submission of a batch. `counts` are findings by verdict, `unread` files that could not be read."""

    name: str
    submission_id: str
    state: str
    recognised: str
    files: int
    pages_total: int
    pages_done: int
    unread: int
    counts: dict[str, int]
    error: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """`state` is queued (not unpacked yet), running, succeeded, partial, failed or cancelled.

    `revision` names the results that its summary is made of; `version` grows with every change.
    """

    id: str
    name: str
    state: str
    programme: str
    stage: str
    on: date
    created_at: datetime
    updated_at: datetime
    version: int
    error: str
    parts: tuple[PartView, ...]
    revision: str

    @property
    def states(self) -> dict[str, int]:
        """How many submissions are in each state."""
        return dict(sorted(Counter(part.state for part in self.parts).items()))

    @property
    def counts(self) -> dict[str, int]:
        """Findings of all submissions by verdict."""
        total: Counter[str] = Counter()
        for part in self.parts:
            total.update(part.counts)
        return dict(total)


def view_of(session: Session, row: BatchRow) -> BatchView:
    of_batch = select(BatchPartRow.submission_id).where(BatchPartRow.batch_id == row.id)
    submissions = session.execute(
        select(BatchPartRow.name, SubmissionRow, ResultRow.revision)
        .join(SubmissionRow, SubmissionRow.id == BatchPartRow.submission_id)
        .outerjoin(ResultRow, ResultRow.submission_id == SubmissionRow.id)
        .where(BatchPartRow.batch_id == row.id)
        .order_by(BatchPartRow.position)
    ).all()
    files = {
        identity: (number, total, done)
        for identity, number, total, done in session.execute(
            select(FileRow.submission_id, func.count(), func.sum(FileRow.pages_total), func.sum(FileRow.pages_done))
            .where(FileRow.submission_id.in_(of_batch))
            .group_by(FileRow.submission_id)
        )
    }
    failed: dict[str, int] = {}
    for identity, number in session.execute(
        select(FileRow.submission_id, func.count())
        .where(FileRow.submission_id.in_(of_batch), FileRow.state == "failed")
        .group_by(FileRow.submission_id)
    ):
        failed[identity] = number
    counts: dict[str, dict[str, int]] = {}
    for identity, verdict, number in session.execute(
        select(FindingRow.submission_id, FindingRow.verdict, func.count())
        .where(FindingRow.submission_id.in_(of_batch))
        .group_by(FindingRow.submission_id, FindingRow.verdict)
    ):
        counts.setdefault(identity, {})[verdict] = number
    parts = []
    for name, one, _ in submissions:
        number, total, done = files.get(one.id, (0, 0, 0))
        parts.append(
            PartView(
                name=name,
                submission_id=one.id,
                state=one.state,
                recognised=one.recognised,
                files=number,
                pages_total=total,
                pages_done=done,
                unread=failed.get(one.id, 0),
                counts=counts.get(one.id, {}),
                error=one.error,
            )
        )
    revisions = "\0".join(f"{one.id} {one.state} {revision or 0}" for _, one, revision in submissions)
    return BatchView(
        id=row.id,
        name=row.name,
        state=_state(row.state, parts),
        programme=row.programme,
        stage=row.stage,
        on=row.on_date,
        created_at=row.created_at,
        updated_at=max([row.updated_at, *(one.updated_at for _, one, _ in submissions)]),
        version=row.version + sum(one.version for _, one, _ in submissions),
        error=row.error,
        parts=tuple(parts),
        revision=sha256(revisions.encode()).hexdigest()[:32],
    )


def _state(own: str, parts: Sequence[PartView]) -> str:
    """Once it is unpacked, what its submissions come to together."""
    if own == "unpacking":
        return "queued"
    if own != "ready":
        return own
    found = {part.state for part in parts}
    if found & set(states.WAITING):
        return "running"
    return found.pop() if len(found) == 1 else "partial"

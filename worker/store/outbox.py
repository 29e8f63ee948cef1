"""Jobs as rows: written in the same transaction as what they are about, sent to Redis later, leased while they run.

Redis may be emptied and a worker may be killed at any moment: `put_back` finds from these rows what has to run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias
from uuid import uuid4

from sqlalchemy import CursorResult, Select, Update, func, or_, select, update
from sqlalchemy.orm import Session

from worker.store import states
from worker.store.database import Store
from worker.store.models import OutboxRow, SubmissionRow, now

Queue: TypeAlias = Literal["read", "batch", "interactive"]
OPEN = ("pending", "sent", "running")
EXHAUSTED = "读取程序多次异常退出，这份材料没有处理完；请检查文件后重新提交，或联系管理员。"


class LeaseLost(Exception):
    """Another worker has taken the job over, or the submission is gone: write nothing more."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the outbox, as a worker needs it. `submission_id` or `batch_id` is ""."""

    id: str
    tenant: str
    actor: str
    submission_id: str
    queue: str
    job: str
    arguments: dict[str, str]
    attempts: int
    batch_id: str = ""

    @property
    def ticket(self) -> str:
        """The job's name in the queue: another one for each attempt, so that leftovers of a dead one never mix in."""
        return f"{self.id}-{self.attempts}"


def add(
    session: Session,
    *,
    tenant: str,
    actor: str,
    submission_id: str = "",
    batch_id: str = "",
    queue: Queue,
    job: str,
    key: str = "",
    arguments: dict[str, str] | None = None,
) -> str:
    """Write a job. A job with the same key that has not begun yet is taken instead of a second one."""
    key = key or f"{job}:{submission_id or batch_id}"
    asked = select(OutboxRow.id).where(OutboxRow.key == key, OutboxRow.state.in_(("pending", "sent"))).limit(1)
    # Locked: a worker that began it before this transaction ends would not see what it is asked for. One that another
    # transaction holds is left to it, so that nobody waits here.
    waiting = session.scalar(asked.with_for_update(skip_locked=True))
    if waiting is not None:
        return waiting
    row = OutboxRow(
        id=uuid4().hex,
        tenant=tenant,
        actor=actor,
        submission_id=submission_id or None,
        batch_id=batch_id or None,
        queue=queue,
        job=job,
        key=key,
        arguments=arguments or {},
    )
    session.add(row)
    session.flush()
    return row.id


def is_open(session: Session, key: str) -> bool:
    """Whether a job with this key waits or runs."""
    found = session.scalar(select(OutboxRow.id).where(OutboxRow.key == key, OutboxRow.state.in_(OPEN)).limit(1))
    return found is not None


def open_jobs(session: Session, submission_id: str, job: str) -> int:
    """How many such jobs of a submission wait or run."""
    found = select(func.count()).where(
        OutboxRow.submission_id == submission_id, OutboxRow.job == job, OutboxRow.state.in_(OPEN)
    )
    return session.scalar(found) or 0


def waits(store: Store, queue: Queue, seconds: float) -> bool:
    """Whether a job of `queue` has waited so long."""
    before = now() - timedelta(seconds=seconds)
    waiting = select(OutboxRow.id).where(
        OutboxRow.queue == queue, OutboxRow.state.in_(("pending", "sent")), OutboxRow.created_at < before
    )
    with store.reading() as session:
        return session.scalar(waiting.limit(1)) is not None


def pending(store: Store, limit: int = 100) -> list[Task]:
    with store.reading() as session:
        rows = session.scalars(
            select(OutboxRow)
            .where(OutboxRow.state == "pending")
            .order_by(OutboxRow.created_at, OutboxRow.id)
            .limit(limit)
        )
        return [_task(row) for row in rows]


def mark_sent(store: Store, task_id: str) -> bool:
    """False when the row is no longer pending (a worker was quicker)."""
    with store.writing() as session:
        return _changed(
            session,
            update(OutboxRow)
            .where(OutboxRow.id == task_id, OutboxRow.state == "pending")
            .values(state="sent", sent_at=now()),
        )


def claim(store: Store, task_id: str, owner: str, lease_seconds: float) -> Task | None:
    """Take a job for `lease_seconds`. None when it is done, gone, or another worker holds it: a second delivery."""
    at = now()
    with store.writing() as session:
        free = or_(
            OutboxRow.state.in_(("pending", "sent")),
            (OutboxRow.state == "running") & (OutboxRow.lease_until < at),
        )
        taken = _changed(
            session,
            update(OutboxRow)
            .where(OutboxRow.id == task_id, free)
            .values(
                state="running",
                lease_owner=owner,
                lease_until=at + timedelta(seconds=lease_seconds),
                attempts=OutboxRow.attempts + 1,
            ),
        )
        if not taken:
            return None
        row = session.get_one(OutboxRow, task_id)
        return _task(row)


def renew(store: Store, task_id: str, owner: str, lease_seconds: float) -> bool:
    """Heartbeat. False when the lease is lost."""
    with store.writing() as session:
        return _changed(
            session,
            _mine(task_id, owner).values(lease_until=now() + timedelta(seconds=lease_seconds)),
        )


def hold(session: Session, task_id: str, owner: str) -> None:
    """Raises LeaseLost when the job is no longer `owner`'s; else it stays so until the transaction ends."""
    if not _changed(session, _mine(task_id, owner).values(lease_owner=owner)):
        raise LeaseLost(task_id)


def finish(session: Session, task_id: str, owner: str, *, state: str = "done", error: str = "") -> None:
    """End the job in the transaction that writes its outcome. Raises LeaseLost."""
    if not _changed(session, _mine(task_id, owner).values(state=state, error=error, lease_until=None)):
        raise LeaseLost(task_id)


def release(store: Store, task_id: str, owner: str, max_attempts: int, error: str = "") -> None:
    """Give a job back after an error of ours: it is tried again, until it has been tried `max_attempts` times."""
    with store.writing() as session:
        row = session.get(OutboxRow, task_id)
        if row is not None and row.state == "running" and row.lease_owner == owner:
            row.error = error
            _again(session, row, max_attempts)


def give_back(store: Store, task_id: str, owner: str) -> None:
    """This worker is being stopped: another one takes the job over, and the attempt does not count."""
    with store.writing() as session:
        row = session.get(OutboxRow, task_id)
        if row is not None and row.state == "running" and row.lease_owner == owner:
            row.attempts -= 1
            _again(session, row, row.attempts + 1)


def put_back(store: Store, alive: Callable[[str], bool], *, max_attempts: int, patience: float) -> int:
    """The sweeper: jobs whose lease ran out, and jobs sent `patience` seconds ago that the queue does not know.

    `alive(ticket)` asks the queue. A job popped and not yet claimed may be sent again: only one claim wins.
    Returns how many rows changed.
    """
    at = now()
    with store.reading() as session:
        lapsed = list(session.scalars(_lapsed(at)))
        sent_before = at - timedelta(seconds=patience)
        sent = [
            _task(row)
            for row in session.scalars(
                select(OutboxRow).where(OutboxRow.state == "sent", OutboxRow.sent_at < sent_before)
            )
        ]
    lost = [task.id for task in sent if not alive(task.ticket)]
    changed = 0
    with store.writing() as session:
        for task_id in lapsed:
            row = session.get(OutboxRow, task_id)
            if row is not None and row.state == "running" and row.lease_until is not None and row.lease_until < at:
                _again(session, row, max_attempts)
                changed += 1
        for task_id in lost:
            changed += _changed(
                session,
                update(OutboxRow).where(OutboxRow.id == task_id, OutboxRow.state == "sent").values(state="pending"),
            )
    return changed


def _lapsed(at: datetime) -> Select[str]:
    return select(OutboxRow.id).where(OutboxRow.state == "running", OutboxRow.lease_until < at)


def _again(session: Session, row: OutboxRow, max_attempts: int) -> None:
    """Back to pending, with its submission; or given up for good."""
    submission = session.get(SubmissionRow, row.submission_id) if row.submission_id else None
    running = submission is not None and submission.state == "running" and row.job == "screen"
    row.lease_until, row.lease_owner = None, ""
    if submission is not None and submission.cancel_requested:
        row.state = "done"
        if running:
            states.change(session, submission.id, "running", "cancelled")
    elif row.attempts >= max_attempts:
        row.state = "failed"
        if row.batch_id and row.job == "unpack":
            states.change_batch(session, row.batch_id, "failed", error=EXHAUSTED)
        if running and submission is not None:
            states.change(session, submission.id, "running", "failed", error=EXHAUSTED)
    else:
        row.state = "pending"
        if running and submission is not None:
            states.change(session, submission.id, "running", "queued")


def _mine(task_id: str, owner: str) -> Update:
    return update(OutboxRow).where(
        OutboxRow.id == task_id, OutboxRow.state == "running", OutboxRow.lease_owner == owner
    )


def _changed(session: Session, statement: Update) -> bool:
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


def _task(row: OutboxRow) -> Task:
    return Task(
        id=row.id,
        tenant=row.tenant,
        actor=row.actor,
        submission_id=row.submission_id or "",
        queue=row.queue,
        job=row.job,
        arguments=dict(row.arguments),
        attempts=row.attempts,
        batch_id=row.batch_id or "",
    )

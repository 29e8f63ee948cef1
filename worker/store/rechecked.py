"""What a re-check writes: other findings and records, while what was read and decided stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from checks.case import CaseDocument
from worker.store import outbox, states
from worker.store.database import Store
from worker.store.models import DocumentRow, FileRow, FindingRow
from worker.store.outbox import Task
from worker.store.readings import save_readings
from worker.store.results import save_result


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A paper after a re-check, with the file that it lies in, by name and hash."""

    id: str
    name: str
    sha256: str
    kind: str
    pages: tuple[int, ...]
    record: dict[str, Any] | None


def save_rechecked(
    store: Store,
    task: Task,
    owner: str,
    result: dict[str, Any],
    papers: Sequence[Rechecked],
    read: Sequence[CaseDocument] | None = None,
) -> None:
    """Other findings and records; what has been read and decided stays. `read`: the papers before any correction,
    where a person changed what one of them is. Raises LeaseLost."""
    with store.writing() as session:
        outbox.finish(session, task.id, owner)
        session.execute(delete(FindingRow).where(FindingRow.submission_id == task.submission_id))
        held = {row.id: row for row in session.scalars(_documents_of(task.submission_id))}
        if read is not None:
            _rearrange(session, task, papers, held)
            save_readings(session, task, read)
        for paper in papers:
            if paper.id in held:
                held[paper.id].kind, held[paper.id].record = paper.kind, paper.record
        save_result(session, task, result)
        session.flush()
        states.touch(session, task.submission_id)


def _documents_of(submission_id: str) -> Select[DocumentRow]:
    return select(DocumentRow).where(DocumentRow.submission_id == submission_id)


def _rearrange(session: Session, task: Task, papers: Sequence[Rechecked], held: dict[str, DocumentRow]) -> None:
    """As many rows as there are papers: another kind finds more or fewer records on the same pages."""
    for gone in set(held) - {paper.id for paper in papers}:
        session.delete(held.pop(gone))
    oldest = min((row.created_at for row in held.values()), default=None)
    files = {
        (file.name, file.blob_sha): file.id
        for file in session.scalars(
            select(FileRow).where(FileRow.submission_id == task.submission_id).order_by(FileRow.position.desc())
        )
    }
    for position, paper in enumerate(papers):
        row = held.get(paper.id)
        if row is None:
            row = held[paper.id] = DocumentRow(
                id=paper.id,
                tenant=task.tenant,
                actor=task.actor,
                submission_id=task.submission_id,
                file_id=files[paper.name, paper.sha256],
                kind=paper.kind,
                page_numbers=list(paper.pages),
                record=paper.record,
            )
            if oldest is not None:  # the newest row of an id is the newest version's, not the last one corrected
                row.created_at = oldest
            session.add(row)
        row.position = position

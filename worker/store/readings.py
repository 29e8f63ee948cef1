"""Papers as they were read, exactly as the rules get them: a re-check after a correction begins here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from checks.case import CaseDocument, SeenPicture, Sheet, UnreadFile, UnreadPage
from checks.corrected import Correction, laid_over
from extractor import record_codec
from extractor.records.cited import in_document
from worker.store.correction_models import ReadingRow
from worker.store.database import Store
from worker.store.models import DocumentRow, FileRow, ResultRow, SubmissionRow
from worker.store.outbox import Task


@dataclass(frozen=True, slots=True)
class Held:
    """A submission as it was read. `versions` are those of its last result, which says what text was read with."""

    lineage: str
    sort: str
    given: Mapping[str, str]
    programme: str
    recognised: str
    stage: str
    on: date
    documents: tuple[CaseDocument, ...]
    unread: tuple[UnreadFile, ...]
    versions: Mapping[str, Any]


def with_corrections(document: CaseDocument, given: Mapping[str, Sequence[Correction]]) -> CaseDocument:
    """The paper as people say it is; its record cites the paper also where it was silent."""
    found = given.get(document.id, ())
    if not found or document.record is None:
        return document
    return replace(document, record=in_document(laid_over(document.record, found), document.id))


def held(store: Store, submission_id: str) -> Held | None:
    """None where there is no result. Raises OtherVersion where what reads has changed since: read the pages again."""
    with store.reading() as session:
        row = session.get(SubmissionRow, submission_id)
        result = session.get(ResultRow, submission_id)
        if row is None or result is None:
            return None
        files = session.scalars(
            select(FileRow)
            .where(FileRow.submission_id == submission_id, FileRow.state == "failed")
            .order_by(FileRow.position)
        )
        same = (DocumentRow.submission_id == ReadingRow.submission_id) & (DocumentRow.id == ReadingRow.document_id)
        contents = session.scalars(
            select(ReadingRow.content)
            .outerjoin(DocumentRow, same)
            .where(ReadingRow.submission_id == submission_id)
            .order_by(func.coalesce(ReadingRow.position, DocumentRow.position), ReadingRow.document_id)
        )
        return Held(
            lineage=row.lineage,
            sort=row.sort,
            given=dict(row.given),
            programme=row.programme,
            recognised=row.recognised,
            stage=row.stage,
            on=row.on_date,
            documents=tuple(loaded(content) for content in contents),
            unread=tuple(UnreadFile(file.name, file.error_code, file.error_message) for file in files),
            versions=dict(result.body.get("versions", {})),
        )


def save_readings(session: Session, task: Task, documents: Sequence[CaseDocument]) -> None:
    """Instead of those of an earlier run."""
    session.execute(delete(ReadingRow).where(ReadingRow.submission_id == task.submission_id))
    session.add_all(
        ReadingRow(
            submission_id=task.submission_id,
            document_id=document.id,
            tenant=task.tenant,
            actor=task.actor,
            content=record_codec.dump(document),
            position=position,
        )
        for position, document in enumerate(documents)
    )


def loaded(content: bytes) -> CaseDocument:
    """Raises OtherVersion."""
    found: CaseDocument = record_codec.load(content, CaseDocument, UnreadPage, SeenPicture, Sheet)
    return found

"""What people corrected of what was read. Only ever added to, also to take one back; the reading itself stays.

A paper that several versions of a submission hold has one id, so a correction of it holds in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checks.corrected import CannotCorrect as NoSuchValue
from checks.corrected import Correction, corrected, read_at
from extractor.codec import OtherVersion
from worker.store import outbox, states
from worker.store.correction_models import CorrectionRow, ReadingRow
from worker.store.database import Store
from worker.store.errors import Conflict, NotAllowed, NotFound, StoreError
from worker.store.looks import Found, found_in, place_json, place_of
from worker.store.models import DocumentRow, OutboxRow, ResultRow, SubmissionRow
from worker.store.readings import loaded

JOB = "recheck"
SCREEN = "screen"
KIND = ("@kind",)
"""The path of what a paper is, beside those of its fields."""
SHOWN = ("succeeded", "partial")
NOT_SHOWN = "这份提交还没有审查结果，现在不能更正。"
NOTHING_READ = "这份材料没有读出字段，不能更正。"
READ_AGAIN = "这份材料是较早版本的程序读取的，请先重新核对，再更正。"
NOT_STORABLE = "内容里有不能保存的字符，请删去后重试。"
NOTHING_TO_UNDO = "这个字段没有更正过，没有可以撤销的内容。"

# PostgreSQL holds no NUL, and half a surrogate pair, which JSON can spell, is written in no encoding.
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class CannotCorrect(StoreError):
    """No such field, or no value for it."""

    code = "cannot_correct"
    default = "这个字段不能更正。"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of `path`: a value, or that what was said before is taken back."""

    path: tuple[str, ...]
    value: Any
    undo: bool = False
    expected_version: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """`path` names the field (checks.corrected), or is KIND; `read` is what stood there; `undone` takes back what was
    said. `place` is where a person found what was missed."""

    document_id: str
    number: int
    path: tuple[str, ...]
    read: str
    value: Any
    undone: bool
    actor: str
    at: datetime
    place: dict[str, Any] | None = None


def correct(
    store: Store,
    tenant: str,
    actor: str,
    document_id: str,
    path: Sequence[str],
    value: Any,
    *,
    undo: bool = False,
    expected_version: int | None = None,
    look: str = "",
) -> CorrectionView:
    """Add a correction and have the submission checked again. `expected_version`: how many the person has seen;
    `look`: the box (worker.store.looks) in which the value was found.

    Raises NotFound, NotAllowed (no result yet), CannotCorrect, Conflict (somebody else corrected meanwhile, or there
    is nothing to take back).
    """
    if isinstance(value, str) and _NOT_STORABLE.search(value):
        raise CannotCorrect(NOT_STORABLE)
    try:
        with store.writing() as session:
            row = shown_paper(session, tenant, document_id)
            said = Said(tuple(path), None if undo else value, undo, expected_version)
            found = found_in(session, tenant, document_id, look) if look and not undo else None
            read = _read(session, row, said)
            return add(session, tenant, actor, row, said, found.read if found else read, found)
    except IntegrityError:
        raise Conflict() from None


def corrections(store: Store, tenant: str, submission_id: str) -> list[CorrectionView]:
    """All of the papers of a submission, the oldest first."""
    held = select(DocumentRow.id).where(DocumentRow.submission_id == submission_id, DocumentRow.tenant == tenant)
    with store.reading() as session:
        rows = session.scalars(
            select(CorrectionRow)
            .where(CorrectionRow.tenant == tenant, CorrectionRow.document_id.in_(held))
            .order_by(CorrectionRow.id)
        )
        return [_view(row) for row in rows]


def standing(store: Store, tenant: str, documents: Sequence[str]) -> dict[str, list[Correction]]:
    """The corrections in force, by paper: the last word on each field."""
    with store.reading() as session:
        found = _in_force(session, tenant, documents)
        return {
            document: [_correction(row) for path, row in held.items() if path != KIND]
            for document, held in found.items()
        }


def rechecking(store: Store, submission_id: str) -> bool:
    """Whether a re-check waits or runs."""
    with store.reading() as session:
        return recheck_state(session, submission_id) == "open"


def recheck_state(session: Session, submission_id: str) -> Literal["", "open", "failed"]:
    """Of a submission that has a result: whether a job waits or runs that will replace it (also one that reads all
    anew), or the last such job was given up, so that the result lacks what was corrected since."""
    if session.scalar(select(ResultRow.submission_id).where(ResultRow.submission_id == submission_id)) is None:
        return ""
    jobs = select(OutboxRow.state).where(OutboxRow.submission_id == submission_id, OutboxRow.job.in_((JOB, SCREEN)))
    held = session.scalars(jobs.order_by(OutboxRow.created_at.desc())).all()
    if any(state in outbox.OPEN for state in held):
        return "open"
    return "failed" if held and held[0] == "failed" else ""


def shown_paper(session: Session, tenant: str, document_id: str) -> DocumentRow:
    """The paper, of the newest version that holds it. Raises NotFound, NotAllowed."""
    row = session.scalar(
        select(DocumentRow)
        .where(DocumentRow.tenant == tenant, DocumentRow.id == document_id)
        .order_by(DocumentRow.created_at.desc())
        .limit(1)
    )
    if row is None:
        raise NotFound("没有这份材料，可能已被删除。")
    if session.get_one(SubmissionRow, row.submission_id).state not in SHOWN:
        raise NotAllowed(NOT_SHOWN)
    return row


def add(
    session: Session, tenant: str, actor: str, row: DocumentRow, said: Said, read: str, found: Found | None = None
) -> CorrectionView:
    """Write what a person says of the paper, and have its submission checked again. Raises Conflict."""
    made = session.scalar(_count(tenant, row.id)) or 0
    if said.expected_version is not None and said.expected_version != made:
        raise Conflict()
    if said.undo and said.path not in _in_force(session, tenant, [row.id]).get(row.id, {}):
        raise Conflict(NOTHING_TO_UNDO)
    added = CorrectionRow(
        tenant=tenant,
        actor=actor,
        submission_id=row.submission_id,
        document_id=row.id,
        number=made + 1,
        path=list(said.path),
        read=read,
        value=said.value,
        undone=said.undo,
        place=place_json(found.place) if found is not None else None,
    )
    session.add(added)
    queue: outbox.Queue = "interactive"
    outbox.add(session, tenant=tenant, actor=actor, submission_id=row.submission_id, queue=queue, job=JOB)
    states.touch(session, row.submission_id)
    session.flush()
    return _view(added)


def kind_corrections(session: Session, tenant: str, documents: Sequence[str]) -> dict[str, CorrectionView]:
    """By which people said what papers are, by paper; those in force."""
    found = _in_force(session, tenant, documents)
    return {document: _view(held[KIND]) for document, held in found.items() if KIND in held}


def kinds_said(store: Store, tenant: str, documents: Sequence[str]) -> dict[str, str]:
    """The kinds that people gave papers, by paper."""
    with store.reading() as session:
        return {paper: str(one.value) for paper, one in kind_corrections(session, tenant, documents).items()}


def _read(session: Session, row: DocumentRow, said: Said) -> str:
    """What was read at `path`, when the value would do there. Raises CannotCorrect."""
    held = session.get(ReadingRow, (row.submission_id, row.id))
    if held is None or row.record is None:
        raise CannotCorrect(NOTHING_READ)
    try:
        record = loaded(held.content).record
        if not said.undo:
            corrected(record, said.path, said.value)
        return read_at(record, said.path)
    except OtherVersion:
        raise CannotCorrect(READ_AGAIN) from None
    except NoSuchValue as error:
        raise CannotCorrect(str(error)) from None


def _in_force(
    session: Session, tenant: str, documents: Sequence[str]
) -> dict[str, dict[tuple[str, ...], CorrectionRow]]:
    """The last word on each field that nobody took back, by paper and path."""
    rows = session.scalars(
        select(CorrectionRow)
        .where(CorrectionRow.tenant == tenant, CorrectionRow.document_id.in_(documents))
        .order_by(CorrectionRow.number)
    )
    found: dict[str, dict[tuple[str, ...], CorrectionRow]] = {}
    for row in rows:
        held, path = found.setdefault(row.document_id, {}), tuple(row.path)
        held.pop(path, None)
        if not row.undone:
            held[path] = row
    return found


def _correction(row: CorrectionRow) -> Correction:
    place = place_of(row.place) if row.place else None
    return Correction(tuple(row.path), row.value, place, row.read if place else "")


def _count(tenant: str, document_id: str) -> Any:
    return select(func.count()).where(CorrectionRow.tenant == tenant, CorrectionRow.document_id == document_id)


def _view(row: CorrectionRow) -> CorrectionView:
    return CorrectionView(
        document_id=row.document_id,
        number=row.number,
        path=tuple(row.path),
        read=row.read,
        value=row.value,
        undone=row.undone,
        actor=row.actor,
        at=row.created_at,
        place=row.place,
    )

"""Versions of a submission: handed in again, it keeps its lineage, so that findings keep their ids and decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store.database import Store
from worker.store.errors import NotAllowed, NotFound, Replaced
from worker.store.models import FileRow, SubmissionRow
from worker.store.states import WAITING
from worker.store.views import NewFile

SHOWN = ("succeeded", "partial")


@dataclass(frozen=True, slots=True)
class Replaces:
    """The version that is replaced; `keep`: its files stay, unless one of the same name comes instead."""

    submission_id: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """`number` counts from 1, the first that was handed in."""

    number: int
    id: str
    state: str
    created_at: datetime


def versions(store: Store, tenant: str, submission_id: str) -> tuple[Version, ...]:
    """All versions of that submission, the oldest first. Raises NotFound."""
    with store.reading() as session:
        row = session.get(SubmissionRow, submission_id)
        if row is None or row.tenant != tenant:
            raise NotFound()
        rows = session.scalars(
            select(SubmissionRow)
            .where(SubmissionRow.tenant == tenant, SubmissionRow.lineage == row.lineage)
            .order_by(SubmissionRow.created_at, SubmissionRow.id)
        )
        return tuple(Version(n, one.id, one.state, one.created_at) for n, one in enumerate(rows, start=1))


def version_before(store: Store, tenant: str, submission_id: str) -> Version | None:
    """The last version before it that has a result. Raises NotFound."""
    found = versions(store, tenant, submission_id)
    here = next(one.number for one in found if one.id == submission_id)
    earlier = [one for one in found if one.number < here and one.state in SHOWN]
    return earlier[-1] if earlier else None


def newer_version(session: Session, row: SubmissionRow) -> str:
    """The newest later version of the same submission, or ""."""
    found = session.scalar(
        select(SubmissionRow.id)
        .where(
            SubmissionRow.tenant == row.tenant,
            SubmissionRow.lineage == row.lineage,
            SubmissionRow.created_at > row.created_at,
        )
        .order_by(SubmissionRow.created_at.desc())
        .limit(1)
    )
    return found or ""


def succeeding(
    session: Session, tenant: str, replaces: Replaces, files: Sequence[NewFile]
) -> tuple[str, tuple[NewFile, ...]]:
    """Lineage and files of the version that comes after; no two versions follow the same one, so the caller holds
    lock_blobs. Raises NotFound, NotAllowed, Replaced."""
    row = session.get(SubmissionRow, replaces.submission_id)
    if row is None or row.tenant != tenant:
        raise NotFound()
    if newer_version(session, row):
        raise Replaced()
    if row.state in WAITING:
        raise NotAllowed("上一版还在读取，请等它读完，或者先取消它，再交新的一版。")
    if not replaces.keep:
        return row.lineage, tuple(files)
    before = session.scalars(select(FileRow).where(FileRow.submission_id == row.id).order_by(FileRow.position))
    held = [NewFile(one.name, one.blob_sha, one.size) for one in before if one.blob_sha]
    return row.lineage, _in_place(held, files)


def _in_place(held: Sequence[NewFile], files: Sequence[NewFile]) -> tuple[NewFile, ...]:
    """`held` with each that came again replaced where it stood, in its folder; what is new follows."""
    coming = {_last(file.name): file for file in files}
    places = Counter(_last(file.name) for file in held)
    kept, placed = [], set()
    for file in held:
        name = _last(file.name)
        if name in coming and places[name] == 1:
            kept.append(replace(coming[name], name=file.name))
            placed.add(name)
        elif name not in coming:
            kept.append(file)
    return (*kept, *(file for file in files if _last(file.name) not in placed))


def _last(name: str) -> str:
    return name.rpartition("/")[2]

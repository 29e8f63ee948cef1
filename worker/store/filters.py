"""What a list of submissions is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from worker.store.models import BatchPartRow, DocumentRow, FileRow, FindingRow, SubmissionRow
from worker.store.queue_lines import FORM, NAMED, said


@dataclass(frozen=True, slots=True)
class Filter:
    """Each is "" where it does not matter. `words`: each stands in a file's name, in the packet's in its batch, or in
    the team, the unit or the district of its application form.
    """

    words: str = ""
    state: str = ""
    verdict: str = ""
    programme: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What SubmissionRow has to fit."""
        found: list[ColumnElement[bool]] = [_named(word) for word in self.words.split()]
        if self.state:
            found.append(SubmissionRow.state == self.state)
        if self.verdict:
            held = select(FindingRow.submission_id).where(FindingRow.verdict == self.verdict)
            found.append(SubmissionRow.id.in_(held))
        if self.programme:
            found.append(or_(SubmissionRow.recognised == self.programme, SubmissionRow.programme == self.programme))
        return found


ORDERS = ("new", "old", "worst")


def in_order(order: str) -> list[Any]:
    """What a list is sorted by: the newest first, the oldest first, or the one with the most breaches first."""
    newest: list[Any] = [SubmissionRow.created_at.desc(), SubmissionRow.id]
    if order == "old":
        return [SubmissionRow.created_at, SubmissionRow.id]
    if order == "worst":
        return [*(_count(verdict).desc() for verdict in ("fail", "review")), *newest]
    return newest


def _count(verdict: str) -> Any:
    held = select(func.count()).where(FindingRow.submission_id == SubmissionRow.id, FindingRow.verdict == verdict)
    return held.correlate(SubmissionRow).scalar_subquery()


def _named(word: str) -> ColumnElement[bool]:
    def like(column: Any) -> ColumnElement[bool]:
        condition: ColumnElement[bool] = column.icontains(word, autoescape=True)
        return condition

    files = select(FileRow.submission_id).where(like(FileRow.name))
    parts = select(BatchPartRow.submission_id).where(like(BatchPartRow.name))
    forms = select(DocumentRow.submission_id).where(
        DocumentRow.kind == FORM, or_(*(like(said(name)) for name in NAMED))
    )
    return or_(*(SubmissionRow.id.in_(held) for held in (files, parts, forms)))

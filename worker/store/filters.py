"""What a list of submissions is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from worker.store.models import BatchPartRow, FileRow, FindingRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class Filter:
    """Each is "" where it does not matter. `words`: each stands in a file's name or in the packet's in its batch."""

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


def _named(word: str) -> ColumnElement[bool]:
    def like(column: Any) -> ColumnElement[bool]:
        condition: ColumnElement[bool] = column.icontains(word, autoescape=True)
        return condition

    files = select(FileRow.submission_id).where(like(FileRow.name))
    parts = select(BatchPartRow.submission_id).where(like(BatchPartRow.name))
    return or_(SubmissionRow.id.in_(files), SubmissionRow.id.in_(parts))

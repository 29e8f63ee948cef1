"""The rows of a submission's files, of those that are there and of those that were refused while being unpacked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from worker.store.models import FileRow, SubmissionRow
from worker.store.views import NewFile


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """What an archive held and nobody could unpack."""

    name: str
    code: str
    message: str


def file_row(submission: SubmissionRow, position: int, file: NewFile) -> FileRow:
    return FileRow(
        id=str(uuid4()),
        tenant=submission.tenant,
        actor=submission.actor,
        submission_id=submission.id,
        position=position,
        name=file.name,
        blob_sha=file.sha256,
        size=file.size,
    )


def refused_row(submission: SubmissionRow, position: int, refused: RefusedFile) -> FileRow:
    """A file of which there is only the name, and why it was not unpacked."""
    return FileRow(
        id=str(uuid4()),
        tenant=submission.tenant,
        actor=submission.actor,
        submission_id=submission.id,
        position=position,
        name=refused.name,
        blob_sha="",
        size=0,
        state="failed",
        error_code=refused.code,
        error_message=refused.message,
    )

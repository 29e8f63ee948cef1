"""What the store gives out: frozen values, never rows of an open session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from worker.store.corrections import CorrectionView


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file already in the blob store. `name` is what the sender called it and is never used as a path."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileView:
    """`state` is waiting, reading, read or failed; `pages_total` is 0 until the outline is known."""

    id: str
    name: str
    size: int
    sha256: str
    format: str
    state: str
    pages_total: int
    pages_done: int
    error_code: str
    error_message: str


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """`state` is queued, running, succeeded, partial, failed or cancelled. `version` grows with every change.

    `programme` is what was asked for (auto, studio, station), `recognised` what the result was checked against.
    `batch_id` and `part` are the batch that it belongs to and its name there, or "".
    `sort` is packet or invoices; `given` is what a folder of invoices is checked against. `rechecking`: it is being
    checked again, after a correction or because it was asked for; `recheck_failed`: that was given up, and the
    result is the one from before.
    Versions of one submission share their `lineage`; `replaced_by` is the newest later one, or "".
    `queue_position` is 1 for the next one, None when it does not wait. `counts` are findings by verdict.
    """

    id: str
    tenant: str
    actor: str
    state: str
    programme: str
    recognised: str
    stage: str
    on: date
    created_at: datetime
    updated_at: datetime
    version: int
    queue_position: int | None
    files: tuple[FileView, ...]
    counts: dict[str, int]
    error: str
    batch_id: str = ""
    part: str = ""
    lineage: str = ""
    replaced_by: str = ""
    sort: str = "packet"
    given: dict[str, str] = field(default_factory=dict)
    rechecking: bool = False
    recheck_failed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said about a finding. `stale`: the finding's values or places changed since."""

    action: str
    reason: str
    comment: str
    actor: str
    at: datetime
    stale: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """`finding` is the finding as in caishen/result/1; `decision` the one in force; `version` = len(history)."""

    submission_id: str
    finding: dict[str, Any]
    decision: Decision | None
    history: tuple[Decision, ...] = ()

    @property
    def id(self) -> str:
        return str(self.finding["id"])

    @property
    def version(self) -> int:
        return len(self.history)


@dataclass(frozen=True, slots=True)
class PageView:
    """`lines` are {text, place, role, confidence}, `tables` {place, rows, columns, cells}; `image_sha` a WEBP blob.

    `problem` is {code, message} for a page that was not read. Width and height are points (0: no page image).
    `drawable`: there is an image, or there will be one; False for text without pages and for a page that cannot be
    drawn.
    """

    number: int
    width: float
    height: float
    source: str
    media: str
    problem: dict[str, str] | None
    image_sha: str | None
    lines: tuple[dict[str, Any], ...] = ()
    tables: tuple[dict[str, Any], ...] = ()
    drawable: bool = True


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One paper of a submission: some pages of one file. `record` is {type, fields}, or None if none was parsed.

    `kind_said` is the correction by which a person said what it is, where one is in force.
    """

    id: str
    submission_id: str
    file_id: str
    name: str
    kind: str
    format: str
    pages: tuple[PageView, ...]
    record: dict[str, Any] | None = field(default=None)
    kind_said: CorrectionView | None = None

    @property
    def kind_read(self) -> str:
        """What it was taken for, where a person said otherwise; else ""."""
        return self.kind_said.read if self.kind_said is not None else ""

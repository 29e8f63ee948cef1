"""The JSON bodies of the API. Views of the store are read by attribute, so names and shapes are the store's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.bounds import Count
from worker.store import BatchView, FindingView, PageView, SubmissionView

ENDED = frozenset({"succeeded", "partial", "failed", "cancelled"})


class Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class FileOut(Shown):
    """`state` is waiting, reading, read or failed; an error has a stable code and a Chinese sentence."""

    id: str
    name: str
    size: int
    format: str
    state: str
    pages_total: int
    pages_done: int
    error_code: str
    error_message: str


class SubmissionOut(Shown):
    """`state` is queued, running, succeeded, partial, failed or cancelled; counts are findings by verdict.

    `rechecking`: all rules look again; `recheck_failed`: that was given up, what was corrected since is not in the
    result."""

    id: str
    state: str
    programme: str
    recognised: str
    stage: str
    on: date
    created_at: datetime
    updated_at: datetime
    version: int
    queue_position: int | None
    files: tuple[FileOut, ...]
    counts: dict[str, int]
    error: str
    batch_id: str = ""
    part: str = ""
    sort: str = "packet"
    rechecking: bool = False
    recheck_failed: bool = False
    replaced_by: str = ""


class PartOut(Shown):
    """One submission of a batch, by its name in the batch; /v1/submissions/{submission_id} says more."""

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


class BatchOut(Shown):
    """`state` is queued (not unpacked yet), running, succeeded, partial, failed or cancelled.

    `states` counts submissions by state, `counts` their findings by verdict.
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
    states: dict[str, int]
    counts: dict[str, int]
    submissions: tuple[PartOut, ...] = Field(validation_alias="parts")


class BatchList(BaseModel):
    """Newest first; `next` is the cursor of the following page, null on the last one."""

    batches: list[BatchOut]
    next: str | None = None


class SubmissionList(BaseModel):
    """Newest first; `next` is the cursor of the following page, null on the last one."""

    submissions: list[SubmissionOut]
    next: str | None = None


class SubmissionForm(BaseModel):
    """The text fields of POST /v1/submissions, beside one or more `files`."""

    programme: Literal["auto", "studio", "station"] = "auto"
    stage: Literal["auto", "application", "agreement", "mid", "closing", "finance"] = "auto"
    on: date = Field(default_factory=lambda: datetime.now().astimezone().date())


class PacketForm(SubmissionForm):
    """`replaces`: the submission of which this is the next version; `keep`: its other files stay with it."""

    replaces: str = Field("", max_length=64)
    keep: bool = False


class VersionForm(BaseModel):
    """What an applicant says of a next version: `keep`: files that did not come again stay."""

    keep: bool = False


class InvoicesForm(BaseModel):
    """Those of POST /v1/invoices/screen, beside `files` and a `budget`: what the vouchers are checked against.

    What is left out is not checked. `period` is the project's first and last day, `2025-01-01..2025-12-31`.
    """

    programme: Literal["", "studio", "station"] = ""
    buyer: str = Field("", max_length=200)
    tax_id: str = Field("", max_length=40)
    period: str = Field("", max_length=40)
    on: date = Field(default_factory=lambda: datetime.now().astimezone().date())


class BatchForm(SubmissionForm):
    """Those of POST /v1/batches; `name` is what people call the batch, told from the files where it is left out."""

    name: str = Field("", max_length=200)


class ChangeOut(Shown):
    """One problem in two versions: `state` is open, new, unclear or solved; the findings as in caishen/result/1."""

    state: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    altered: bool
    why: str


class ChangesOut(BaseModel):
    """What became of the problems of the version before, `before` its id ("" where this is the first)."""

    before: str
    counts: dict[str, int]
    changes: list[ChangeOut]


class DecisionOut(Shown):
    action: str
    reason: str
    comment: str
    actor: str
    at: datetime
    stale: bool


class FindingOut(BaseModel):
    """A finding as in caishen/result/1, with the decision in force and every step that led to it."""

    model_config = ConfigDict(extra="allow")

    id: str
    rule: str
    clause: str
    verdict: str
    severity: str
    message: str
    evidence: list[dict[str, Any]]
    why: str
    parameters: dict[str, Any]
    fingerprint: str
    decision: DecisionOut | None
    history: list[DecisionOut]
    version: int

    @classmethod
    def of(cls, view: FindingView) -> FindingOut:
        history = [DecisionOut.model_validate(step) for step in view.history]
        decision = DecisionOut.model_validate(view.decision) if view.decision else None
        return cls(**view.finding, decision=decision, history=history, version=view.version)


class FindingList(BaseModel):
    findings: list[FindingOut]


class DecisionIn(BaseModel):
    """`dismiss` needs a reason. The version that was seen travels in If-Match, or here."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["accept", "dismiss", "comment", "undo"]
    reason: str = Field("", max_length=2000)
    comment: str = Field("", max_length=4000)
    version: Count | None = None


class PageOut(Shown):
    """Width and height in points; `image` is the address of the page's WEBP, null where there is none."""

    number: int
    width: float
    height: float
    source: str
    media: str
    problem: dict[str, str] | None
    image: str | None
    lines: tuple[dict[str, Any], ...]
    tables: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, document_id: str, page: PageView) -> PageOut:
        image = f"/v1/documents/{document_id}/pages/{page.number}.webp" if page.drawable else None
        names = ("number", "width", "height", "source", "media", "problem", "lines", "tables")
        return cls(image=image, **{name: getattr(page, name) for name in names})


class CorrectionOut(Shown):
    """`read` is what stood there; `place` where a person found what had been missed. The `path` `["@kind"]` is what
    the paper is."""

    document_id: str
    number: int
    path: tuple[str, ...]
    read: str
    value: str | bool | None
    undone: bool
    actor: str
    at: datetime
    place: dict[str, Any] | None = None


class DocumentSummary(Shown):
    """One paper: some pages of one file. `kind_read` is what it was taken for, where a person said otherwise."""

    id: str
    submission_id: str
    name: str
    kind: str
    kind_read: str = ""
    format: str
    page_numbers: tuple[int, ...]


class DocumentOut(DocumentSummary):
    pages: tuple[PageOut, ...]
    record: dict[str, Any] | None
    corrections: tuple[CorrectionOut, ...] = ()


class DocumentList(BaseModel):
    documents: list[DocumentSummary]


def ended(view: SubmissionView | BatchView) -> bool:
    return view.state in ENDED

"""Which rules look at a submission: those of its programme and stage, or for a folder of vouchers those on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from checks.case import CaseDocument, Result, UnreadFile
from checks.register import Matches
from checks.voucher_terms import Terms
from worker import invoices, pipeline
from worker.settings import Settings
from worker.sources import Limits

INVOICES = "invoices"


class Question(Protocol):
    """What is asked of a submission. `given` is what vouchers are checked against (Terms.as_data)."""

    @property
    def sort(self) -> str: ...
    @property
    def given(self) -> Mapping[str, str]: ...
    @property
    def programme(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def lineage(self) -> str: ...


def decide(
    asked: Question,
    documents: Sequence[CaseDocument],
    unread: Sequence[UnreadFile],
    matches: Matches | None = None,
) -> Result:
    """The findings on papers that were read now or earlier; `matches` is what the register holds of others."""
    if asked.sort == INVOICES:
        terms = Terms.of(asked.given)
        return invoices.decided(documents, terms, on=asked.on, lineage=asked.lineage, unread=unread, matches=matches)
    return pipeline.decided(
        documents,
        programme=asked.programme,
        stage=asked.stage,
        on=asked.on,
        lineage=asked.lineage,
        unread=unread,
        matches=matches,
    )


def limits_of(sort: str, settings: Settings) -> Limits:
    """A folder of vouchers may hold as many files as a batch."""
    if sort == INVOICES:
        return Limits(settings.max_batch_files, settings.max_batch_bytes)
    return Limits(settings.max_files, settings.max_submission_bytes)

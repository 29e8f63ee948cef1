"""调整说明 (field_schemas §4 change_requests): what is to change, why, and who agreed."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """`approval` is the wording of a consent that somebody signed or sealed, not the applicant's request for one;
    `effective_date` the day from which the change holds, where the note says it."""

    title: Field[str]
    subject: Field[str]
    reason: Field[str]
    date: Field[PartialDate]
    approval: Field[str]
    approved_date: Field[PartialDate]
    effective_date: Field[PartialDate]

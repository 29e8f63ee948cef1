"""A paper whose kind is recognised and whose particulars no rule reads yet: letters, agreements, certificates …"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class SupportingPaper:
    """`paper_kind` is one of the names in extractor.kinds.supporting_paper."""

    paper_kind: Field[str]
    title: Field[str]
    organisation: Field[str]
    date: Field[PartialDate]

"""A paper whose kind is recognised and whose particulars no rule reads yet: letters, agreements, certificates …"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records.cited import Absent, Field
from extractor.records.partial_date import PartialDate
from extractor.records.signing import SigningBlock

NOT_NAMED = Absent("项目类别", "not_found")
NOBODY = Absent("姓名", "not_found")
UNTITLED = Absent("职称", "not_found")


@dataclass(frozen=True, slots=True)
class SupportingPaper:
    """`paper_kind` is one of the names in extractor.kinds.supporting_paper; `programme` is studio or station where
    the paper names one of them in full, unreadable where it names both. `person` is whom a letter is about (the
    expert, the employee), `person_title` every title that its sentence gives them, parted by 、."""

    paper_kind: Field[str]
    title: Field[str]
    organisation: Field[str]
    date: Field[PartialDate]
    programme: Field[str] = NOT_NAMED
    person: Field[str] = NOBODY
    person_title: Field[str] = UNTITLED
    signing: tuple[SigningBlock, ...] = ()

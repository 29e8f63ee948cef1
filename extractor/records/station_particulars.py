"""What a station's form or agreement says beyond the common fields (field_schemas §2, §4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Absent, Field
from extractor.records.figures import Target

_NONE = Absent("站点信息", "not_found")


@dataclass(frozen=True, slots=True)
class StationParticulars:
    """`has_science_association` is what the paper says of the unit's own 科协; `work_plan` the heading of a plan of
    work that stands in the paper; `recommender_opinion` what the recommending body wrote; `district` the one
    that stands beside the class or the unit; money in 元."""

    contact_name: Field[str]
    public_institution_class: Field[str]
    has_science_association: Field[str]
    work_plan: Field[str]
    grant_requested: Field[Decimal]
    recommender_opinion: Field[str]
    project_year: Field[int]
    targets: tuple[Target, ...] = ()
    district: Field[str] = _NONE


NO_PARTICULARS = StationParticulars(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE)

"""合作材料 (field_schemas §5 cooperation): who agreed with whom, on what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Cooperation:
    """`party_a` and `party_b` as the paper names them; `subject` is what they agreed on; money in 元."""

    title: Field[str]
    party_a: Field[str]
    party_b: Field[str]
    subject: Field[str]
    sign_date: Field[PartialDate]
    amount: Field[Decimal]

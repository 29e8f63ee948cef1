"""居民身份证, scanned or photographed, one side or both."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.records.cited import Field
from extractor.records.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class IdentityCard:
    name: Field[str]
    gender: Field[str]
    ethnicity: Field[str]
    birth_date: Field[PartialDate]
    address: Field[str]
    id_number: Field[str]
    authority: Field[str]
    valid_until: Field[PartialDate]

"""What a person typed into a finding's form and what must not be lost when it could not be kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    action: str = ""
    reason: str = ""
    comment: str = ""

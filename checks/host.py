"""The host organisation, its tax number and the project's term, as the form and the agreement say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from checks.likeness import kin
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.partial_date import PartialDate
from extractor.text.misread import plain

Same = Literal["same", "part", "other"]


@dataclass(frozen=True, slots=True)
class Host:
    """`names` and `codes` as the papers say them; empty where no paper does."""

    names: tuple[Cited[str], ...]
    codes: tuple[Cited[str], ...]

    @property
    def cited(self) -> tuple[Cited[Any], ...]:
        return self.names[:1]

    @property
    def name(self) -> str:
        return self.names[0].value if self.names else ""

    @property
    def agreed(self) -> bool:
        """Whether every paper names one and the same unit."""
        return len({plain_name(one.value) for one in self.names}) == 1

    def compare(self, name: Cited[str]) -> Same:
        """Whether `name` is this unit, perhaps so (a branch, a former name, characters that recognition mixes up:
        part), or another."""
        kinds = {kin(name, own).kind for own in self.names}
        if "same" in kinds:
            return "same"
        return "other" if kinds <= {"other"} else "part"


@dataclass(frozen=True, slots=True)
class Term:
    """The project's term with what says it; None where it is not set."""

    start: date | None
    end: date | None
    cited: tuple[Cited[PartialDate], ...]
    agreed: bool = True


def plain_name(name: str) -> str:
    """A unit's name as it is compared: one width, no white space, no brackets.

    >>> plain_name("北京 （某某）科技有限公司") == plain_name("北京(某某)科技有限公司")
    True
    """
    return plain(name)


def host_of(forms: Sequence[ApplicationForm], agreements: Sequence[Agreement]) -> Host:
    """The unit by the agreements (their second party), else by the forms."""
    names = [one.party_b for one in agreements] + [form.host_org for form in forms]
    codes = [one.party_b_uscc for one in agreements] + [form.uscc for form in forms]
    return Host(
        tuple(field for field in names if isinstance(field, Cited)),
        tuple(field for field in codes if isinstance(field, Cited)),
    )


def term_of(agreements: Sequence[Agreement]) -> Term:
    """The term by the agreements: the days are whole months where only the month is written."""
    starts = [one.term_start for one in agreements if isinstance(one.term_start, Cited)]
    ends = [one.term_end for one in agreements if isinstance(one.term_end, Cited)]
    first, last = {one.value.earliest for one in starts}, {one.value.latest for one in ends}
    return Term(
        min(first) if first else None,
        max(last) if last else None,
        (*starts[:1], *ends[:1]),
        len(first) <= 1 and len(last) <= 1,
    )


def term_in_force(agreements: Sequence[Agreement], start: date | None, end: date | None) -> Term:
    """The term that staff set by the year's notice, else the agreement's; what staff set is not disputed."""
    said = term_of(agreements)
    return Term(start or said.start, end or said.end, () if start and end else said.cited, said.agreed or bool(end))

"""Papers that the policy names and demands at a stage: one fail for each that was not handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.case import Case
from checks.finding import Verdict
from checks.outcome import Outcome
from checks.pack import Pack, Required
from checks.papers import NAMES, may_be_hidden, present
from checks.stated import nothing_said, under
from checks.station_class import class_of

_ONLY_COUNTED = re.compile(
    r"(?:已?(?:提交|完成|撰写|形成))?[^\d一二两。]{0,6}[\d一二两]+\s*[份篇项个].{0,40}|已?(?:提交|完成)[。.]?|(?:不少于|不低于|≥).*|[是否√×✓]|\d{1,3}%?"
)
"""What a table of targets says of a paper: how many, and that it was handed in, is not the paper."""


def demanded(case: Case, pack: Pack) -> tuple[Required, ...]:
    """The papers demanded of this case: of its stage, and of its class where they depend on it."""
    kind = class_of(case.documents).value or "unknown"
    return tuple(
        one
        for one in pack.requires
        if one.stage == case.stage and (one.station_class is None or kind in one.station_class)
    )


def _stated(case: Case, required: Required) -> str:
    """Why another paper may stand for the missing one, in Chinese; "" where none does."""
    if not required.stated_under:
        return ""
    said = [one for document in case.documents for one in under(document.statements, required.stated_under)]
    said = [one for one in said if not nothing_said(one) and not _ONLY_COUNTED.fullmatch(one.text.strip())]
    if not said:
        return ""
    name = NAMES.get(required.paper, required.paper)
    return f"没有单独的{name}；材料中另有“{said[0].headings[0]}”，能否代替由人员判断"


def not_handed_in(case: Case, pack: Pack) -> Iterator[tuple[Required, Outcome]]:
    """A fail for each missing paper; a review where it may lie in something that was not read or recognised."""
    there = present(case.documents)
    for required in demanded(case, pack):
        if required.paper in there:
            continue
        name = NAMES.get(required.paper, required.paper)
        hidden = may_be_hidden(case, required.paper) or _stated(case, required)
        yield (
            required,
            Outcome(
                verdict=Verdict.REVIEW if hidden else Verdict.FAIL,
                message=f"本阶段须提交{name}，本次材料中未见",
                subject=f"missing:{required.paper}",
                why=hidden,
                settled=True,
                firm=True,
                missing=True,
            ),
        )

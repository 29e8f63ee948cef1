"""A number claimed, the number that the evidence carries, and the number demanded: what follows of the three.

The evidence counts from `low` (sure: distinct, understood, of the right district …) to `high` (all that may count).
A claim larger than its evidence is a person's; a fail needs claim and evidence both short (catalogue, head).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from checks.finding import Measured
from checks.outcome import Outcome, failed, missing, passed, review
from extractor.records.cited import Cited
from extractor.records.figures import Figure

QUOTED = 20  # places of a count that are shown


@dataclass(frozen=True, slots=True)
class Count:
    """`cited` are the places of what is sure, `doubted` of what is not; `doubts` say in Chinese why `low` and `high`
    differ. `found` is False where there is no paper to count in. `seen` is what was looked at, shown
    where nothing counts."""

    low: int
    high: int
    cited: tuple[Cited[Any], ...] = ()
    doubted: tuple[Cited[Any], ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    found: bool = True
    seen: tuple[Cited[Any], ...] = ()

    @property
    def shown(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} 至 {self.high}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clause counts: `what` with its unit, for people; `where` names the papers that carry it."""

    what: str
    unit: str
    where: str


def held_against(
    count: Count, claim: Figure | None, minimum: int, asked: Asked, subject: str = "", item: str = ""
) -> Outcome:
    """Pass where the evidence reaches the minimum, fail where neither it nor the claim does, else a review.

    `item` names what is counted, as tables of targets name it.
    """
    outcome = _weighed(count, claim, minimum, asked, subject)
    numbers = measured(count, claim, item or asked.what, asked.what, unit=asked.unit)
    return replace(outcome, measured=replace(numbers, required=minimum))


def measured(count: Count, claim: Figure | None, item: str, what: str, unit: str = "") -> Measured:
    """The numbers of a count and of what is claimed of it."""
    claimed = claim.value.value if claim is not None and claim.value.present else None
    low, high = (count.low, count.high) if count.found else (None, None)
    return Measured(item, what, unit, claimed=claimed, low=low, high=high)


def _weighed(count: Count, claim: Figure | None, minimum: int, asked: Asked, subject: str) -> Outcome:
    claimed = claim.value.value if claim is not None and claim.value.present else None
    said = f"{asked.what}：{asked.where}计得 {count.shown} {asked.unit}{_claimed(claimed, asked)}"
    said += f"，要求不少于 {minimum} {asked.unit}"
    said += f"（{'；'.join(count.notes)}）" if count.notes else ""
    stated = (claim.value, claim.quote) if claim is not None else ()
    if not count.found:
        if claimed is None:
            return missing(f"未见{asked.where}，无法核对{asked.what}", why=f"缺少{asked.where}", subject=subject)
        said = f"{asked.what}：总结自报 {_plain(claimed)} {asked.unit}，未见{asked.where}"
        said += f"，要求不少于 {minimum} {asked.unit}"
        return review(said, *stated, why=f"没有{asked.where}，自报数无从核对", subject=subject)
    evidence = (*count.cited[:QUOTED], *stated)
    doubted = (*evidence, *count.doubted[:QUOTED])
    reached = claimed is None or claimed >= minimum
    if count.high < minimum and (claimed is None or not reached):
        return failed(said, *(doubted or count.seen), subject=subject)
    if claimed is not None and claimed > count.high:
        why = f"自报 {_plain(claimed)} {asked.unit}，多于{asked.where}所载的 {count.shown} {asked.unit}"
        return review(said, *doubted, why="；".join((why, *count.doubts)), subject=subject)
    if count.low >= minimum and reached:
        return passed(said, *evidence, subject=subject, firm=True)
    if count.low >= minimum:
        return review(said, *evidence, why="自报数低于要求，与所载不一致", subject=subject)
    return review(said, *doubted, why="；".join(count.doubts) or "所载数目在要求上下，由人员核对", subject=subject)


def _claimed(claimed: Decimal | None, asked: Asked) -> str:
    return f"，总结自报 {_plain(claimed)} {asked.unit}" if claimed is not None else ""


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"

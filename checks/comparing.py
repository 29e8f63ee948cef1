"""What became of the problems of one version of a submission in the next: gone, still there, new, or not looked at.

Findings are told apart by their id (lineage, rule, subject), which is the same in every version. What is no longer
found is solved only where the rule was decided again and what the problem stood on was handed in again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["solved", "open", "unclear", "new"]
ORDER: tuple[State, ...] = ("open", "new", "unclear", "solved")
_ASKING = frozenset({"fail", "review"})
Finding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One problem in both versions (`before` or `after` is None where it is not in that one).

    `altered`: values or places changed, though it is still open. `why` says why it is not clear.
    """

    state: State
    before: Finding | None
    after: Finding | None
    altered: bool = False
    why: str = ""


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Both are caishen/result/1 of the same lineage. In the order of ORDER, then by rule."""
    then = {finding["id"]: finding for finding in before["findings"]}
    now = {finding["id"]: finding for finding in after["findings"]}
    known = [_change(finding, now.get(key), before, after) for key, finding in then.items() if _asks(finding)]
    fresh = [
        Change("new", then.get(key), finding)
        for key, finding in now.items()
        if _asks(finding) and not (key in then and _asks(then[key]))
    ]
    return tuple(sorted([*known, *fresh], key=_place))


def _change(finding: Finding, found: Finding | None, before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    if found is None:
        why = _unclear(finding, before, after)
        return Change("unclear" if why else "solved", finding, None, why=why)
    if _asks(found):
        return Change("open", finding, found, altered=finding["fingerprint"] != found["fingerprint"])
    return Change("solved", finding, found)


def _unclear(finding: Finding, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Why it cannot be said that the problem is gone, or ""."""
    missing = sorted(_names(finding, before["documents"]) - {_last(one["name"]) for one in after["documents"]})
    if missing:
        return f"这一版里没有读到原来的材料：{'、'.join(missing)}"
    if finding["rule"] not in {one["rule"] for one in after["findings"]}:
        return "这一版没有对这一条作出判断"
    return ""


def _names(finding: Finding, documents: Iterable[Mapping[str, Any]]) -> set[str]:
    quoted = {evidence["document"] for evidence in finding["evidence"]}
    return {_last(one["name"]) for one in documents if one["id"] in quoted}


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _asks(finding: Finding) -> bool:
    return finding["verdict"] in _ASKING


def _place(change: Change) -> tuple[int, str, str]:
    finding = change.after or change.before or {}
    return ORDER.index(change.state), finding["rule"], finding["id"]


def counts(changes: Sequence[Change]) -> dict[str, int]:
    """How many of each, in order."""
    return {state: sum(change.state == state for change in changes) for state in ORDER}

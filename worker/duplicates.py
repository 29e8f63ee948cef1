"""What submissions share, laid side by side from the findings of both: only who may see both sees this.

A finding of one submission names the other and shows its own places alone; here each is put beside its counterpart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from worker.summary import Screened

Finding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """`name` of a submission outside the batch is what the register calls it, and `finding` is None there."""

    name: str
    documents: Mapping[str, str]
    finding: Finding | None
    programme: str = ""

    @property
    def evidence(self) -> Sequence[Mapping[str, Any]]:
        return self.finding["evidence"] if self.finding is not None else ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One thing that two submissions share."""

    rule: str
    first: Side
    second: Side


def duplicates(screened: Sequence[Screened]) -> list[Duplicate]:
    """Each pair once, by rule and by the names of both."""
    known = {one.identity: one for one in screened if one.identity}
    by_match = {(one.identity, finding["rule"], shared["id"]): finding for one, finding, shared in _shared(screened)}
    found: dict[tuple[str, str, frozenset[str]], Duplicate] = {}
    for one, finding, shared in _shared(screened):
        other = known.get(shared["submission"])
        pair = (finding["rule"], shared["id"], frozenset((one.identity, shared["submission"])))
        if pair in found:
            continue
        theirs = by_match.get((shared["submission"], finding["rule"], shared["id"]))
        found[pair] = Duplicate(finding["rule"], _side(one, finding), _other(other, theirs, shared["submission"]))
    return sorted(found.values(), key=lambda pair: (pair.rule, pair.first.name, pair.second.name, _message(pair)))


def _shared(screened: Sequence[Screened]) -> Iterator[tuple[Screened, Finding, Mapping[str, str]]]:
    for one in screened:
        for finding in one.result.get("findings", ()):
            for shared in finding.get("shared", ()):
                yield one, finding, shared


def _side(one: Screened, finding: Finding | None) -> Side:
    names = {document["id"]: document["name"] for document in one.result.get("documents", ())}
    return Side(one.name, names, finding, str(one.result.get("programme", "")))


def _other(one: Screened | None, finding: Finding | None, identity: str) -> Side:
    return Side(f"以前的提交（编号 {identity[:12]}）", {}, None) if one is None else _side(one, finding)


def _message(pair: Duplicate) -> str:
    return str(pair.first.finding["message"]) if pair.first.finding is not None else ""

"""What two submissions share, in a few characters that are the same from either side.

So each side can tell whether the other already knows: what only one side looks up (the application whose host was not
read) and how many stations there are count for nobody else.
"""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from json import dumps

from checks.register import Filed, Matches

ONE_SIDED = ("missing_host", "missing_leader", "station")


def pair_digests(matches: Matches) -> dict[str, str]:
    """By the id of the other submission."""
    if matches.own is None:
        return {}
    shared: dict[str, list[tuple[str, str, float]]] = {}
    others: dict[str, Filed] = {}
    for match in matches.found:
        if match.kind not in ONE_SIDED:
            shared.setdefault(match.other.id, []).append((match.kind, match.id, match.measure))
            others[match.other.id] = match.other
    return {other: _digest(matches.own.filed, others[other], sorted(found)) for other, found in shared.items()}


def _digest(own: Filed, other: Filed, found: list[tuple[str, str, float]]) -> str:
    sides = sorted([dumps(asdict(own), sort_keys=True), dumps(asdict(other), sort_keys=True)])
    return sha256(dumps([sides, found]).encode()).hexdigest()[:32]

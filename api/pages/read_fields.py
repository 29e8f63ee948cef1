"""The fields of a paper as they were read, flat, with the path by which a correction names each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks.field_names import NAMES, name_in
from worker.store import CorrectionView

PERSON = "person"


@dataclass(frozen=True, slots=True)
class ReadField:
    """`path` as JSON, as the API takes it; `read` what stood there before a person corrected it; `cited`: the finding
    in question quotes it."""

    path: str
    name: str
    value: str
    confidence: float
    corrected: bool
    read: str
    cited: bool


def fields_of(
    record: Mapping[str, Any] | None,
    corrections: Sequence[CorrectionView],
    evidence: Sequence[Mapping[str, Any]] = (),
) -> tuple[ReadField, ...]:
    """In the record's order, those that `evidence` quotes first."""
    if not record:
        return ()
    places = {json.dumps(one["place"], sort_keys=True) for one in evidence}
    read = {tuple(one.path): one.read for one in corrections}
    found = [_field(path, names, held, read, places) for path, names, held in _leaves(record["fields"], (), ())]
    return tuple(sorted(found, key=lambda field: not field.cited))


def _leaves(
    held: Any, path: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Mapping[str, Any]]]:
    if isinstance(held, Mapping):
        if "absent" in held or {"value", "confidence", "evidence"} <= set(held):
            yield path, names, held
            return
        for name, inner in held.items():
            yield from _leaves(inner, (*path, str(name)), (*names, name_in(_within(path), str(name))))
    elif isinstance(held, list):
        for at, row in enumerate(held):
            key = row.get("key") if isinstance(row, Mapping) else None
            step = str(key) if key else f"#{at}"
            yield from _leaves(row, (*path, step), (*names[:-1], f"{names[-1] if names else ''}{at + 1}"))


def _within(path: tuple[str, ...]) -> str:
    """The field that holds the one after `path`; for one of a row that is the list: the row itself has no name."""
    return next((step for step in reversed(path) if step in NAMES), "")


def _field(
    path: tuple[str, ...],
    names: tuple[str, ...],
    held: Mapping[str, Any],
    read: Mapping[tuple[str, ...], str],
    places: set[str],
) -> ReadField:
    stands = {json.dumps(one["place"], sort_keys=True) for one in held.get("evidence", ())}
    value = held.get("value")
    return ReadField(
        path=json.dumps(path, ensure_ascii=False),
        name=" · ".join(names),
        value="" if value is None else str(value),
        confidence=float(held.get("confidence", 0.0)),
        corrected=path in read and (held.get("source") == PERSON or "absent" in held),
        read=read.get(path, ""),
        cited=bool(stands & places),
    )

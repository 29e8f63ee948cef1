"""What outputs are given: the result in its JSON form with what people call things. Plain values, safe to pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole submission: `result` is caishen/result/1, `decisions` the reviewer's by finding id (action, reason,
    comment, actor, stale), `names` and `texts` the rules' readable names and what they ask, by rule id.
    """

    result: Mapping[str, Any]
    on: date
    decisions: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, str]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Copy:
    """What goes onto the annotated copy of one file, in output `format`.

    `name` is what the applicant called the file, `document_ids` the papers that it holds, `findings` all those of the
    submission, `documents` file names by paper id, `rules` what the rules ask by rule id, `on` the screening's date.
    """

    format: str
    name: str
    findings: tuple[Mapping[str, Any], ...]
    document_ids: tuple[str, ...]
    decisions: Mapping[str, Mapping[str, Any]]
    documents: Mapping[str, str]
    rules: Mapping[str, str]
    on: date


def copy_of(shown: Shown, format: str, name: str, document_ids: tuple[str, ...]) -> Copy:
    """What a copy of one file shows of the whole."""
    return Copy(
        format=format,
        name=name,
        findings=tuple(shown.result["findings"]),
        document_ids=document_ids,
        decisions=shown.decisions,
        documents={document["id"]: document["name"] for document in shown.result["documents"]},
        rules=shown.texts,
        on=shown.on,
    )

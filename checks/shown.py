"""What outputs are given: the result in its JSON form with what people call things. Plain values, safe to pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.folder import folder_of, without_folder


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
    `part`: it follows a sheet that says everything. Names stand without the folder that all files share.
    """

    format: str
    name: str
    findings: tuple[Mapping[str, Any], ...]
    document_ids: tuple[str, ...]
    decisions: Mapping[str, Mapping[str, Any]]
    documents: Mapping[str, str]
    rules: Mapping[str, str]
    on: date
    part: bool = False


def copy_of(shown: Shown, format: str, name: str, document_ids: tuple[str, ...], *, part: bool = False) -> Copy:
    """What a copy of one file shows of the whole."""
    result = without_folder(shown.result)
    return Copy(
        format=format,
        name=_short(shown.result, name),
        findings=tuple(result["findings"]),
        document_ids=document_ids,
        decisions=shown.decisions,
        documents={document["id"]: document["name"] for document in result["documents"]},
        rules=shown.texts,
        on=shown.on,
        part=part,
    )


def _short(result: Mapping[str, Any], name: str) -> str:
    files = (*result["documents"], *result["coverage"]["unread_files"])
    return name.removeprefix(folder_of(one["name"] for one in files))

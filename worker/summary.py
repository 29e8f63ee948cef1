"""What a batch comes to: one row a submission, and the problems of all of them. From results alone, so that the
same results give the same summary, whenever and in whatever order they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.masking import masked

SCHEMA = "caishen/batch/1"
VERDICTS = ("fail", "review", "pass", "not_applicable")
"""The worst first."""
UNKNOWN_KIND = "没有认出这是哪种材料，没有参与逐条核对。"


@dataclass(frozen=True, slots=True)
class Screened:
    """One submission of a batch. `result` is caishen/result/1, empty where there is none and `error` says why.

    `place` is where its results are found: a folder, or an address. `state` is the submission's, `identity`
    what it is called in findings of others.
    """

    name: str
    place: str
    state: str
    files: int
    pages: int
    result: Mapping[str, Any]
    error: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the whole batch was screened under."""

    programme: str
    stage: str
    on: date


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, a page or a whole submission without content; `page` is 0 for what is no page."""

    name: str
    page: int
    code: str
    message: str


def summary_json(asked: Asked, screened: Sequence[Screened]) -> dict[str, Any]:
    """caishen/batch/1."""
    rows = [_row(one) for one in screened]
    return {
        "schema": SCHEMA,
        "programme": asked.programme,
        "stage": asked.stage,
        "on": asked.on.isoformat(),
        "totals": {
            "submissions": len(rows),
            "states": dict(sorted(Counter(one.state for one in screened).items())),
            "counts": {verdict: sum(row["counts"][verdict] for row in rows) for verdict in VERDICTS},
            "worst": dict(sorted(Counter(row["worst"] for row in rows).items())),
            "unread": sum(len(row["unread"]) for row in rows),
        },
        "submissions": rows,
    }


def counts(result: Mapping[str, Any]) -> dict[str, int]:
    """Findings by verdict, every verdict named."""
    found = Counter(finding["verdict"] for finding in result.get("findings", ()))
    return {verdict: found[verdict] for verdict in VERDICTS}


def worst(one: Screened) -> str:
    """The worst verdict; "unread" where there is no result at all or nothing was read."""
    if not one.result or one.state == "failed":
        return "unread"
    found = counts(one.result)
    return next((verdict for verdict in VERDICTS if found[verdict]), "review")


def findings(one: Screened, verdict: str) -> list[Mapping[str, Any]]:
    return [finding for finding in one.result.get("findings", ()) if finding["verdict"] == verdict]


def document_names(one: Screened) -> dict[str, str]:
    return {document["id"]: document["name"] for document in one.result.get("documents", ())}


def unread(one: Screened) -> list[Unread]:
    """Everything that was handed in and not read or not recognised, with the reason."""
    coverage = one.result.get("coverage", {})
    names = document_names(one)
    found = [Unread("", 0, "failed", one.error)] if one.error else []
    found += [Unread(file["name"], 0, file["code"], file["message"]) for file in coverage.get("unread_files", ())]
    found += [
        Unread(names.get(page["document"], ""), page["number"], page["code"], page["message"])
        for page in coverage.get("unread_pages", ())
    ]
    found += [Unread(note["name"], 0, note["code"], note["message"]) for note in coverage.get("notes", ())]
    unknown = coverage.get("unknown_documents", ())
    return found + [Unread(names.get(identity, ""), 0, "unknown_kind", UNKNOWN_KIND) for identity in unknown]


def _row(one: Screened) -> dict[str, Any]:
    return {
        "name": masked(one.name),
        "place": one.place,
        "state": one.state,
        "programme": one.result.get("programme", ""),
        "edition": one.result.get("edition", ""),
        "files": one.files,
        "pages": one.pages,
        "counts": counts(one.result),
        "worst": worst(one),
        "unread": [_plain(item) for item in unread(one)],
    }


def _plain(item: Unread) -> dict[str, Any]:
    return {
        "name": masked(item.name),
        "page": item.page or None,
        "code": item.code,
        "message": masked(item.message),
    }

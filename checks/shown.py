"""What outputs are given: the result in its JSON form with what people call things. Plain values, safe to pickle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.folder import folder_of, without_folder

_ASKING = ("fail", "review")


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

    `name` is what the applicant called the file, `document_ids` the papers that it holds, `findings` those that cite
    one of them and those that ask for an answer and cite nothing; `others` counts the submission's further findings.
    `documents` are file names by paper id, of the papers that these findings cite, `rules` what the rules ask by rule
    id, `on` the screening's date. `part`: it follows a sheet that says everything. Names stand without the folder
    that all files share.
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
    others: int = 0


@dataclass(frozen=True, slots=True)
class Copying:
    """A submission laid out for the copies of its files: each is made without going through everybody's findings.

    `citing` are the places in `findings` of those that cite a paper, by its id; `bare` of those that ask for an
    answer and cite nothing, `asking` of all that ask for an answer.
    """

    shown: Shown
    folder: str
    findings: tuple[Mapping[str, Any], ...]
    documents: Mapping[str, str]
    citing: Mapping[str, Sequence[int]]
    bare: tuple[int, ...]
    asking: tuple[int, ...]

    def copy(
        self,
        format: str,
        name: str,
        document_ids: tuple[str, ...],
        *,
        part: bool = False,
        elsewhere: bool = False,
        ledger: bool = False,
    ) -> Copy:
        """What a copy of one file shows of the whole; `elsewhere`: also what asks for an answer in other files.

        `ledger`: one beside the copies tells what concerns all files, and what is in order without a place on a page.
        """
        besides = self.asking if elsewhere else () if ledger else self.bare
        wanted = set(besides).union(*(self.citing.get(id, ()) for id in document_ids))
        findings = tuple(self.findings[at] for at in sorted(wanted))
        if ledger:
            findings = tuple(one for one in findings if one["verdict"] in _ASKING or _placed(one, document_ids))
        cited = {item["document"] for finding in findings for item in finding["evidence"]}
        decisions = self.shown.decisions
        return Copy(
            format=format,
            name=name.removeprefix(self.folder),
            findings=findings,
            document_ids=document_ids,
            decisions={one["id"]: decisions[one["id"]] for one in findings if one["id"] in decisions},
            documents={id: self.documents[id] for id in cited if id in self.documents},
            rules=self.shown.texts,
            on=self.shown.on,
            part=part,
            others=len(self.findings) - len(findings),
        )


def _placed(finding: Mapping[str, Any], document_ids: tuple[str, ...]) -> bool:
    return any(item["document"] in document_ids and item["bbox"] for item in finding["evidence"])


def copying(shown: Shown) -> Copying:
    """`shown` laid out for copies of all its files."""
    result = without_folder(shown.result)
    findings = tuple(result["findings"])
    citing: dict[str, list[int]] = {}
    for at, finding in enumerate(findings):
        for document in dict.fromkeys(item["document"] for item in finding["evidence"]):
            citing.setdefault(document, []).append(at)
    asking = tuple(at for at, finding in enumerate(findings) if finding["verdict"] in _ASKING)
    return Copying(
        shown=shown,
        folder=folder_of(
            one["name"] for one in (*shown.result["documents"], *shown.result["coverage"]["unread_files"])
        ),
        findings=findings,
        documents={document["id"]: document["name"] for document in result["documents"]},
        citing=citing,
        bare=tuple(at for at in asking if not findings[at]["evidence"]),
        asking=asking,
    )

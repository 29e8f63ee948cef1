"""What the applicant's own page shows: the papers and the findings, without decisions and without others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.pages.groups import Group, Listing
from api.pages.workbench import VERDICTS, Paper
from api.precheck_key import key_of
from checks.for_applicant import own
from worker.store import FindingView, SubmissionView


@dataclass(frozen=True, slots=True)
class Applicant:
    """The address of the page, under which everything lies that it needs; `next` is that of the next version."""

    base: str
    next: str

    @classmethod
    def of(cls, view: SubmissionView, token: str) -> Applicant:
        key = key_of(token, view.tenant, view.lineage or view.id)
        return cls(f"/precheck/{view.id}/{key}", f"/precheck/{{id}}/{key}")


def findings_of(views: Sequence[FindingView]) -> list[FindingView]:
    """Without decisions and comments, and in words that tell nothing of other submissions."""
    return [FindingView(view.submission_id, own(view.finding), None) for view in views]


def groups_of(held: Listing) -> tuple[Group, ...]:
    """All cards at once: further stretches are for those who are signed in."""
    every = [held.group(verdict, 0, len(held.views)) for verdict in VERDICTS]
    return tuple(group for group in every if group.count)


def papers_of(papers: Sequence[Paper], applicant: Applicant) -> tuple[Paper, ...]:
    """With the page images under the page's own address."""

    def shown(paper: Paper) -> Paper:
        at = f"{applicant.base}/documents/{paper.view.id}/pages"
        pages = tuple(
            replace(sheet, image=f"{at}/{sheet.view.number}.webp" if sheet.image else "") for sheet in paper.pages
        )
        return replace(paper, pages=pages)

    return tuple(shown(paper) for paper in papers)

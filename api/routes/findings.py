"""/v1/submissions/{id}/findings and /v1/findings/{id}: what was found, and what a person says to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from api.deps import StoreDep, Who
from api.problems import Problem
from api.routes.submissions import submission
from api.schemas import DecisionIn, FindingList, FindingOut
from worker import store as stored

router = APIRouter(prefix="/v1", tags=["findings"])


@router.get("/submissions/{submission_id}/findings")
def listing(store: StoreDep, who: Who, submission_id: str) -> FindingList:
    submission(store, who, submission_id)
    views = stored.findings(store, who.tenant, submission_id)
    return FindingList(findings=[FindingOut.of(view) for view in views])


@router.patch("/findings/{finding_id}")
def decide(
    response: Response,
    store: StoreDep,
    who: Who,
    finding_id: str,
    body: DecisionIn,
    if_match: Annotated[str | None, Header()] = None,
) -> FindingOut:
    """Accept, dismiss with a reason, comment, undo. 409 when If-Match (or `version`) is not the version in force."""
    view = stored.decide(
        store,
        who.tenant,
        who.actor,
        finding_id,
        action=body.action,
        reason=body.reason,
        comment=body.comment,
        expected_version=body.version if if_match is None else version_of(if_match),
    )
    response.headers["ETag"] = f'"{view.version}"'
    return FindingOut.of(view)


def version_of(if_match: str | None) -> int | None:
    """The version in an If-Match header; none given or * means any. Raises Problem 400.

    >>> version_of('"3"'), version_of("*"), version_of(None)
    (3, None, None)
    """
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip().removeprefix("W/").strip('"')
    if not tag.isdecimal():
        raise Problem(400, detail="If-Match 须为读到该条时的版本号。")
    return int(tag)

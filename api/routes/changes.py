"""/v1/submissions/{id}/changes: what a new version of a submission solved, left open or brought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter

from api.auth import Identity
from api.deps import StoreDep, Who
from api.problems import Problem
from api.routes.submissions import submission
from api.schemas import ChangeOut, ChangesOut
from checks.comparing import Change, compare, counts
from worker import store as stored
from worker.store import Store, Version

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])


@router.get("/{submission_id}/changes")
def changes(store: StoreDep, who: Who, submission_id: str) -> ChangesOut:
    """Against the last version before it that has a result. 404 while this one has none."""
    submission(store, who, submission_id)
    before, found = changes_of(store, who, submission_id)
    shown = [ChangeOut.model_validate(change) for change in found]
    return ChangesOut(before=before.id if before else "", counts=counts(found), changes=shown)


def changes_of(
    store: Store, who: Identity, submission_id: str, now: Mapping[str, Any] | None = None
) -> tuple[Version | None, tuple[Change, ...]]:
    """The version before, and what changed since; None and nothing where there is none. `now`: the result, where it
    is at hand. Raises Problem 404.
    """
    now = now or stored.result(store, who.tenant, submission_id)
    if now is None:
        raise Problem(404, detail="这份提交还没有审查结果。")
    before = stored.version_before(store, who.tenant, submission_id)
    then = stored.result(store, who.tenant, before.id) if before else None
    return (before, compare(then, now)) if then is not None else (None, ())

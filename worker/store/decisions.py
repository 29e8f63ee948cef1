"""Findings and what people decided about them. Decisions are only ever added, also to take one back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeAlias, get_args

from sqlalchemy import Row, Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from worker.store import states
from worker.store.database import Store
from worker.store.errors import Conflict, NotFound, ReasonRequired
from worker.store.models import DecisionRow, FindingRow, ResultRow, SubmissionRow
from worker.store.views import Decision, FindingView

Action: TypeAlias = Literal["accept", "dismiss", "comment", "undo"]
NOTHING_TO_UNDO = "这条意见还没有处理决定，没有可以撤销的内容。"


def result(store: Store, tenant: str, submission_id: str) -> dict[str, Any] | None:
    """caishen/result/1, or None while there is none."""
    with store.reading() as session:
        row = session.scalar(
            select(ResultRow).where(ResultRow.submission_id == submission_id, ResultRow.tenant == tenant)
        )
        return None if row is None else dict(row.body)


def findings(store: Store, tenant: str, submission_id: str) -> list[FindingView]:
    """In the order of the result. Raises NotFound for a submission that is not this tenant's."""
    with store.reading() as session:
        if session.scalar(_owned(tenant, submission_id)) is None:
            raise NotFound()
        rows = session.execute(  # a thousand of them: values, not objects of the session
            select(FindingRow.id, FindingRow.submission_id, FindingRow.body, FindingRow.fingerprint)
            .where(FindingRow.submission_id == submission_id)
            .order_by(FindingRow.position)
        ).all()
        held = select(FindingRow.id).where(FindingRow.submission_id == submission_id)
        histories = _histories(session, tenant, held)
        return [_view(row, histories[row.id]) for row in rows]


def decide(
    store: Store,
    tenant: str,
    actor: str,
    finding_id: str,
    *,
    action: Action,
    reason: str = "",
    comment: str = "",
    expected_version: int | None = None,
) -> FindingView:
    """Add a decision. `expected_version` is the version of the FindingView that the person looked at.

    Raises NotFound, ReasonRequired (dismissing without one), Conflict (somebody else decided meanwhile, or there is
    nothing to undo) and ValueError for an unknown action.
    """
    if action not in get_args(Action):
        raise ValueError(action)
    if action == "dismiss" and not reason.strip():
        raise ReasonRequired()
    try:
        with store.writing() as session:
            return _add(session, tenant, actor, finding_id, action, reason.strip(), comment.strip(), expected_version)
    except IntegrityError:
        raise Conflict() from None


def _add(
    session: Session,
    tenant: str,
    actor: str,
    finding_id: str,
    action: Action,
    reason: str,
    comment: str,
    expected_version: int | None,
) -> FindingView:
    row = session.scalar(
        select(FindingRow)
        .where(FindingRow.id == finding_id, FindingRow.tenant == tenant)
        .order_by(FindingRow.created_at.desc())
        .limit(1)
    )
    if row is None:
        raise NotFound("没有找到这条审查意见，可能已随提交一起删除。")
    history = _histories(session, tenant, (finding_id,))[finding_id]
    if expected_version is not None and expected_version != len(history):
        raise Conflict()
    if action == "undo" and _standing(history) is None:
        raise Conflict(NOTHING_TO_UNDO)
    added = DecisionRow(
        tenant=tenant,
        actor=actor,
        submission_id=row.submission_id,
        finding_id=finding_id,
        number=len(history) + 1,
        action=action,
        reason=reason,
        comment=comment,
        fingerprint=row.fingerprint,
    )
    session.add(added)
    session.flush()
    states.touch(session, row.submission_id)
    return _view(row, [*history, added])


def _owned(tenant: str, submission_id: str) -> Select[str]:
    return select(SubmissionRow.id).where(SubmissionRow.id == submission_id, SubmissionRow.tenant == tenant)


def _histories(session: Session, tenant: str, ids: Sequence[str] | Select[str]) -> dict[str, list[DecisionRow]]:
    histories: dict[str, list[DecisionRow]] = defaultdict(list)
    query = (
        select(DecisionRow)
        .where(DecisionRow.tenant == tenant, DecisionRow.finding_id.in_(ids))
        .order_by(DecisionRow.finding_id, DecisionRow.number)
    )
    for row in session.scalars(query):
        histories[row.finding_id].append(row)
    return histories


def _standing(history: Iterable[DecisionRow]) -> DecisionRow | None:
    """The decision in force: the last acceptance or dismissal that was not taken back."""
    stack: list[DecisionRow] = []
    for row in history:
        if row.action in ("accept", "dismiss"):
            stack.append(row)
        elif row.action == "undo" and stack:
            stack.pop()
    return stack[-1] if stack else None


def _view(row: FindingRow | Row[Any], history: Sequence[DecisionRow]) -> FindingView:
    standing = _standing(history)
    return FindingView(
        submission_id=row.submission_id,
        finding=dict(row.body),
        decision=None if standing is None else _decision(standing, row.fingerprint),
        history=tuple(_decision(item, row.fingerprint) for item in history),
    )


def _decision(row: DecisionRow, fingerprint: str) -> Decision:
    return Decision(
        action=row.action,
        reason=row.reason,
        comment=row.comment,
        actor=row.actor,
        at=row.created_at,
        stale=row.fingerprint != fingerprint,
    )

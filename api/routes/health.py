"""/healthz, /readyz, /metrics: for whoever runs the service. No personal data, so no token is asked for."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from api.deps import BrokerDep, StoreDep
from api.problems import Problem
from worker import queue
from worker.store import Store
from worker.store.models import OutboxRow, SubmissionRow

router = APIRouter(tags=["health"])

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(store: StoreDep, broker: BrokerDep) -> dict[str, str]:
    """Database and queue answer. Raises Problem 503 naming the one that does not."""
    try:
        _by_state(store)
    except SQLAlchemyError as error:
        raise Problem(503, "database_unavailable", "数据库没有应答。") from error
    if not queue.available(broker):
        raise Problem(503, "queue_unavailable", "任务队列没有应答；提交会保留，恢复后继续处理。")
    return {"status": "ready"}


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(store: StoreDep) -> PlainTextResponse:
    """Prometheus text: submissions by state, jobs by queue and state."""
    lines = ["# HELP caishen_submissions Submissions by state.", "# TYPE caishen_submissions gauge"]
    lines += [f'caishen_submissions{{state="{state}"}} {count}' for state, count in sorted(_by_state(store).items())]
    lines += ["# HELP caishen_jobs Jobs by queue and state.", "# TYPE caishen_jobs gauge"]
    for (name, state), count in sorted(_jobs(store).items()):
        lines.append(f'caishen_jobs{{queue="{name}",state="{state}"}} {count}')
    return PlainTextResponse("\n".join(lines) + "\n", media_type=PROMETHEUS)


def _by_state(store: Store) -> dict[str, int]:
    with store.reading() as session:
        rows = session.execute(select(SubmissionRow.state, func.count()).group_by(SubmissionRow.state))
        return {str(state): int(count) for state, count in rows}


def _jobs(store: Store) -> dict[tuple[str, str], int]:
    query = select(OutboxRow.queue, OutboxRow.state, func.count()).group_by(OutboxRow.queue, OutboxRow.state)
    with store.reading() as session:
        return {(queue, state): count for queue, state, count in session.execute(query)}

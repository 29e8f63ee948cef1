"""The job that makes the summary workbook of a batch from the results in the store."""

from __future__ import annotations

from collections.abc import Callable

from worker import store as stores
from worker.gather import Cancelled
from worker.station import Station
from worker.store import PartView, outbox, summaries
from worker.store.erasing import discard
from worker.store.outbox import LeaseLost, Task
from worker.summary import Asked, Screened
from worker.summary_book import workbook

STATES = {"cancelled": "这份材料已取消，没有核对。"}
NO_RESULT = "这份材料没有处理完，没有结果。"


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Raises Cancelled, LeaseLost."""
    view = stores.get_batch(station.store, task.tenant, task.batch_id)
    if view is None:
        with station.store.writing() as session:
            outbox.finish(session, task.id, station.owner)
        return
    screened = []
    for part in view.parts:
        if stop():
            raise Cancelled
        screened.append(_screened(station, task.tenant, part))
    sha = station.store.blobs.put_bytes(workbook(Asked(view.programme, view.stage, view.on), screened))
    try:
        summaries.save_summary(station.store, task, station.owner, sha, view.revision)
    except LeaseLost:
        discard(station.store, sha)
        raise


def _screened(station: Station, tenant: str, part: PartView) -> Screened:
    result = stores.result(station.store, tenant, part.submission_id)
    missing = part.error or STATES.get(part.state, NO_RESULT)
    return Screened(
        name=part.name,
        place=f"/submissions/{part.submission_id}",
        state=part.state,
        files=part.files,
        pages=part.pages_done,
        result=result or {},
        error="" if result else missing,
        identity=part.submission_id,
    )

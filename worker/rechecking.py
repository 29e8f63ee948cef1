"""The job that checks a submission again from what was read, with the corrections laid over; no file is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checks.outputs.json import record_json, result_json
from extractor.codec import OtherVersion
from worker.crossing import crossed
from worker.deciding import decide
from worker.gather import Cancelled
from worker.station import Station
from worker.store import outbox, readings, results
from worker.store.corrections import standing
from worker.store.outbox import Task
from worker.store.readings import with_corrections


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Raises Cancelled, LeaseLost. Where the code that reads has changed since, the pages are understood anew."""
    try:
        held = readings.held(station.store, task.submission_id)
    except OtherVersion:
        _read_again(station, task)
        return
    if held is None:
        with station.store.writing() as session:
            outbox.finish(session, task.id, station.owner)
        return
    given = standing(station.store, task.tenant, [document.id for document in held.documents])
    documents = [with_corrections(document, given) for document in held.documents]
    result = decide(held, documents, held.unread, crossed(station, task, held, documents))
    if stop():
        raise Cancelled
    result = replace(result, versions={**held.versions, **result.versions})
    records = {document.id: record_json(document.record) for document in documents}
    results.save_rechecked(station.store, task, station.owner, result_json(result), records)


def _read_again(station: Station, task: Task) -> None:
    with station.store.writing() as session:
        outbox.finish(session, task.id, station.owner)
        outbox.add(
            session,
            tenant=task.tenant,
            actor=task.actor,
            submission_id=task.submission_id,
            queue="interactive",
            job="screen",
        )

"""The job that checks a submission again from what was read, with the corrections laid over; no file is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checks.case import CaseDocument
from checks.outputs.json import record_json, result_json
from extractor.codec import OtherVersion
from worker.crossing import crossed
from worker.deciding import decide
from worker.gather import Cancelled
from worker.kinds_said import PagesGone, retold
from worker.station import Station
from worker.store import outbox, readings
from worker.store.corrections import kinds_said as kinds_said_of
from worker.store.corrections import standing
from worker.store.outbox import Task
from worker.store.readings import Held, with_corrections
from worker.store.rechecked import Rechecked, save_rechecked


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Raises Cancelled, LeaseLost. Where the code that reads has changed since, the pages are understood anew."""
    try:
        held = readings.held(station.store, task.submission_id)
        anew = None if held is None else _anew(station, task, held)
    except (OtherVersion, PagesGone):
        _read_again(station, task)
        return
    if held is None:
        with station.store.writing() as session:
            outbox.finish(session, task.id, station.owner)
        return
    read = held.documents if anew is None else anew
    given = standing(station.store, task.tenant, [document.id for document in read])
    documents = [with_corrections(document, given) for document in read]
    result = decide(held, documents, held.unread, crossed(station, task, held, documents))
    if stop():
        raise Cancelled
    result = replace(result, versions={**held.versions, **result.versions})
    papers = [_stored(document) for document in documents]
    save_rechecked(station.store, task, station.owner, result_json(result), papers, anew)


def _anew(station: Station, task: Task, held: Held) -> list[CaseDocument] | None:
    """The papers, where people say of one since that it is of another kind; else None."""
    said = kinds_said_of(station.store, task.tenant, [document.id for document in held.documents])
    return retold(station, task, held.documents, said, held.lineage)


def _stored(document: CaseDocument) -> Rechecked:
    return Rechecked(
        document.id, document.name, document.sha256, document.kind, document.pages, record_json(document.record)
    )


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

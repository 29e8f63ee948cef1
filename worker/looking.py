"""The job that reads a box which a person drew: the text read there before, else the picture, by a reader process."""

from __future__ import annotations

from collections.abc import Callable

from extractor import codec
from extractor.box_text import layer_text
from extractor.document import Page
from extractor.errors import ReadError
from worker.gather import Cancelled
from worker.station import Station
from worker.store import looks, outbox
from worker.store.cache import StoredPages
from worker.store.looks import Wanted
from worker.store.outbox import Task


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Raises Cancelled, LeaseLost. What cannot be read is said in the look's error."""
    asked = task.arguments["look"]
    wanted = looks.wanted(station.store, asked)
    if wanted is None:
        with station.store.writing() as session:
            outbox.finish(session, task.id, station.owner)
        return
    try:
        text, confidence, source = _read(station, task, wanted)
    except ReadError as error:
        looks.save_look(station.store, task, station.owner, asked, error=(error.code, error.message))
        return
    if stop():
        raise Cancelled
    looks.save_look(station.store, task, station.owner, asked, text=text, confidence=confidence, source=source)


def _read(station: Station, task: Task, wanted: Wanted) -> tuple[str, float, str]:
    page = _page(station, task, wanted)
    found = layer_text(page, wanted.box) if page is not None else None
    if found is not None:
        return found.text, found.confidence, found.source
    path = station.store.blobs.path(wanted.blob_sha)
    turn = page.turn if page is not None else 0
    return station.pool.box(path, wanted.name, wanted.page, wanted.width, wanted.box, turn).result()


def _page(station: Station, task: Task, wanted: Wanted) -> Page | None:
    """As it was read; None where the cache holds it no longer."""
    cache = StoredPages(station.store, task.tenant, task.actor)
    data = cache.get(wanted.blob_sha, wanted.page, station.pool.reading.key())
    try:
        return None if data is None else codec.load_page(data)
    except codec.OtherVersion:
        return None

"""The job that makes page images: WEBP blobs, so that the API serves files and never opens a stranger's paper."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, as_completed

from extractor.errors import ReadError
from worker.gather import Cancelled
from worker.station import Station
from worker.store import images, outbox
from worker.store.erasing import discard
from worker.store.images import FAILED, MissingImage
from worker.store.outbox import LeaseLost, Task

WIDTH = 1400
"""Pixels: sharp on a laptop at full width, about 100 kB for a page of text."""


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Render what has no image yet. A page that cannot be rendered is marked so. Raises Cancelled, LeaseLost."""
    futures: dict[Future[bytes], MissingImage] = {}
    for image in images.missing_images(station.store, task.submission_id):
        path = station.store.blobs.path(image.blob_sha)
        futures[station.pool.image(path, image.name, image.number, WIDTH)] = image
    try:
        for future in as_completed(futures):
            if stop():
                raise Cancelled
            _save(station, task, futures[future], _blob(station, future))
    finally:
        for future in futures:
            future.cancel()
    with station.store.writing() as session:
        outbox.finish(session, task.id, station.owner)


def _save(station: Station, task: Task, image: MissingImage, sha: str) -> None:
    try:
        images.save_image(station.store, task, station.owner, image, sha)
    except LeaseLost:
        discard(station.store, sha)
        raise


def _blob(station: Station, future: Future[bytes]) -> str:
    try:
        return station.store.blobs.put_bytes(future.result())
    except ReadError:
        return FAILED
    except CancelledError:
        raise Cancelled from None

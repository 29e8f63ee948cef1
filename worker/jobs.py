"""What RQ calls, by name. A job only orchestrates: it claims its row, keeps the lease alive, and never raises.

Nothing of a submission travels through Redis but the row's id, also not in a traceback.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from worker import exporting, looking, rechecking, rendering, screening, summarising, unbatching
from worker.gather import Cancelled
from worker.station import Station
from worker.store import NotAllowed, batches, outbox, results, submissions
from worker.store.outbox import LeaseLost, Task

log = logging.getLogger(__name__)

YIELD_SECONDS = 3.0
"""A single packet that has waited so long makes a packet of a batch step back."""

WORK: dict[str, Callable[[Station, Task, Callable[[], bool]], None]] = {
    "screen": screening.run,
    "recheck": rechecking.run,
    "render": rendering.run,
    "export": exporting.run,
    "look": looking.run,
    "unpack": unbatching.run,
    "summarise": summarising.run,
}
_station: list[Station] = []


def use(station: Station) -> None:
    """Called once when the worker process starts."""
    _station[:] = [station]


@dataclass(slots=True)
class _Lease:
    """`lost`: another worker has the job. `unwanted`: the user cancelled or erased what it is about.

    `yielding`: a single packet waits, and this one of a batch goes on later; its pages are in the cache.
    """

    lost: threading.Event = field(default_factory=threading.Event)
    unwanted: threading.Event = field(default_factory=threading.Event)
    yielding: threading.Event = field(default_factory=threading.Event)

    def broken(self) -> bool:
        return self.lost.is_set() or self.unwanted.is_set() or self.yielding.is_set()


def run(task_id: str) -> None:
    """Do one job, unless it is done or another worker does it."""
    station = _station[0]
    seconds = station.settings.lease_seconds
    task = outbox.claim(station.store, task_id, station.owner, seconds)
    if task is None:
        log.info("job %s is not to be done here", task_id)
        return
    log.info("job %s: %s of %s", task.id, task.job, task.submission_id or task.batch_id)
    with _leased(station, task) as lease:
        try:
            WORK[task.job](station, task, lambda: _stop(station, lease))
        except NotAllowed:
            _close(station, task)
        except (Cancelled, LeaseLost):
            _stopped(station, task, lease)
        except Exception as error:
            # The message of an error may hold what stood on a paper: only its kind is kept.
            log.error("job %s failed: %s at %s", task.id, type(error).__name__, _where(error))
            outbox.release(station.store, task.id, station.owner, station.settings.max_attempts, type(error).__name__)


def _stop(station: Station, lease: _Lease) -> bool:
    return station.stopping.is_set() or lease.broken()


def _stopped(station: Station, task: Task, lease: _Lease) -> None:
    if lease.lost.is_set():
        return
    if _unwanted(station, task) and task.job == "screen":
        try:
            results.end_cancelled(station.store, task, station.owner)
        except (LeaseLost, NotAllowed):
            log.info("submission %s is gone", task.submission_id)
    else:
        outbox.give_back(station.store, task.id, station.owner)


def _unwanted(station: Station, task: Task) -> bool:
    if task.batch_id:
        return not batches.batch_wanted(station.store, task.batch_id)
    return submissions.cancel_requested(station.store, task.submission_id)


def _close(station: Station, task: Task) -> None:
    """The submission was cancelled before we began: nothing is to be done."""
    with suppress(LeaseLost), station.store.writing() as session:
        outbox.finish(session, task.id, station.owner, error="not wanted")


@contextmanager
def _leased(station: Station, task: Task) -> Iterator[_Lease]:
    """Renew the lease from a thread of its own until the job is over."""
    lease, over = _Lease(), threading.Event()
    pause = min(station.settings.lease_seconds / 3, 2.0)

    def beat() -> None:
        while not over.wait(pause):
            try:
                if not outbox.renew(station.store, task.id, station.owner, station.settings.lease_seconds):
                    lease.lost.set()
                    return
                if _unwanted(station, task):
                    lease.unwanted.set()
                if task.queue == "batch" and outbox.waits(station.store, "read", YIELD_SECONDS):
                    lease.yielding.set()
            except Exception as error:
                log.warning("heartbeat: %s", type(error).__name__)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        over.set()
        thread.join()


def _where(error: BaseException) -> str:
    """The place in the code, without values."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-3:])

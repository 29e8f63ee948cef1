"""One worker process: RQ's worker that does not fork, with a heartbeat of its own, and a sweeper beside it.

Readers are spawned by threads of this process, so nothing here may fork: RQ's SimpleWorker runs the job in place.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from typing import Any

from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.job import Job

from worker import jobs, queue
from worker.settings import Settings
from worker.station import Station, open_station
from worker.store import collect

BEAT_SECONDS = 30.0
COLLECT_SECONDS = 3600.0
WAIT_SECONDS = 1.0

log = logging.getLogger(__name__)


class BeatingWorker(SimpleWorker):
    """SimpleWorker sends no heartbeat while a job runs: a thread does it here. SIGTERM stops the job too."""

    station: Station
    max_connection_wait_time = 5.0

    def execute_job(self, job: Job, queue: Queue) -> None:
        execution = self.prepare_execution(job)
        over = threading.Event()

        def beat() -> None:
            while not over.wait(BEAT_SECONDS):
                try:
                    self.maintain_heartbeats(job, execution)
                except RedisError as error:
                    log.warning("heartbeat to the queue: %s", type(error).__name__)

        thread = threading.Thread(target=beat, name="rq-heartbeat", daemon=True)
        thread.start()
        try:
            self.perform_job(job, queue, execution)
        finally:
            over.set()
            thread.join()

    def request_stop(self, signum: Any, frame: Any) -> None:
        """The job gives itself back to the outbox; then this process ends."""
        self.station.stopping.set()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def work(settings: Settings, queues: Sequence[str], readers: int | None = None) -> None:
    """Work until asked to stop by SIGTERM or SIGINT; outlives a Redis that comes and goes."""
    station = open_station(settings, readers)
    jobs.use(station)
    station.pool.warm()
    sweeper = threading.Thread(target=_sweep, args=(station,), name="sweeper", daemon=True)
    sweeper.start()
    try:
        while not station.stopping.is_set():
            try:
                _worker(station, queues).work(logging_level="WARNING")
            except (RedisError, OSError) as error:
                log.warning("queue not reachable: %s", type(error).__name__)
            station.stopping.wait(WAIT_SECONDS)
    except KeyboardInterrupt:
        station.stopping.set()
    finally:
        station.close()


def _worker(station: Station, queues: Sequence[str]) -> BeatingWorker:
    worker = BeatingWorker(
        [station.broker.queue(name) for name in listened(queues)],
        connection=station.broker.redis,
        log_job_description=False,
        disable_default_exception_handler=True,
    )
    worker.station = station
    return worker


def listened(queues: Sequence[str]) -> list[str]:
    """In the order in which jobs are taken.

    >>> listened(["read"]), listened(["read", "interactive"])
    (['read', 'batch'], ['read', 'batch', 'interactive'])
    """
    behind = [queue.BEHIND.get(name, name) for name in queues]
    return list(dict.fromkeys(name for pair in zip(queues, behind, strict=True) for name in pair))


def _sweep(station: Station) -> None:
    """Every worker sweeps: each change is compared and set, so that two at once do no harm."""
    collected = 0.0
    while not station.stopping.wait(station.settings.sweep_seconds):
        try:
            queue.enqueue_pending(station.store, station.broker)
            queue.sweep(station.store, station.broker)
            if time.monotonic() - collected > COLLECT_SECONDS:
                collected = time.monotonic()
                collect(station.store)
        except Exception as error:
            log.warning("sweeper: %s", type(error).__name__)

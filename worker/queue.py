"""Sends the outbox to RQ by name, and rebuilds a lost queue. Redis holds ids only; the database is the truth."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue

from worker.settings import Settings
from worker.store import Store, outbox

QUEUES = ("read", "batch", "interactive")
BEHIND = {"read": "batch"}
"""Who works on a queue also works on the one behind it, when the first is empty: batches wait for single packets."""
RUN = "worker.jobs.run"
KEEP_SECONDS = 300
"""How long RQ keeps a job that has ended: nothing is read from it."""
PATIENCE_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Broker:
    """The connection to Redis or Valkey. Made once for each process."""

    redis: Redis

    def queue(self, name: str) -> Queue:
        return Queue(name, connection=self.redis)


def connect(settings: Settings) -> Broker:
    """Lazy: nothing is asked of the server yet."""
    return Broker(Redis.from_url(settings.redis, socket_connect_timeout=5, health_check_interval=30))


def available(broker: Broker) -> bool:
    try:
        return bool(broker.redis.ping())
    except (RedisError, OSError):
        return False


def enqueue_pending(store: Store, broker: Broker) -> int:
    """Send what waits in the outbox. Returns how many were sent; 0 also when the queue cannot be reached now.

    Sent twice is harmless: a worker must claim the row before it does anything.
    """
    sent = 0
    for task in outbox.pending(store):
        try:
            broker.queue(task.queue).enqueue_call(
                func=RUN,
                args=(task.id,),
                timeout=store.settings.job_timeout,
                result_ttl=0,
                failure_ttl=KEEP_SECONDS,
                job_id=task.ticket,
                description=task.job,
            )
        except (RedisError, OSError) as error:
            log.warning("queue not reachable: %s", type(error).__name__)
            return sent
        sent += outbox.mark_sent(store, task.id)
    return sent


def sweep(store: Store, broker: Broker) -> int:
    """Put back what a dead worker or an emptied queue left behind, then send it. Returns how many were put back."""
    try:
        waiting = {ticket for name in QUEUES for ticket in broker.queue(name).get_job_ids()}
        changed = outbox.put_back(
            store,
            waiting.__contains__,
            max_attempts=store.settings.max_attempts,
            patience=PATIENCE_SECONDS,
        )
    except (RedisError, OSError):
        return 0
    enqueue_pending(store, broker)
    return changed

"""What one worker process holds while it lives: the store, the queue, its readers, and whether it is to stop."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import dataclass, field
from uuid import uuid4

from extractor.settings import ReadSettings
from worker import queue
from worker.queue import Broker
from worker.sandbox import PoolSettings, ReaderPool
from worker.settings import Settings
from worker.store import Store, open_store


@dataclass(slots=True)
class Station:
    """`owner` names this process in leases. `stopping` is set when the process was asked to end."""

    settings: Settings
    store: Store
    broker: Broker
    pool: ReaderPool
    owner: str = field(default_factory=lambda: f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid4().hex[:8]}")
    stopping: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.stopping.set()
        self.pool.close()
        self.store.close()


def reader_pool(settings: Settings, readers: int | None = None) -> ReaderPool:
    """A pool as the settings say; `readers` instead of the number there."""
    pool = PoolSettings(
        readers=readers or settings.readers,
        max_pages=settings.reader_max_pages,
        max_rss=settings.reader_max_rss,
        page_timeout=settings.page_timeout,
        reader=settings.reader,
    )
    reading = ReadSettings(
        engine=settings.engine,
        precision=settings.precision,
        threads=settings.reader_threads,
        max_pages=settings.max_pages,
        max_bytes=settings.max_file_bytes,
    )
    return ReaderPool(pool, reading)


def open_station(settings: Settings, readers: int | None = None) -> Station:
    return Station(settings, open_store(settings), queue.connect(settings), reader_pool(settings, readers))

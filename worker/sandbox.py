"""The reader processes. One page is one task: a crash, a hang or a flood of memory costs that page and nothing else.

Each lane is a thread with a pebble pool of one spawned process, so that a process killed at any moment can damage
only its own channel. Lanes recycle their process after some pages, or when its resident memory is above a limit
(RLIMIT_AS would break OpenVINO, which reserves far more address space than it uses).
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import psutil
from pebble import ProcessPool

from checks.shown import Copy
from extractor.document import Outline, Photograph
from extractor.errors import PageCrashed, PageTimeout, ReadError
from extractor.geometry import BBox
from extractor.settings import ReadSettings
from extractor.unzip import UnzipLimits, Unzipped
from worker import confine
from worker.understood import Understood

START_SECONDS = 60.0
"""How long a new process may take until it is ready for its first task."""
LOOK_SECONDS = 0.2
FLOOD = 2
"""A process that needs so many times the recycling limit within one page is stopped at once."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """`max_rss` in bytes; `page_timeout` in seconds; `reader` the module with worker.reading's functions."""

    readers: int = 2
    max_pages: int = 200
    max_rss: int = 3_000_000_000
    page_timeout: float = 120.0
    reader: str = "worker.reading"


@dataclass(slots=True)
class _Task:
    function: str
    arguments: tuple[Any, ...]
    future: Future[Any] = field(default_factory=Future)


class ReaderPool:
    """Give it work from any thread; close it in the end. Futures fail with extractor.errors only."""

    def __init__(self, pool: PoolSettings, reading: ReadSettings) -> None:
        self.settings, self.reading = pool, reading
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._lanes = [_Lane(pool, self._tasks, f"reader-{number}") for number in range(pool.readers)]

    def warm(self) -> None:
        """Start the processes before the first file comes. Returns at once."""
        for _ in self._lanes:
            self._give("ready")

    def unpack(self, path: Path, folder: Path, limits: UnzipLimits, inner: bool) -> Future[Unzipped | None]:
        return self._give("unpack", path, folder, limits, inner)

    def outline(self, path: Path, name: str) -> Future[Outline]:
        return self._give("outline", path, name, self.reading)

    def page(self, path: Path, name: str, number: int) -> Future[bytes]:
        return self._give("page", path, name, number, self.reading)

    def image(self, path: Path, name: str, number: int, width: int) -> Future[bytes]:
        return self._give("image", path, name, number, width)

    def box(
        self, path: Path, name: str, number: int, width: float, box: BBox, turn: int
    ) -> Future[tuple[str, float, str]]:
        return self._give("box", path, name, number, width, box, turn, self.reading)

    def understand(
        self, name: str, outline: Outline, pages: Sequence[bytes], said: Mapping[tuple[int, ...], str] | None = None
    ) -> Future[Understood]:
        """`said`: kinds that a person gave, by the page numbers of the paper."""
        more = (dict(said),) if said else ()
        return self._give("understand", name, outline, tuple(pages), self.reading, *more)

    def photographs(self, path: Path, name: str, outline: Outline) -> Future[tuple[Photograph, ...]]:
        return self._give("photographs", path, name, outline)

    def annotated(self, original: Path, copy: Copy) -> Future[bytes]:
        return self._give("annotated", original, copy)

    def joined(self, format: str, copies: Sequence[tuple[str, bytes]]) -> Future[bytes]:
        return self._give("joined", format, tuple(copies))

    def close(self) -> None:
        """Stop the processes at once; what still waits is cancelled."""
        for lane in self._lanes:
            lane.stop()
        for _ in self._lanes:
            self._tasks.put(None)
        for lane in self._lanes:
            lane.thread.join()
        while not self._tasks.empty():
            task = self._tasks.get()
            if task is not None:
                task.future.cancel()

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _give(self, function: str, *arguments: Any) -> Future[Any]:
        task = _Task(function, arguments)
        self._tasks.put(task)
        return task.future


class _Lane:
    """One thread and its one process. The thread lives as long as the pool: the kernel ends the process with it."""

    def __init__(self, settings: PoolSettings, tasks: SimpleQueue[_Task | None], name: str) -> None:
        self.settings, self.tasks = settings, tasks
        self.context = multiprocessing.get_context("spawn")
        self.pid = self.context.RawValue("i", 0)
        self.pool: ProcessPool | None = None
        self.done = 0
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.stopping.set()

    def _run(self) -> None:
        while (task := self.tasks.get()) is not None and not self.stopping.is_set():
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                task.future.set_result(self._do(task))
            except ReadError as error:
                task.future.set_exception(error)
            except Exception as error:
                log.exception("reader lane failed in %s", task.function, exc_info=error)
                task.future.set_exception(PageCrashed())
        if task is not None:
            task.future.cancel()
        self._end()

    def _do(self, task: _Task) -> Any:
        """Run one task. Raises ReadError: the reader's own, PageTimeout or PageCrashed."""
        used = self.pool is not None
        running = self._start(task)
        error = running.exception()
        if used and isinstance(error, BrokenProcessPool):  # it died between two tasks: this page is not to blame
            self._end()
            running = self._start(task)
            error = running.exception()
        if error is None:
            value, rss = running.result()
            self._recycle(rss)
            return value
        if isinstance(error, ReadError):
            self._recycle(0)
            raise error
        log.warning("reader process lost or failed in %s: %s", task.function, type(error).__name__)
        self._end()
        raise PageCrashed()

    def _start(self, task: _Task) -> Future[Any]:
        """Give the task to the process, a new one where needed, and wait until its future is done."""
        if self.pool is not None and not self.pool.active:
            self._end()
        self._begin()
        assert self.pool is not None
        running: Future[Any] = self.pool.schedule(_call, args=(self.settings.reader, task.function, task.arguments))
        self._watch(running)
        return running

    def _watch(self, running: Future[Any]) -> None:
        """Wait for the process, looking at its memory and the clock. The time of starting up is not the page's."""
        since, pid = time.monotonic(), 0
        while not _ready(running):
            at = time.monotonic()
            if (running_in := self._alive()) != pid:  # a process that died idle is replaced: that is starting up, too
                since, pid = at, running_in
            late = at - since > (self.settings.page_timeout if pid else START_SECONDS)
            if late:
                self._end()
                raise PageTimeout()
            if self._rss() > FLOOD * self.settings.max_rss or self.stopping.is_set():
                self._end()
                raise PageCrashed()

    def _begin(self) -> None:
        if self.pool is None:
            self.pid.value, self.done = 0, 0
            self.pool = ProcessPool(
                max_workers=1, initializer=_prepare, initargs=(os.getpid(), self.pid), context=self.context
            )

    def _recycle(self, rss: int) -> None:
        self.done += 1
        if self.done >= self.settings.max_pages or rss > self.settings.max_rss:
            self._end()

    def _end(self) -> None:
        """Kill the process without asking: it may be deep in foreign code that hears no signal."""
        if self.pool is None:
            return
        if self.pid.value:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid.value, signal.SIGKILL)
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()
        self.pool = None

    def _alive(self) -> int:
        """The process's number, 0 while there is none that runs."""
        try:
            running = self.pid.value and psutil.Process(self.pid.value).status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return 0
        return int(self.pid.value) if running else 0

    def _rss(self) -> int:
        try:
            return int(psutil.Process(self.pid.value).memory_info().rss) if self.pid.value else 0
        except psutil.Error:
            return 0


def _ready(running: Future[Any]) -> bool:
    try:
        running.exception(timeout=LOOK_SECONDS)
    except TimeoutError:
        return running.done()
    return True


def _prepare(parent: int, pid: Any) -> None:
    """The initialiser of a reader process."""
    confine.die_with(parent)
    confine.without_network()
    confine.quietly()
    pid.value = os.getpid()


def _call(module: str, function: str, arguments: tuple[Any, ...]) -> tuple[Any, int]:
    """In the reader process: the value, and the resident memory after it."""
    value = getattr(import_module(module), function)(*arguments)
    return value, psutil.Process().memory_info().rss

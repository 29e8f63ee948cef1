"""Child processes that are started again when they end, and that end with this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from worker import confine

STOP_SECONDS = 15.0
AGAIN_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Pauses before a process is started again; after the last one always that long."""
LOOK_SECONDS = 0.5
STEADY_SECONDS = 60.0
PARENT = "CAISHEN_PARENT"


@dataclass(slots=True)
class _Child:
    command: Sequence[str]
    process: subprocess.Popen[bytes]
    started: float
    falls: int = 0
    due: float | None = None


@dataclass(slots=True)
class Supervisor:
    """Start children from the main thread only: on Linux the kernel ties them to the thread that started them.

    `also` is called about every second while it watches.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)
    also: Callable[[], None] = lambda: None
    _children: list[_Child] = field(default_factory=list)

    def start(self, *arguments: str) -> None:
        """Run `python arguments…`."""
        command = (sys.executable, *arguments)
        self._children.append(_Child(command, self._run(command), time.monotonic()))

    def watch(self) -> None:
        """Start again what ended, until a signal or `stopping`; then stop everything."""
        before = {number: signal.signal(number, self._asked) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            while not self.stopping.wait(LOOK_SECONDS):
                self.tend()
                self.also()
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def tend(self) -> None:
        """Look at every child once."""
        at = time.monotonic()
        for child in self._children:
            if child.process.poll() is None:
                continue
            if child.due is None:
                child.falls = 0 if at - child.started > STEADY_SECONDS else child.falls
                child.due = at + AGAIN_SECONDS[min(child.falls, len(AGAIN_SECONDS) - 1)]
                child.falls += 1
            if at >= child.due:
                child.process, child.started, child.due = self._run(child.command), at, None

    def running(self) -> list[int]:
        return [child.process.pid for child in self._children if child.process.poll() is None]

    def stop(self) -> None:
        """Ask politely, wait, then kill."""
        for child in self._children:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        self._children.clear()

    def _run(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """In a process group of its own, so that Ctrl-C reaches only this process, which then asks the children."""
        environment = {**os.environ, **self.environment, PARENT: str(os.getpid())}
        return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, process_group=0)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()


def tied_to_parent() -> None:
    """Called by a child when it starts: it ends when the supervisor is killed."""
    parent = os.environ.pop(PARENT, "")
    if parent:
        confine.die_with(int(parent))

"""Runs one program with limits: `python -I confined_run.py SECONDS PROGRAM ARGUMENT…`. Standard library only.

The program gets its own session, limits of memory, processor time and file size, and no network where the kernel
lets an ordinary user take it away. When it is late, or when whoever asked for it has died, it ends with everything
that it started. Exit status: the program's own, 124 when it was late, 125 when nobody waits any more.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time

MEMORY = 4 * 1024**3
FILE = 512 * 1024**2
LOOK_SECONDS = 0.05
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
LATE, ALONE = 124, 125


def confine(seconds: float) -> None:
    """In the child, before it becomes the program."""
    os.setsid()
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(seconds) + 5),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def main(arguments: list[str]) -> int:
    seconds, asker = float(arguments[0]), os.getppid()
    deadline = time.monotonic() + seconds
    started = subprocess.Popen(arguments[1:], preexec_fn=lambda: confine(seconds))
    status = None
    while status is None:
        status = started.poll()
        if status is None and time.monotonic() > deadline:
            status = LATE
        elif status is None and os.getppid() != asker:
            status = ALONE
        elif status is None:
            time.sleep(LOOK_SECONDS)
    # What it left running in its session ends with it.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

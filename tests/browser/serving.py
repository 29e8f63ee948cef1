"""`python -m api` as its own process on a free port, over a data folder that outlives it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, **environment: str) -> Iterator[str]:
    """The address of a running server; it is stopped at the end, the data stays."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = {"CAISHEN_DATA_DIR": str(data), "CAISHEN_PORT": str(port), **environment}
    process = subprocess.Popen([sys.executable, "-m", "api"], cwd=ROOT, env={**os.environ, **settings})
    try:
        wait_for(address + "/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Raises RuntimeError when the server ends or does not answer in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer in {seconds} s")

"""`caishen up` as its own process: web server, workers, Valkey and readers, over a data folder that outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.serving import ROOT, free_port, wait_for

START_S = 180


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The address of the whole service. Its processes end with it; the data stays."""
    port = free_port()
    environment = {**os.environ, "CAISHEN_DATA_DIR": str(data), "CAISHEN_PORT": str(port), "CAISHEN_READERS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "worker", "up"], cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process, START_S)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)

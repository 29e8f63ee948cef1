"""A real Valkey, a real store and real worker processes on a temporary data folder, reading with the saboteurs."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from worker import queue, store
from worker.embedded import valkey
from worker.queue import Broker
from worker.settings import Settings
from worker.store import NewFile, Store, SubmissionView

PATIENCE = 60.0
BAD_NUMBER = "110101199003070012"
"""An invented ID number whose check digit is wrong."""


def card(pages: int = 6) -> str:
    """The text of an identity card of several pages that no other test has."""
    mark = uuid4().hex
    return "\f".join((BAD_NUMBER, *(f"page {number} {mark}" for number in range(2, pages + 1))))


def wait_for(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.1)


@dataclass
class Service:
    settings: Settings
    store: Store
    broker: Broker
    trace: Path
    environment: Mapping[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "worker", "work", *arguments]
        process = subprocess.Popen(command, env=dict(self.environment))
        self.processes.append(process)
        return process

    def reader(self) -> subprocess.Popen[bytes]:
        return self.worker("--queue", "read", "--readers", "1")

    def submit(self, *files: tuple[str, str], on: date = date(2025, 6, 30)) -> str:
        """Files by name and text; the text's pages are parted by form feeds."""
        new = []
        for name, text in files:
            data = text.encode()
            new.append(NewFile(name, self.store.blobs.put(BytesIO(data)), len(data)))
        view = store.create_submission(
            self.store, tenant="t", actor="a", programme="studio", stage="application", on=on, files=new
        )
        return view.id

    def send(self) -> None:
        queue.enqueue_pending(self.store, self.broker)

    def view(self, submission: str) -> SubmissionView:
        view = store.get_submission(self.store, "t", submission)
        assert view is not None
        return view

    def done(self, submission: str) -> int:
        return sum(file.pages_done for file in self.view(submission).files)

    def ended(self, submission: str, seconds: float = PATIENCE) -> SubmissionView:
        def over() -> bool:
            return self.view(submission).state not in ("queued", "running")

        wait_for(over, f"the end of the submission ({self.view(submission)})", seconds)
        return self.view(submission)

    def readings(self, submission: str) -> list[int]:
        """How often each page of a submission was read."""
        blobs = {file.sha256[2:] for file in self.view(submission).files}
        traces = [path for path in self.trace.iterdir() if path.name.rpartition("-")[0] in blobs]
        return [len(path.read_text().split()) for path in traces]

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
        self.store.close()


@contextmanager
def open_service(data: Path, environment: Mapping[str, str], **changes: object) -> Iterator[Service]:
    """`changes` are settings besides quick leases and sweeps. In the end nothing of it runs any more."""
    trace = data / "trace"
    trace.mkdir(parents=True)
    quick: dict[str, object] = {
        "data_dir": data / "data",
        "reader": "saboteurs",
        "lease_seconds": 2.0,
        "sweep_seconds": 0.3,
        "page_timeout": 6.0,
        "readers": 1,
        **changes,
    }
    settings = Settings(**quick)  # type: ignore[arg-type]
    variables = {f"CAISHEN_{name.upper()}": str(value) for name, value in quick.items()}
    variables["SABOTEUR_TRACE"] = str(trace)
    service = Service(
        settings, store.open_store(settings), queue.connect(settings), trace, {**environment, **variables}
    )
    with valkey(settings):
        try:
            yield service
        finally:
            service.close()

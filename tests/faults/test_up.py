"""`caishen up`: one command, clean shutdown, everything there after a restart, also after SIGKILL."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from service import card, wait_for

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(data: Path, port: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "worker", "up", "--port", str(port), "--data-dir", str(data)]
    quick = {"CAISHEN_READER": "saboteurs", "CAISHEN_LEASE_SECONDS": "3", "CAISHEN_SWEEP_SECONDS": "0.3"}
    return subprocess.Popen(
        command, env={**environment, **quick}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def _up(data: Path, port: int, environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    process = _start(data, port, environment)
    assert process.stdout is not None
    address = f"http://127.0.0.1:{port}/"
    try:
        line = process.stdout.readline()
        assert address in line, line
        with httpx.Client(base_url=address, trust_env=False) as client:
            yield process, client
    finally:
        process.terminate()  # politely: Valkey ends with it
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_up_serves_stops_cleanly_and_keeps_everything(tmp_path: Path, port: int, environment: dict[str, str]) -> None:
    data = tmp_path / "data"
    with _up(data, port, environment) as (process, client):
        assert client.get("healthz").status_code == 200
        sent = client.post("v1/submissions", files=[("files", ("card.txt", card()))], data={"programme": "studio"})
        assert sent.status_code == 202, sent.text
        submission = sent.headers["Location"]
        wait_for(lambda: client.get(submission).json()["state"] == "succeeded", "the end of the submission")
        findings = client.get(f"{submission}/findings").json()
        children = psutil.Process(process.pid).children(recursive=True)
        assert _listening(children) <= {("127.0.0.1", port)}
        busy = _start(tmp_path / "other", port, environment)
        said = busy.communicate(timeout=60)[1]
        assert busy.returncode == 3
        assert str(port) in said
        second = _start(data, port, environment)
        assert "正被另一个" in second.communicate(timeout=60)[1]
        assert second.returncode == 3
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert psutil.wait_procs(children, timeout=5)[1] == []
    with _up(data, port, environment) as (process, client):
        assert client.get(f"{submission}/findings").json() == findings
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        alive = psutil.wait_procs(children, timeout=10)[1]
        assert {child.name() for child in alive} <= {"valkey-server"}
    with _up(data, port, environment) as (process, client):
        assert client.get(f"{submission}/findings").json() == findings
        (valkey,) = [one for one in psutil.Process(process.pid).children() if "valkey" in one.name()]
        valkey.kill()
        sent = client.post("v1/submissions", files=[("files", ("card.txt", card()))], data={"programme": "studio"})
        assert sent.status_code == 202
        later = sent.headers["Location"]
        wait_for(lambda: client.get(later).json()["state"] == "succeeded", "a submission after Valkey died")


def _listening(processes: list[psutil.Process]) -> set[tuple[str, int]]:
    return {
        (connection.laddr.ip, connection.laddr.port)
        for process in processes
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    }

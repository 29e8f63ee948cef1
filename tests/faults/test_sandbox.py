"""The reader pool under saboteurs: each fault costs its page only, and the pool reads on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import saboteurs

from extractor import codec
from extractor.errors import Empty, PageCrashed, PageTimeout, ReadError, Unreadable
from extractor.settings import ReadSettings
from worker.sandbox import PoolSettings, ReaderPool

READER = "saboteurs"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper"
    path.write_text("one\ftwo\fthree")
    return path


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    settings = PoolSettings(readers=1, page_timeout=30, max_rss=150_000_000, reader=READER)
    with ReaderPool(settings, ReadSettings()) as pool:
        yield pool


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("sigkill", PageCrashed),
        ("segfault", PageCrashed),
        ("exit", PageCrashed),
        ("memory-error", PageCrashed),
        ("defect", PageCrashed),
        ("flood", PageCrashed),
        ("network", PageCrashed),
        ("refused", Unreadable),
    ],
)
def test_a_fault_costs_one_page(pool: ReaderPool, paper: Path, fault: str, error: type[ReadError]) -> None:
    costs_one_page(pool, paper, fault, error)


def test_a_page_that_hangs_costs_itself(paper: Path) -> None:
    with ReaderPool(PoolSettings(readers=1, page_timeout=4, reader=READER), ReadSettings()) as pool:
        costs_one_page(pool, paper, "hang", PageTimeout)


def costs_one_page(pool: ReaderPool, paper: Path, fault: str, error: type[ReadError]) -> None:
    futures = [pool.page(paper, fault, number) for number in (1, 2, 3)]
    assert codec.load_page(futures[0].result(60)).text == "one"
    with pytest.raises(error):
        futures[1].result(60)
    assert codec.load_page(futures[2].result(60)).text == "three"


def test_an_outline_may_fail_too(pool: ReaderPool, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    with pytest.raises(Empty):
        pool.outline(tmp_path / "empty", "empty").result(60)
    with pytest.raises(PageCrashed):
        pool.outline(paper, "outline-crash").result(60)
    assert pool.outline(paper, "fine").result(60).pages == 3


def _children() -> set[int]:
    found = psutil.Process().children()
    return {child.pid for child in found if "spawn_main" in " ".join(child.cmdline())}


def test_a_process_that_dies_idle_costs_nothing(pool: ReaderPool, paper: Path) -> None:
    pool.page(paper, "fine", 1).result(60)
    for pid in _children():
        os.kill(pid, signal.SIGKILL)
    assert codec.load_page(pool.page(paper, "fine", 1).result(60)).text == "one"


def test_processes_are_recycled_by_pages(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SABOTEUR_TRACE", str(tmp_path))
    with ReaderPool(PoolSettings(readers=1, max_pages=2, reader=READER), ReadSettings()) as pool:
        for _ in range(4):
            pool.page(paper, "fine", 1).result(60)
    pids = (tmp_path / "paper-1").read_text().split()
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_processes_are_recycled_by_memory(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SABOTEUR_TRACE", str(tmp_path))
    used = psutil.Process().memory_info().rss
    settings = PoolSettings(readers=1, max_rss=1, reader=READER)
    assert used > settings.max_rss
    monkeypatch.setattr("worker.sandbox.FLOOD", 10**12)
    with ReaderPool(settings, ReadSettings()) as pool:
        for _ in range(2):
            pool.page(paper, "fine", 1).result(60)
    assert len(set((tmp_path / "paper-1").read_text().split())) == 2


def test_a_reader_that_cannot_start_fails_its_tasks_and_hangs_nothing(paper: Path) -> None:
    began = time.monotonic()
    with ReaderPool(PoolSettings(readers=1, reader="no_such_module"), ReadSettings()) as pool:
        for _ in range(2):
            with pytest.raises(PageCrashed):
                pool.page(paper, "fine", 1).result(60)
    assert time.monotonic() - began < 30


def test_an_initialiser_that_fails_hangs_nothing(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.sandbox._prepare", saboteurs.no_start)
    with ReaderPool(PoolSettings(readers=1, reader=READER), ReadSettings()) as pool:
        for _ in range(2):
            with pytest.raises(PageCrashed):
                pool.page(paper, "fine", 1).result(60)


def test_closing_stops_at_once_and_leaves_no_process(paper: Path) -> None:
    before = _children()
    pool = ReaderPool(PoolSettings(readers=2, reader=READER), ReadSettings())
    futures = [pool.page(paper, "hang", 2) for _ in range(6)]
    while len(_children() - before) < 2:
        time.sleep(0.05)
    began = time.monotonic()
    pool.close()
    assert time.monotonic() - began < 8
    assert all(future.done() for future in futures)
    assert _children() <= before


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_readers_die_with_their_parent(paper: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    program = (
        "import sys, pathlib\n"
        "from extractor.settings import ReadSettings\n"
        "from worker.sandbox import PoolSettings, ReaderPool\n"
        "if __name__ == '__main__':\n"
        f"    pool = ReaderPool(PoolSettings(readers=1, reader={READER!r}), ReadSettings())\n"
        "    pool.page(pathlib.Path(sys.argv[1]), 'fine', 1).result()\n"
        "    print('ready', flush=True)\n"
        "    pool.page(pathlib.Path(sys.argv[1]), 'hang', 2).result()\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    parent = subprocess.Popen([sys.executable, str(script), str(paper)], stdout=subprocess.PIPE, env=environment)
    assert parent.stdout is not None
    assert parent.stdout.readline().strip() == b"ready"
    children = psutil.Process(parent.pid).children(recursive=True)
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []

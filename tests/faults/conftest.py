"""Reader processes and workers find the saboteurs by module name: their folder is on the path."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from service import Service, open_service  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("FAULTS_SHORT") == "1":
        short = pytest.mark.skip(reason="FAULTS_SHORT=1 leaves out the slowest fault tests")
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(short)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))}


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment for a process of its own."""
    return _environment()


@pytest.fixture
def service(tmp_path: Path, environment: dict[str, str]) -> Iterator[Service]:
    """A service of one's own, without a worker yet."""
    with open_service(tmp_path, environment) as service:
        yield service


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that several tests share, with its workers at work: such tests must leave them alive."""
    with open_service(tmp_path_factory.mktemp("working"), _environment()) as service:
        service.worker()
        yield service
        assert all(process.poll() is None for process in service.processes)

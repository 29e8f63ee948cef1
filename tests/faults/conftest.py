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

from worker.embedded import valkey  # noqa: E402


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment for a process of its own."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))}


@pytest.fixture
def service(tmp_path: Path, environment: dict[str, str]) -> Iterator[Service]:
    service = open_service(tmp_path, environment)
    with valkey(service.settings):
        yield service
        service.close()

"""A client over a store of its own; no workers, no queue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from tests.seeding.submission import finished
from worker.settings import Settings
from worker.store import Store

ADDRESS = "http://127.0.0.1:8321"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", max_submission_bytes=200_000, max_files=5)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url=ADDRESS) as made:
        yield made


@pytest.fixture
def store(client: TestClient) -> Store:
    held: Store = client.app.state.store  # type: ignore[attr-defined]
    return held


@pytest.fixture
def seeded(store: Store) -> str:
    """The id of a submission with results."""
    return finished(store)

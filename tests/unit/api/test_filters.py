"""The list of submissions, narrowed."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.seeding.submission import reading
from worker.store import Store


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("q=云桥", True),
        ("q=云桥 工作总结", True),
        ("q=%25", False),
        ("q=没有的单位", False),
        ("state=partial", True),
        ("state=failed", False),
        ("verdict=fail", True),
        ("programme=studio", True),
        ("programme=station", False),
        ("batches=true&state=partial", True),
    ],
)
def test_only_what_was_asked_for(client: TestClient, seeded: str, query: str, there: bool) -> None:
    page = client.get(f"/?{query}").text
    assert (f'href="/submissions/{seeded}"' in page) is there
    assert ("没有符合条件的提交" in page) is not there


def test_the_list_that_is_asked_again_keeps_its_filter(client: TestClient, store: Store) -> None:
    reading(store)
    assert 'hx-get="/submissions?state=running"' in client.get("/?state=running").text
    assert "/submissions/" in client.get("/submissions?state=running").text
    assert "没有符合条件的提交" in client.get("/submissions?state=failed").text

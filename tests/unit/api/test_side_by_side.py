"""Quoted places next to each other."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from api.pages.side_by_side import differences
from worker import store as stored
from worker.store import Store


def test_what_differs_is_marked_on_both_sides() -> None:
    left, right = differences("负责人张三，1980年3月", "负责人张三丰，1980年3月")
    assert [run.text for run in left if run.differs] == []
    assert [run.text for run in right if run.differs] == ["丰"]
    assert "".join(run.text for run in left) == "负责人张三，1980年3月"


def test_each_place_shows_its_piece_of_the_page(client: TestClient, store: Store, seeded: str) -> None:
    several = next(one for one in stored.findings(store, "default", seeded) if len(one.finding["evidence"]) > 1)
    page = client.get(f"/submissions/{seeded}/findings/{several.id}/sides").text
    assert page.count('class="side"') == min(len(several.finding["evidence"]), 4)
    boxed = sum(bool(one["bbox"]) for one in several.finding["evidence"][:4])
    assert len(re.findall(r"<image href=\"/v1/documents/[^\"]+\.webp\"", page)) == boxed
    assert client.get(f"/submissions/{seeded}/findings/no-such/sides").status_code == 404

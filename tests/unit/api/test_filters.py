"""The list of submissions, narrowed."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from api.pages.views import home
from tests.seeding.submission import reading, waiting
from worker.store import Store
from worker.store.models import DocumentRow


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


def test_the_list_tells_whose_it_is_and_how_grave(client: TestClient, store: Store, seeded: str) -> None:
    with store.writing() as session:
        form = session.scalars(select(DocumentRow).where(DocumentRow.kind == "application_form")).one()
        fields = {"team_name": "某某团队", "host_org": "北京某某公司", "district": "海淀区"}
        told = {name: {"value": value} for name, value in fields.items()}
        form.record = {"type": "ApplicationForm", "fields": told | {"uscc": {"absent": "blank"}}}
    text = client.get("/").text
    assert "某某团队 · 北京某某公司 · 海淀区" in text
    assert "不符合 2<small>（重要 2）</small>" in text
    assert 'title="重要 2，一般 1"' in text
    for words, there in (("海淀", True), ("某某公司 团队", True), ("朝阳", False)):
        assert (f'href="/submissions/{seeded}"' in client.get("/", params={"q": words}).text) is there


def test_the_list_is_sorted(client: TestClient, store: Store, seeded: str) -> None:
    later = waiting(store)

    def order(sort: str) -> list[str]:
        found = re.findall(
            r'class="row-link" href="/submissions/([^"]+)"', client.get("/", params={"sort": sort}).text
        )
        return list(found)

    assert (order("new"), order("old"), order("worst")) == ([later, seeded], [seeded, later], [seeded, later])
    assert order("new") == order("") == order("other")


def test_the_list_goes_on_in_its_order(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "PER_PAGE", 2)
    ids = [waiting(store) for _ in range(3)]
    first = client.get("/", params={"sort": "old"}).text
    assert ids[2] not in first
    following = re.search(r'<p class="more"><a href="([^"]+)"', first)
    assert following
    assert ids[2] in client.get(html.unescape(following[1])).text

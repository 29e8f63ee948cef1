"""What the server renders; how it moves is tests/browser."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from api.pages import groups
from tests.seeding.submission import reading, waiting
from worker import store as stored
from worker.store import Store
from worker.store.models import PageRow

HTMX = {"hx-request": "true"}
PLACES = re.compile(r'<script type="application/json" id="places">(.*?)</script>', re.DOTALL)


def boxed_in(text: str) -> set[str]:
    """The ids of the findings that have a box on one of the page images."""
    found = PLACES.search(text)
    assert found
    told = json.loads(found[1])
    return {told["findings"][box[0]][0] for boxes in told["sheets"].values() for box in boxes}


def test_home_lists_what_was_handed_in(client: TestClient, store: Store, seeded: str) -> None:
    text = client.get("/").text
    assert f'href="/submissions/{seeded}"' in text
    assert "部分完成" in text
    assert "不符合 2" in text
    assert "hx-trigger" not in text
    waiting(store)
    assert "hx-trigger" in client.get("/submissions").text


def test_progress_in_words(client: TestClient, store: Store) -> None:
    text = client.get(f"/submissions/{reading(store)}").text
    assert "5 / 8 页" in text
    assert "文件设有打开密码" in text
    assert "progress.js" in text


def test_progress_brings_the_state_of_the_heading(client: TestClient, store: Store) -> None:
    one = reading(store)
    assert '<span class="state running" id="state">' in client.get(f"/submissions/{one}").text
    moved = client.get(f"/submissions/{one}/progress", headers=HTMX).text
    assert '<span class="state running" id="state" hx-swap-oob="true">' in moved


def test_progress_reloads_the_page_when_reading_has_ended(client: TestClient, seeded: str) -> None:
    assert client.get(f"/submissions/{seeded}/progress", headers=HTMX).headers["hx-refresh"] == "true"


def test_every_sort_of_place_is_marked(client: TestClient, seeded: str) -> None:
    text = client.get(f"/submissions/{seeded}").text
    boxed = boxed_in(text)
    assert {f"finding{number}-{seeded}" for number in ("0001", "0003", "0004", "0005")} == boxed
    assert ">北京优秀青年工程师创新工作间</a>" in text
    assert 'class="run review"' in text
    assert "第 1 个表格第 2 行第 3 列" in text
    assert "没有读到的内容 3 处" in text
    assert "没有判断的条款 2 条" in text


def test_a_card_says_what_the_rule_asks_and_the_article_once(client: TestClient, seeded: str) -> None:
    text = client.get(f"/submissions/{seeded}").text
    assert '<p class="asked">负责人年龄不超过 45 周岁</p>' in text
    assert "（第五条 1；见 " not in text
    assert "没有认出材料属于哪个项目" not in text


def test_a_decision_answers_with_the_card(client: TestClient, seeded: str) -> None:
    address = f"/submissions/{seeded}/findings/finding0001-{seeded}"
    card = client.post(address, data={"action": "accept", "version": "0"}, headers=HTMX)
    assert card.status_code == 200
    assert '<p class="asked">' in card.text
    assert "已采纳" in card.text
    assert "已处理 1 / 5" in card.text
    late = client.post(address, data={"action": "dismiss", "version": "0", "reason": "理由"}, headers=HTMX)
    assert late.status_code == 409
    assert "刚才已被别人处理" in late.text
    assert ">理由</textarea>" in late.text


def test_dismissing_without_a_reason_is_said_in_place(client: TestClient, seeded: str) -> None:
    address = f"/submissions/{seeded}/findings/finding0001-{seeded}"
    answer = client.post(address, data={"action": "dismiss", "version": "0", "reason": " "}, headers=HTMX)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_decision_without_scripts_goes_back_to_the_card(client: TestClient, seeded: str) -> None:
    finding = f"finding0001-{seeded}"
    answer = client.post(
        f"/submissions/{seeded}/findings/{finding}", data={"action": "accept", "version": "0"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"/submissions/{seeded}#finding-{finding}")


def test_names_cannot_bring_markup(client: TestClient) -> None:
    files = {"files": ("<img src=x onerror=alert(1)>.pdf", b"1")}
    identity = client.post("/v1/submissions", files=files).json()["id"]
    assert "<img src=x" not in client.get("/").text
    assert "<img src=x" not in client.get(f"/submissions/{identity}").text


def test_cancel_and_erase_from_the_page(client: TestClient, store: Store) -> None:
    one = waiting(store)
    client.post(f"/submissions/{one}/cancel")
    view = stored.get_submission(store, "default", one)
    assert view is not None
    assert view.state == "cancelled"
    assert "已取消" in client.get(f"/submissions/{one}").text
    client.post(f"/submissions/{one}/erase")
    assert stored.get_submission(store, "default", one) is None


def test_rules_show_both_packs(client: TestClient) -> None:
    text = client.get("/rules").text
    assert 'id="studio"' in text
    assert 'id="station"' in text
    assert "QC-05.1b" in text
    packs = client.get("/v1/rules", params={"programme": "studio"}).json()["packs"]
    assert [pack["programme"] for pack in packs] == ["studio"]


def test_a_page_that_could_not_be_drawn_shows_what_was_read(client: TestClient, store: Store, seeded: str) -> None:
    with store.writing() as session:
        for page in session.scalars(select(PageRow).where(PageRow.media == "", PageRow.width > 0)):
            page.image_sha = ""
    text = client.get(f"/submissions/{seeded}").text
    assert "页面图像无法生成" in text
    assert ">林知行</text>" in text
    assert f"finding0001-{seeded}" in boxed_in(text)
    assert client.get(f"/v1/documents/doc-form-{seeded}/pages/1.webp").status_code == 404
    assert client.get(f"/v1/documents/doc-form-{seeded}").json()["pages"][0]["image"] is None


def test_cards_come_a_stretch_at_a_time_under_their_articles(
    client: TestClient, seeded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "FIRST", 1)
    text = client.get(f"/submissions/{seeded}").text
    assert text.count('<article class="finding') == 1
    rest = re.findall(r'data-rest="([^"]+)"', text)
    assert len(rest) == 4
    assert f"/submissions/{seeded}/groups/fail?after=1" in rest
    cards = [client.get(address).text for address in rest]
    assert sum(one.count('<article class="finding') for one in cards) == 7
    assert not any("data-rest" in one for one in cards)
    assert '<h3 class="article-head">第十条</h3>' in cards[-2]
    assert client.get(f"/submissions/{seeded}/groups/other").status_code == 422

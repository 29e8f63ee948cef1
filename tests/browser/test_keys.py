"""The workbench by keyboard alone, and handing in again. No workers run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import serving
from tests.seeding.submission import finished
from worker.settings import Settings
from worker.store import open_store

pytestmark = pytest.mark.browser

CHOSEN = re.compile(r"\bchosen-finding\b")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with serving(data) as made:
        yield made


@pytest.fixture
def bench(data: Path, address: str) -> str:
    store = open_store(Settings(data_dir=data))
    identity = finished(store)
    store.close()
    return f"{address}/submissions/{identity}"


def test_every_step_of_a_decision_by_key(page: Page, bench: str) -> None:
    page.goto(bench)
    cards = page.locator(".group:not([hidden]) .finding")
    expect(cards.nth(0)).to_have_class(CHOSEN)
    page.keyboard.press("j")
    expect(cards.nth(1)).to_have_class(CHOSEN)
    page.keyboard.press("k")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("a")
    expect(cards.nth(0).locator(".decision")).to_contain_text("采纳")
    page.keyboard.press("u")
    expect(cards.nth(0).locator(".decision")).to_have_count(0)
    expect(cards.nth(0)).to_have_class(CHOSEN)  # given back once htmx has settled
    page.keyboard.press("d")
    reason = cards.nth(0).locator("textarea[name=reason]")
    expect(reason).to_be_focused()
    page.keyboard.type("j 键在这里只是字")
    expect(cards.nth(0)).to_have_class(CHOSEN)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(cards.nth(0).locator("textarea[name=comment]")).to_be_focused()


def test_next_undecided_and_help(page: Page, bench: str) -> None:
    page.goto(bench)
    cards = page.locator(".group:not([hidden]) .finding")
    page.keyboard.press("a")
    expect(cards.nth(0).locator(".decision")).to_be_visible()
    page.keyboard.press("n")
    expect(cards.nth(1)).to_have_class(CHOSEN)
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()
    page.keyboard.press("a")
    expect(cards.nth(1).locator(".decision")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#keys-help")).to_be_hidden()


def test_handing_in_again_leads_to_the_new_version(page: Page, bench: str, tmp_path: Path) -> None:
    page.goto(bench)
    better = tmp_path / "申报书.pdf"
    better.write_bytes(b"%PDF-1.7 better")
    page.locator("summary", has_text="更多").click()
    page.get_by_text("再次提交", exact=True).click()
    page.locator("#again-files").set_input_files(better)
    page.get_by_role("button", name="提交新的一版").click()
    expect(page).not_to_have_url(re.compile(re.escape(bench)))
    expect(page.locator(".files .file")).to_have_count(4)
    page.goto(bench)
    expect(page.locator(".version-note")).to_contain_text("旧的一版")


def test_at_a_glance(page: Page, bench: str) -> None:
    page.goto(bench)
    page.get_by_role("link", name="一览").click()
    expect(page.get_by_role("heading", name="逐条一览")).to_be_visible()
    broken = page.locator("details.article[open]").first
    expect(broken).to_be_visible()
    broken.locator("a[href*='#finding-']").first.click()
    expect(page.locator(".chosen-finding")).to_be_visible()


def test_side_by_side_shows_the_quoted_pages(page: Page, bench: str) -> None:
    page.goto(bench)
    several = page.locator(".finding", has=page.locator("[data-sides]")).first
    several.locator(".finding-head").click()
    page.keyboard.press("v")
    expect(page.locator("#sides .side")).to_have_count(several.locator(".quote").count())
    images = page.locator("#sides image").evaluate_all("them => them.map(one => one.href.baseVal)")
    assert images
    for address in images:
        answer = page.request.get(bench.partition("/submissions/")[0] + address)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    page.keyboard.press("Escape")
    expect(page.locator("#sides-dialog")).to_be_hidden()

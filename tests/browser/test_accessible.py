"""axe-core finds nothing serious on any page; the page of vouchers is looked at where it is tried (test_invoices)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.axe import serious
from tests.browser.serving import serving
from tests.seeding.batch import district
from tests.seeding.submission import finished, reading
from worker.settings import Settings
from worker.store import open_store

pytestmark = pytest.mark.browser

PAGES = ("home", "bench", "progress", "glance", "batch", "batch progress", "rules", "invoices", "nothing")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    data = tmp_path_factory.mktemp("data")
    store = open_store(Settings(data_dir=data))
    done, busy = finished(store), reading(store)
    batch, waiting = district(store), district(store, busy=True)
    store.close()
    with serving(data) as address:
        yield {
            "home": f"{address}/",
            "bench": f"{address}/submissions/{done}",
            "progress": f"{address}/submissions/{busy}",
            "glance": f"{address}/submissions/{done}/glance",
            "batch": f"{address}/batches/{batch}",
            "batch progress": f"{address}/batches/{waiting}",
            "rules": f"{address}/rules",
            "invoices": f"{address}/invoices",
            "nothing": f"{address}/submissions/none",
        }


@pytest.mark.parametrize("name", PAGES)
def test_no_serious_violation(page: Page, places: dict[str, str], name: str) -> None:
    page.goto(places[name])
    assert serious(page) == []


def test_nor_in_the_dialogs_of_the_bench(page: Page, places: dict[str, str]) -> None:
    page.goto(places["bench"])
    page.keyboard.press("?")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-sides]").first.click()
    page.locator("#sides .side").first.wait_for()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("[data-correct]").first.click()
    page.locator("#fields[data-document]").wait_for()
    assert serious(page) == []


def test_violations_are_seen(page: Page) -> None:
    page.set_content('<html><title>?</title><main><img src="x"><p style="color:#ccc">hardly there</p></main>')
    assert {line.partition(":")[0] for line in serious(page)} >= {"image-alt", "color-contrast"}

"""axe-core finds nothing serious on any page: every route that gives a whole page is found and looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.responses import HTMLResponse
from playwright.sync_api import Page

from api.precheck_key import key_of
from extractor.discover import modules_in
from tests.browser.axe import serious
from tests.browser.serving import serving
from tests.seeding.batch import district
from tests.seeding.submission import finished, reading
from worker.settings import Settings
from worker.store import open_store

pytestmark = pytest.mark.browser

PAGES = sorted(
    route.path
    for module in modules_in("api.pages.views")
    for route in module.router.routes
    if "GET" in route.methods and route.response_class is HTMLResponse
)
STATES = ("/submissions/{busy}", "/batches/{waiting}", "/submissions/none")
"""The same addresses in another state."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What stands for the parameters of the routes."""
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data_dir=data)
    store = open_store(settings)
    done, busy = finished(store), reading(store)
    batch, waiting = district(store), district(store, busy=True)
    store.close()
    with serving(data) as address:
        yield {
            "address": address,
            "submission_id": done,
            "busy": busy,
            "batch_id": batch,
            "waiting": waiting,
            "document_id": f"doc-form-{done}",
            "finding_id": f"finding0001-{done}",
            "verdict": "fail",
            "look_id": "1",
            "key": key_of(settings.api_token, "default", done),
            "bench": f"{address}/submissions/{done}",
        }


def test_no_serious_violation(page: Page, places: dict[str, str]) -> None:
    """A piece of a page (htmx) is looked at within its page: in the dialogs below, in test_invoices."""
    found = {}
    for path in (*PAGES, *STATES):
        address = places["address"] + re.sub(r"{(\w+)}", lambda name: places[name[1]], path)
        if page.request.get(address, headers={"Accept": "text/html"}).text().lstrip().lower().startswith("<!doctype"):
            page.goto(address)
            found[path] = serious(page)
    assert {path: said for path, said in found.items() if said} == {}
    assert {"/", "/submissions/{submission_id}", "/batches/{batch_id}", "/rules", *STATES} <= set(found)


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

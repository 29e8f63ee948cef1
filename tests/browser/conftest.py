"""One browser for all tests of this folder; each test gets a fresh page that must not complain in its console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.chromium import executable, launched

SIZE = {"width": 1366, "height": 768}
# Notes on answers that the page itself shows in place.
EXPECTED = ("409", "422", "Failed to load resource", "htmx:sendError", "htmx:afterRequest")
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if executable() is None:
        pytest.skip("no chromium here: apt-get install chromium")
    with launched(tmp_path_factory.mktemp("chromium")) as made:
        yield made


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(30_000)
    made = context.new_page()
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in EXPECTED):
            complaints.append(message.text)

    made.on("console", note)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    made.screenshot(path=tmp_path / "last.png")
    context.close()
    assert complaints == []

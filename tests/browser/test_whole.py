"""The whole way in a browser: upload, progress, a finding on the page, accept, restart, download."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpora.packets import every
from tests.browser.whole import running

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.ocr]

READ_MS = 240_000


PACKET = "studio-identity-card"
"""Its leader is too old by the birth date on a photographed identity card: a page that only OCR can read."""


def packet(folder: Path) -> tuple[list[Path], str, str]:
    """The packet's files, its date, the rule that it breaks."""
    made = next(one for one in every() if one.name == PACKET)
    failed = next(one.rule for one in made.expected if one.verdict == "fail")
    return made.write(folder), made.on.isoformat(), failed


@pytest.mark.timeout(600)
def test_upload_progress_finding_accept_restart_download(page: Page, tmp_path: Path) -> None:
    paths, on, rule = packet(tmp_path / "packet")
    with running(tmp_path / "data") as address:
        page.goto(address)
        page.locator("#files").set_input_files(paths)
        page.locator('input[name="on"]').fill(on)
        page.get_by_role("button", name="开始审查").click()
        page.wait_for_url("**/submissions/*")
        expect(page.locator("#progress")).to_contain_text(paths[0].name)
        page.locator("#bench:not([data-state=queued]):not([data-state=running])").wait_for(timeout=READ_MS)
        expect(page.locator(".findings")).to_be_visible()

        card = page.locator(".finding.fail", has=page.get_by_text(rule, exact=True)).first
        card.locator(".quote").first.click()
        place = page.locator("#papers .chosen-evidence")
        expect(place).to_be_visible()
        image = page.locator(".sheet-wrap:has(.chosen-evidence) img")
        if image.count():
            expect(image).to_have_js_property("complete", True)
            page.wait_for_function("i => i.naturalWidth > 0", arg=image.element_handle(), timeout=READ_MS)
        card.get_by_role("button", name="采纳", exact=True).click()
        expect(card).to_contain_text("已采纳")
        path = re.sub(r"^https?://[^/]+", "", page.url).partition("#")[0]

    with running(tmp_path / "data") as again:
        page.goto(again + path)
        expect(card).to_contain_text("已采纳")
        with page.expect_download(timeout=READ_MS) as pdf:
            page.get_by_role("link", name="下载批注 PDF").click()
        assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")
        with page.expect_download(timeout=READ_MS) as result:
            page.get_by_text("其他格式", exact=True).click()
            page.get_by_role("link", name="结果 JSON").click()
        told = json.loads(Path(result.value.path()).read_bytes())
        assert told["schema"] == "caishen/result/1"
        assert (rule, "fail") in {(one["rule"], one["verdict"]) for one in told["findings"]}

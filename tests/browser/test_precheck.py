"""The applicant's own page and the targets of a station at a glance. No workers run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.serving import serving
from tests.seeding.findings import all_findings
from tests.seeding.submission import fill, waiting
from tests.seeding.targets import counted
from worker.settings import Settings
from worker.store import open_store

pytestmark = pytest.mark.browser


def test_from_the_queue_to_a_better_version(page: Page, tmp_path: Path) -> None:
    store = open_store(Settings(data_dir=tmp_path / "data"))
    submission = waiting(store)
    fill(store, submission, [*all_findings(), *counted()])
    better = tmp_path / "申报书.pdf"
    better.write_bytes(b"%PDF-1.7 better")
    with serving(tmp_path / "data") as address:
        page.goto(address)
        page.get_by_role("link", name="申报人自查页").click()
        page.wait_for_url("**/precheck/*/*")
        expect(page.locator(".precheck-words")).to_contain_text("不是审查结论")
        card = page.locator(".finding.fail", has=page.locator(".quote")).first
        card.locator(".quote").first.click()
        expect(page.locator("#papers .chosen-evidence")).to_be_visible()
        expect(page.locator(".decide, .tally, #tally, [data-correct]")).to_have_count(0)
        expect(page.get_by_role("link", name="材料提交")).to_have_count(0)
        image = page.locator("[data-page-image]").first
        expect(image).to_have_attribute("src", re.compile(r"^/precheck/"))
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        assert serious(page) == []
        assert page.request.get(page.url.partition("#")[0] + "/fixes.pdf").status == 202
        page.get_by_text("再次提交", exact=True).click()
        page.locator("#again-files").set_input_files(better)
        page.get_by_role("button", name="提交新的一版").click()
        page.wait_for_url(lambda url: submission not in url and "/precheck/" in url)
        expect(page.locator("#progress-title")).to_contain_text("正在排队")

        # The result comes by itself, with all that moves on it, and the next version can be handed in from there.
        second = page.url.rsplit("/", 2)[1]
        fill(store, second, [one for one in all_findings() if one["verdict"] != "pass"])
        expect(page.locator(".version-note")).to_contain_text("上一版")
        expect(page.locator("body")).to_have_class("bench-body")
        page.wait_for_load_state("load")
        card = page.locator(".finding.fail", has=page.locator(".quote")).first
        expect(page.locator(".finding.chosen-finding")).to_have_count(1)
        card.locator(".quote").first.click()
        expect(page.locator("#papers .chosen-evidence")).to_be_visible()
        page.get_by_text("再次提交", exact=True).click()
        page.locator("#again-files").set_input_files(better)
        page.get_by_role("button", name="提交新的一版").click()
        page.wait_for_url(lambda url: second not in url and "/precheck/" in url)
        expect(page.locator(".files .file")).to_have_count(4)

        page.goto(f"{address}/submissions/{submission}/glance")
        targets = page.locator("#targets")
        expect(targets.locator("tbody tr")).to_have_count(4)
        expect(targets.locator("tbody tr").nth(1)).to_contain_text("86 至 104")
        expect(targets.locator("tbody tr").nth(2)).to_contain_text("不符合")
        assert targets.locator("svg .target-target").count() == 4
        assert serious(page) == []

        store.close()
        page.goto(f"{address}/precheck")
        page.locator("#files").set_input_files(better)
        page.get_by_role("button", name="开始自查").click()
        page.wait_for_url("**/precheck/*/*")
        expect(page.locator("#progress-title")).to_contain_text("正在排队")
        assert serious(page) == []

"""A batch in a browser: a folder handed in as a batch, its page with a line for each packet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import serving
from tests.seeding.batch import TEAMS, district
from worker.settings import Settings
from worker.store import open_store

pytestmark = [pytest.mark.browser]


def test_a_folder_is_handed_in_as_a_batch(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "海淀区"
    for name in ("甲队/申报书.docx", "甲队/附件/名册.docx", "乙队.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    with serving(tmp_path / "data") as address:
        page.goto(address)
        page.get_by_label("一批材料").check()
        page.locator("#folder").set_input_files(folder)
        expect(page.locator("#chosen-count")).to_contain_text("分成 2 份材料")
        page.get_by_role("button", name="开始审查").click()
        page.wait_for_url("**/batches/*")
        expect(page.get_by_role("heading", level=1)).to_have_text("海淀区")
        expect(page.locator("#parts tbody tr")).to_have_count(2)
        expect(page.locator("#parts")).to_contain_text("0 / 2 份")
        page.get_by_role("link", name="甲队").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("甲队")
        page.get_by_role("link", name="返回所在批次").click()
        page.get_by_role("button", name="取消这一批").click()
        expect(page.locator(".case .state")).to_have_text("已取消")
        page.goto(address)
        expect(page.locator("#batches")).to_contain_text("海淀区")


def test_a_district_at_a_glance(page: Page, tmp_path: Path) -> None:
    store = open_store(Settings(data_dir=tmp_path / "data"))
    identity = district(store)
    store.close()
    with serving(tmp_path / "data") as address:
        page.goto(f"{address}/batches/{identity}")
        expect(page.locator("#parts tbody tr")).to_have_count(len(TEAMS))
        expect(page.locator(".district .plot-label")).to_have_count(len(TEAMS))
        expect(page.locator(".district .plot-fail")).not_to_have_count(0)
        page.get_by_label("查找").fill(TEAMS[0])
        page.get_by_role("button", name="筛选").click()
        expect(page.locator("#parts tbody tr")).to_have_count(1)
        expect(page.locator("#parts")).to_contain_text(f"1 / {len(TEAMS)} 份")
        page.get_by_role("link", name="看全部").click()
        page.locator("#parts select[name=verdict]").select_option("fail")
        page.get_by_role("button", name="筛选").click()
        expect(page.locator("#parts tbody tr:not(:has(.tag.fail))")).to_have_count(0)
        expect(page.locator("#parts tbody tr")).not_to_have_count(0)

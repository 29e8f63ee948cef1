"""The submission page over a store seeded by hand: moving, deciding, keeping. No workers run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import serving
from tests.seeding.submission import finished, reading
from worker.settings import Settings
from worker.store import open_store

pytestmark = pytest.mark.browser

CHOSEN = re.compile(r"\bchosen-place\b")


@dataclass(frozen=True)
class Site:
    address: str
    finished: str
    reading: str

    @property
    def bench(self) -> str:
        return f"{self.address}/submissions/{self.finished}"

    def card(self, page: Page, number: int) -> Locator:
        return page.locator(f"#finding-finding{number:04d}-{self.finished}")

    def place(self, page: Page, number: int, evidence: int = 0) -> Locator:
        finding = f"finding{number:04d}-{self.finished}"
        return page.locator(f'#papers [data-finding="{finding}"][data-evidence="{evidence}"]')


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """One server for the module; what it serves is seeded anew for each test."""
    with serving(data) as made:
        yield made


@pytest.fixture
def site(data: Path, address: str) -> Site:
    return Site(address, *seed(data))


def seed(data: Path) -> tuple[str, str]:
    store = open_store(Settings(data_dir=data))
    ids = finished(store), reading(store)
    store.close()
    return ids


def in_pane(target: Locator, pane: Locator) -> bool:
    box, frame = target.bounding_box(), pane.bounding_box()
    assert box
    assert frame
    return frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"]


def settle(page: Page, target: Locator, pane: str) -> None:
    """Wait until `target` has been scrolled into its pane."""
    for _ in range(50):
        if in_pane(target, page.locator(pane)):
            return
        page.wait_for_timeout(100)
    raise AssertionError("not scrolled into view")


def test_a_finding_and_its_places_move_together(page: Page, site: Site) -> None:
    page.goto(site.bench)
    site.card(page, 1).locator(".quote").nth(1).click()
    expect(site.place(page, 1, 1)).to_have_class(CHOSEN)
    expect(site.place(page, 1, 0)).to_have_class(CHOSEN)
    settle(page, site.place(page, 1, 1), "#papers")
    site.card(page, 2).locator(".finding-head").click()
    expect(site.place(page, 2)).to_have_class(CHOSEN)
    expect(site.place(page, 1, 1)).not_to_have_class(CHOSEN)
    settle(page, site.place(page, 2), "#papers")
    site.place(page, 6).click()
    expect(site.card(page, 6)).to_have_class(re.compile("chosen-finding"))
    settle(page, site.card(page, 6).locator(".finding-head"), "#findings")
    assert page.url.endswith(f"#finding-finding0006-{site.finished}")


def test_the_address_opens_at_the_finding(page: Page, site: Site) -> None:
    page.goto(f"{site.bench}#finding-finding0005-{site.finished}")
    expect(site.card(page, 5)).to_be_visible()
    settle(page, site.place(page, 5), "#papers")


def test_passes_show_on_demand(page: Page, site: Site) -> None:
    page.goto(site.bench)
    expect(site.card(page, 3)).to_be_hidden()
    expect(site.place(page, 3)).to_be_hidden()
    page.locator('[data-filter="pass"]').click()
    expect(site.card(page, 3)).to_be_visible()
    page.locator(f"#page-doc-form-{site.finished}-2").scroll_into_view_if_needed()
    expect(site.place(page, 3)).to_be_visible()


def test_decisions_outlive_the_server(page: Page, site: Site, data: Path) -> None:
    page.goto(site.bench)
    site.card(page, 1).get_by_role("button", name="采纳", exact=True).click()
    expect(site.card(page, 1)).to_contain_text("已采纳")
    expect(page.locator("#tally")).to_have_text("已处理 1 / 5")
    site.card(page, 4).get_by_text("没有问题…").click()
    site.card(page, 4).get_by_label("没有问题的理由").fill("专家已获全国工程勘察设计大师称号")
    site.card(page, 4).get_by_role("button", name="确定没有问题").click()
    expect(site.card(page, 4)).to_contain_text("专家已获全国工程勘察设计大师称号")
    site.card(page, 2).get_by_text("备注…").click()
    site.card(page, 2).get_by_label("备注", exact=True).fill("请团队更正后重交")
    site.card(page, 2).get_by_role("button", name="保存备注").click()
    expect(site.card(page, 2)).to_contain_text("请团队更正后重交")
    with serving(data) as again:
        page.goto(f"{again}/submissions/{site.finished}")
        expect(site.card(page, 1)).to_contain_text("已采纳")
        expect(site.card(page, 4)).to_contain_text("没有问题：专家已获全国工程勘察设计大师称号")
        expect(site.card(page, 2)).to_contain_text("请团队更正后重交")
        site.card(page, 1).get_by_role("button", name="撤销").click()
        expect(site.card(page, 1)).not_to_contain_text("已采纳")


def test_where_a_person_judges_the_buttons_say_what_is_decided(page: Page, site: Site) -> None:
    page.goto(site.bench)
    card = site.card(page, 2)
    expect(card.get_by_role("button", name="采纳", exact=True)).to_have_count(0)
    card.get_by_text("没有问题…").click()
    card.get_by_role("button", name="确定没有问题").click()
    expect(card.get_by_role("alert")).to_contain_text("理由")
    card.get_by_role("button", name="有问题", exact=True).click()
    expect(card.locator(".decision")).to_contain_text("有问题")
    expect(page.locator("#tally")).to_have_text("已处理 1 / 5")


def test_dismissing_needs_a_reason(page: Page, site: Site) -> None:
    page.goto(site.bench)
    site.card(page, 1).get_by_text("不采纳…").click()
    site.card(page, 1).get_by_role("button", name="确定不采纳").click()
    expect(site.card(page, 1).get_by_role("alert")).to_be_visible()
    expect(site.card(page, 1).get_by_label("不采纳的理由")).to_be_visible()


def test_two_reviewers_at_once(page: Page, site: Site) -> None:
    page.goto(site.bench)
    other = page.context.new_page()
    other.goto(site.bench)
    site.card(other, 1).get_by_role("button", name="采纳", exact=True).click()
    expect(site.card(other, 1)).to_contain_text("已采纳")
    site.card(page, 1).get_by_text("不采纳…").click()
    site.card(page, 1).get_by_label("不采纳的理由").fill("我写的理由")
    site.card(page, 1).get_by_role("button", name="确定不采纳").click()
    expect(site.card(page, 1).get_by_role("alert")).to_contain_text("刚才已被别人处理")
    expect(site.card(page, 1)).to_contain_text("已采纳")
    expect(site.card(page, 1).get_by_label("不采纳的理由")).to_have_value("我写的理由")


def test_what_was_typed_outlives_a_reload(page: Page, site: Site) -> None:
    page.goto(site.bench)
    site.card(page, 1).get_by_text("不采纳…").click()
    site.card(page, 1).get_by_label("不采纳的理由").fill("写到一半")
    page.reload()
    expect(site.card(page, 1).get_by_label("不采纳的理由")).to_have_value("写到一半")


def test_a_server_that_is_gone_is_said(page: Page, data: Path) -> None:
    ids = seed(data)
    with serving(data) as address:
        site = Site(address, *ids)
        page.goto(site.bench)
    site.card(page, 1).get_by_role("button", name="采纳", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("连不上服务")
    expect(site.card(page, 1).get_by_role("button", name="采纳", exact=True)).to_be_enabled()


def test_the_keyboard_is_enough(page: Page, site: Site) -> None:
    page.goto(site.bench)
    page.keyboard.press("Tab")
    expect(page.get_by_text("跳到正文")).to_be_focused()
    site.card(page, 1).locator(".finding-head").focus()
    page.keyboard.press("Enter")
    expect(site.place(page, 1)).to_have_class(CHOSEN)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    between = site.card(page, 1).locator(".quote, .correct").count()
    for _ in range(between + 1):
        page.keyboard.press("Tab")
    expect(site.card(page, 1).get_by_role("button", name="采纳", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(site.card(page, 1)).to_contain_text("已采纳")
    expect(site.card(page, 1)).to_be_focused()


def test_what_was_not_read_is_told(page: Page, site: Site) -> None:
    page.goto(site.bench)
    expect(page.locator(".unread")).to_contain_text("附件5 加密件.pdf")
    expect(page.locator(".unread")).to_contain_text("文件设有打开密码")
    page.locator(".coverage summary").click()
    expect(page.locator(".coverage")).to_contain_text("没有推荐函")


def test_progress_as_it_happens(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/submissions/{site.reading}")
    expect(page.locator("#progress")).to_contain_text("正在读取：5 / 8 页")
    expect(page.locator("#progress")).to_contain_text("文件设有打开密码")


@pytest.mark.parametrize("size", [(1366, 768), (820, 1180), (1180, 820)])
def test_nothing_sticks_out(page: Page, site: Site, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in ("/", f"/submissions/{site.finished}", f"/submissions/{site.reading}", "/rules"):
        page.goto(site.address + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


def test_choosing_files(page: Page, site: Site, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("申报书.pdf", "名册.docx", ".DS_Store")]
    for path in paths:
        path.write_bytes(b"content")
    page.goto(site.address)
    page.get_by_role("button", name="开始审查").click()
    expect(page.locator("#upload-problem")).to_have_text("请先选择文件。")
    page.locator("#files").set_input_files(paths)
    expect(page.locator("#chosen-count")).to_contain_text("已选 2 个文件")
    expect(page.locator("#chosen-count")).to_contain_text("略过 1 个系统临时文件")
    page.get_by_role("button", name="移除 名册.docx").click()
    page.get_by_role("button", name="开始审查").click()
    page.wait_for_url("**/submissions/*")
    expect(page.locator("#progress")).to_contain_text("正在排队")
    expect(page.locator("#progress")).to_contain_text("申报书.pdf")
    page.get_by_role("button", name="取消读取").click()
    expect(page.locator(".state")).to_have_text("已取消")


def test_choosing_a_folder(page: Page, site: Site, tmp_path: Path) -> None:
    inner = tmp_path / "某团队申报材料" / "活动材料"
    inner.mkdir(parents=True)
    (inner / "方案.docx").write_bytes(b"one")
    (inner.parent / "申报书.pdf").write_bytes(b"two")
    page.goto(site.address)
    page.locator("#folder").set_input_files(inner.parent)
    expect(page.locator("#chosen-list")).to_contain_text("某团队申报材料/活动材料/方案.docx")
    page.get_by_role("button", name="开始审查").click()
    page.wait_for_url("**/submissions/*")
    expect(page.locator("h1")).to_have_text("某团队申报材料")
    expect(page.locator("#progress")).to_contain_text("活动材料/方案.docx")

"""Files without page images, printing, downloads and the next version: what a reviewer looks at and hands back."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from corpora.invoice_faces import draft
from tests.browser.serving import serving
from tests.seeding.rosters import handed_in
from tests.seeding.submission import finished
from tests.seeding.views import without_images
from tests.seeding.vouchers import invoice, working
from worker.settings import Settings
from worker.store import open_store

pytestmark = [pytest.mark.browser]


def text_of(data: bytes) -> str:
    """All text of a PDF without the breaks of its lines."""
    document = pypdfium2.PdfDocument(data)
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_files_without_images_and_calm_moves(page: Page, tmp_path: Path) -> None:
    store = open_store(Settings(data_dir=tmp_path / "data"))
    identity = without_images(store)
    store.close()
    page.emulate_media(reduced_motion="reduce")
    with serving(tmp_path / "data") as address:
        page.goto(f"{address}/submissions/{identity}")
        place = page.locator("#papers .chosen-place")
        expect(place).to_have_text("90000")
        expect(place).to_be_in_viewport()
        assert place.evaluate("cell => cell.tagName") == "TD"
        page.keyboard.press("j")
        expect(page.locator("#papers a.box.chosen-place")).to_have_count(1)
        expect(page.locator("#papers svg.drawn text", has_text="￥1,060.00")).to_be_visible()
        page.keyboard.press("j")
        expect(place).to_have_text("价税合计：2120.00")
        # Without motion the place stands in view in the very next picture.
        page.keyboard.press("k")
        page.keyboard.press("k")
        assert page.evaluate("""() => new Promise(done => requestAnimationFrame(() => {
            const pane = document.getElementById("papers").getBoundingClientRect();
            const box = document.querySelector("#papers .chosen-place").getBoundingClientRect();
            done(box.top >= pane.top && box.bottom <= pane.bottom);
        }))""")
        assert page.locator(".button").first.evaluate("one => getComputedStyle(one).transitionDuration") == "0s"


def test_what_is_printed(page: Page, tmp_path: Path) -> None:
    store = open_store(Settings(data_dir=tmp_path / "data"))
    identity = finished(store)
    store.close()
    with serving(tmp_path / "data") as address:
        page.goto(f"{address}/submissions/{identity}/glance")
        listed = text_of(page.pdf())
        for words in ("1978年7月", "苏既白", "负责人年龄不超过45周岁", "没有推荐函"):
            assert words in listed
        assert page.locator("details.article:not([open])").count() > 0  # closed again afterwards
        page.goto(f"{address}/submissions/{identity}")
        expect(page.locator(".finding")).to_have_count(5)
        printed = text_of(page.pdf())
        # Also the groups that nobody had opened.
        assert "成员名册共5人" in printed
        assert "第十二条只在验收时适用" in printed


def test_downloads_and_the_next_version(page: Page, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    store = open_store(settings)
    first = handed_in(store, [("票据.pdf", invoice(draft(5)))], programme="station")
    with serving(tmp_path / "data") as address, working(store, settings) as work:
        work()
        page.goto(f"{address}/submissions/{first}/glance")
        for name, starts in (("审查意见表 Word", b"PK"), ("审查意见表 PDF", b"%PDF-"), ("补正清单", b"PK")):
            link = page.get_by_role("link", name=name)
            with page.expect_download() as download:
                with page.expect_response(lambda answer: answer.status == 202):
                    link.click()
                expect(page.locator("#export-words")).to_contain_text("正在生成")
                work()
            assert Path(download.value.path()).read_bytes().startswith(starts), name
        page.get_by_role("link", name="看原件和问题").click()
        page.wait_for_url(f"{address}/submissions/{first}")  # its modules have run then
        with page.expect_download() as annotated:
            with page.expect_response(lambda answer: answer.status == 202):
                page.get_by_role("link", name="下载批注 PDF").click()
            work()
        assert pypdfium2.PdfDocument(BytesIO(Path(annotated.value.path()).read_bytes()))

        better = tmp_path / "票据.pdf"
        better.write_bytes(invoice(draft(6)))
        page.locator("summary", has_text="更多").click()
        page.get_by_text("再次提交", exact=True).click()
        page.locator("#again-files").set_input_files(better)
        page.get_by_role("button", name="提交新的一版").click()
        expect(page).not_to_have_url(re.compile(first))
        page.wait_for_url("**/submissions/*")
        work()
        expect(page.locator(".version-note summary")).to_contain_text("第 2 版")
        for word in ("未解决", "新问题", "已解决"):
            expect(page.locator(".version-note summary")).to_contain_text(word)
        page.locator(".version-note summary").get_by_role("link").click()
        expect(page.locator(".version-note")).to_contain_text("旧的一版")
    store.close()

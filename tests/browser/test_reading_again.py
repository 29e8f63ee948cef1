"""On the bench a person says what a paper is, and frames a value that was missed. The real jobs run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.serving import serving
from tests.seeding.forms import BORN, form, where
from tests.seeding.rosters import MEMBERS, handed_in, people
from tests.seeding.vouchers import working
from worker import store as stored
from worker.settings import Settings
from worker.store import open_store

pytestmark = [pytest.mark.browser]


def test_a_kind_is_put_right_and_a_missed_value_is_framed(page: Page, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    store = open_store(settings)
    submission = handed_in(store, [("附表二.docx", people()), ("申报书.pdf", form())])
    with serving(tmp_path / "data") as address, working(store, settings) as work:
        work()
        papers = {one.name: one for one in stored.documents(store, "default", submission)}
        page.goto(f"{address}/submissions/{submission}")

        # The kind: said, understood again, told with who and when, taken back.
        heading = page.locator(f"#document-{papers['附表二.docx'].id} .document-name")
        expect(heading.locator(".kind")).to_have_text("未识别的材料")
        page.keyboard.press("a")
        decided = page.locator(".finding.decided").first.get_attribute("id")
        heading.get_by_role("button", name="更正").click()
        page.get_by_label("这份材料是").select_option(label="成员名册")
        assert serious(page) == []
        page.get_by_role("button", name="更正种类").click()
        expect(page.locator("#fields .rechecking")).to_contain_text("正在按新的种类整理")
        work()
        expect(heading.locator(".kind")).to_have_text("成员名册")
        expect(heading).to_contain_text("种类由人更正，原识别为未识别的材料")
        expect(page.locator(f"[id='{decided}'] .decision")).to_be_visible()
        expect(page.locator("#fields-dialog")).to_be_hidden()
        heading.get_by_role("button", name="更正").click()
        expect(page.locator("#fields")).to_contain_text("本机用户")
        expect(page.locator("#fields input[type=text]").nth(2)).to_have_value(re.compile(MEMBERS[0][0]))
        page.locator("#fields-dialog").get_by_role("button", name="关闭").click()

        # A missed value: framed by the mouse, read from the text of the file, kept with its place.
        paper = page.locator(f"#document-{papers['申报书.pdf'].id}")
        paper.get_by_role("button", name="更正").click()
        missed = page.locator("#fields .read-field", has=page.get_by_label(BORN, exact=True)).first
        expect(missed.get_by_label(BORN, exact=True)).to_have_value("")
        missed.get_by_role("button", name="在页面上框出").click()
        panel = page.locator("#box-panel")
        expect(panel).to_contain_text(BORN)
        layer = paper.locator(".box-layer.active")
        layer.first.wait_for()
        assert serious(page) == []
        panel.get_by_role("button", name="读取框里的内容").click()
        expect(panel.get_by_role("alert")).to_contain_text("请先在页面上框出")
        for name, number in (("左", "10"), ("上", "10"), ("右", "900"), ("下", "20")):
            panel.get_by_label(name, exact=True).fill(number)
        panel.get_by_role("button", name="读取框里的内容").click()
        expect(panel.get_by_role("alert")).to_contain_text("超出了页面")

        # By keys alone: the box moves with the arrows and grows with Shift.
        panel.get_by_role("button", name="在页面上移动").click()
        before = panel.get_by_label("右", exact=True).input_value()
        for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowRight"):
            page.keyboard.press(key)
        expect(panel.get_by_label("右", exact=True)).not_to_have_value(before)

        drag(page, layer.first, where())
        page.keyboard.press("Enter")
        expect(panel).to_contain_text("正在读取框里的内容")
        work()
        value = panel.get_by_label(BORN, exact=True)
        expect(value).to_have_value("1991年4月")
        expect(panel).to_contain_text("文件自带的文字")
        value.fill("很久以前")
        panel.get_by_role("button", name="保存").click()
        expect(panel.get_by_role("alert")).to_contain_text("不是日期")
        value.fill("1991年4月")
        panel.get_by_role("button", name="保存").click()
        expect(panel).to_contain_text("正在重新核对")
        work()
        expect(panel).to_contain_text("已按更正重新核对")
    held = stored.document(store, "default", papers["申报书.pdf"].id)
    assert held is not None
    assert held.record is not None
    born = held.record["fields"]["leader"]["birth_date"]
    assert (born["value"], born["source"]) == ("1991-04", "person")
    assert born["evidence"][0]["place"]["type"] == "on_page"
    assert [one.read for one in stored.corrections(store, "default", submission)] == ["unknown", "1991年4月"]
    store.close()


def drag(page: Page, layer: object, box: tuple[float, float, float, float]) -> None:
    """`box` in shares of the page."""
    seen = layer.bounding_box()  # type: ignore[attr-defined]
    xs = [seen["x"] + share * seen["width"] for share in (box[0], box[2])]
    ys = [seen["y"] + share * seen["height"] for share in (box[1], box[3])]
    page.mouse.move(xs[0], ys[0])
    page.mouse.down()
    page.mouse.move(xs[1], ys[1], steps=4)
    page.mouse.up()

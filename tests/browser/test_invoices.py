"""The page of vouchers in a browser: handed in, looked at, a field corrected and checked again at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpora.invoice_faces import draft
from tests.browser.axe import serious
from tests.browser.serving import serving
from tests.seeding.vouchers import invoice, invoices, rubbish, working
from worker.settings import Settings
from worker.store import open_store

pytestmark = [pytest.mark.browser]

BUYER = "北京某某研究院"


def test_vouchers_are_screened_and_a_field_is_corrected(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "票据"
    folder.mkdir()
    for name, data in [*invoices(2), ("改票.pdf", invoice(draft(5))), *rubbish()[:2]]:
        (folder / name).write_bytes(data)
    settings = Settings(data_dir=tmp_path / "data")
    store = open_store(settings)
    with serving(tmp_path / "data") as address, working(store, settings) as work:
        page.goto(f"{address}/invoices")
        page.locator("#folder").set_input_files(folder)
        page.locator("select[name=programme]").select_option("station")
        page.locator("input[name=buyer]").fill(BUYER)
        page.locator("input[name=on]").fill("2026-03-01")
        page.get_by_role("button", name="开始核对").click()
        page.wait_for_url("**/invoices/*")
        work()
        page.goto(page.url)
        expect(page.locator(".voucher-row")).to_have_count(3)
        expect(page.locator(".voucher-list .unread")).to_contain_text("空的.pdf")
        expect(page.locator(".case")).to_contain_text("没有给出、因此没有核对：税号、项目期限、预算")
        page.locator(".voucher-row", has_text=draft(5).number).click()
        buyer = page.get_by_label("购买方", exact=True)
        expect(buyer).to_have_value(draft(5).buyer[0])
        expect(page.locator(".field-box.pointed")).to_have_count(0)
        buyer.focus()
        expect(page.locator(".field-box.pointed")).to_have_count(1)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name=f"复制发票号码 {draft(5).number}").press("Enter")
        expect(page.locator("[data-copied]")).to_contain_text(draft(5).number)
        assert page.evaluate("navigator.clipboard.readText()") == draft(5).number
        page.get_by_role("button", name="复制全部").press("Space")
        expect(page.locator("[data-copied]")).to_contain_text("全部")
        assert f"价税合计\t{draft(5).total}" in page.evaluate("navigator.clipboard.readText()")
        assert serious(page) == []
        expect(page.locator("#side .finding.fail", has_text="V.05")).to_have_count(1)
        buyer.fill(BUYER)
        buyer.press("Enter")
        expect(page.locator("#recheck")).to_contain_text("正在按更正重新核对")
        work()
        expect(page.locator("#recheck")).to_have_text("")
        expect(page.locator("#side .finding.fail", has_text="V.05")).to_have_count(0)
        expect(page.locator(".voucher-field.corrected .field-note")).to_contain_text(draft(5).buyer[0])
        total = page.get_by_role("textbox", name="价税合计")
        total.fill("一百")
        total.press("Enter")
        expect(page.locator("#side .problem")).to_contain_text("不是金额")
    store.close()

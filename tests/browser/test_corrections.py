"""A field put right on the bench: the rules look again at once, what was decided stays. The real jobs run."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpora.invoice_faces import draft
from tests.browser.serving import serving
from tests.seeding.vouchers import invoice, working
from worker import store as stored
from worker.settings import Settings
from worker.store import NewFile, open_store
from worker.store.models import SubmissionRow

pytestmark = [pytest.mark.browser]


def test_a_correction_is_checked_at_once(page: Page, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    store = open_store(settings)
    content = invoice(draft(5))
    file = NewFile("票据.pdf", store.blobs.put(BytesIO(content)), len(content))
    handed_in = stored.create_submission(
        store,
        tenant="default",
        actor="local",
        programme="station",
        stage="closing",
        on=date(2026, 3, 1),
        files=[file],
        idempotency_key=None,
    )
    with serving(tmp_path / "data") as address, working(store, settings) as work:
        work()
        page.goto(f"{address}/submissions/{handed_in.id}")
        before = page.locator(".group:not([hidden]) .finding").first
        decided = page.locator(f"[id='{before.get_attribute('id')}']")
        page.keyboard.press("a")
        expect(decided.locator(".decision")).to_be_visible()

        page.locator(".group:not([hidden]) [data-correct]").first.click()
        rest = page.locator("#fields details").last
        rest.wait_for()
        if rest.get_attribute("open") is None:
            rest.locator("summary").click()
        field = page.locator("#fields .read-field", has=page.get_by_label("价税合计", exact=True))
        value = field.get_by_label("价税合计", exact=True)
        expect(value).to_have_value(str(draft(5).total))

        value.fill("很多")
        field.get_by_role("button", name="保存").click()
        expect(page.locator("#fields").get_by_role("alert")).to_contain_text("不是金额")

        value.fill("999999")
        field.get_by_role("button", name="保存").click()
        expect(page.locator(".rechecking")).to_contain_text("正在重新核对")

        # While the rules look again somebody writes a remark: not a word of it may be lost.
        page.evaluate("window.loaded = 1")
        page.keyboard.press("Escape")
        remark = decided.locator("textarea[name=comment]")
        decided.get_by_text("备注…").click()
        expect(remark).to_be_focused()
        page.keyboard.type("请团队")
        work()
        expect(page.locator(".finding.fail .message", has_text=re.compile("999,?999"))).not_to_have_count(0)
        page.keyboard.type("核对原票")
        expect(remark).to_have_value("请团队核对原票")
        expect(remark).to_be_focused()
        expect(decided.locator(".decision")).to_be_visible()
        expect(decided).to_have_class(re.compile("chosen-finding"))
        assert page.evaluate("window.loaded") == 1

        # Another field of the same paper is half-way corrected when this one is saved.
        page.locator(".finding.fail", has_text=re.compile("999,?999")).first.locator("[data-correct]").first.click()
        page.locator("#fields[data-document]").wait_for()
        for closed in page.locator("#fields details:not([open]) summary").all():
            closed.click()
        other = page.locator("#fields").get_by_label("备注", exact=True).last
        other.fill("写到一半")
        value.last.fill("888888")
        field.last.get_by_role("button", name="保存").click()
        expect(page.locator(".rechecking")).to_contain_text("正在重新核对")
        expect(other).to_have_value("写到一半")
        work()
        expect(page.locator(".finding.fail .message", has_text=re.compile("888,?888"))).not_to_have_count(0)
        expect(page.locator("#fields-dialog")).to_be_visible()
        expect(page.locator(".rechecking")).to_contain_text("已按更正重新核对")
        expect(other).to_have_value("写到一半")

        page.reload()
        expect(remark).to_have_value("请团队核对原票")
        page.locator(".finding.fail", has_text=re.compile("888,?888")).first.locator("[data-correct]").first.click()
        expect(other).to_have_value("写到一半")
        field.last.get_by_role("button", name="撤销更正").click()
        expect(page.locator(".rechecking")).to_contain_text("正在重新核对")
        other.fill("")
        work()
        expect(page.locator("#fields-dialog")).to_be_hidden()

        # Everything is read anew meanwhile: no papers to put in place, the page shows how far that is.
        with store.writing() as session:
            session.get_one(SubmissionRow, handed_in.id).state = "running"
        page.evaluate("void document.body.dispatchEvent(new Event('rechecked'))")
        expect(page.locator("#progress-title")).to_be_visible()
    store.close()

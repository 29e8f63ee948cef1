"""The queue: handed in by dragging, upload told and stopped, progress as it happens, narrowed and sorted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.serving import serving
from tests.seeding.submission import finished, reading
from worker.settings import Settings
from worker.store import Store, open_store, states
from worker.store.models import FileRow

pytestmark = [pytest.mark.browser]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(Settings(data_dir=tmp_path / "data"))
    yield made
    made.close()


def drag(page: Page, paths: Sequence[Path]) -> None:
    """What a person does with the mouse: files of the machine over the page, let go on the field."""
    page.locator("#drop").scroll_into_view_if_needed()
    box = page.locator("#drop").bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})


def test_a_folder_and_a_zip_are_dragged_and_the_upload_can_be_stopped(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "某团队材料"
    (folder / "附件").mkdir(parents=True)
    (folder / "申报书.pdf").write_bytes(b"one")
    (folder / "附件" / "名册.docx").write_bytes(b"two" * 400_000)
    packed = tmp_path / "补充.zip"
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("说明.docx", "three")
    with serving(tmp_path / "data") as address:
        page.goto(address)
        drag(page, [folder, packed])
        expect(page.locator("#chosen-count")).to_contain_text("已选 3 个文件")
        expect(page.locator("#chosen-list")).to_contain_text("某团队材料/附件/名册.docx")
        slow = page.context.new_cdp_session(page)
        slow.send("Network.enable")
        narrow = {"offline": False, "latency": 0, "downloadThroughput": -1}
        slow.send("Network.emulateNetworkConditions", {**narrow, "uploadThroughput": 40_000})
        page.get_by_role("button", name="开始审查").click()
        expect(page.locator("#sent-words")).to_contain_text("正在上传")
        page.get_by_role("button", name="停止上传").click()
        expect(page.locator("#upload-problem")).to_contain_text("已停止上传")
        expect(page.locator("#chosen-list li")).to_have_count(3)  # nothing has to be chosen again
        slow.send("Network.emulateNetworkConditions", {**narrow, "uploadThroughput": -1})
        page.get_by_role("button", name="开始审查").click()
        page.wait_for_url("**/submissions/*")
        expect(page.locator("#progress")).to_contain_text("补充.zip")


def test_progress_comes_by_itself_and_the_list_is_narrowed(page: Page, store: Store, tmp_path: Path) -> None:
    done, busy = finished(store), reading(store)
    with serving(tmp_path / "data") as address:
        page.goto(f"{address}/submissions/{busy}")
        expect(page.locator("#progress")).to_contain_text("正在读取：5 / 8 页，还有 1 个文件没有开始")
        with page.expect_response(lambda answer: answer.url.endswith("/progress")), store.writing() as session:
            file = session.scalars(select(FileRow).where(FileRow.submission_id == busy, FileRow.state == "reading"))
            file.one().pages_done = 4
            states.touch(session, busy)
        expect(page.locator("#progress")).to_contain_text("6 / 8 页，还有 1 个文件没有开始")

        page.goto(address)
        rows = page.locator("#submissions tbody tr")
        expect(rows).to_have_count(2)
        expect(rows.first.locator(".row-link")).to_have_attribute("href", f"/submissions/{busy}")
        expect(rows.last).to_contain_text("不符合 2（重要 2）")
        page.get_by_label("排序").select_option(label="不符合最多的在前")
        page.get_by_role("button", name="查找").click()
        expect(rows.first.locator(".row-link")).to_have_attribute("href", f"/submissions/{done}")
        page.get_by_label("状态").select_option(label="读取中")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="查找").click()
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text("读取中")
        page.get_by_role("link", name="看全部").click()
        page.get_by_label("查找").fill("没有的单位")
        page.keyboard.press("Enter")
        expect(page.locator("#submissions")).to_contain_text("没有符合条件的提交")

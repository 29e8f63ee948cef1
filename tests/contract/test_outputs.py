"""Every output takes every result: all sorts of places, nothing at all, hostile and endless text; and always alike.

The outputs are found, not listed: a new one is held to this by being there.
"""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from pathlib import Path

import pytest

from checks.downloads import Download, downloads
from checks.shown import Shown
from tests.contract.results import (
    LONG_NUMBER,
    NUMBER,
    everything,
    finding,
    made,
    sheets,
    shown,
    text_of,
)


@pytest.mark.parametrize("download", downloads().values(), ids=lambda one: one.format)
def test_says_what_it_is(download: Download) -> None:
    assert download.suffix.startswith(".")
    assert "/" in download.media_type
    assert download.title
    assert bool(download.file) == (download.of_all is not None)
    assert download.form(1) == (download.media_type, download.suffix)


@pytest.mark.parametrize("what", [everything(), shown()], ids=["everything", "nothing"])
@pytest.mark.parametrize("download", downloads().values(), ids=lambda one: one.format)
def test_takes_every_result_and_is_always_alike(
    download: Download, what: Shown, originals: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: hashlib.sha256(path.read_bytes()).digest() for name, path in originals.items()}
    first = made(download, what, originals)
    assert first
    assert all(first.values())
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 86_400 * 400)
    assert made(download, what, originals) == first
    assert {name: hashlib.sha256(path.read_bytes()).digest() for name, path in originals.items()} == before


@pytest.mark.parametrize("download", downloads().values(), ids=lambda one: one.format)
def test_id_numbers_are_masked(download: Download, originals: dict[str, Path]) -> None:
    if download.format == "json":
        pytest.skip("the result is data: it says what was read")
    for name, data in made(download, everything(), originals).items():
        text = text_of(data)
        assert NUMBER not in text, name
        assert "110101**********16" in text, name


def test_people_see_no_shared_folder(originals: dict[str, Path]) -> None:
    value = everything()
    value.result["coverage"]["unread_files"][0]["name"] = "材料/坏.pdf"
    value.result["findings"][-1]["message"] = "有误（见 材料/申报书.docx 第1页）。"
    for format in ("pdf", "docx", "xlsx"):
        for name, data in made(downloads()[format], value, originals).items():
            assert "材料/" not in text_of(data), (format, name)


def test_the_sheet_in_front_says_every_conclusion_and_what_was_not_read() -> None:
    front = downloads()["pdf"].front
    assert front is not None
    nowhere = finding(40, "fail", "没有依据", ())
    data = front(shown(finding(1, "review", "由人判断"), finding(2, "pass", "都有"), nowhere))
    text = text_of(data)
    for part in ("没有依据", "由人判断", "符合 1 条：QC-02", "坏.pdf", "打不开", "读取超时", "2026-03-01"):
        assert part in text, part
    assert front(shown()) == front(shown())
    assert NUMBER not in text_of(front(everything()))


def test_the_list_of_problems() -> None:
    pages = sheets(everything())
    assert list(pages) == ["问题清单", "全部结论", "未能读取", "没有判断"]
    head, *rows = pages["问题清单"]
    assert head == [
        "序号", "结论", "严重程度", "规则编号", "条款", "材料", "页码/位置", "问题说明", "原文", "需人工判断的原因",
        "处理决定", "备注",
    ]  # fmt: skip
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert {row[1] for row in rows} == {"不符合", "需人工判断"}
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=False)
    assert {row[1] for row in pages["全部结论"][1:]} == {"不符合", "需人工判断", "符合", "不适用"}
    assert len(pages["未能读取"]) == 4
    assert pages["没有判断"][1][1:3] == ["QC-99", "第九条"]
    dismissed = next(row for row in rows if row[3] == "QC-00")
    assert dismissed[10] == "不采纳"
    assert "王审" in dismissed[11]
    assert any(LONG_NUMBER in str(row[7]) for row in rows)
    assert sheets(shown())["问题清单"][1][0] == "（无）"


def test_no_cell_is_a_formula() -> None:
    for rows in sheets(everything()).values():
        for value in (value for row in rows for value in row if isinstance(value, str)):
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), value
            assert len(value) <= 32_767
    of_all = downloads()["xlsx"].of_all
    assert of_all is not None
    with zipfile.ZipFile(io.BytesIO(of_all(everything()))) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())

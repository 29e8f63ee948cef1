"""XLS and ET: sheets, merged cells, hidden sheets, damage; told from old Word files by their topmost streams."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from extractor import read
from extractor.document import InSheet
from extractor.errors import Encrypted, ReadError, Unreadable
from extractor.ole import topmost
from tests.unit.readers.old_workbooks import compound, xls

SETTINGS = read.ReadSettings(engine="replay")
BUDGET = [
    ["经费预算表", None, None],
    ["科目", "单价（元）", "金额（元）"],
    ["劳务费", 800.5, 1601],
    [None, 0, 1601],
]


def test_cells_merged_and_places(tmp_path: Path) -> None:
    path = xls(tmp_path / "blob", {"预算": BUDGET, "Sheet2": [["甲", 3]]}, merged=[(0, 0, 0, 2), (2, 3, 0, 0)])
    outline = read.outline(path, "预算.et", SETTINGS)
    assert (outline.format, outline.pages) == ("xls", 2)
    page = read.read_page(path, "预算.et", 1, SETTINGS)
    assert [line.text for line in page.lines[:2]] == ["预算", "经费预算表"]
    assert page.lines[1].role == "title"
    (table,) = page.tables
    assert [table.at(1, column).span.text for column in range(3)] == ["劳务费", "800.5", "1601"]
    assert table.at(2, 0) is table.at(1, 0)
    assert table.at(1, 2).span.place == InSheet("预算", 2, 2)
    assert read.read_page(path, "预算.et", 2, SETTINGS).text == "甲 3"


def test_a_hidden_sheet_is_named_and_not_relied_on(tmp_path: Path) -> None:
    path = xls(tmp_path / "blob", {"预算": BUDGET, "底稿": [["金额", 5000]]}, hidden="底稿")
    assert "底稿" in "".join(note.message for note in read.outline(path, "a.xls", SETTINGS).notes)
    page = read.read_page(path, "a.xls", 2, SETTINGS)
    assert page.problem is not None
    assert page.problem.code == "hidden_sheet"


def test_long_numbers_are_doubted(tmp_path: Path) -> None:
    path = xls(tmp_path / "blob", {"名册": [["姓名", "身份证号"], ["云望舒", 110105194912310020.0]]})
    page = read.read_page(path, "a.xls", 1, SETTINGS)
    assert min(span.confidence for line in page.lines for span in line.spans) < 0.85


@pytest.mark.parametrize("keep", [600, 1500, 3000])
def test_damage_is_refused_or_read(tmp_path: Path, keep: int) -> None:
    path = xls(tmp_path / "blob", {"预算": BUDGET})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ReadError):
        read.outline(path, "a.xls", SETTINGS)


def test_overwritten_records_cost_the_file_only(tmp_path: Path) -> None:
    path = xls(tmp_path / "blob", {"预算": BUDGET})
    data = bytearray(path.read_bytes())
    for at in range(1600, 2400, 7):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    with contextlib.suppress(Unreadable):
        outline = read.outline(path, "a.xls", SETTINGS)
        assert 1 <= read.read_page(path, "a.xls", outline.pages, SETTINGS).number <= outline.pages


def test_the_topmost_streams_tell_the_kind(tmp_path: Path) -> None:
    word = tmp_path / "word"
    word.write_bytes(compound({"WordDocument": b"x", "1Table": b"y"}))
    assert topmost(word) == {"WordDocument", "1Table"}
    locked = tmp_path / "locked"
    locked.write_bytes(compound({"EncryptedPackage": b"x"}))
    with pytest.raises(Encrypted):
        read.outline(locked, "a.xlsx", SETTINGS)
    cut = tmp_path / "cut"
    cut.write_bytes(word.read_bytes()[:700])
    assert topmost(cut) == frozenset()

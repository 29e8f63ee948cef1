"""The folder of a batch's results: whose it is, what is finished, what a killed run left, the page cache."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from worker.batch_folder import BatchFolder, CannotUse, Finished, batch_folder
from worker.folder_cache import FolderPages

FINISHED = Finished("succeeded", 2, 7)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "区" / "甲").mkdir(parents=True)
    return tmp_path / "区"


@pytest.fixture
def folder(tmp_path: Path, source: Path) -> Iterator[BatchFolder]:
    with batch_folder(tmp_path / "out", source) as opened:
        yield opened


def put(folder: BatchFolder, place: str, text: str = "{}") -> None:
    with folder.scratch() as aside:
        (aside / "results").mkdir()
        (aside / "results" / "result.json").write_text(text)
        folder.put_in_place(aside / "results", place)


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path, source: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    for out in (other, source, tmp_path):
        with pytest.raises(CannotUse), batch_folder(out, source):
            pass
    assert (other / "mine.txt").read_text() == "mine"


def test_one_run_at_a_time(folder: BatchFolder, source: Path) -> None:
    with pytest.raises(CannotUse, match="正被另一个"), batch_folder(folder.out, source):
        pass


def test_an_unfinished_run_keeps_its_reference_date(folder: BatchFolder) -> None:
    assert folder.reference_date() is None
    folder.begin(date(2025, 1, 31))
    assert folder.reference_date() == date(2025, 1, 31)
    folder.end()
    assert folder.reference_date() is None


def test_places_are_plain_and_nobody_elses(folder: BatchFolder) -> None:
    names = ["甲队", "a/../b", "A队", "a队", "summary.json", "汇总.xlsx", "..", "x" * 300]
    places = folder.places(names)
    assert places["甲队"] == "甲队"
    assert len({place.casefold() for place in places.values()}) == len(names)
    assert not {"summary.json", "汇总.xlsx", ".caishen"} & set(places.values())
    assert all("/" not in place and not place.startswith(".") and len(place) < 80 for place in places.values())
    assert folder.places(names) == places


def test_finished_is_believed_only_where_it_fits(folder: BatchFolder) -> None:
    assert folder.finished("甲", "甲", "f") is None
    put(folder, "甲")
    folder.finish("甲", "甲", "f", FINISHED)
    assert folder.finished("甲", "甲", "f") == FINISHED
    assert folder.finished("甲", "甲", "other input") is None
    assert folder.finished("甲", "other place", "f") is None
    put(folder, "甲", '{"changed": 1}')
    assert folder.finished("甲", "甲", "f") is None
    folder.finish("甲", "甲", "f", FINISHED)
    record = next((folder.state / "finished").iterdir())
    record.write_text(record.read_text()[:-5])
    assert folder.finished("甲", "甲", "f") is None


def test_what_a_killed_run_left_half_made_is_cleared_away(tmp_path: Path, source: Path) -> None:
    with batch_folder(tmp_path / "out", source) as first:
        (first.state / "scratch" / "x").mkdir(parents=True)
        (first.out / "summary.json.123.part").write_text("half")
    with batch_folder(tmp_path / "out", source) as again:
        assert not (again.state / "scratch").exists()
        assert not list(again.out.glob("*.part"))


def test_pages_are_kept_by_content_page_and_reading(tmp_path: Path) -> None:
    pages = FolderPages(tmp_path)
    pages.put("sha", 1, "reading", b"page")
    assert pages.get("sha", 1, "reading") == b"page"
    assert [pages.get("sha", 2, "reading"), pages.get("sha", 1, "other"), pages.get("other", 1, "reading")] == [
        None
    ] * 3
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert pages.get("sha", 1, "reading") is None

"""Walking folders: names, hidden files, links, limits."""

from __future__ import annotations

from pathlib import Path

from worker.copy_names import copy_name
from worker.sources import NOT_FOLLOWED, Limits, collect


def test_folders_give_relative_names_without_hidden_files_and_links(tmp_path: Path) -> None:
    (tmp_path / "附件").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.pdf", "附件/a.pdf", ".hidden", ".git/x"):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "b.pdf")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "Thumbs.db").write_text("x")
    files, refused = collect([tmp_path], Limits())
    assert [file.name for file in files] == ["b.pdf", "附件/a.pdf"]
    assert [(one.name, one.message) for one in refused] == [("link.pdf", NOT_FOLLOWED), ("loop", NOT_FOLLOWED)]


def test_what_is_too_much_or_not_there_is_refused_by_name(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text("x" * 10)
    files, refused = collect([tmp_path], Limits(max_files=2))
    assert ([file.name for file in files], [(file.name, file.code) for file in refused]) == (
        ["a", "b"],
        [("c", "too_large")],
    )
    files, refused = collect([tmp_path], Limits(max_bytes=25))
    assert [file.name for file in files] == ["a", "b"]
    files, refused = collect([tmp_path / "nothing"], Limits())
    assert [(file.name, file.code) for file in refused] == [("nothing", "unreadable")]


def test_names_of_copies_steer_no_path() -> None:
    assert copy_name(1, "../../etc/passwd", ".pdf") == "01-passwd.pdf"
    assert copy_name(2, "..", ".pdf") == "02-file.pdf"
    assert copy_name(3, "a\x00b\nc.pdf", ".pdf") == "03-a_b_c.pdf"
    assert len(copy_name(4, "长" * 300, ".pdf").encode()) < 255

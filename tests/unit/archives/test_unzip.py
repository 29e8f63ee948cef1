"""ZIPs as people and attackers make them: what comes out, under which name, and what is refused with which reason."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from extractor.errors import Encrypted, TooLarge, UnknownFormat, Unreadable
from extractor.readers import archive
from extractor.settings import ReadSettings
from extractor.unzip import UnzipLimits, Unzipped, unzip


def packed(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as package:
        for name, data in members:
            package.writestr(name, data)
    return path


def with_raw_names(path: Path, **names: bytes) -> Path:
    """Replaces placeholder names by bytes of the same length, without the UTF-8 flag."""
    data = path.read_bytes()
    for placeholder, raw in names.items():
        assert len(placeholder) == len(raw)
        data = data.replace(placeholder.encode(), raw)
    path.write_bytes(data)
    return path


def unzipped(path: Path, folder: Path, **limits: int) -> Unzipped:
    folder.mkdir(exist_ok=True)
    return unzip(path, folder, UnzipLimits(**limits))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_flag_are_read_in_either_encoding(tmp_path: Path, out: Path, encoding: str) -> None:
    raw = "团队甲/申报书.docx".encode(encoding)
    placeholder = "x" * len(raw)
    path = with_raw_names(packed(tmp_path / "a.zip", (placeholder, b"one")), **{placeholder: raw})
    (member,) = unzipped(path, out).members
    assert (member.name, member.path.read_bytes()) == ("团队甲/申报书.docx", b"one")
    assert member.path.parent == out


def test_a_backslash_inside_a_gbk_character_is_no_folder(tmp_path: Path, out: Path) -> None:
    raw = "乗x.pdf".encode("gbk")
    assert b"\\" in raw
    path = with_raw_names(packed(tmp_path / "a.zip", ("xxx.pdf", b"1")), **{"xxx.pdf": raw})
    (member,) = unzipped(path, out).members
    assert member.name == "乗x.pdf"


@pytest.mark.parametrize(
    "name", ["../../evil.pdf", "/etc/evil.pdf", "C:/evil.pdf", "a/../../evil.pdf", "..\\evil.pdf"]
)
def test_names_that_leave_the_archive_are_refused_and_the_rest_is_kept(tmp_path: Path, out: Path, name: str) -> None:
    found = unzipped(packed(tmp_path / "a.zip", (name, b"evil"), ("好.pdf", b"good")), out)
    assert [member.name for member in found.members] == ["好.pdf"]
    assert [refused.code for refused in found.refused] == ["unknown_format"]
    assert [path.name for path in out.iterdir()] == ["00001"]
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "out"}


def test_traversal_hidden_in_gbk_is_seen_after_decoding(tmp_path: Path, out: Path) -> None:
    raw = "../甲.pdf".encode("gbk")
    path = with_raw_names(packed(tmp_path / "a.zip", ("x" * len(raw), b"evil")), **{"x" * len(raw): raw})
    found = unzipped(path, out)
    assert (found.members, [one.name for one in found.refused]) == ((), ["../甲.pdf"])


def test_links_and_devices_are_refused(tmp_path: Path, out: Path) -> None:
    members = []
    for name, kind in (("link", stat.S_IFLNK), ("fifo", stat.S_IFIFO), ("plain", stat.S_IFREG)):
        info = zipfile.ZipInfo(name)
        info.external_attr = (kind | 0o644) << 16
        members.append((info, b"/etc/passwd"))
    found = unzipped(packed(tmp_path / "a.zip", *members), out)
    assert [member.name for member in found.members] == ["plain"]
    assert sorted(refused.name for refused in found.refused) == ["fifo", "link"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_both_kept(tmp_path: Path, out: Path) -> None:
    found = unzipped(packed(tmp_path / "a.zip", ("甲/a.pdf", b"1"), ("甲/a.pdf", b"2"), ("甲/A.PDF", b"3")), out)
    assert sorted(member.name.casefold() for member in found.members) == [
        "甲/a.pdf",
        "甲/a（2）.pdf",
        "甲/a（3）.pdf",
    ]
    assert sorted(member.path.read_bytes() for member in found.members) == [b"1", b"2", b"3"]


def test_leftovers_and_folders_are_passed_over(tmp_path: Path, out: Path) -> None:
    names = ("甲/", "__MACOSX/甲/._a.pdf", "甲/.DS_Store", "甲/Thumbs.db", "甲/~$a.docx", "甲/a.pdf")
    found = unzipped(packed(tmp_path / "a.zip", *((name, b"") for name in names)), out)
    assert [member.name for member in found.members] == ["甲/a.pdf"]
    assert found.refused == ()


def test_a_bomb_costs_itself_only(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.zip", ("bomb.txt", bytes(30_000_000)), ("paper.txt", b"paper" * 100))
    found = unzipped(path, out, free_bytes=1_000_000)
    assert [member.name for member in found.members] == ["paper.txt"]
    assert [(refused.name, refused.code) for refused in found.refused] == [("bomb.txt", "too_large")]
    assert sum(file.stat().st_size for file in out.iterdir()) == 500


def test_many_small_bombs_are_one(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.zip", *((f"{number:02d}", bytes(900_000)) for number in range(20)))
    found = unzipped(path, out, free_bytes=1_000_000)
    assert len(found.members) < 8
    assert {refused.code for refused in found.refused} == {"too_large"}


def test_limits_of_number_and_size(tmp_path: Path, out: Path) -> None:
    members = [(f"{number}", b"x" * 600) for number in range(5)]
    few = unzipped(packed(tmp_path / "a.zip", *members), out, max_files=3)
    assert (len(few.members), {refused.code for refused in few.refused}) == (3, {"too_large"})
    small = unzipped(tmp_path / "a.zip", tmp_path / "small", max_bytes=1500)
    assert (len(small.members), {refused.code for refused in small.refused}) == (2, {"too_large"})


def test_a_header_that_lies_about_the_size_is_damage(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.zip", ("lie.txt", b"x" * 5000), ("paper.txt", b"paper"))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 5000), struct.pack("<L", 10)))
    found = unzipped(path, out)
    assert [member.name for member in found.members] == ["paper.txt"]
    assert [refused.code for refused in found.refused] == ["unreadable"]


def test_a_damaged_member_costs_itself_only(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.zip", ("a.txt", b"AAAA" * 50), ("b.txt", b"BBBB"), method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"AAAAAAAA", b"AAAAxAAA", 1))
    found = unzipped(path, out)
    assert [member.name for member in found.members] == ["b.txt"]
    assert [(one.name, one.code) for one in found.refused] == [("a.txt", "unreadable")]


def test_passwords(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.zip", ("a.txt", b"a"), ("b.txt", b"b"))
    data = bytearray(path.read_bytes())
    flags = [at + 8 for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]
    data[flags[0]] |= 1
    path.write_bytes(bytes(data))
    found = unzipped(path, out)
    assert [(one.name, one.code) for one in found.refused] == [("a.txt", "encrypted")]
    data[flags[1]] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(Encrypted):
        unzipped(path, tmp_path / "other")


def test_other_archives_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for head in (b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c\x00\x04"):
        path = tmp_path / "archive"
        path.write_bytes(head + bytes(40))
        assert archive.accepts(path.read_bytes(), path)
        with pytest.raises(UnknownFormat, match="解压后上传"):
            archive.outline(path, ReadSettings())


def test_documents_are_not_archives_even_when_damaged(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.docx", ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>" * 400))
    assert not archive.accepts(path.read_bytes()[:4096], path)
    assert archive.unpack(path, out, UnzipLimits()) is None
    path.write_bytes(path.read_bytes()[:200])
    assert not archive.accepts(path.read_bytes(), path)


def test_a_damaged_archive_says_so(tmp_path: Path, out: Path) -> None:
    path = packed(tmp_path / "a.zip", ("a.txt", b"a" * 500))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Unreadable, match="压缩包已损坏"):
        archive.unpack(path, out, UnzipLimits())


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.unzip.MAX_ENTRIES", 3)
    with pytest.raises(TooLarge):
        unzipped(packed(tmp_path / "a.zip", *((str(number), b"") for number in range(4))), tmp_path / "o")


def test_a_zip_in_a_zip_is_refused_or_kept_and_never_opened(tmp_path: Path, out: Path) -> None:
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("a.txt", b"a")
    (member,) = unzipped(packed(tmp_path / "a.zip", ("内.zip", inner.getvalue())), out).members
    assert member.path.read_bytes() == inner.getvalue()
    with pytest.raises(UnknownFormat, match="压缩包里的压缩包"):
        archive.outline(member.path, ReadSettings())
    for place in ("kept", "refused"):
        (tmp_path / place).mkdir()
    kept = archive.unpack(tmp_path / "a.zip", tmp_path / "kept", UnzipLimits(), inner=True)
    assert kept is not None
    assert [one.name for one in kept.members] == ["内.zip"]
    found = archive.unpack(tmp_path / "a.zip", tmp_path / "refused", UnzipLimits())
    assert found is not None
    assert (found.members, [one.name for one in found.refused]) == ((), ["内.zip"])
    assert list((tmp_path / "refused").iterdir()) == []

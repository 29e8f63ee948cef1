"""Unpacks a ZIP that a stranger sent, one level deep: streamed, counted and limited, under names of our own.

Headers are believed only where believing costs nothing: sizes are counted while the bytes come, members are written
as 00001, 00002 … whatever they are called, and what cannot be unpacked is refused by itself.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor.archive_names import is_leftover, name_of, safe, shown
from extractor.errors import Encrypted, ReadError, TooLarge, UnknownFormat, Unreadable

CHUNK = 1024 * 1024
MAX_ENTRIES = 50_000
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
DAMAGED = "压缩包已损坏，无法解压；请重新打包，或解压后直接上传文件夹。"
LOCKED = "压缩包设有密码，无法解压；请去掉密码重新打包，或解压后直接上传文件夹。"


@dataclass(frozen=True, slots=True)
class UnzipLimits:
    """`max_bytes` is the sum of what comes out. `max_ratio` holds where more than `free_bytes` come out."""

    max_files: int = 2000
    max_bytes: int = 4000 * 1024 * 1024
    max_ratio: int = 200
    free_bytes: int = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is safe to show and no other member's; `path` is where its bytes were written."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class RefusedMember:
    """`code` and `message` are those of an extractor.errors error."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Unzipped:
    members: tuple[Member, ...]
    refused: tuple[RefusedMember, ...]


def unzip(path: Path, folder: Path, limits: UnzipLimits) -> Unzipped:
    """Members are written into `folder`, in the order of their names. Raises Unreadable, Encrypted, TooLarge."""
    try:
        with zipfile.ZipFile(path) as package:
            return _Unzipping(package, path.stat().st_size, folder, limits).run()
    except ReadError:
        raise
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


@dataclass(slots=True)
class _Unzipping:
    package: zipfile.ZipFile
    size: int
    folder: Path
    limits: UnzipLimits
    total: int = 0
    taken: set[str] = field(default_factory=set)
    members: list[Member] = field(default_factory=list)
    refused: list[RefusedMember] = field(default_factory=list)

    def run(self) -> Unzipped:
        entries = self.package.infolist()
        if len(entries) > MAX_ENTRIES:
            raise TooLarge(f"压缩包中有 {len(entries)} 个条目，没有解压；请分成几个较小的压缩包。")
        wanted = sorted(self._wanted(entries), key=lambda one: (one[0], one[1].header_offset))
        if wanted and all(info.flag_bits & ENCRYPTED_FLAGS for _, info in wanted):
            raise Encrypted(LOCKED)
        for name, info in wanted:
            try:
                self._take(name, info)
            except ReadError as error:
                self.refused.append(RefusedMember(name, error.code, error.message))
            except BROKEN:
                self.refused.append(RefusedMember(name, Unreadable.code, "压缩包中的这个文件已损坏，没有读取。"))
        return Unzipped(tuple(self.members), tuple(self.refused))

    def _wanted(self, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        for info in entries:
            given = name_of(info)
            name = safe(given)
            if name is None:
                message = "压缩包中这个文件的名称指向压缩包之外，或含有不可见字符，没有读取；请改名后重新打包。"
                self.refused.append(RefusedMember(shown(given), UnknownFormat.code, message))
            elif not given.endswith(("/", "\\")) and not is_leftover(name):
                yield name, info

    def _take(self, name: str, info: zipfile.ZipInfo) -> None:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise UnknownFormat("压缩包中的链接或特殊文件没有读取。")
        if info.flag_bits & ENCRYPTED_FLAGS:
            raise Encrypted(LOCKED)
        if info.compress_type not in METHODS:
            raise UnknownFormat("这个文件的压缩方式不支持；请用普通 ZIP 方式重新打包，或解压后上传。")
        if len(self.members) >= self.limits.max_files:
            raise TooLarge(f"压缩包中的文件超过 {self.limits.max_files} 个，这个文件没有读取；请分批上传。")
        target = self.folder / f"{len(self.members) + 1:05d}"
        try:
            size = self._write(info, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        self.members.append(Member(self._free(name), target, size))

    def _write(self, info: zipfile.ZipInfo, target: Path) -> int:
        """The member's size. zipfile checks its length and checksum at the end."""
        packed, size = min(info.compress_size, self.size), 0
        self._check(info.file_size, packed, self.total + info.file_size)
        with self.package.open(info) as source, target.open("xb") as out:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                self.total += len(chunk)
                self._check(size, packed, self.total)
                out.write(chunk)
        return size

    def _check(self, size: int, packed: int, total: int) -> None:
        """Raises TooLarge: for what a header announces before a byte is written, and for what really comes."""
        if total > self.limits.max_bytes:
            raise TooLarge(f"压缩包解开后超过 {self.limits.max_bytes // CHUNK} MB，这个文件没有读取；请分批上传。")
        free = self.limits.free_bytes
        if (size > free and size > self.limits.max_ratio * packed) or (
            total > 5 * free and total > self.limits.max_ratio * self.size
        ):
            raise TooLarge("压缩比异常，疑似压缩炸弹，这个文件没有读取；如确是材料，请解压后直接上传。")

    def _free(self, name: str) -> str:
        """Two members of one name are both kept, under different names."""
        stem, dot, suffix = name.rpartition(".")
        stem, suffix = (stem, dot + suffix) if stem and "/" not in suffix else (name, "")
        found, number = name, 1
        while found.casefold() in self.taken:
            number += 1
            found = f"{stem}（{number}）{suffix}"
        self.taken.add(found.casefold())
        return found

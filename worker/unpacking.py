"""Before anything is read, archives among the files of a submission are replaced by what they hold, and the files
that PDFs carry are laid beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from checks.case import UnreadFile
from extractor.attachments import may_have
from extractor.errors import PageCrashed, PageTimeout, ReadError, Unreadable
from extractor.readers.archive import may_be_zip
from extractor.unzip import UnzipLimits, Unzipped
from worker.sandbox import ReaderPool
from worker.sources import Limits, SourceFile

CRASHED = "压缩包没能解开，可能已损坏；请重新打包，或解压后直接上传文件夹。"


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands instead of file number `index` of those given."""

    index: int
    members: tuple[SourceFile, ...]
    refused: tuple[UnreadFile, ...]


def open_archives(
    files: Sequence[SourceFile], pool: ReaderPool, folder: Path, limits: Limits
) -> tuple[list[SourceFile], list[UnreadFile]]:
    """`files` with the members of each ZIP instead of it, sorted by name, and what was refused."""
    archives = {one.index: one for one in opened(files, pool, folder, limits)}
    found = [file for index, file in enumerate(files) if index not in archives]
    found += [member for one in archives.values() for member in one.members]
    return sorted(found, key=lambda file: file.name), [file for one in archives.values() for file in one.refused]


def opened(files: Sequence[SourceFile], pool: ReaderPool, folder: Path, limits: Limits) -> Iterator[Opened]:
    """The archives among `files`, one after another; members are written below `folder`.

    Their names stand below the archive's name without its suffix, as if it had been unpacked beside itself; those of
    the only file given stand alone, as in a folder. A PDF that carries files comes back with them behind it.
    """
    room = UnzipLimits(limits.max_files, limits.max_bytes)
    names = [file.name for file in files]
    for index, file in enumerate(files):
        if may_have(file.path) and not _detached(file.name, names):
            found, said = _with_carried(file, pool, folder / f"{index:05d}", room)
            if len(found) > 1 or said:
                room = _less(room, found)
                yield Opened(index, found, said)
            continue
        if not may_be_zip(file.path):
            continue
        below = "" if len(files) == 1 else str(PurePosixPath(file.name).with_suffix("")) + "/"
        one = _unzipped(index, file, below, pool, folder / f"{index:05d}", room)
        if one is not None:
            room = _less(room, one.members)
            yield one


def _unzipped(
    index: int, file: SourceFile, below: str, pool: ReaderPool, place: Path, room: UnzipLimits
) -> Opened | None:
    """What a ZIP holds, and what its PDFs carry; None for a document."""
    try:
        found = open_archive(file.path, pool, place, room)
    except ReadError as error:
        return Opened(index, (), (UnreadFile(file.name, error.code, error.message),))
    if found is None:
        return None
    members: list[SourceFile] = []
    refused = [UnreadFile(below + one.name, one.code, one.message) for one in found.refused]
    for number, member in enumerate(found.members):
        source = SourceFile(below + member.name, member.path)
        more: tuple[SourceFile, ...] = (source,)
        if may_have(member.path):
            more, said = _with_carried(source, pool, place / f"carried-{number:05d}", room)
            refused += said
        members += more
    return Opened(index, tuple(members), tuple(refused))


def _with_carried(
    file: SourceFile, pool: ReaderPool, place: Path, room: UnzipLimits
) -> tuple[tuple[SourceFile, ...], tuple[UnreadFile, ...]]:
    """A PDF (as a copy, since its bytes may be kept elsewhere) and the files that it carries, named below it."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    itself = SourceFile(file.name, place / "itself")
    shutil.copyfile(file.path, itself.path)
    try:
        found = open_archive(file.path, pool, place, room)
    except ReadError as error:
        return (itself,), (UnreadFile(f"{file.name}/附件", error.code, error.message),)
    if found is None:
        return (itself,), ()
    members = tuple(SourceFile(f"{file.name}/{one.name}", one.path) for one in found.members)
    refused = tuple(UnreadFile(f"{file.name}/{one.name}", one.code, one.message) for one in found.refused)
    return (itself, *members), refused


def _detached(name: str, names: Sequence[str]) -> bool:
    """Whether the PDF's files were taken out before, or it was itself carried by another: one level deep."""
    return any(other.startswith(f"{name}/") or name.startswith(f"{other}/") for other in names)


def _less(room: UnzipLimits, members: Sequence[SourceFile]) -> UnzipLimits:
    size = sum(member.path.stat().st_size for member in members)
    return replace(room, max_files=room.max_files - len(members), max_bytes=room.max_bytes - size)


def open_archive(
    path: Path, pool: ReaderPool, place: Path, limits: UnzipLimits, *, inner: bool = False
) -> Unzipped | None:
    """None for what is no archive but a document. Raises ReadError. A reader process does the work."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return pool.unpack(path, place, limits, inner).result()
    except (PageCrashed, PageTimeout) as error:
        raise Unreadable(CRASHED) from error

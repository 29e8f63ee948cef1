"""Archives among the files of a submission are replaced by what they hold, before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from checks.case import UnreadFile
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
    the only file given stand alone, as in a folder.
    """
    room = UnzipLimits(limits.max_files, limits.max_bytes)
    for index, file in enumerate(files):
        if not may_be_zip(file.path):
            continue
        try:
            found = open_archive(file.path, pool, folder / f"{index:05d}", room)
        except ReadError as error:
            yield Opened(index, (), (UnreadFile(file.name, error.code, error.message),))
            continue
        if found is None:
            continue
        below = "" if len(files) == 1 else str(PurePosixPath(file.name).with_suffix("")) + "/"
        yield Opened(
            index,
            tuple(SourceFile(below + member.name, member.path) for member in found.members),
            tuple(UnreadFile(below + one.name, one.code, one.message) for one in found.refused),
        )
        room = replace(
            room,
            max_files=room.max_files - len(found.members),
            max_bytes=room.max_bytes - sum(member.size for member in found.members),
        )


def open_archive(
    path: Path, pool: ReaderPool, place: Path, limits: UnzipLimits, *, inner: bool = False
) -> Unzipped | None:
    """None for what is no archive but a document. Raises ReadError. A reader process does the work."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return pool.unpack(path, place, limits, inner).result()
    except (PageCrashed, PageTimeout) as error:
        raise Unreadable(CRASHED) from error

"""Archives among the files of a submission are replaced by what they hold, before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from checks.case import UnreadFile
from extractor.errors import PageCrashed, PageTimeout, ReadError, Unreadable
from extractor.readers.archive import may_be_zip
from extractor.unzip import UnzipLimits, Unzipped
from worker.sandbox import ReaderPool
from worker.sources import Limits, SourceFile

CRASHED = "压缩包没能解开，可能已损坏；请重新打包，或解压后直接上传文件夹。"


def open_archives(
    files: Sequence[SourceFile], pool: ReaderPool, folder: Path, limits: Limits
) -> tuple[list[SourceFile], list[UnreadFile]]:
    """`files` with the members of each ZIP instead of it, sorted by name, and what was refused.

    Members are written below `folder`. Their names stand below the archive's name without its suffix, as if it had
    been unpacked beside itself; those of the only file given stand alone, as in a folder.
    """
    found: list[SourceFile] = []
    refused: list[UnreadFile] = []
    room = UnzipLimits(limits.max_files, limits.max_bytes)
    for number, file in enumerate(files):
        place = folder / f"{number:05d}"
        try:
            opened = open_archive(file.path, pool, place, room) if may_be_zip(file.path) else None
        except ReadError as error:
            refused.append(UnreadFile(file.name, error.code, error.message))
            continue
        if opened is None:
            found.append(file)
            continue
        below = "" if len(files) == 1 else str(PurePosixPath(file.name).with_suffix("")) + "/"
        found += [SourceFile(below + member.name, member.path) for member in opened.members]
        refused += [UnreadFile(below + one.name, one.code, one.message) for one in opened.refused]
        room = replace(
            room,
            max_files=room.max_files - len(opened.members),
            max_bytes=room.max_bytes - sum(member.size for member in opened.members),
        )
    return sorted(found, key=lambda file: file.name), refused


def open_archive(
    path: Path, pool: ReaderPool, place: Path, limits: UnzipLimits, *, inner: bool = False
) -> Unzipped | None:
    """None for what is no archive but a document. Raises ReadError. A reader process does the work."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return pool.unpack(path, place, limits, inner).result()
    except (PageCrashed, PageTimeout) as error:
        raise Unreadable(CRASHED) from error

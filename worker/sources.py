"""What the user handed over: files, and folders walked into files with names relative to the folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.case import UnreadFile
from extractor.archive_names import is_leftover
from extractor.errors import TooLarge, Unreadable

CHUNK = 1024 * 1024
NOT_FOLLOWED = "这是快捷方式（符号链接）或特殊文件，没有读取；请放入文件本身。"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`name` is what people call the file and is never used as a path; `path` is where its bytes lie."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Limits:
    max_files: int = 200
    max_bytes: int = 1000 * 1024 * 1024


def collect(paths: Sequence[Path], limits: Limits) -> tuple[list[SourceFile], list[UnreadFile]]:
    """Files to read, sorted by name, and those left out with the reason.

    Folders are walked; hidden files and what systems leave behind are passed over, symbolic links are left out and
    named. A path that is not there is a file that cannot be read.
    """
    kept, refused = within(sorted(_all(paths), key=lambda file: file.name), limits)
    links = [
        UnreadFile(name, Unreadable.code, NOT_FOLLOWED) for path in paths if path.is_dir() for name in linked(path)
    ]
    return kept, [*refused, *links]


def within(files: Iterable[SourceFile], limits: Limits) -> tuple[list[SourceFile], list[UnreadFile]]:
    """As many of `files` as one submission may have, and the others with the reason."""
    kept: list[SourceFile] = []
    refused: list[UnreadFile] = []
    total = 0
    for file in files:
        try:
            total += file.path.stat().st_size
        except OSError:
            refused.append(UnreadFile(file.name, Unreadable.code, "文件不存在或没有读取权限。"))
            continue
        if len(kept) >= limits.max_files or total > limits.max_bytes:
            refused.append(UnreadFile(file.name, TooLarge.code, _over(limits)))
        else:
            kept.append(file)
    return kept, refused


def sha256(path: Path) -> str:
    """Raises Unreadable when the bytes cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
    except OSError:
        raise Unreadable("文件不存在或没有读取权限。") from None
    return digest.hexdigest()


def _over(limits: Limits) -> str:
    return f"材料超过一次提交的上限（{limits.max_files} 个文件，{limits.max_bytes // CHUNK} MB），这个文件没有读取。"


def _all(paths: Sequence[Path]) -> Iterator[SourceFile]:
    for path in paths:
        if path.is_dir():
            yield from walk(path)
        else:
            yield SourceFile(path.name, path)


def walk(folder: Path) -> Iterator[SourceFile]:
    """Files with their names relative to `folder`, hidden ones, links and what systems leave behind left out."""
    for path in _entries(folder):
        if not path.is_symlink() and path.is_file():
            yield SourceFile(path.relative_to(folder).as_posix(), path)


def linked(folder: Path) -> Iterator[str]:
    """The names of what stands in `folder` and is not followed: links, pipes, devices."""
    for path in _entries(folder):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield path.relative_to(folder).as_posix()


def _entries(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, followlinks=False):
        shown = sorted(name for name in (*folders, *names) if not name.startswith(".") and not is_leftover(name))
        folders[:] = [name for name in shown if name in set(folders)]
        yield from (Path(parent) / name for name in shown)

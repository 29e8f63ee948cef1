"""What the user handed over: files, and folders walked into files with names relative to the folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.case import UnreadFile
from extractor.errors import TooLarge, Unreadable

CHUNK = 1024 * 1024


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

    Folders are walked; hidden files and symbolic links inside them are passed over. A path that is not there is a
    file that cannot be read.
    """
    return within(sorted(_all(paths), key=lambda file: file.name), limits)


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
    """Files with their names relative to `folder`, hidden ones and links left out."""
    for parent, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            if not name.startswith(".") and not path.is_symlink() and path.is_file():
                yield SourceFile(path.relative_to(folder).as_posix(), path)

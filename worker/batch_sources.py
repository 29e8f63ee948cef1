"""Finds the submissions of a folder or a ZIP: each sub-folder, inner ZIP or single file is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checks.case import UnreadFile
from extractor.errors import Empty, ReadError
from extractor.readers.archive import may_be_zip
from extractor.unzip import UnzipLimits
from worker.batch import Submission
from worker.grouping import grouped, relative, without_outer
from worker.sandbox import ReaderPool
from worker.sources import Limits, SourceFile, walk, within
from worker.unpacking import open_archive

NO_FILES = "文件夹里没有文件，没有可以核对的内容。"


def in_folder(folder: Path, out: Path, limits: Limits) -> list[Submission]:
    """Sorted by name. `out` is left out where it lies in `folder`; an empty sub-folder is said to be empty."""
    inside = out.resolve()
    files = [file for file in walk(folder) if inside not in file.path.resolve().parents]
    found = submissions(files, limits)
    known = {one.name for one in found}
    empty = [
        Submission(path.name, (), (UnreadFile("", Empty.code, NO_FILES),))
        for path in folder.iterdir()
        if path.is_dir() and not path.is_symlink() and not path.name.startswith(".") and path.resolve() != inside
    ]
    return sorted([*found, *(one for one in empty if one.name not in known)], key=lambda one: one.name)


def in_zip(path: Path, pool: ReaderPool, scratch: Path, room: UnzipLimits, limits: Limits) -> list[Submission]:
    """Sorted by name; a refused member stands with the submission that it belongs to.

    Raises ReadError when nothing can be unpacked.
    """
    opened = open_archive(path, pool, scratch, room, inner=True)
    if opened is None:
        raise ReadError("这不是 ZIP 压缩包；请给出文件夹或 ZIP。")
    given = [member.name for member in opened.members]
    names = without_outer(given)
    cut = len(given[0]) - len(names[0]) if given else 0
    found = submissions([SourceFile(n, m.path) for n, m in zip(names, opened.members, strict=True)], limits)
    outside: dict[str, list[UnreadFile]] = {}
    for one in opened.refused:
        name = one.name[cut:] if given and one.name.startswith(given[0][:cut]) else one.name
        top = name.partition("/")[0] or name
        outside.setdefault(top, []).append(UnreadFile(relative(name, top), one.code, one.message))
    whole = {one.name: one for one in found}
    for top, refused in outside.items():
        held = whole.get(top, Submission(top, ()))
        whole[top] = Submission(top, held.files, (*held.refused, *refused))
    return [whole[name] for name in sorted(whole)]


def submissions(files: Sequence[SourceFile], limits: Limits) -> list[Submission]:
    found = []
    for group in grouped([file.name for file in files]):
        own = [SourceFile(relative(files[i].name, group.name), files[i].path) for i in group.indices]
        kept, refused = within(sorted(own, key=lambda file: file.name), limits)
        found.append(Submission(group.name, tuple(kept), tuple(refused)))
    return found


def is_zip(path: Path) -> bool:
    return path.is_file() and may_be_zip(path)

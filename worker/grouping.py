"""Which files of a batch belong to one submission: told by their relative names alone.

Each folder is a submission, and so is each file that lies directly in the batch: one combined PDF, or a ZIP.

>>> [group.name for group in grouped(["甲/申报书.docx", "甲/附件/名册.xlsx", "乙.pdf", "丙.zip"])]
['丙.zip', '乙.pdf', '甲']
>>> without_outer(["海淀区/甲/申报书.docx", "海淀区/乙.zip"])
['甲/申报书.docx', '乙.zip']
>>> without_outer(["甲/申报书.docx", "甲/附件/名册.xlsx"])
['甲/申报书.docx', '甲/附件/名册.xlsx']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """`indices` are the positions of its files among the names given."""

    name: str
    indices: tuple[int, ...]


def grouped(names: Sequence[str]) -> list[Group]:
    """Sorted by name."""
    found: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        found.setdefault(name.partition("/")[0], []).append(index)
    return [Group(name, tuple(found[name])) for name in sorted(found)]


def without_outer(names: Sequence[str]) -> list[str]:
    """Without the folders that only wrap the batch, as when a whole district's folder was packed into one ZIP.

    A single outer folder wraps when it holds nothing but folders and ZIPs; one with papers in it is a submission.
    """
    inner = list(names)
    while inner and len({name.partition("/")[0] for name in inner}) == 1:
        below = [name.partition("/")[2] for name in inner]
        if not all("/" in name or name.lower().endswith(".zip") for name in below):
            break
        inner = below
    return inner


def relative(name: str, submission: str) -> str:
    """A file's name inside its submission.

    >>> relative("甲/附件/名册.xlsx", "甲"), relative("乙.pdf", "乙.pdf")
    ('附件/名册.xlsx', '乙.pdf')
    """
    return name if name == submission else name.removeprefix(submission + "/")

"""The outputs that can be downloaded: every module of checks.outputs that makes bytes, found, never listed.

Importing this draws nothing in that reads or draws files: outputs fetch that when they are called.

>>> sorted(name for name, download in downloads().items() if download.of_each)
['docx', 'pdf']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from checks.shown import Copy, Shown
from extractor.anchor import DocxOpener
from extractor.discover import modules_in


@dataclass(frozen=True, slots=True)
class Download:
    """Either `of_all` makes it from the whole result, as a file called `file`, or `of_each` from each original.

    `originals` are the formats of files that `of_each` can take, none = any; `joined` makes one file of several
    copies: where there is none, several copies go into a zip. `front` makes
    what then stands before the first copy. `title` is the Chinese name on the page. `concerns` says of a result
    (caishen/result/1) whether there is anything in it for this output, `after_decisions` that it shows what a person
    decided: nobody needs it before; `elsewhere` that its copies also tell what asks for an answer in other files.
    `named` is what a downloaded file is called, after the submission.
    """

    format: str
    media_type: str
    suffix: str
    title: str
    file: str = ""
    of_all: Callable[[Shown], bytes] | None = None
    of_each: Callable[[Path, Copy, DocxOpener], bytes] | None = None
    originals: tuple[str, ...] = ()
    joined: Callable[[Sequence[bytes]], bytes] | None = None
    front: Callable[[Shown], bytes] | None = None
    concerns: Callable[[Mapping[str, Any]], bool] = lambda _: True
    named: str = "审查"
    after_decisions: bool = False
    elsewhere: bool = False

    def takes(self, format: str) -> bool:
        """Can a file of that format be copied?"""
        return not self.originals or format in self.originals

    def form(self, copies: int) -> tuple[str, str]:
        """Media type and suffix of what holds so many copies."""
        if copies > 1 and self.joined is None:
            return "application/zip", ".zip"
        return self.media_type, self.suffix


@cache
def downloads() -> Mapping[str, Download]:
    """By format, in the order of their names."""
    found = (_download(module) for module in modules_in("checks.outputs"))
    return {one.format: one for one in found if one.of_all or one.of_each}


def _download(module: ModuleType) -> Download:
    return Download(
        format=module.FORMAT,
        media_type=module.MEDIA_TYPE,
        suffix=module.SUFFIX,
        title=getattr(module, "TITLE", module.FORMAT),
        file=getattr(module, "FILE", ""),
        of_all=getattr(module, "of_all", None),
        of_each=getattr(module, "of_each", None),
        originals=getattr(module, "ORIGINALS", ()),
        joined=getattr(module, "joined", None),
        front=getattr(module, "front", None),
        named=getattr(module, "NAMED", "审查"),
        after_decisions=getattr(module, "AFTER_DECISIONS", False),
        elsewhere=getattr(module, "ELSEWHERE", False),
        concerns=getattr(module, "concerns", lambda _: True),
    )

"""A submission as a line in the list and as a heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.downloads import Download, downloads
from worker.store import SubmissionView


@dataclass(frozen=True, slots=True)
class Shown:
    """`shown`: there is a result to look at, `result` where it is at hand. `done` and `total` are pages."""

    view: SubmissionView
    shown: bool = False
    result: Mapping[str, Any] | None = None

    @property
    def folder(self) -> str:
        """The folder that all files came in, or ""."""
        tops = {file.name.partition("/")[0] if "/" in file.name else "" for file in self.view.files}
        return tops.pop() if len(tops) == 1 else ""

    @property
    def title(self) -> str:
        if self.view.part:
            return self.view.part
        names = [file.name for file in self.view.files]
        return self.folder or (names[0] if len(names) == 1 else f"{names[0]} 等")

    def short(self, text: str) -> str:
        """A name, or a sentence with names in it, without the folder that stands in the title."""
        return text.replace(self.folder + "/", "") if self.folder else text

    @property
    def downloads(self) -> list[Download]:
        """What its files can be downloaded as, besides the annotated PDF that has a button of its own."""
        formats = {file.format for file in self.view.files}
        told = self.result
        others = [one for one in downloads().values() if one.format != "pdf" and (told is None or one.concerns(told))]
        return [one for one in others if any(one.takes(format) for format in formats)]

    @property
    def programme(self) -> str:
        """What it was checked as; before that, what was asked for; "" where it stayed unclear."""
        asked = self.view.programme
        return self.view.recognised or ("" if asked == "auto" and not self.busy else asked)

    @property
    def busy(self) -> bool:
        return self.view.state in {"queued", "running"}

    @property
    def to_come(self) -> int:
        """Files whose pages nobody has counted yet."""
        return sum(file.state == "waiting" for file in self.view.files)

    @property
    def total(self) -> int:
        return sum(file.pages_total for file in self.view.files)

    @property
    def done(self) -> int:
        return sum(file.pages_done for file in self.view.files)

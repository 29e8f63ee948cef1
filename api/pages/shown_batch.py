"""A batch as a line in the list and as a page."""

from __future__ import annotations

from dataclasses import dataclass

from worker.store import BatchView, PartView

ENDED = frozenset({"succeeded", "partial", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """`done` and `total` are submissions; `verdict` and `words` what its lines are narrowed to."""

    view: BatchView
    verdict: str = ""
    words: str = ""

    @property
    def parts(self) -> list[PartView]:
        """The lines to show."""
        wanted = [part for part in self.view.parts if not self.verdict or part.counts.get(self.verdict)]
        return [part for part in wanted if self.words in part.name]

    @property
    def busy(self) -> bool:
        return self.view.state in {"queued", "running"}

    @property
    def total(self) -> int:
        return len(self.view.parts)

    @property
    def done(self) -> int:
        return sum(part.state in ENDED for part in self.view.parts)

    @property
    def unread(self) -> int:
        """Submissions of which something was not read."""
        return sum(part.unread > 0 or part.state in {"partial", "failed"} for part in self.view.parts)

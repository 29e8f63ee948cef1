"""What a paper says, paragraph by paragraph and row by row, each under the headings that it stands beneath."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.document import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One paragraph, one value of a form or one row of a table, `text` without white space.

    `path` are the headings above it, the outermost first, as compared (no numbering, no brackets); `label` is what
    the text follows (固定场所：…), or ""; `section` as in extractor.flow. `text` is what the `spans` say, joined; it
    is empty for a heading, and for a label without a value, which the spans then cite.
    """

    path: tuple[str, ...]
    label: str
    text: str
    spans: tuple[Span, ...]
    section: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings and the label, the nearest first."""
        own = (self.label,) if self.label else ()
        return own + tuple(reversed(self.path))

"""What a paper calls itself, by the title patterns of data/paper_titles.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractor.document import Part
from extractor.headline import Headline, headlines, squeeze, title_span
from extractor.records.cited import Field, cite


@dataclass(frozen=True, slots=True)
class PaperTitle:
    """The paper's kind by its title line; `strength` 1 where most of the line is the pattern."""

    kind: str
    headline: Headline
    strength: float

    @property
    def score(self) -> float:
        """0 to 1, less where the line stands lower."""
        if self.strength <= 0.6:
            return 0.45
        return max(0.5, 0.8 * self.strength - 0.04 * min(self.headline.rank, 5))


@dataclass(frozen=True, slots=True)
class _Title:
    kind: str
    pattern: re.Pattern[str]
    also: re.Pattern[str] | None


@cache
def _titles() -> tuple[_Title, ...]:
    text = resources.files("extractor").joinpath("data/paper_titles.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(_Title(r[0], re.compile(r[1]), re.compile(r[2]) if len(r) > 2 and r[2] else None) for r in rows)


def paper_title(part: Part) -> PaperTitle | None:
    """The kind of the best title line of `part`, or None where no line is a title that we know."""
    text = squeeze(part.text)
    best: tuple[float, int, str, Headline] | None = None
    for order, title in enumerate(_titles()):
        if title.also is not None and not title.also.search(text):
            continue
        headline = title_span(part, title.pattern)
        if headline is None:
            continue
        strength = _strength(title.pattern, headline) - 0.03 * min(headline.rank, 8)
        if best is None or strength > best[0] + 0.05:
            best = (strength, order, title.kind, headline)
    return PaperTitle(best[2], best[3], best[0]) if best else None


def _strength(pattern: re.Pattern[str], headline: Headline) -> float:
    match = pattern.search(headline.text)
    if match is None:
        return 0.0
    at_end = match.end() >= len(headline.text) - 2 or headline.text[match.end()] in "（("
    label = headline.text.endswith(("：", ":"))
    return (1.0 if at_end else 0.75) - (0.3 if label else 0.0)


def whole_title(part: Part, headline: Headline) -> Field[str]:
    """The title with a title-like line right above it, which often is the programme's name."""
    lines = [squeeze(line.text) for page in part.pages[:1] for line in page.lines if line.spans]
    before = lines[lines.index(headline.text) - 1] if headline.text in lines[1:] else ""
    for above in headlines(part)[:3]:
        if above.text == before and not above.text.endswith(("：", ":")):
            return cite(above.text + headline.text, *above.spans, *headline.spans)
    return cite(headline.text, *headline.spans)

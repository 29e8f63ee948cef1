"""Papers whose kind is recognised by what they call themselves: letters, agreements, certificates, vouchers …

The names and their title patterns stand in data/paper_titles.tsv; the name is the paper_kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractor import prose
from extractor.citing import Tight, running, tight
from extractor.document import Part
from extractor.fields import value_after
from extractor.flow import flow
from extractor.headline import Headline, headlines, squeeze, title_span
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.dates import find_dates

NAME = "supporting_paper"


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


def score(part: Part) -> float:
    """High where a title-like line names the paper, less where the line stands lower."""
    found = _match(part)
    if found is None:
        return 0.0
    _, headline, strength = found
    return max(0.5, 0.8 * strength - 0.04 * min(headline.rank, 5)) if strength > 0.6 else 0.45


def parse(part: Part) -> tuple[SupportingPaper, ...]:
    found = _match(part)
    if found is None:
        return ()
    kind, headline, _ = found
    title = _whole_title(part, headline)
    return (SupportingPaper(cite(kind, *headline.spans), title, _organisation(part), _date(part)),)


def shown(record: SupportingPaper) -> str:
    """The kind's name as people see it."""
    return record.paper_kind.value


def _match(part: Part) -> tuple[str, Headline, float] | None:
    """The kind, its title line, and how surely that line is the title (1: most of the line is the pattern)."""
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
    return (best[2], best[3], best[0]) if best else None


def _strength(pattern: re.Pattern[str], headline: Headline) -> float:
    match = pattern.search(headline.text)
    if match is None:
        return 0.0
    at_end = match.end() >= len(headline.text) - 2 or headline.text[match.end()] in "（("
    label = headline.text.endswith(("：", ":"))
    return (1.0 if at_end else 0.75) - (0.3 if label else 0.0)


def _whole_title(part: Part, headline: Headline) -> Field[str]:
    """The title with a title-like line right above it, which often is the programme's name."""
    lines = [squeeze(line.text) for page in part.pages[:1] for line in page.lines if line.spans]
    before = lines[lines.index(headline.text) - 1] if headline.text in lines[1:] else ""
    for above in headlines(part)[:3]:
        if above.text == before and not above.text.endswith(("：", ":")):
            return cite(above.text + headline.text, *above.spans, *headline.spans)
    return cite(headline.text, *headline.spans)


def _organisation(part: Part) -> Field[str]:
    """Who issued the paper: a labelled unit, else the organisation named last (the signature)."""
    rows = flow(part)
    labelled = value_after(rows, "单位", "host_org", "recommender", "employer")
    if labelled.present:
        return labelled
    return prose.last_organisation(rows)


def _date(part: Part) -> Field[PartialDate]:
    """The last full date of the paper, which signs it; else the last date of any precision."""
    source = _text(part)
    found = find_dates(source.text)
    dates = [f for f in found if f.date.precision == "day"] or list(found)
    if not dates:
        return Absent("日期", "not_found")
    spans = source.cite(dates[-1].start, dates[-1].end)
    return cite(dates[-1].date, *spans) if spans else Absent("日期", "unreadable")


def _text(part: Part) -> Tight:
    return tight(running((span, "\n") for line in part.lines for span in line.spans))

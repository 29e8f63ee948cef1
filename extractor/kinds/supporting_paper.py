"""Papers whose kind is recognised by what they call themselves: letters, agreements, certificates, vouchers …

The names and their title patterns stand in data/paper_titles.tsv; the name is the paper_kind.
"""

from __future__ import annotations

from dataclasses import replace

from extractor import letters, programme_names, prose
from extractor.citing import Tight, running, tight
from extractor.document import Part
from extractor.fields import value_after
from extractor.flow import flow
from extractor.headline import Headline, first_line, headlines
from extractor.paper_titles import paper_title, whole_title
from extractor.records.cited import Absent, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.records.supporting_paper import NOBODY, UNTITLED, SupportingPaper
from extractor.said import said_by_a_person
from extractor.signing import signing_blocks
from extractor.text.dates import find_dates

NAME = "supporting_paper"
ABOUT_PERSONS = ("expert_letter", "employment_proof")


def score(part: Part) -> float:
    """High where a title-like line names the paper, less where the line stands lower."""
    found = paper_title(part)
    return found.score if found else 0.0


def parse(part: Part) -> tuple[SupportingPaper, ...]:
    found = paper_title(part)
    return (_paper(part, found.kind, found.headline),) if found is not None else ()


def parse_as(part: Part, kind: str) -> tuple[SupportingPaper, ...]:
    """The paper as the kind that a person gave, cited at its most title-like line; none without any text."""
    found = next(iter(headlines(part)), None) or first_line(part)
    if found is None:
        return ()
    return (replace(_paper(part, kind, found), paper_kind=said_by_a_person(kind, found.spans)),)


def _paper(part: Part, kind: str, headline: Headline) -> SupportingPaper:
    title = whole_title(part, headline)
    person, honour = _person(part, kind)
    programme = programme_names.named(part)
    cited = cite(kind, *headline.spans)
    return SupportingPaper(
        cited, title, _organisation(part), _date(part), programme, person, honour, signing_blocks(part)
    )


def shown(record: SupportingPaper) -> str:
    """The kind's name as people see it."""
    return record.paper_kind.value


def _organisation(part: Part) -> Field[str]:
    """Who issued the paper: a labelled unit, else the organisation named last (the signature)."""
    rows = flow(part)
    labelled = value_after(rows, "单位", "host_org", "recommender", "employer")
    if labelled.present:
        return labelled
    return prose.last_organisation(rows)


def _person(part: Part, kind: str) -> tuple[Field[str], Field[str]]:
    """Whom a letter is about, and their titles."""
    if kind not in ABOUT_PERSONS:
        return NOBODY, UNTITLED
    rows = flow(part)
    person = letters.person(rows)
    return person, letters.title(rows, person)


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

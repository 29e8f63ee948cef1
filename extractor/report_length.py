"""How long a report is by every reading: what is counted, what is left out, what is padding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from extractor.document import Span
from extractor.records.cited import cite
from extractor.records.report import Counts, Excluded, ExcludedKind, Padding, Section, WordCounts
from extractor.text.counting import count, total
from extractor.text.padding import Extent, policy_passages, repeats, without
from extractor.text.paragraphs import Paragraph, spans_at
from extractor.text.sections import Zoned

# Word's dialog counts neither running heads nor what is not displayed.
_NEVER: frozenset[ExcludedKind | None] = frozenset({"header_footer", "hidden", "placeholder"})
# Left out of the narrowest reading only.
_ONLY_STRICT: frozenset[ExcludedKind | None] = frozenset({"table", "caption", "footnote", "textbox"})
_MOST_SPANS = 12
_MOST_SIGNS = 40
_PER_EXTENT = 4


def strict_body(found: Sequence[Zoned]) -> list[Paragraph]:
    """The paragraphs that every reading counts."""
    return [z.paragraph for z in found if z.zone is None and not z.paragraph.invisible]


def measured(found: Sequence[Zoned], padding: Iterable[Extent]) -> WordCounts:
    """The four counts; `padding` are the extents of strict_body that `distinct` leaves out."""
    strict = [paragraph.text for paragraph in strict_body(found)]
    return WordCounts(
        _counts(z.paragraph.text for z in found if z.zone not in _NEVER),
        _counts(z.paragraph.text for z in found if z.zone is None or z.zone in _ONLY_STRICT),
        _counts(strict),
        _counts(without(strict, padding)),
    )


def excluded(found: Sequence[Zoned]) -> tuple[Excluded, ...]:
    """What was left out, by kind, in the order of first appearance."""
    groups: dict[ExcludedKind, list[Paragraph]] = defaultdict(list)
    for z in found:
        if z.zone is not None:
            groups[z.zone].append(z.paragraph)
    return tuple(
        Excluded(kind, _counts(p.text for p in group), tuple(sorted({p.page for p in group})), _first_spans(group))
        for kind, group in groups.items()
    )


def section_list(found: Sequence[Zoned]) -> tuple[Section, ...]:
    """The headings with what stands under each, deeper headings included; levels 1, 2, 3 … as they occur."""
    headings = [index for index, z in enumerate(found) if z.level and z.zone != "header_footer"]
    ranks = {level: rank for rank, level in enumerate(sorted({found[i].level for i in headings}), start=1)}
    sections = []
    for index in headings:
        level = found[index].level
        end = next((other for other in headings if other > index and found[other].level <= level), len(found))
        under = (z.paragraph.text for z in found[index + 1 : end] if z.zone not in _NEVER)
        paragraph = found[index].paragraph
        words = f"{paragraph.label}{paragraph.text}".strip()
        sections.append(Section(cite(words, *paragraph.spans), ranks[level], _counts(under)))
    return tuple(sections)


def padding_of(found: Sequence[Zoned]) -> tuple[tuple[Padding, ...], tuple[Extent, ...]]:
    """The signs of padding, and the extents of strict_body that they cover, none twice."""
    body = strict_body(found)
    texts = [paragraph.text for paragraph in body]
    signs: list[Padding] = []
    covered: list[Extent] = []
    for repeat in sorted(repeats(texts), key=lambda one: -one.times * (one.first.end - one.first.start)):
        covered += repeat.extra
        signs.append(_sign("repeated", body, (repeat.first, *repeat.extra), repeat.extra, repeat.times))
    pasted = _outside(policy_passages(texts), covered)
    if pasted:
        covered += pasted
        signs.append(_sign("policy_text", body, pasted, pasted, len(pasted)))
    invisible = [z.paragraph for z in found if z.paragraph.invisible and z.zone not in _NEVER]
    hidden = [z.paragraph for z in found if z.zone == "hidden"]
    for group in (invisible, hidden):
        if group:
            counts = _counts(paragraph.text for paragraph in group)
            signs.append(Padding("invisible", len(group), counts, _first_spans(group)))
    return tuple(signs[:_MOST_SIGNS]), tuple(covered)


def _sign(
    sign: Literal["repeated", "policy_text"],
    body: Sequence[Paragraph],
    shown: Sequence[Extent],
    extra: Sequence[Extent],
    times: int,
) -> Padding:
    counts = _counts(body[extent.index].text[extent.start : extent.end] for extent in extra)
    spans = (
        span for extent in shown for span in spans_at(body[extent.index], extent.start, extent.end)[:_PER_EXTENT]
    )
    return Padding(sign, times, counts, tuple(islice(spans, _MOST_SPANS)))


def _outside(passages: Iterable[Extent], covered: Sequence[Extent]) -> list[Extent]:
    """The passages that share no character with what is covered already."""
    return [
        passage
        for passage in passages
        if not any(c.index == passage.index and c.start < passage.end and passage.start < c.end for c in covered)
    ]


def _counts(texts: Iterable[str]) -> Counts:
    return total(count(text) for text in texts)


def _first_spans(paragraphs: Sequence[Paragraph]) -> tuple[Span, ...]:
    spans = (span for paragraph in paragraphs for span in paragraph.spans)
    return tuple(islice(spans, _MOST_SPANS))

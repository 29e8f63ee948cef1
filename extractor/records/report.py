"""Reports (field_schemas §6): which one it is, how long it is by every reading, and what looks like padding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.document import Span
from extractor.records.cited import Absent, Field
from extractor.records.figures import Figure, Target
from extractor.records.ledger import NO_LISTS, Ledger
from extractor.records.partial_date import PartialDate

NOT_NAMED = Absent("项目类别", "not_found")
ReportKind = Literal["summary", "needs", "model", "region", "university"]
ExcludedKind = Literal[
    "cover",
    "toc",
    "references",
    "appendix",
    "table",
    "caption",
    "footnote",
    "textbox",
    "header_footer",
    "placeholder",
    "hidden",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """One text by five metrics; `zishu` is 字数 as Word shows it, `ea_chars` East Asian characters, `hanzi`
    ideographs only, `chars_nospace` 字符数(不计空格), `non_ea_words` 非中文单词."""

    zishu: int = 0
    ea_chars: int = 0
    hanzi: int = 0
    chars_nospace: int = 0
    non_ea_words: int = 0


@dataclass(frozen=True, slots=True)
class WordCounts:
    """`whole` is what Word would show; `body` leaves out cover and title, contents, references, appendices, headers
    and footers; `strict` also leaves out tables, captions, notes, text boxes and invisible text (the narrowest
    reading); `distinct` is `strict` without padding: repeats counted once, pasted policy text not at all."""

    whole: Counts
    body: Counts
    strict: Counts
    distinct: Counts


@dataclass(frozen=True, slots=True)
class Excluded:
    """Text left out of `body` (table, caption, footnote, textbox: of `strict`), its counts and first places."""

    kind: ExcludedKind
    counts: Counts
    pages: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    heading: Field[str]
    level: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Padding:
    """One sign of padding: a paragraph repeated, white or tiny text, text of the policy itself pasted in."""

    sign: Literal["repeated", "invisible", "policy_text"]
    times: int
    counts: Counts
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`report_kind`: summary 总结, needs 需求分析, model 典型模式, region 区域企业发展, university 产学研工作模式.

    `ocr_pages` counts the pages read by OCR, `ocr_confidence` their mean (1.0 where there are none);
    `unread_pages` are the page numbers whose text is missing from the counts. `programme` is
    studio or station where the text names one of them in full, unreadable where it names both. `claimed_figures` are
    the numbers it claims, `targets` its table of targets, `lists` the ledgers that stand in it.
    """

    report_kind: Field[str]
    title: Field[str]
    author_org: Field[str]
    date: Field[PartialDate]
    word_counts: WordCounts
    excluded: tuple[Excluded, ...] = ()
    sections: tuple[Section, ...] = ()
    padding: tuple[Padding, ...] = ()
    ocr_pages: int = 0
    ocr_confidence: float = 1.0
    unread_pages: tuple[int, ...] = ()
    programme: Field[str] = NOT_NAMED
    claimed_figures: tuple[Figure, ...] = ()
    targets: tuple[Target, ...] = ()
    lists: Ledger = NO_LISTS

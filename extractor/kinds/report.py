"""总结报告 and the four reports with a demanded length (ZD 第七条, 第八条): recognised by title, measured in 字数."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor import programme_names
from extractor.document import Page, Part
from extractor.figures import claims, targets
from extractor.flow import flow
from extractor.ledger_rows import read_lists
from extractor.records.cited import Absent, Cited, Field, cite
from extractor.records.partial_date import PartialDate
from extractor.records.report import Report
from extractor.report_length import excluded, measured, padding_of, section_list, strict_body
from extractor.said import said_by_a_person
from extractor.text.counting import count
from extractor.text.dates import find_dates
from extractor.text.paragraphs import Paragraph, spans_at
from extractor.text.report_titles import find_title, names_another_paper, report_kind
from extractor.text.sections import Zoned, zoned

NAME = "report"

_OPENING = 14
_ORG_LABEL = re.compile(
    r"^\s*(?:编\s*制|撰\s*写|编\s*写|报\s*告|承\s*担|项目承担|实\s*施|项目实施|申\s*报|填\s*报|依\s*托"
    r"|责\s*任|提\s*交|建\s*设|主\s*办)?"
    r"\s*单\s*位(?:名\s*称)?\s*(?:[（(].{1,6}[)）])?\s*[：:]\s*"
)
_ORG = re.compile(
    r"[\u4e00-\u9fff（）()·]{3,30}?(?:有限公司|公司|协会|学会|联合会|促进会|研究会|协同会|商会|联盟|委员会"
    r"|中心|大学|学院|研究院|研究所|科协)"
    r"(?=$|[\s　（(，,])"
)
# Running text in a picture: more than the labels of a photograph or a chart.
_TEXT_IN_PICTURE = 150
_HARDLY_ANY_TEXT = 50
# Ideographs from which a paper without a title may be the report that its file is called.
_LEAST_UNTITLED = 300
_TITLE_LINES = 5
_UNTITLED = Absent("标题", "not_found")


@dataclass(frozen=True, slots=True)
class _Identity:
    """Which report it is, and where the title stands in the opening (start == end: not there)."""

    kind: Field[str]
    title: Field[str]
    start: int
    end: int
    score: float


def score(part: Part) -> float:
    """0.95 where the paper opens with the title of one of the five reports; less where only a running head or the
    file's name says so and nothing speaks against it; else 0."""
    found = zoned(_text_pages(part))
    identity = _identity(part, found, _opening(found))
    return identity.score if identity is not None else 0.0


def parse(part: Part) -> tuple[Report, ...]:
    """One report; none where nothing says that the paper is one of the five."""
    found = zoned(_text_pages(part))
    identity = _identity(part, found, _opening(found))
    return (_report(part, found, identity),) if identity is not None else ()


def parse_as(part: Part, kind: str) -> tuple[Report, ...]:
    """The paper as the report that a person says it is; none without any text."""
    found = zoned(_text_pages(part))
    opening = _opening(found)
    if not opening:
        return ()
    own = _identity(part, found, opening) or _Identity(_UNTITLED, _UNTITLED, 0, 0, 1.0)
    said = said_by_a_person(kind, own.title.spans or opening[0].spans)
    return (_report(part, found, replace(own, kind=said)),)


def _report(part: Part, found: Sequence[Zoned], identity: _Identity) -> Report:
    pages = _text_pages(part)
    opening = _opening(found)
    scanned = [page for page in pages if page.source not in {"text", "none"}]
    signs, extents = padding_of(found)
    rows = flow(part)
    return Report(
        identity.kind,
        identity.title,
        _author(found, opening, identity),
        _date(found, opening, identity),
        measured(found, extents),
        excluded(found),
        section_list(found),
        signs,
        len(scanned),
        _mean_confidence(scanned),
        _unread(part),
        programme_names.named(part),
        claims(rows),
        targets(rows),
        read_lists(rows, identity.title),
    )


def _identity(part: Part, found: Sequence[Zoned], opening: Sequence[Paragraph]) -> _Identity | None:
    title = find_title([paragraph.text for paragraph in opening])
    if title is not None:
        lines = opening[title.start : title.end]
        spans = tuple(span for paragraph in lines for span in paragraph.spans)
        words = "".join(_unspaced(paragraph.text) for paragraph in lines)
        return _Identity(cite(str(title.kind), *spans), cite(words, *spans), title.start, title.end, 0.95)
    long_enough = sum(count(paragraph.text).hanzi for paragraph in strict_body(found)) >= _LEAST_UNTITLED
    if not long_enough or names_another_paper([paragraph.text for paragraph in opening[:_TITLE_LINES]]):
        return None
    for paragraph in (z.paragraph for z in found if z.zone == "header_footer"):
        kind = report_kind(paragraph.text)
        if kind is not None:
            shown = cite(_unspaced(paragraph.text), *paragraph.spans)
            return _Identity(cite(str(kind), *paragraph.spans), shown, 0, 0, 0.7)
    return _by_file_name(part, opening[0])


def _by_file_name(part: Part, first: Paragraph) -> _Identity | None:
    """A report without a title, in a file that is called like one: as sure as its name, cited at its first words."""
    kind = report_kind(re.sub(r"^[\d\s._、-]+|\.\w{2,5}$", "", part.document.name)) if part.index == 0 else None
    if kind is None:
        return None
    named = Cited(str(kind), first.spans, 0.6)
    return _Identity(named, _UNTITLED, 0, 0, 0.6)


def _text_pages(part: Part) -> list[Page]:
    """The pages whose text is counted: pictures in a DOCX are no part of its 字数, unless they are all it holds."""
    flow = [page for page in part.pages if not page.media]
    scans = any(len(page.text) >= _TEXT_IN_PICTURE for page in part.pages if page.media)
    if scans and sum(len(_unspaced(page.text)) for page in flow) < _HARDLY_ANY_TEXT:
        return list(part.pages)
    return flow or list(part.pages)


def _opening(found: Sequence[Zoned]) -> list[Paragraph]:
    """The first paragraphs, running heads behind them: a title may stand only in the head of the page."""
    shown = [
        z.paragraph for z in found if z.zone not in {"toc", "hidden", "placeholder"} and z.paragraph.text.strip()
    ]
    text = [p for p in shown if not p.running_head and p.role not in {"header", "footer"}]
    return text[:_OPENING]


def _author(found: Sequence[Zoned], opening: Sequence[Paragraph], title: _Identity) -> Field[str]:
    """The body that hands the report in: by its label, else an organisation beside the title or at the end."""
    near = [p for i, p in enumerate(opening) if not title.start <= i < title.end and len(p.text) <= 60]
    last = [z.paragraph for z in found if z.zone in {None, "appendix", "references"}][-6:]
    close = near + [p for p in last if len(p.text) <= 40]
    labelled = [(p, m.end()) for p in close if (m := _ORG_LABEL.match(p.text))]
    for paragraph, start in labelled:
        value = paragraph.text[start:].strip("　 _＿")
        if value:
            return cite(_unspaced(value), *spans_at(paragraph, start, len(paragraph.text)))
    for paragraph in close:
        if match := _ORG.search(paragraph.text):
            return cite(_unspaced(match[0]), *spans_at(paragraph, *match.span()))
    if labelled:
        return Absent("编制单位", "blank", (), labelled[0][0].spans)
    return Absent("编制单位", "not_found")


def _date(found: Sequence[Zoned], opening: Sequence[Paragraph], title: _Identity) -> Field[PartialDate]:
    """The date beside the title, or the one that stands alone at the end."""
    near = [p for i, p in enumerate(opening) if i >= title.end and len(p.text) <= 60 and "。" not in p.text]
    last = [z.paragraph for z in found if z.zone in {None, "appendix"} and len(z.paragraph.text) <= 40][-4:]
    for paragraph in [*near[:6], *reversed(last)]:
        dates = find_dates(paragraph.text)
        if len(dates) == 1 and dates[0].date.month is not None:
            return cite(dates[0].date, *spans_at(paragraph, dates[0].start, dates[0].end))
    return Absent("日期", "not_found")


def _unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def _mean_confidence(scanned: Sequence[Page]) -> float:
    """The mean over characters of the pages that OCR read; 1.0 where there are none."""
    spans = [span for page in scanned for line in page.lines for span in line.spans if span.source.startswith("ocr")]
    weight = sum(len(span.text) for span in spans)
    if not weight:
        return 0.0 if scanned else 1.0
    return sum(span.confidence * len(span.text) for span in spans) / weight


def _unread(part: Part) -> tuple[int, ...]:
    """Pages whose text the counts lack: not read, or a picture inside a DOCX that holds running text."""
    flow = {page.number for page in _text_pages(part)}
    missing = []
    for page in part.pages:
        pasted = page.number not in flow and len(_unspaced(page.text)) >= _TEXT_IN_PICTURE and "。" in page.text
        if page.problem is not None or pasted:
            missing.append(page.number)
    inserted = any(note.code == "unread_text" for note in part.document.notes)
    return tuple(sorted({*missing, 1})) if inserted else tuple(missing)

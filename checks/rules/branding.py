"""字样: QC 第十条. Activities and results of the build period show the programme's name, and show it rightly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from checks.events import Event, events, kind_of, title_of
from checks.finding import Verdict
from checks.host import Term, term_in_force
from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.rule import rule
from checks.wording import Occurrence, in_spans, occurrences, without_marks
from extractor.document import Span
from extractor.records.activity import ActivityRecord
from extractor.records.agreement import Agreement
from extractor.records.cited import Cited
from extractor.records.report import Report
from extractor.records.supporting_paper import SupportingPaper

_EDITS = 3  # how near a wording counts as meant, where only its presence is asked
_SHORT = ("青年工程师创新工作室", "北京优秀青年工程师", "优秀青年工程师", "青创室")
# Words after which a name begins: what stands before them is no part of it.
_LEADS_IN = re.compile(
    "(?:由|在|的|和|与|及|为|是|到|向|办|称|单位|加入|获批|创建|建设|本|我|以|入|依托|来自|来到|走进|参观)$"
)
_TORN = "字样由相邻的几个单元格拼成，可能本不相连，由人员对照原件判断"
_UNSET = "项目建设期尚未设定，协议中也没有写明，不能确定活动是否在建设期内"


@rule("QC-10.1", name="activity-branding")
def activity_branding(
    records: list[ActivityRecord],
    agreements: tuple[Agreement, ...] = (),
    *,
    wording: str,
    period_start: date | None,
    period_end: date | None,
) -> Outcomes:
    """建设期（通知规定的，没有设定时为协议写明的）内的每场活动，其各种材料合起来至少有一处写有规定字样（去掉空格和换行后逐字相同）。"""
    term = term_in_force(agreements, period_start, period_end)
    found, loose = events(records)
    if not found and not loose:
        yield missing("未见活动材料，无法核对字样", why="缺少活动材料")
        return
    for event in found or [Event("", loose)]:
        outcome = _event(event, wording, term)
        hidden = _in_loose(loose, wording) if outcome.verdict is Verdict.FAIL else ""
        yield replace(outcome, verdict=Verdict.REVIEW, why=hidden) if hidden else outcome


def _in_loose(loose: Sequence[ActivityRecord], wording: str) -> str:
    """Why a picture that nothing ties to an event may belong to this one and show the wording."""
    if any(paper.unread_images for paper in loose):
        return "有未归入活动的图片未能读取，字样可能在其中"
    if any(occurrences(paper.passages, wording, _EDITS) for paper in loose):
        return "有未归入活动的照片写有字样，是否属于本场活动由人员判断"
    return ""


def _event(event: Event, wording: str, term: Term) -> Outcome:
    name, papers, period = event.name, event.papers, _period(term)
    said = f"活动“{name}”" if name else "一场未写明名称的活动"
    dated = [paper.date for paper in papers if isinstance(paper.date, Cited)]
    if dated and all(_outside(one.value.earliest, one.value.latest, period) for one in dated):
        said += f"（{dated[0].value}）不在项目建设期内"
        return not_applicable(said, *dated, *term.cited, subject=name, firm=True)
    found = [one for paper in papers for one in occurrences(paper.passages, wording, _EDITS)]
    exact = _best(one for one in found if not one.only_mentioned)
    mentioned = _best(found)
    if exact is not None and exact.across_cells:
        return review(f"{said}的材料写有“{wording}”，但分在几个单元格中", *exact.spans, subject=name, why=_TORN)
    if exact is None and mentioned is not None:
        said += f"的材料只在说明要求的句子中写有“{wording}”"
        return review(said, *mentioned.spans, subject=name, why="是提出要求或说明未体现，是否算体现字样由人员判断")
    if exact is not None and event.mixed:
        said += f"的材料中有一处写有“{wording}”"
        return review(said, *exact.spans, *_heads(papers), subject=name, why="这组材料似含几场活动，须逐场核对")
    if exact is not None:
        return passed(f"{said}的材料写有“{wording}”", *exact.spans, subject=name, firm=True)
    near = [one for one in found if one.distance] or [one for paper in papers for one in _short(paper)]
    if near:
        quoted = "、".join(dict.fromkeys(f"“{one.text}”" for one in near))
        spans = [span for one in near for span in one.spans]
        said += f"的材料没有“{wording}”，只有{quoted}"
        return review(said, *spans, subject=name, why="只有近似或简称，是否算体现字样由人员判断")
    said += f"的材料没有“{wording}”（应至少有一处）"
    unread = sum(paper.unread_images for paper in papers)
    if unread:
        return review(said, *_heads(papers), subject=name, why=f"有 {unread} 张图片未能读取，字样可能在其中")
    if None in period:
        return review(said, *_heads(papers), subject=name, why=_UNSET)
    if not dated or not all(_inside(one.value.earliest, one.value.latest, period) for one in dated):
        return review(said, *_heads(papers), subject=name, why="活动日期未读到或跨越建设期，不能确定是否在期内")
    return failed(said, *_heads(papers), *dated, *term.cited, subject=name)


@rule("QC-10.2", name="result-branding")
def result_branding(
    records: list[ActivityRecord],
    agreements: tuple[Agreement, ...] = (),
    *,
    wording: str,
    period_start: date | None,
    period_end: date | None,
) -> Outcomes:
    """建设期内取得的智权成果等写有规定字样；官方证书本身不能写，可看成果清单、署名或致谢。"""
    results = [record for record in records if kind_of(record) == "result"]
    term = term_in_force(agreements, period_start, period_end)
    period = _period(term)
    if not results:
        yield not_applicable("本次材料中没有成果材料")
    for record in results:
        title = title_of(record)
        said = f"成果“{title}”" if title else "一份没有标题的成果"
        day = record.date
        if isinstance(day, Cited) and _outside(day.value.earliest, day.value.latest, period):
            yield not_applicable(f"{said}（{day.value}）不在项目建设期内", day, *term.cited, subject=title, firm=True)
            continue
        found = occurrences(record.passages, wording, _EDITS)
        exact = _best(one for one in found if not one.only_mentioned)
        if exact is not None and exact.across_cells:
            yield review(f"{said}写有“{wording}”，但分在几个单元格中", *exact.spans, subject=title, why=_TORN)
            continue
        if exact is not None:
            yield passed(f"{said}写有“{wording}”", *exact.spans, subject=title, firm=True)
            continue
        near = [span for one in [o for o in found if o.distance] or _short(record) for span in one.spans]
        why = "只有近似或简称，由人员判断" if near else "未见字样；证书等官方文件可另以清单、署名或致谢体现"
        yield review(f"{said}没有“{wording}”", *(near or _heads([record])), subject=title, why=why)


@rule("QC-10.3", name="wording-correct")
def wording_correct(
    records: tuple[ActivityRecord, ...] = (),
    reports: tuple[Report, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    *,
    wording: str,
    max_edits: int,
    own_titles: Sequence[str],
) -> Outcomes:
    """规定字样没有写错、漏写、多写；文字识别读出的差异和本身可单独使用的名称由人员判断。"""
    fields = [report.title for report in reports] + [paper.title for paper in papers]
    titles = [field for field in fields if isinstance(field, Cited)]
    found = [one for record in records for one in occurrences(record.passages, wording, max_edits)]
    found += [one for title in titles for one in in_spans(title.spans, wording, max_edits)]
    exact = _best(found)
    wrong = [one for one in found if one.distance]
    for one in wrong:
        yield _near_miss(one, wording, own_titles)
    if wrong:
        return
    others = [one for record in records for one in _longest(record, own_titles)]
    unread = sum(record.unread_images for record in records)
    if unread:
        yield review("已读内容中未见错写的字样", why=f"有 {unread} 张图片未能读取")
    elif exact is not None and exact.across_cells:
        yield review(f"写有“{wording}”，但分在几个单元格中", *exact.spans, why=_TORN)
    elif exact is not None:
        yield passed(f"字样均写作“{wording}”", *exact.spans)
    elif not others:
        yield not_applicable("已读材料中没有出现该字样或近似字样")
    for one in others if exact is None else []:
        why = "是本身可单独使用的名称，还是规定字样的简写，由人员判断"
        yield review(f"写作“{one.text}”（规定字样为“{wording}”）", *one.spans, subject=one.text, why=why)


def _near_miss(one: Occurrence, wording: str, own_titles: Sequence[str]) -> Outcome:
    said = f"写作“{one.text}”，与规定字样“{wording}”相差 {one.distance} 字"
    if without_marks(one.text) == wording:
        return review(said, *one.spans, subject=one.text, why="只是夹有标点，是否算准确由人员判断")
    if one.torn or (len(one.spans) > 1 and len(one.text) > len(wording) + 1):
        return review(said, *one.spans, subject=one.text, why="文字跨行或跨格，可能本不相连，由人员判断")
    if one.text in own_titles or _of_another(one, wording) or not set(one.text[-3:]) & set(wording[-3:]):
        return review(said, *one.spans, subject=one.text, why="可能是另一个独立的名称，由人员判断")
    if not one.typed:
        return review(said, *one.spans, subject=one.text, why="由文字识别读出，可能是识别错误，请对照原件")
    return failed(said, *one.spans, subject=one.text, firm=True)


def _of_another(one: Occurrence, wording: str) -> bool:
    """The wording without its first word, and another's name in front of it: 某某公司优秀青年工程师创新工作室."""
    if one.text != wording[2:]:
        return False
    before = one.before.rsplit("\n", 1)[-1]
    return bool(re.search(r"[\u3400-\u9fff]$", before)) and not _LEADS_IN.search(before)


def _longest(record: ActivityRecord, titles: Sequence[str]) -> list[Occurrence]:
    """Where the longest of the titles that the record holds stands; shorter ones mostly lie inside it."""
    ordered = sorted(titles, key=len, reverse=True)
    return next((found for title in ordered if (found := list(_plain(record, title)))), [])


def _best(found: Iterable[Occurrence]) -> Occurrence | None:
    """The exact occurrence that was read most surely; one that is joined from several cells only where all are."""
    exact = (one for one in found if not one.distance)
    return max(exact, key=lambda one: (not one.across_cells, one.confidence), default=None)


def _short(record: ActivityRecord) -> list[Occurrence]:
    """Names in common use that are only part of the wording."""
    return _longest(record, _SHORT)


def _plain(record: ActivityRecord, title: str) -> Iterator[Occurrence]:
    return (one for one in occurrences(record.passages, title, 0))


def _period(term: Term) -> tuple[date | None, date | None]:
    """Agreements that name different terms set none."""
    return (term.start, term.end) if term.agreed else (None, None)


def _outside(first: date, last: date, period: tuple[date | None, date | None]) -> bool:
    """Whether the whole of first … last lies before or after the period; an open end excludes nothing."""
    start, end = period
    return (start is not None and last < start) or (end is not None and first > end)


def _inside(first: date, last: date, period: tuple[date | None, date | None]) -> bool:
    start, end = period
    return start is not None and end is not None and start <= first and last <= end


def _heads(papers: Sequence[ActivityRecord]) -> list[Span]:
    """What stands for papers in which nothing was found: their titles, else their first lines."""
    heads: list[Span] = []
    for paper in papers:
        lines = [span for passage in paper.passages for span in passage.spans]
        heads += paper.title.spans[:1] if isinstance(paper.title, Cited) else tuple(lines[:1])
    return heads

"""字数: ZD 第七条②③ and 第八条 (reports of at least so many 字), and W.01 to W.03 that say how they were counted.

The policy does not say which count it means. A report passes where the narrowest count reaches the number (hanzi of
the body, without tables, captions and repetitions), fails where the widest does not (all characters but spaces), and
goes to a person in between, with every count shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.finding import Verdict
from checks.guards import to_review
from checks.outcome import Outcome, Outcomes, failed, missing, not_applicable, passed, review
from checks.paper_text import PaperText
from checks.papers import NAMES
from checks.report_parts import may_be_parts
from checks.report_topics import off_topic
from checks.rule import rule
from checks.station_class import NAMES as CLASS_NAMES
from checks.station_class import StationClass, station_class
from extractor.document import Span
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.report import Counts, Report
from extractor.records.supporting_paper import SupportingPaper

_METRICS = (("zishu", "字数"), ("ea_chars", "中文字符"), ("hanzi", "汉字"), ("chars_nospace", "字符数不计空格"))
_EXCLUDED = {
    "cover": "封面",
    "toc": "目录",
    "references": "参考文献",
    "appendix": "附录",
    "table": "表格",
    "caption": "图表题注",
    "header_footer": "页眉页脚",
    "placeholder": "占位文字",
    "hidden": "隐藏文字",
    "footnote": "脚注尾注",
    "textbox": "文本框",
}
_OCR_MARGIN = 0.02  # share of characters that OCR may lose or make up on a readable page
_SIGNS = {"repeated": "重复段落", "invisible": "不可见文字", "policy_text": "照抄条文"}


@rule("ZD-07.A8", name="needs-report-length")
def needs_report(
    reports: list[Report],
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    texts: tuple[PaperText, ...] = (),
    *,
    min_words: int,
    topics: Mapping[str, str],
) -> Outcomes:
    """A 类站点的需求分析报告达到规定字数：最窄的口径也达到为合格，最宽的口径也达不到为不合格，其余由人员判断。"""
    known = station_class(forms, (*papers, *agreements), reports)
    yield from _judged("needs", "A", reports, known, min_words, texts, topics)


@rule("ZD-07.A9", name="model-report-length")
def model_report(
    reports: list[Report],
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    texts: tuple[PaperText, ...] = (),
    *,
    min_words: int,
    topics: Mapping[str, str],
) -> Outcomes:
    """A 类站点的专家服务企业典型模式报告达到规定字数，判法同需求分析报告。"""
    known = station_class(forms, (*papers, *agreements), reports)
    yield from _judged("model", "A", reports, known, min_words, texts, topics)


@rule("ZD-07.B8", name="region-report-length")
def region_report(
    reports: list[Report],
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    texts: tuple[PaperText, ...] = (),
    *,
    min_words: int,
    topics: Mapping[str, str],
) -> Outcomes:
    """B 类站点的区域企业发展报告达到规定字数，判法同需求分析报告。"""
    known = station_class(forms, (*papers, *agreements), reports)
    yield from _judged("region", "B", reports, known, min_words, texts, topics)


@rule("ZD-08.5", name="university-report-length")
def university_report(
    reports: list[Report],
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    texts: tuple[PaperText, ...] = (),
    *,
    min_words: int,
    topics: Mapping[str, str],
) -> Outcomes:
    """产学研合作站点的产学研工作模式报告达到规定字数，判法同需求分析报告。"""
    known = station_class(forms, (*papers, *agreements), reports)
    yield from _judged("university", "IUR", reports, known, min_words, texts, topics)


def _judged(
    kind: str,
    wanted: str,
    reports: Sequence[Report],
    known: StationClass,
    min_words: int,
    texts: Sequence[PaperText],
    topics: Mapping[str, str],
) -> Outcomes:
    """The reports of one kind; a review where one speaks of something else, or where short ones may be its parts."""
    of_kind = [report for report in reports if report.report_kind.present and report.report_kind.value == kind]
    outcomes = list(_long_enough(kind, wanted, of_kind, known, min_words))
    silent = next((said for report in of_kind if (said := off_topic(report, texts, topics))), "")
    short = bool(of_kind) and all(one.verdict is Verdict.FAIL for one in outcomes)
    doubt = silent or (may_be_parts(of_kind, texts, min_words) if short else "")
    for outcome in outcomes:
        decided = outcome.verdict in (Verdict.PASS, Verdict.FAIL) and not outcome.missing
        yield to_review(outcome, doubt) if doubt and decided else outcome


def _long_enough(kind: str, wanted: str, of_kind: Sequence[Report], known: StationClass, min_words: int) -> Outcomes:
    name = NAMES[f"report:{kind}"]
    if known.value and known.value != wanted:
        said = f"本站点为{CLASS_NAMES[known.value]}，{name}只要求{CLASS_NAMES[wanted]}提交"
        yield not_applicable(said, *known.cited, firm=True)
        return
    if not of_kind:
        why = known.reason or f"缺少{name}"
        yield missing(f"未见{name}（{CLASS_NAMES[wanted]}须提交，不少于 {min_words} 字）", *known.cited, why=why)
        return
    for report in of_kind:
        yield _decided(report, name, min_words)


def _decided(report: Report, name: str, minimum: int) -> Outcome:
    counts = report.word_counts
    said = (
        f"{name}正文汉字 {counts.strict.hanzi}、正文字数 {counts.body.zishu}、"
        f"全文字数 {counts.whole.zishu}、全文不计空格字符 {counts.whole.chars_nospace}（要求不少于 {minimum} 字）"
    )
    evidence = _head(report)
    unread = _unread(report)
    if report.ocr_pages and _near_limit(report, minimum):
        return review(said, *evidence, why="扫描页由文字识别计数，结果离界限太近，少数错漏字即可改变结论")
    if counts.distinct.hanzi >= minimum:
        return passed(said, *evidence, firm=True)
    if counts.whole.chars_nospace < minimum and unread:
        return review(said, *evidence, why=unread)
    if counts.whole.chars_nospace < minimum:
        return failed(said, *evidence, firm=True)
    if counts.strict.hanzi >= minimum:
        padded = [span for sign in report.padding for span in sign.spans[:2]]
        why = f"扣除重复、隐藏等文字后正文汉字只有 {counts.distinct.hanzi}，靠充数文字才达到 {minimum}"
        return review(said, *evidence, *padded, why=why)
    return review(said, *evidence, why="；".join(filter(None, (_readings(report, minimum), unread))))


def _near_limit(report: Report, minimum: int) -> bool:
    """Whether the characters that OCR may have lost or made up could move a deciding count over the limit."""
    margin = minimum * _OCR_MARGIN
    narrow, wide = report.word_counts.distinct.hanzi, report.word_counts.whole.chars_nospace
    return minimum <= narrow < minimum + margin or minimum - margin <= wide < minimum


def _readings(report: Report, minimum: int) -> str:
    """What each count says, for the person who decides."""
    counts = report.word_counts
    scopes = (("全文", counts.whole), ("正文", counts.body), ("正文不含表格和题注", counts.strict))
    each = [
        f"{scope}{label} {getattr(of, metric)}（{'达到' if getattr(of, metric) >= minimum else '未达到'}）"
        for scope, of in scopes
        for metric, label in _METRICS
    ]
    return "各种口径结论不一：" + "、".join(each)


def _unread(report: Report) -> str:
    """Why the count may be short, in Chinese, or ""."""
    if not report.unread_pages:
        return ""
    pages = "、".join(str(page) for page in report.unread_pages)
    return f"第 {pages} 页未能读取，字数可能少计"


def _head(report: Report) -> list[Cited[str]]:
    """What stands for the whole report: its title, else what told its kind. OCR shows in their confidence."""
    found = [field for field in (report.title, report.report_kind) if isinstance(field, Cited)]
    if not report.ocr_pages:
        return found[:1]
    return [Cited(one.value, one.spans, min(one.confidence, report.ocr_confidence)) for one in found[:1]]


@rule("W.01", name="word-counts")
def word_counts(reports: list[Report]) -> Outcomes:
    """列出每份报告的字数：四种口径、全文与正文两个范围，以及正文没有计入的部分。"""
    for report in reports:
        counts = report.word_counts
        name = _name(report)
        said = f"{name}：全文 {_four(counts.whole)}；正文 {_four(counts.body)}"
        left_out = "、".join(f"{_EXCLUDED.get(one.kind, one.kind)} {one.counts.zishu} 字" for one in report.excluded)
        said += f"；另列 {left_out}" if left_out else ""
        unread = _unread(report)
        if unread:
            yield review(said, *_head(report), subject=_subject(report), why=unread)
        else:
            yield passed(said, *_head(report), subject=_subject(report), firm=True)


def _four(counts: Counts) -> str:
    return "、".join(f"{label} {getattr(counts, metric)}" for metric, label in _METRICS)


@rule("W.02", name="report-type")
def report_type(
    reports: list[Report], texts: tuple[PaperText, ...] = (), *, topics: Mapping[str, Mapping[str, str]] | None = None
) -> Outcomes:
    """每份报告是所要求的哪一种：总结、需求分析、典型模式、区域企业发展或产学研工作模式；标题相像而内容不谈站点之事的由人员判断。"""
    for report in reports:
        title = f"《{report.title.value}》" if report.title.present else "一份没有标题的报告"
        kind = report.report_kind
        if kind.present:
            said = f"{title}是{NAMES.get(f'report:{kind.value}', kind.value)}"
            other = off_topic(report, texts, (topics or {}).get(kind.value, {}))
            if other:
                yield review(said, *_head(report), kind, subject=_subject(report), why=other)
                continue
            yield passed(said, *_head(report), kind, subject=_subject(report), firm=True)
        else:
            said = f"{title}未能判断是哪一种报告"
            yield review(said, report.title, kind, subject=_subject(report), why="标题和内容不足以判断报告种类")


@rule("W.03", name="padding")
def padding(reports: list[Report], *, max_share: float) -> Outcomes:
    """报告没有用重复段落、不可见文字或照抄的条文充字数；占比超过设定值的，由人员判断。"""
    for report in reports:
        name, subject = _name(report), _subject(report)
        whole = report.word_counts.whole.zishu
        padded = sum(one.counts.zishu for one in report.padding)
        share = padded / whole if whole else 0.0
        if share > max_share or any(one.sign == "invisible" for one in report.padding):
            yield review(_padded(name, report, share), *_signs(report), subject=subject, why="疑似充数文字，请核对")
        elif report.unread_pages:
            yield review(f"{name}已读部分未见明显充数文字", *_head(report), subject=subject, why=_unread(report))
        else:
            yield passed(
                f"{name}疑似充数文字占 {share:.0%}（提示线 {max_share:.0%}）",
                *_head(report),
                subject=subject,
                firm=True,
            )


def _padded(name: str, report: Report, share: float) -> str:
    each = "、".join(f"{_SIGNS[one.sign]} {one.counts.zishu} 字（{one.times} 处）" for one in report.padding)
    return f"{name}疑似充数文字占 {share:.0%}：{each}"


def _signs(report: Report) -> list[Span]:
    return [span for one in report.padding for span in one.spans[:4]]


def _name(report: Report) -> str:
    if report.report_kind.present:
        return NAMES.get(f"report:{report.report_kind.value}", "报告")
    return f"《{report.title.value}》" if report.title.present else "报告"


def _subject(report: Report) -> str:
    """The kind of the report, else its title: stable over re-readings."""
    if report.report_kind.present:
        return report.report_kind.value
    return f"title:{report.title.value}" if report.title.present else ""

"""团队的条件: QC 第四条 3 rules, 4 premises, 7 running for a year, 8 a result of international standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from checks.outcome import Outcome, Outcomes, agreed, failed, missing, passed, review
from checks.paper_text import PaperText
from checks.persons import compatible
from checks.rule import rule
from checks.stated import Hit, hits, nothing_said, of_papers, spoken_of, under, whole_form
from extractor.document import Span
from extractor.records.activity import ActivityRecord
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Absent, Cited
from extractor.records.partial_date import PartialDate
from extractor.records.statement import Statement
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.dates import find_dates, years_before
from extractor.text.similarity import near

_OWN_SECTION = r"规范性文件|规范管理|制度建设|规章制度|管理制度"
_TITLE = 34  # characters that a title may have
_BODY = 12  # characters below a title from which it is a document and no entry of a list
_SITE = r"场所|场地|用房|办公地点"
_RESULTS = r"成果|业绩|知识产权|专利|获奖"
_ANY_RESULT = re.compile(r"成果|业绩")
_SAYS_RESULT = r"国际(?:先进|领先|首创)|世界(?:先进|领先)|(?:研制|研发|建成|攻克|突破)了|首台|首创"
_OF_RESULTS = ("appraisal_certificate", "certificate")
_NOT_REACHED = re.compile(r"接近|力争|有望|争取|目标|计划|拟|将达|预期|未达|瞄准|对标|赶超|努力")
_RENEWED = re.compile(
    "拟|更名|重组|重建|前身|改组|恢复|(?:公司|企业|单位|法人|协会|学校)[^，。；]{0,4}(?:成立|设立)|注册"
)
_TEAM = re.compile(r"工作室|团队|站点|青创室")


@rule("QC-04.3", name="rules-documents")
def rules_documents(
    texts: tuple[PaperText, ...] = (), *, kinds: Mapping[str, str], like: Mapping[str, str]
) -> Outcomes:
    """规范性文件齐全：组织机构、工作职责、目标任务、管理办法四项各有一份文件或一章（含同义的标题）。"""
    papers = [text for text in texts if text.kind == "rules_document"]
    titled = [title for paper in papers for title in _titles(paper.statements, kinds)]
    titled += _titles(under(of_papers(texts, ("application_form",)), _OWN_SECTION), kinds)
    found = {name: [span for said, span in titled if _is_titled(said, shape)] for name, shape in kinds.items()}
    lacking = [name for name, spans in found.items() if not spans]
    cited = [span for spans in found.values() for span in spans[:1]]
    here = "、".join(name for name in kinds if name not in lacking) or "无"
    said = f"规范性文件中有：{here}（要求 {'、'.join(kinds)}）"
    if not lacking:
        yield passed(said, *cited)
    elif not papers:
        why = "未提交规范性文件；申报书中列出名称的，请补交文件"
        listed = any(text.kind == "application_form" for text in texts)
        yield review(said, *cited, why=why) if listed else missing(said, *cited, why=why)
    elif any(text.kind == "unknown" for text in texts):
        yield review(said, *cited, why=f"未见{'、'.join(lacking)}，另有未能识别类别的材料，可能在其中")
    elif likely := _misread(papers, lacking):
        why = f"“{likely[0].text}”近似所缺的标题，可能是识别错误，请对照原件"
        yield review(said, *cited, *likely, why=why)
    elif others := _likened(papers, lacking, like, found):
        headed = "、".join(f"“{span.text[:_TITLE]}”" for span in others[:4])
        why = f"未见{'、'.join(lacking)}，另有题为{headed}的部分，是否即所缺的内容由人员判断"
        yield review(said, *cited, *others[:4], why=why)
    else:
        yield failed(f"{said}，缺少{'、'.join(lacking)}", *(cited or _first(papers)))


def _likened(
    papers: Sequence[PaperText],
    lacking: Sequence[str],
    like: Mapping[str, str],
    found: Mapping[str, Sequence[Span]],
) -> list[Span]:
    """Titles by other words, none of them counted already, that may well stand over what was not found."""
    counted = [span for spans in found.values() for span in spans]
    titled = [title for paper in papers for title in _titles(paper.statements, like) if title[1] not in counted]
    return [span for name in lacking for said, span in titled if name in like and _is_titled(said, like[name])]


def _misread(papers: Sequence[PaperText], names: Sequence[str]) -> list[Span]:
    """Lines read by OCR that are one character from the name of a document that was not found."""
    lines = [span for paper in papers for one in paper.statements for span in one.spans]
    read = [span for span in lines if span.source.startswith("ocr") and len(span.text) <= _TITLE]
    return [span for span in read for name in names if any(d == 1 for _, _, d in near(name, span.text, 1))]


def _titles(statements: Sequence[Statement], kinds: Mapping[str, str]) -> list[tuple[str, Span]]:
    """Headings and title lines that something follows, with the place where they stand."""
    marks = [(at, _title_of(one, kinds)) for at, one in enumerate(statements)]
    heads = [(at, title) for at, title in marks if title]
    found = []
    for number, (at, title) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(statements)
        one = statements[at]
        own = len(one.text) if one.label else 0
        body = own + sum(len(other.text) for other in statements[at + 1 : end])
        joint = number + 1 < len(heads) and heads[number + 1][0] == at + 1 and number == 0
        if one.spans and (body >= _BODY or joint):
            found.append((title, one.spans[0]))
    return found


def _title_of(one: Statement, kinds: Mapping[str, str]) -> str:
    """A heading, the label of a text, or a short line that is no sentence and ends like one of the documents."""
    if one.label:
        return one.label
    if not one.text:
        return one.path[-1] if one.path else ""
    short = len(one.text) <= _TITLE and not re.search("[。；;，,：:]", one.text)
    return one.text if short and any(_is_titled(one.text, shape) for shape in kinds.values()) else ""


def _is_titled(title: str, shape: str) -> bool:
    """Whether the title, or one of several joined by 与, 和 or 、, ends in the name of the document."""
    plain = re.sub(r"[（(][^（）()]*[）)]|[《》“”\s]", "", title)
    parts = [plain, *re.split("[、与和及]", plain)]
    return any(re.search(rf"(?:{shape})(?:汇编|文件)?$", part) for part in parts)


def _first(papers: Sequence[PaperText]) -> list[Span]:
    return [span for paper in papers for one in paper.statements[:1] for span in one.spans]


@rule("QC-04.4a", name="premises")
def premises(form: ApplicationForm, texts: tuple[PaperText, ...] = ()) -> Outcomes:
    """列出固定场所的地址、面积和功能，面积是否适当由人员判断。"""
    told = under(of_papers(texts, ("application_form",)), _SITE)
    area = list(hits(told, r"\d+(?:\.\d+)?(?:余|多)?(?:平方米|平米|㎡|m2|M2|m²)"))
    place = list(hits(told, r"(?:位于|地址|设在|坐落)|.{2,}(?:路|街|大厦|园区?|号|层|室)"))
    use = list(hits(told, r"研讨|学习|实践|展示|实验|办公|研发|功能"))
    held = {
        "地址": [form.site_address] if form.site_address.present else _spans(place),
        "面积": [form.site_area_m2] if form.site_area_m2.present else _spans(area),
        "功能": [form.site_functions] if form.site_functions.present else _spans(use),
    }
    lacking = [name for name, cited in held.items() if not cited]
    cited = [one for found in held.values() for one in found]
    size = f"，面积 {form.site_area_m2.value:f} 平方米" if isinstance(form.site_area_m2, Cited) else ""
    said = f"固定场所写明了{'、'.join(name for name in held if name not in lacking) or '（无）'}{size}"
    if lacking:
        yield review(said, *cited, why=f"没有读到固定场所的{'、'.join(lacking)}")
    else:
        yield passed(said, *cited)


@rule("QC-04.7a", name="running-a-year")
def running_a_year(
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    texts: tuple[PaperText, ...] = (),
    *,
    min_years: int,
    on: date,
) -> Outcomes:
    """团队自成立（运行）之日起到基准日满规定年数；各处记载不一致或只有年、月而结论两可的，由人判断。"""
    stated = [form.founded_date for form in forms if isinstance(form.founded_date, Cited)]
    documents = _founding(papers)
    dates = stated or documents
    if not dates:
        yield _no_date(forms)
        return
    limit = years_before(on, min_years)
    listed = "、".join(dict.fromkeys(str(one.value) for one in dates))
    said = f"团队成立（运行）时间为 {listed}（在 {on} 前满 {min_years} 年，即不晚于 {limit}）"
    proof = [one for one in documents if one not in dates]
    inside = [found for text in texts if text.kind == "founding_document" for found in _all_dates(text)]
    against = [one for one in stated if documents and not any(compatible(one.value, other) for other in inside)]
    differing = [one for one in dates[1:] if not compatible(one.value, dates[0].value)]
    if against or differing:
        yield review(said, *dates, *proof, why="申报书与成立文件等处记载的成立时间不一致")
        return
    mixed = [one for one in dates if _more_than_a_date(one)]
    if mixed:
        why = "这一栏不止一个日期，或另写有更名、重组、拟成立、单位成立等内容，以哪个日期为准由人员判断"
        yield review(said, *dates, *proof, why=why)
        return
    ends = {end for one in dates for end in (one.value.earliest, one.value.latest)}
    if max(ends) > on:
        yield review(said, *dates, *proof, why="所写成立时间晚于基准日，请核对")
        return
    why = "只写明年份或月份，是否满一年取决于具体日期"
    yield agreed([end <= limit for end in ends], said, *dates, *proof, why=why)


def _more_than_a_date(one: Cited[PartialDate]) -> bool:
    """Whether the cell says more that bears on the date: a second date, a renewal, a plan, that it is the host's."""
    text = "".join(span.text for span in one.spans)
    return len({found.date for found in find_dates(text)}) > 1 or bool(_RENEWED.search(text))


def _founding(papers: Sequence[SupportingPaper]) -> list[Cited[PartialDate]]:
    """The dates of papers that found the team (not its host)."""
    found = [one for one in papers if one.paper_kind.present and one.paper_kind.value == "founding_document"]
    own = [one for one in found if one.title.present and _TEAM.search("".join(one.title.value.split()))]
    return [one.date for one in own if isinstance(one.date, Cited)]


def _all_dates(text: PaperText) -> Iterator[PartialDate]:
    for one in text.statements:
        yield from (found.date for found in find_dates(one.text))


def _no_date(forms: Sequence[ApplicationForm]) -> Outcome:
    said = "没有读到团队成立（运行）时间"
    if not forms:
        return missing(said, why="缺少申报书")
    field = forms[0].founded_date
    reason = {"blank": "成立时间一栏为空", "unreadable": "成立时间未能识读", "not_found": "材料中未见团队的成立时间"}
    absent = field if isinstance(field, Absent) else Absent("成立时间", "not_found")
    return review(said, absent, why=reason[absent.reason])


@rule("QC-04.7d", name="activities-held")
def activities_held(
    texts: tuple[PaperText, ...] = (), records: tuple[ActivityRecord, ...] = (), *, least: int, on: date
) -> Outcomes:
    """列出基准日前一年内写明日期的攻关或创新活动，是否“定期”“规范有序”由人员判断。"""
    heading = r"攻关|创新|活动|例会|课题|目标|运行|工作|培训|交流|带徒"
    told = under(of_papers(texts, ("application_form",)), heading, "意见|预算|经费|成员|承担项目|简历|专家|产业|日期")
    since = years_before(on, 1)
    held: dict[PartialDate, Sequence[Cited[PartialDate] | Span]] = {}
    for hit in hits(told, r"\d{4}年\d{1,2}月\d{1,2}日[^。；;，,]{2,}", real=True):
        for found in find_dates(hit.words):
            if since <= found.date.latest <= on and not re.search(r"前|截至|截止", hit.words[:14]):
                held.setdefault(found.date, hit.spans)
    for record in records:
        if isinstance(record.date, Cited) and since <= record.date.value.latest <= on:
            held.setdefault(record.date.value, [record.date])
    cited = [one for spans in held.values() for one in spans]
    said = f"{since} 至 {on} 写明日期的活动有 {len(held)} 次：{'、'.join(map(str, sorted(held, key=str))) or '无'}"
    if not texts:
        yield missing(said, why="缺少申报书、活动材料")
    elif len(held) >= least:
        yield passed(said, *cited)
    else:
        yield review(said, *cited, why=f"一年内写明日期的活动不足 {least} 次")


@rule("QC-04.8", name="international-result")
def international_result(
    forms: tuple[ApplicationForm, ...] = (), texts: tuple[PaperText, ...] = (), *, levels: str
) -> Outcomes:
    """至少有一项达到国际先进水平的重大成果：有第三方材料写明的列出依据由人确认，没有列出任何成果的不合格。"""
    outside = list(_reached(of_papers(texts, ("appraisal_certificate", "certificate")), levels))
    own = under(of_papers(texts, ("application_form",)), _RESULTS)
    claimed = list(_reached(own, levels))
    if outside:
        words = "、".join(dict.fromkeys(hit.words for hit in outside))
        yield passed(f"第三方材料写明“{words}”", *_spans(outside), *_spans(claimed[:1]))
        return
    listed = [row.title for form in forms for row in form.outcomes if row.title.present]
    real = [one for one in own if not nothing_said(one)]
    if claimed:
        said = f"申报书自述“{claimed[0].words}”，未见第三方评价、鉴定或获奖材料"
        yield review(said, *_spans(claimed), why="只有自述，须由第三方材料证明")
    elif listed or real:
        spans = [span for one in real[:3] for span in one.spans]
        yield review("申报书列有成果，没有写明达到国际先进水平", *listed[:3], *spans, why="成果没有写明水平")
    else:
        yield _no_result(forms, texts, own)


def _reached(statements: Sequence[Statement], levels: str) -> Iterator[Hit]:
    """Where a level is said to be reached, not aimed at."""
    for hit in hits(statements, levels):
        at = hit.statement.text.find(hit.words)
        if not _NOT_REACHED.search(hit.statement.text[max(0, at - 8) : at]):
            yield hit


def _no_result(forms: Sequence[ApplicationForm], texts: Sequence[PaperText], section: Sequence[Statement]) -> Outcome:
    if not forms:
        return missing("未见申报书，没有读到成果", why="缺少申报书")
    held = [text for text in texts if text.kind in _OF_RESULTS]
    if held:
        first = [span for text in held for one in text.statements[:1] for span in one.spans]
        return review("申报书没有列出成果", *first, why="另有成果的证明材料，是否属重大成果由人员判断")
    general = not section or any(one.headings and _ANY_RESULT.search(one.headings[0]) for one in section)
    if not general or spoken_of(texts, _SAYS_RESULT):
        spans = [span for one in section for span in one.spans]
        return review("没有读到成果", *spans, why="写明没有的只是一类成果，或成果写在其他部分，由人员判断")
    if section:
        return failed("成果一栏没有列出任何成果", *(span for one in section for span in one.spans))
    if whole_form(texts) and not spoken_of(texts, f"{_RESULTS}|软著|标准|奖"):
        first = [span for text in texts if text.kind == "application_form" for span in text.statements[0].spans]
        return failed("申报书没有列出任何成果", *first)
    return review("没有读到成果", why="材料中未找到“成果”一栏")


def _spans(found: Sequence[Hit]) -> list[Span]:
    return [span for hit in found for span in hit.spans]

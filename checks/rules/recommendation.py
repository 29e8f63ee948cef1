"""推荐: QC 第六条 opening, who recommends, whether within their own district, and after a review of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.addresses import district_by_code, district_of, in_beijing
from checks.outcome import Outcomes, missing, passed, review
from checks.paper_text import PaperText
from checks.rule import rule
from checks.stated import Hit, cite, hits, of_papers, under
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.ids import uscc_valid

_OPINION = r"推荐(?:单位|意见|部门|机构)|推荐函"
_NOT_OPINION = r"依托单位|创新服务中心意见"
_OF_A_DISTRICT = r"(?<!园)(?<!社)(?<!校)(?<!厂)(?<!矿)区(?:科学技术协会|科协)$"
_REFUSED = re.compile(
    r"(?:不予?|未予|暂不|暂缓|不同意|撤销|取消)推荐|不宜推荐|评审(?:结果|结论)?为?不合格|未(?:通过|获).{0,6}(?:评审|推荐)"
)


def _recommenders(forms: Sequence[ApplicationForm], papers: Sequence[SupportingPaper]) -> list[Cited[str]]:
    """Who recommends: the letters' issuers first, then what the forms say."""
    fields = [*(letter.organisation for letter in _letters(papers)), *(form.recommender for form in forms)]
    return [field for field in fields if isinstance(field, Cited)]


def _letters(papers: Sequence[SupportingPaper]) -> list[SupportingPaper]:
    return [one for one in papers if one.paper_kind.present and one.paper_kind.value == "recommendation"]


@rule("QC-06.0a", name="recommended")
def recommended(
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    texts: tuple[PaperText, ...] = (),
    *,
    bodies: Sequence[str],
) -> Outcomes:
    """由区科协、园区、高校、企业科协等基层组织推荐；其他单位因条文有“等相关单位”由人判断。"""
    found = _recommenders(forms, papers)
    # A name on the form's cover is what the applicant says, not a recommendation.
    if not found or not _letters(papers):
        yield missing("没有读到推荐单位的推荐", *found, why="未见推荐函")
        return
    named = "、".join(dict.fromkeys(one.value for one in found))
    known = [one for one in found if _known("".join(one.value.split()), bodies)]
    refused = list(_refused(texts))
    if refused:
        why = f"推荐材料写有“{refused[0].words}”，是否推荐由人员判断"
        yield review(f"推荐单位为{named}", *found, *refused[0].spans, why=why)
    elif len(known) == len(found):
        yield passed(f"推荐单位为{named}", *found)
    elif known:
        yield review(f"推荐单位为{named}", *found, why="几处写明的推荐单位不同，其中有的不是科协等基层组织")
    else:
        yield review(f"推荐单位为{named}", *found, why="不是区科协等组织，是否属“等相关单位”由人员判断")


def _known(name: str, bodies: Sequence[str]) -> bool:
    if re.search(_OF_A_DISTRICT, name) and not district_of(name):
        return False  # 浦东新区科协, 某小区科协: no district of Beijing
    return in_beijing(name) is not False and any(re.search(body, name) for body in bodies)


def _refused(texts: Sequence[PaperText]) -> Iterator[Hit]:
    """Where a letter, or the recommending body's opinion, says that it does not recommend."""
    opinions = under(of_papers(texts, ("signature_page", "application_form")), _OPINION, _NOT_OPINION)
    for one in (*of_papers(texts, ("recommendation",)), *opinions):
        for match in _REFUSED.finditer(one.text):
            yield Hit(one, match.group(), cite(one, *match.span()))


@rule("QC-06.0b", name="own-district")
def own_district(forms: tuple[ApplicationForm, ...] = (), papers: tuple[SupportingPaper, ...] = ()) -> Outcomes:
    """推荐单位与依托单位同在一个区；不同区的，因基层组织可以跨区，由人判断。"""
    found = _recommenders(forms, papers)
    if not found:
        yield missing("没有读到推荐单位", why="未见推荐单位")
        return
    theirs = {district_of(one.value): one for one in reversed(found)}
    theirs.pop("", None)
    ours = _districts(forms)
    if not theirs or not ours:
        why = "推荐单位的名称没有写明区" if not theirs else "没有读到依托单位所在区"
        yield review(f"推荐单位为{found[0].value}，所在区未能对照", *found, *ours.values(), why=why)
        return
    said = f"推荐单位属{'、'.join(theirs)}，依托单位在{'、'.join(ours)}"
    cited = [*theirs.values(), *ours.values()]
    if len(theirs) == len(ours) == 1 and theirs.keys() == ours.keys():
        yield passed(said, *cited)
    else:
        yield review(said, *cited, why="推荐单位与依托单位不在同一个区，或几处记载不一，由人员判断")


def _districts(forms: Sequence[ApplicationForm]) -> dict[str, Cited[str]]:
    """The districts that a form states, else that of the address, else that of the credit code."""
    found: dict[str, Cited[str]] = {}
    for form in forms:
        for field in (form.district, form.address):
            if isinstance(field, Cited) and (name := district_of(field.value)):
                found.setdefault(name, field)
                break
        else:
            code = form.uscc
            if isinstance(code, Cited) and uscc_valid(code.value) and (name := district_by_code(code.value)):
                found.setdefault(name, code)
    return found


@rule("QC-06.0c", name="reviewed-locally")
def reviewed_locally(texts: tuple[PaperText, ...] = (), *, signs: str) -> Outcomes:
    """推荐单位自行评审后择优推荐：推荐材料写明评审、排序或择优。"""
    letters = of_papers(texts, ("recommendation",))
    opinions = under(of_papers(texts, ("signature_page", "application_form")), _OPINION, _NOT_OPINION)
    told = [one for one in (*letters, *opinions) if one.text]
    if not told:
        yield missing("未见推荐函和推荐单位意见", why="缺少推荐函或推荐单位意见")
        return
    found = list(hits(told, signs, real=True))
    cited = [span for hit in found[:4] for span in hit.spans]
    if found:
        words = "、".join(dict.fromkeys(f"“{hit.words[:16]}”" for hit in found[:4]))
        yield passed(f"推荐材料写明{words}", *cited)
    else:
        spans = [span for one in told[:3] for span in one.spans]
        yield review("推荐材料没有写明评审情况", *spans, why="未见评审、排序或择优推荐的说明")

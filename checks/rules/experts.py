"""指导专家: QC 第四条 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.experts import Engaged, engaged, grade, letters_of, unread_names
from checks.likeness import like
from checks.outcome import Outcome, Outcomes, failed, missing, passed, review
from checks.paper_text import PaperText
from checks.rule import rule
from checks.stated import cite, nothing_said, of_papers, spoken_of, under, whole_form
from extractor.document import Span
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.supporting_paper import SupportingPaper

_SECTION = r"指导专家|^专家(?:情况|信息|名单|基本.*)?$|专家指导|顾问"
_MEANT = re.compile("拟聘|拟请|拟邀|拟任|待聘|意向|候选|待定|洽谈")
_REFUSED = re.compile(
    r"(?<![期届]满)(?:不能|无法|不便|不再|不愿|不同意|未同意|未能|谢绝|婉拒|辞去|停止)[^。；;，,]{0,8}(?:担任|指导|受聘)"
)
_MENTION = r"专家|院士|顾问|导师|指导教(?:师|授)"


@rule("QC-04.1a", name="expert-named")
def expert_named(
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """团队至少有一位指导专家：申报书或指导专家材料中写明姓名，且不只是负责人本人；写“无”的视为没有。"""
    if not forms and not letters_of(papers):
        yield missing("未见申报书和指导专家材料，无法核对指导专家", why="缺少申报书、指导专家材料")
        return
    people = engaged(forms, papers)
    leaders = [form.leader.name for form in forms if isinstance(form.leader.name, Cited)]
    others = [one for one in people if not any(like(one.cited[0], leader).verdict == "equal" for leader in leaders)]
    if others and all(_only_meant(one) for one in others):
        named = "、".join(one.name for one in others)
        yield review(f"指导专家 {named} 写作拟聘、意向或待定", *_names(others), why="是否已任指导专家由人员核对")
    elif others and all(one.letters for one in others) and (refused := _refusals(texts)):
        named = "、".join(one.name for one in others)
        why = "指导专家材料写有不担任、不指导等语，是否已任指导专家由人员核对"
        yield review(f"指导专家 {named}", *_names(others), *refused, why=why)
    elif others:
        named = "、".join(one.name for one in others)
        yield passed(f"指导专家 {len(others)} 人：{named}（要求至少 1 人）", *_names(others), firm=True)
    elif people:
        said = f"所列指导专家只有负责人本人（{people[0].name}）"
        yield review(said, *_names(people), why="负责人能否兼作指导专家，条文未说明，由人员判断")
    else:
        yield _nobody(forms, papers, texts)


def _refusals(texts: Sequence[PaperText]) -> list[Span]:
    """Where the experts' own papers say that they do not take it on."""
    letters = of_papers(texts, ("expert_letter",))
    return [span for one in letters for m in _REFUSED.finditer(one.text) for span in cite(one, *m.span())]


def _only_meant(one: Engaged) -> bool:
    """Whether every place that names the expert says there that the engagement is still to come."""
    return all(_MEANT.search("".join(span.text for span in name.spans) + name.raw) for name in one.cited)


def _nobody(
    forms: Sequence[ApplicationForm], papers: Sequence[SupportingPaper], texts: Sequence[PaperText]
) -> Outcome:
    """No name was understood: fail only where the form itself says that there is none, or never speaks of experts."""
    unread = unread_names(forms, papers)
    if unread or letters_of(papers):
        return review("指导专家的姓名未能识读", *unread, why="有指导专家一栏或材料，但姓名未能识读")
    section = under(of_papers(texts, ("application_form",)), _SECTION)
    if any(text.kind == "unknown" for text in texts):
        why = "申报书中未读到指导专家，另有未能识别类别的材料，指导专家材料可能在其中"
        return review("未读到指导专家", *_spans(section), why=why)
    if section and all(nothing_said(one) for one in section):
        return failed("指导专家一栏没有写明任何人（要求至少 1 人）", *_spans(section))
    blank = [expert.name for form in forms for expert in form.experts]
    if blank:
        return failed("指导专家一栏没有写明任何人（要求至少 1 人）", *blank)
    return _not_spoken_of(texts, _spans(section))


def _not_spoken_of(texts: Sequence[PaperText], section: Sequence[Span]) -> Outcome:
    """A whole form read from its own text that nowhere names an expert, in any words, has none."""
    if not section and whole_form(texts) and not spoken_of(texts, _MENTION):
        heads = [one for text in texts if text.kind == "application_form" for one in text.statements[:2]]
        return failed("申报书和其他材料中没有指导专家（要求至少 1 人）", *_spans(heads))
    return review("申报书中未读到指导专家的姓名", *section[:3], why="未找到“指导专家”的姓名，请对照原件")


@rule("QC-04.1b", name="expert-standing")
def expert_standing(
    forms: tuple[ApplicationForm, ...] = (), papers: tuple[SupportingPaper, ...] = (), *, titles: Sequence[str]
) -> Outcomes:
    """指导专家中至少一位具有规定的称号（整个称号相符，副教授、院士工作站不算）；教授、知名专家由人判断。"""
    leaders = {form.leader.name.value for form in forms if form.leader.name.present}
    people = [one for one in engaged(forms, papers) if one.name not in leaders]
    if not people:
        yield missing("未读到指导专家，无法核对其称号", why="缺少指导专家的姓名和称号")
        return
    graded = [(one, [(title, grade(title.value, titles)) for title in one.titles]) for one in people]
    listed = "；".join(
        f"{one.name}：{'、'.join(dict.fromkeys(t.value for t, _ in told)) or '未写称号'}" for one, told in graded
    )
    cited = [title for _, told in graded for title, _ in told]
    sure = [(one, told) for one, told in graded if any(kind == "accepted" for _, kind in told)]
    if sure:
        one, told = sure[0]
        proof = [title for title, kind in told if kind == "accepted"]
        if all(kind == "accepted" for _, kind in told):
            yield passed(f"指导专家 {listed}", *one.cited, *proof)
        else:
            yield review(f"指导专家 {listed}", *cited, why=f"{one.name}的称号在几处材料中写法不同，请核对")
    elif not cited:
        yield review(f"指导专家 {listed}", *_names(people), why="没有写明指导专家的职称或称号")
    else:
        known = any(kind == "professor" for _, told in graded for _, kind in told)
        why = "教授是否“具有重要影响”" if known else "称号不是院士，是否属“具有重要影响的知名专家”"
        yield review(f"指导专家 {listed}", *cited, why=f"{why}由人员判断")


@rule("QC-04.1c", name="expert-field")
def expert_field(
    form: ApplicationForm,
) -> Outcomes:
    """列出指导专家的专业领域与团队的申报领域、研究方向，由人员判断是否同属一个专业领域。"""
    domains = [expert.domain for expert in form.experts if isinstance(expert.domain, Cited)]
    own = [field for field in (form.field_domain, form.research_direction) if isinstance(field, Cited)]
    if not domains or not own:
        lacking = [what for what, held in (("专家的专业领域", domains), ("团队的领域或方向", own)) if not held]
        yield review("专家与团队的专业领域未能对照", *domains, *own, why=f"材料中未见{'、'.join(lacking)}")
        return
    theirs = "、".join(dict.fromkeys(one.value for one in domains))
    ours = "、".join(dict.fromkeys(one.value for one in own))
    yield passed(f"指导专家的专业领域为{theirs}，团队为{ours}", *domains, *own)


@rule("QC-04.1d", name="expert-guides")
def expert_guides(
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """写明了指导内容，或有指导专家的聘书、同意函；条文没有要求信函，都没有的由人判断。"""
    people = engaged(forms, papers)
    told = [said for one in people for said in one.guidance if "指导" in said.value or len(said.value) > 3]
    if told:
        yield passed(f"写明了指导内容：{told[0].value[:40]}", *told)
        return
    guiding = [one for one in of_papers(texts, ("expert_letter",)) if "指导" in one.text and "科研" in one.text]
    guiding = [one for one in guiding if not _REFUSED.search(one.text)]
    letters = [letter for one in people for letter in one.letters]
    if letters and guiding:
        who = "、".join(one.name for one in people if one.letters)
        yield passed(f"有指导专家{who}的聘书或同意函", *_names(people), *guiding[0].spans)
    elif not forms and not letters_of(papers):
        yield missing("未见申报书和指导专家材料", why="缺少申报书、指导专家材料")
    else:
        yield review("没有读到指导内容", *_names(people), why="未见指导内容，也未见写明指导科研、生产的聘书或同意函")


def _names(people: Sequence[Engaged]) -> list[Cited[str]]:
    return [cited for one in people for cited in one.cited]


def _spans(statements: Sequence[object]) -> list[Span]:
    return [span for one in statements for span in getattr(one, "spans", ())]

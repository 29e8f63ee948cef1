"""成果: QC 第五条 3 patents, software, standards of the team, and 4 where the results are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checks.addresses import in_beijing
from checks.likeness import kin
from checks.outcome import Outcomes, missing, passed, review
from checks.paper_text import PaperText
from checks.persons import people
from checks.rule import rule
from checks.stated import cite, of_papers, under
from extractor.document import Span
from extractor.records.application_form import Achievement, ApplicationForm
from extractor.records.cited import Cited
from extractor.records.roster import Roster
from extractor.text.outcome_numbers import OutcomeNumber, outcome_numbers

_SECTION = r"成果|业绩|知识产权|专利|软件著作权|标准"
_OWNER = r"(?:权利人|专利权人|著作权人|所有人|完成单位|起草单位|发明人|完成人|起草人)[：:为是]?[^。；;]{0,24}"
_ENDED = re.compile("申请中|受理|公开|实审|审查中|终止|失效|无效|驳回|撤回|放弃|未授权|拟申请|已转让")
_ASIDE = re.compile("[（(][^（）()]*[）)]")  # a title's own words may be 失效 and 公开
_KINDS = {
    "patent": "专利",
    "publication": "专利",
    "software": "软件著作权",
    "certificate": "软件著作权",
    "standard": "标准",
}


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A result's number with what it cites and whom it belongs to: own, other, or "" where nobody says."""

    number: OutcomeNumber
    cited: tuple[Any, ...]
    owner: str

    @property
    def good(self) -> bool:
        return self.number.granted and self.number.valid is not False


@rule("QC-05.3b", name="own-patents")
def own_patents(
    form: ApplicationForm, rosters: tuple[Roster, ...] = (), texts: tuple[PaperText, ...] = ()
) -> Outcomes:
    """有专利、软件著作权、标准等成果：至少一项编号格式和校验正确、已授权（登记、发布），权利人是团队成员或依托单位。"""
    names = [person.name for person in people([form], rosters, ())]
    found = [*_in_rows(form, names), *_in_words(form, names, texts)]
    good = [one for one in found if one.good and one.owner == "own"]
    if good:
        each = "、".join(dict.fromkeys(f"{_KINDS[one.number.kind]} {one.number.number}" for one in good[:4]))
        yield passed(f"团队或依托单位的成果：{each}", *(cited for one in good[:4] for cited in one.cited), firm=True)
    elif found:
        yield review(
            f"列有编号的成果 {len(found)} 项", *(cited for one in found[:4] for cited in one.cited), why=_why(found)
        )
    else:
        titles = [row.title for row in form.outcomes if row.title.present][:3]
        yield review(
            "没有读到专利、软件著作权、标准的编号", *titles, why="未见编号；条文有“等”字，其他成果由人员判断"
        )


def _why(found: Sequence[_Numbered]) -> str:
    if all(one.number.valid is False for one in found):
        return "专利号的校验码都不符，请核对"
    if not any(one.number.granted for one in found):
        return "只有专利申请，没有授权，或写明已不再有效"
    if any(one.good and one.owner == "other" for one in found):
        return "权利人不是团队成员，也不是依托单位"
    return "没有写明权利人，或编号有误"


def _in_rows(form: ApplicationForm, names: Sequence[str]) -> Iterator[_Numbered]:
    for row in form.outcomes:
        if isinstance(row.identifier, Cited):
            cited = tuple(field for field in (row.title, row.identifier, row.owner) if isinstance(field, Cited))
            told = row.identifier.value + "".join(_ASIDE.findall(row.title.value if row.title.present else ""))
            for number in outcome_numbers(row.identifier.value):
                held = replace(number, granted=number.granted and not _ENDED.search(told))
                yield _Numbered(held, cited, _owner(row, form, names))


def _owner(row: Achievement, form: ApplicationForm, names: Sequence[str]) -> str:
    if not isinstance(row.owner, Cited):
        return ""
    owner = row.owner
    parts = [part for part in re.split(r"[、，,；;/和]", owner.value) if part.strip()]
    if any("".join(part.split()) in names for part in parts):
        return "own"
    host = form.host_org
    if isinstance(host, Cited):
        kinds = {kin(host, Cited(part, owner.spans, owner.confidence)).kind for part in [owner.value, *parts]}
        if "same" in kinds:
            return "own"
        if kinds - {"other"}:
            return ""
    return "other"


def _in_words(form: ApplicationForm, names: Sequence[str], texts: Sequence[PaperText]) -> Iterator[_Numbered]:
    """Numbers in the sentences of the section on results, whose sentence names the owner."""
    host = "".join(form.host_org.value.split()) if form.host_org.present else ""
    rows = {_plain(row.identifier.value) for row in form.outcomes if isinstance(row.identifier, Cited)}
    for one in under(of_papers(texts, ("application_form",)), _SECTION, "承担项目|预算|意见"):
        for number in outcome_numbers(one.text):
            if any(_plain(number.number) in row for row in rows):
                continue
            start = one.text.rfind("；", 0, number.start) + 1
            end = one.text.find("；", number.end)
            sentence = one.text[start : end if end >= 0 else len(one.text)]
            said = re.search(_OWNER, sentence)
            own = said is not None and any(_names(said.group(), name) for name in (host, *names))
            owner = "own" if own else "other" if said else ""
            yield _Numbered(number, cite(one, number.start, number.end), owner)


def _names(said: str, name: str) -> bool:
    """Whether the name stands there by itself: 王芳 is not 王芳华, a university not its hospital."""
    return bool(name) and bool(
        re.search(f"{re.escape(name)}(?![\u3400-\u9fff])|{re.escape(name)}(?=[等和与及所持享拥（])", said)
    )


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper().removeprefix("ZL")


@rule("QC-05.4b", name="results-in-beijing")
def results_in_beijing(form: ApplicationForm, texts: tuple[PaperText, ...] = ()) -> Outcomes:
    """列出各项成果的所在地或权利人，写明在北京或权利人是在京依托单位的占比，由人员判断是否“主要成果业绩在北京”。"""
    own = under(of_papers(texts, ("application_form",)), r"成果|业绩", "承担项目|预算|意见")
    placed = [span for one in own for match in re.finditer("北京", one.text) for span in cite(one, *match.span())]
    host = form.host_org
    local = form.address.present and in_beijing(form.address.value) is True
    owners = [row.owner for row in form.outcomes if isinstance(row.owner, Cited)]
    here = [
        o
        for o in owners
        if in_beijing(o.value) or (local and isinstance(host, Cited) and kin(host, o).kind == "same")
    ]
    if not own and not form.outcomes:
        yield missing("没有读到成果", why="材料中未见成果")
        return
    cited: list[Cited[Any] | Span] = [*here[:4], *placed[:4]]
    said = f"{len(form.outcomes)} 项成果中 {len(here)} 项的权利人在北京；成果部分有 {len(placed)} 处写明北京"
    if len(here) * 2 > len(form.outcomes) or (placed and not form.outcomes):
        yield passed(said, *cited)
    else:
        yield review(said, *cited, why="写明在北京的成果未过半")

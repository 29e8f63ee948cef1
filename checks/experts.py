"""Advising experts as the form and the letters name them, and what their titles are worth.

>>> grade("中国工程院院士、教授", (r"(?:中国)?(?:科学院|工程院)(?:外籍)?院士",))
'accepted'
>>> grade("现任教授", ()), grade("副教授", ()), grade("某国工程院院士", (r"(?:中国)?工程院院士",))
('professor', 'other', 'other')
>>> grade("中国工程院院士（候选人）", (r"中国工程院院士",))
'other'
>>> grade("俄罗斯 工程院院士", (r"(?:中国)?工程院院士",)), grade("中国工程院 院士", (r"(?:中国)?工程院院士",))
('other', 'accepted')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checks.persons import squeezed
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Absent, Cited, Field
from extractor.records.supporting_paper import SupportingPaper

Grade = Literal["accepted", "professor", "other"]

_NOBODY = re.compile(r"暂?无|没有|待定|空缺?|[/／—\-]+")
_LEAD = re.compile(r"^(?:现任|现为|曾任|任|为|系|是|当选|当选为)+")
_NOT_YET = re.compile(r"候选|提名|拟|推荐人选|申报|助理|秘书|弟子|学生|门生|团队成员")
# An academy that is not named China's own, beside the name of another place, is that place's.
_BARE = re.compile(r"(?:科学院|工程院)")
_ABROAD = re.compile(
    r"(?<!留)俄|美国|英国|德国|法国|日本|乌克兰|加拿大|澳大利亚|瑞典|印度|欧|国际|世界|亚[洲太]|皇家|外国|海外|发展中国家"
)
_PROFESSOR = re.compile(
    r"(?:[\u3400-\u9fff]*(?:大学|学院|研究院|研究所))?(?:特聘|讲席|二级|终身|客座)?(?:教授|研究员)"
)


@dataclass(frozen=True, slots=True)
class Engaged:
    """One expert with every mention: `titles` and `letters` as the papers give them, `guidance` by the form."""

    name: str
    cited: tuple[Cited[str], ...]
    titles: tuple[Cited[str], ...]
    letters: tuple[SupportingPaper, ...]
    guidance: tuple[Cited[str], ...]


def letters_of(papers: Sequence[SupportingPaper]) -> list[SupportingPaper]:
    return [one for one in papers if one.paper_kind.present and one.paper_kind.value == "expert_letter"]


def engaged(forms: Sequence[ApplicationForm], papers: Sequence[SupportingPaper]) -> list[Engaged]:
    """Everybody named as an expert, in the order of the papers; a name that was not understood is left out."""
    rows = [expert for form in forms for expert in form.experts]
    letters = letters_of(papers)
    names: dict[str, list[Cited[str]]] = {}
    for field in (*(row.name for row in rows), *(letter.person for letter in letters)):
        if isinstance(field, Cited):
            names.setdefault(squeezed(field.value), []).append(field)
    found = []
    for name, cited in names.items():
        own = [row for row in rows if _is(row.name, name)]
        wrote = tuple(letter for letter in letters if _is(letter.person, name))
        titles = [row.professional_title for row in own] + [letter.person_title for letter in wrote]
        guidance = [row.guidance_content for row in own]
        found.append(Engaged(name, tuple(cited), _present(titles), wrote, _present(guidance)))
    return found


def nobody_named(field: Field[str]) -> bool:
    """Whether the place of a name is empty or says 无."""
    if isinstance(field, Cited):
        return bool(_NOBODY.fullmatch(squeezed(field.value)))
    said = squeezed("".join(span.text for span in field.spans))
    return field.reason == "blank" or (field.reason == "unreadable" and bool(_NOBODY.fullmatch(said)))


def grade(title: str, accepted: Sequence[str]) -> Grade:
    """What the best of the titles in one text is worth; each is taken whole, so that 副教授 is no 教授."""
    if _NOT_YET.search(title):
        return "other"
    whole = re.sub(r"\s+(?=院士)", "", title)
    parts = [_LEAD.sub("", part) for part in re.split(r"[、，,/／；;\s（()）|和兼]+", whole) if part]
    named = [part for part in parts if not (_BARE.match(part) and _ABROAD.search(whole))]
    if any(re.fullmatch(pattern, part) for part in named for pattern in accepted):
        return "accepted"
    return "professor" if any(_PROFESSOR.fullmatch(part) for part in parts) else "other"


def _is(field: Field[str], name: str) -> bool:
    return isinstance(field, Cited) and squeezed(field.value) == name


def _present(fields: Sequence[Field[str]]) -> tuple[Cited[str], ...]:
    return tuple(field for field in fields if isinstance(field, Cited))


def unread_names(forms: Sequence[ApplicationForm], papers: Sequence[SupportingPaper]) -> list[Absent]:
    """Places of experts' names that hold something that was not understood."""
    fields = [expert.name for form in forms for expert in form.experts]
    fields += [letter.person for letter in letters_of(papers)]
    return [field for field in fields if isinstance(field, Absent) and not nobody_named(field)]

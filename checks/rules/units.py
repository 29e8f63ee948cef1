"""X.05 and X.06: the unit's name and credit code are the same in all papers, and the code is a right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.likeness import kin, like_codes
from checks.outcome import Outcome, Outcomes, failed, passed, review
from checks.paper_text import PaperText
from checks.rule import rule
from checks.stated import cite, of_papers
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.text.ids import uscc_proposals, uscc_valid

Said = tuple[str, Cited[str]]

_RECOMMENDS = re.compile(
    r"推荐(?P<unit>[\u3400-\u9fffA-Za-z0-9（）()]{3,36}?(?:公司|大学|学院|研究院|研究所|集团|医院|协会|学会|中心|厂))"
)


@rule("X.05", name="unit-consistent")
def unit_consistent(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """单位名称和统一社会信用代码在申报书、协议、推荐函中一致；曾用名、分支、易混字由人判断。"""
    names: list[Said] = [("申报书", one.host_org) for one in forms if isinstance(one.host_org, Cited)]
    names += [("协议", one.party_b) for one in agreements if isinstance(one.party_b, Cited)]
    names += [("推荐函", one) for one in _recommended(texts)]
    yield from _names(names)
    codes: list[Said] = [("申报书", one.uscc) for one in forms if isinstance(one.uscc, Cited)]
    codes += [("协议", one.party_b_uscc) for one in agreements if isinstance(one.party_b_uscc, Cited)]
    yield from _codes(codes)


def _recommended(texts: Sequence[PaperText]) -> Iterator[Cited[str]]:
    for one in of_papers(texts, ("recommendation",)):
        for match in _RECOMMENDS.finditer(one.text):
            spans = cite(one, *match.span("unit"))
            yield Cited(match["unit"], spans, min(span.confidence for span in spans))


def _names(said: Sequence[Said]) -> Iterator[Outcome]:
    if len({paper for paper, _ in said}) < 2:
        return
    first = said[0][1]
    kinds = {kin(first, other).kind for _, other in said[1:]}
    cited = [field for _, field in said]
    listed = "、".join(dict.fromkeys(f"{paper}“{field.value}”" for paper, field in said))
    if kinds == {"same"}:
        yield passed(f"单位名称：{listed}，一致", *cited, subject="name")
        return
    why = "各份材料中的单位名称不同" if "other" in kinds else "名称只差易混字，或为曾用名、分支机构，请核对"
    yield review(f"单位名称：{listed}", *cited, subject="name", why=why)


def _codes(said: Sequence[Said]) -> Iterator[Outcome]:
    if len({paper for paper, _ in said}) < 2:
        return
    first = said[0][1]
    verdicts = {like_codes(first, other, uscc_valid).verdict for _, other in said[1:]}
    cited = [field for _, field in said]
    listed = "、".join(f"{paper} {field.value}" for paper, field in said)
    if verdicts == {"equal"}:
        yield passed(f"统一社会信用代码：{listed}，一致", *cited, subject="code")
    else:
        yield review(f"统一社会信用代码：{listed}", *cited, subject="code", why="各份材料中的信用代码不同，请核对")


@rule("X.06", name="credit-code-valid")
def credit_code_valid(forms: tuple[ApplicationForm, ...] = (), agreements: tuple[Agreement, ...] = ()) -> Outcomes:
    """统一社会信用代码为 18 位且校验码正确；由文字识别读出而不符的，由人对照原件。"""
    codes = [one.uscc for one in forms] + [one.party_b_uscc for one in agreements]
    by_value: dict[str, list[Cited[str]]] = {}
    for code in codes:
        if isinstance(code, Cited):
            by_value.setdefault("".join(code.value.split()).upper(), []).append(code)
    for value, cited in sorted(by_value.items()):
        yield _code(value, cited)


def _code(value: str, cited: Sequence[Cited[str]]) -> Outcome:
    said = f"统一社会信用代码 {value}"
    if uscc_valid(value):
        return passed(f"{said} 校验码正确", *cited, subject=value, firm=True)
    typed = all(not span.source.startswith("ocr") for one in cited for span in one.spans)
    if not typed:
        likely = [option for one in cited for option in uscc_proposals(one.raw)]
        hint = f"，可能是 {likely[0]}" if likely else ""
        why = f"代码由文字识别读出，可能有误{hint}，请对照原件"
        return review(f"{said} 校验码不符", *cited, subject=value, why=why)
    if len(value) != 18:
        return review(
            f"{said} 为 {len(value)} 位", *cited, subject=value, why="不是 18 位，可能是旧税号或组织机构代码"
        )
    return failed(f"{said} 校验码不符", *cited, subject=value, firm=True)

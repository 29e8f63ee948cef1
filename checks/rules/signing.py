"""签字、盖章: QC 第六条 3 (2) the host's examination, 3 (3) the agreement, and X.11 for every paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checks.likeness import kin
from checks.outcome import Outcome, Outcomes, failed, missing, passed, review
from checks.paper_text import PaperText
from checks.papers import NAMES
from checks.rule import rule
from checks.signing import Block, Paper, bare, blocks_of, hosts_own, marks_of, sealed_by
from checks.stated import chosen, of_papers, under
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Cited
from extractor.records.settlement import Settlement
from extractor.records.signing import SigningBlock
from extractor.records.supporting_paper import SupportingPaper

_OPINION = r"(?:依托|申报|所在|承担)单位(?:审核|审查)?意见|^单位(?:审核|审查)?意见"
# An opinion that refuses, or is the form's own demand to write one; 如有虚假 only says what would be then.
_AGAINST = re.compile("不同意|不予|暂不|暂缓|[未不]通过|不合格|不属实|不真实|有误|虚假|[（(]请?(?:填写|在此|此处)")
_SUPPOSED = re.compile("如(?![实下期上何])|若|凡|倘|一旦")
_NONE = re.compile("无|不存在|没有|绝")
_WHY = {
    "other": "印章文字与依托单位不符，请对照原件",
    "unclear": "印章文字未能识读，或与依托单位差一两个字，请对照原件",
    "unreadable": "盖章处有印迹但未能辨认，请对照原件",
    "unknown": "不能确定是否盖章（电子文本或没有盖章处），请核对盖章页",
}


@rule("QC-06.3.2a", name="host-examined")
def host_examined(
    forms: tuple[ApplicationForm, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
    texts: tuple[PaperText, ...] = (),
) -> Outcomes:
    """依托单位审核了申报材料：单位意见、公章、日期齐全，印章是依托单位的；扫描件上盖章处空白的不合格。"""
    if not forms and not papers:
        yield missing("未见申报书和盖章页", why="缺少申报书、签字盖章页")
        return
    named: list[tuple[str, Paper]] = [("申报书", form) for form in forms]
    named += [(_name(paper), paper) for paper in papers]
    blocks = blocks_of(named)
    host = next((form.host_org for form in forms if isinstance(form.host_org, Cited)), None)
    own = hosts_own(blocks, host)
    asking = [one for one in own if isinstance(one.block.opinion, Cited) or "意见" in one.label] or own
    if asking:
        yield _examined(asking, host)
        return
    told = [one for one in under(of_papers(texts, ()), _OPINION) if one.text]
    spans = [span for one in told[:3] for span in one.spans]
    why = "有依托单位意见，不能确定是否盖章，请核对盖章页" if told else "材料中未见依托单位的意见、公章和日期"
    yield review("依托单位的审核意见未能核对", *spans, why=why)


def _name(paper: SupportingPaper) -> str:
    return NAMES.get(paper.paper_kind.value, "佐证材料") if paper.paper_kind.present else "佐证材料"


def _examined(blocks: Sequence[Block], host: Cited[str] | None) -> Outcome:
    """The best of the host's blocks: a form and its sealed page print the same one."""
    order = ("own", "other", "unclear", "unreadable", "bare", "unknown")
    states = [(sealed_by(one.block, host), one) for one in blocks]
    state, best = min(states, key=lambda found: order.index(found[0]))
    cited = list(marks_of(best.block))
    said = f"依托单位意见（{best.paper}）"
    if state == "bare":
        field = best.block.seal
        return replace(failed(f"{said}的盖章处空白", field), missing=True)
    if state != "own":
        return review(said, *cited, why=_WHY[state])
    opinion = any(isinstance(one.block.opinion, Cited) for _, one in states)
    dated = any(isinstance(one.block.date, Cited) for _, one in states)
    lacking = [name for name, held in (("意见", opinion), ("日期", dated)) if not held]
    if lacking:
        return review(f"{said}盖有依托单位公章", *cited, why=f"没有读到{'、'.join(lacking)}")
    against = [f for _, one in states if isinstance(f := one.block.opinion, Cited) and _against(f)]
    if against:
        why = f"意见写作“{against[0].value[:30]}”，是否同意由人员判断"
        return review(f"{said}盖有依托单位公章", *against, *cited, why=why)
    return passed(f"{said}有意见、依托单位公章和日期", *cited)


def _against(said: Cited[str]) -> bool:
    """Whether the opinion refuses, or ticks nothing of what is printed.

    >>> [_against(Cited(text, (), 1.0)) for text in ("☑同意 □不同意", "□同意 □不同意", "如有虚假，愿承担责任")]
    [False, True, False]
    """
    text = chosen("".join(said.value.split()))
    told = [one for one in re.split("[。；;]", text) if not _SUPPOSED.search(one)]
    clauses = [clause for one in told for clause in re.split("[，,]", one)]
    return not text.strip("□") or any(_AGAINST.search(one) and not _NONE.search(one) for one in clauses)


@rule("QC-06.3.3", name="agreement-signed")
def agreement_signed(agreement: Agreement, forms: tuple[ApplicationForm, ...] = (), *, centre: str) -> Outcomes:
    """签订了协议：甲方是创新服务中心（条文未指明，其他甲方由人判断），乙方是依托单位，双方都盖了章。"""
    first, second = agreement.party_a, agreement.party_b
    if not isinstance(first, Cited) or not isinstance(second, Cited):
        yield review("协议的甲乙双方未能读全", first, second, why="没有读到甲方或乙方")
        return
    said = f"协议甲方为{first.value}，乙方为{second.value}"
    hosts = [form.host_org for form in forms if isinstance(form.host_org, Cited)]
    if centre not in "".join(first.value.split()):
        yield review(said, first, second, why=f"甲方不是{centre}，条文未指明，由人员判断")
    elif any(kin(host, second).kind != "same" for host in hosts):
        yield review(said, first, second, *hosts, why="乙方与申报书的依托单位不同，请核对")
    else:
        yield _both_sealed(agreement, first, second, said)


def _both_sealed(agreement: Agreement, first: Cited[str], second: Cited[str], said: str) -> Outcome:
    blocks = agreement.signing
    sealed = [{sealed_by(block, party) for block in blocks} for party in (first, second)]
    cited = [mark for block in blocks for mark in marks_of(block)]
    if all("own" in states for states in sealed):
        return passed(f"{said}，双方均已盖章", first, second, *cited)
    for name, states in zip(("甲方", "乙方"), sealed, strict=True):
        if "own" not in states:
            known = "bare" in states and len(states) == 1
            why = f"{name}盖章处空白" if known else f"没有读到{name}的印章文字，请对照原件"
            return review(said, first, second, *cited, why=why)
    return review(said, first, second, *cited, why="双方是否盖章未能确定")


@rule("X.11", name="blocks-filled")
def blocks_filled(
    forms: tuple[ApplicationForm, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    settlements: tuple[Settlement, ...] = (),
    papers: tuple[SupportingPaper, ...] = (),
) -> Outcomes:
    """扫描件上印有签字、盖章、日期处的均已填写；电子文本上的空白不作结论。"""
    named: list[tuple[str, Paper]] = [("申报书", form) for form in forms]
    named += [("协议", agreement) for agreement in agreements]
    named += [("决算", settlement) for settlement in settlements]
    named += [(_name(paper), paper) for paper in papers]
    seen: Counter[str] = Counter()
    for one in blocks_of(named):
        place = f"{one.paper}|{one.label}"
        seen[place] += 1
        yield from _filled(one, f"{place}|{seen[place]}")


def _filled(one: Block, subject: str) -> Outcomes:
    block: SigningBlock = one.block
    said = f"{one.paper}“{one.label or '签章处'}”"
    empty = bare(block)
    if empty:
        names = "、".join(name for name, _ in empty)
        fields = [field for _, field in empty]
        yield review(f"{said}的{names}空白", *fields, subject=subject, why=f"{names}处没有填写")
    elif block.scanned and block.asks and _all_there(block):
        yield passed(f"{said}已填写", *marks_of(block), subject=subject)


def _all_there(block: SigningBlock) -> bool:
    held = {"seal": block.seal.present or bool(block.seals), "signature": block.signature.present}
    held["date"] = block.date.present
    return all(held.get(what, True) for what in block.asks)

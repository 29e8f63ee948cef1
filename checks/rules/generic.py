"""Predicates that a pack row may use without a function of its own: `predicate: checklist`, `predicate: gathered`.

Rows that are an institution's duty are lines of a checklist; rows that a person decides get the places of the packet
that speak of them. What is looked for is the pack's `topics`: a name for people and a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.outcome import Outcomes, missing, not_applicable, passed, review
from checks.paper_text import PaperText
from checks.papers import NAMES
from checks.rule import predicate
from extractor.document import Span

_EACH = 4  # places quoted for each topic


@predicate("checklist")
def checklist(*, shown: str = "not_applicable") -> Outcomes:
    """属机构职责，不由申报材料判定：列为一行清单；可在规则包中改为交人员查看。"""
    said = "属机构职责或一般规定，不由申报材料判定"
    yield review(said, why="规则包设为须由人员查看") if shown == "review" else not_applicable(said, firm=True)


@predicate("gathered")
def gathered(
    texts: tuple[PaperText, ...] = (),
    *,
    topics: Mapping[str, str],
    papers: Sequence[str] = (),
    least: int = 0,
    absent: str = "review",
) -> Outcomes:
    """列出材料中谈到本条各要点的原文和页码；要点未见的写明未见什么。程序只列依据，不判断是否达到要求。"""
    read = [text for text in texts if not papers or text.kind in papers]
    if not read:
        names = "、".join(NAMES.get(kind, kind) for kind in papers) or "可核对的材料"
        yield missing(f"未见{names}，没有本条的依据", why=f"缺少{names}")
        return
    found = {name: list(_places(read, pattern)) for name, pattern in topics.items()}
    said = "；".join(f"{name}：{_counted(places)}" for name, places in found.items())
    cited = [span for places in found.values() for _, span in places[:_EACH]]
    lacking = [name for name, places in found.items() if not places]
    if len(found) - len(lacking) >= (least or len(found)):
        yield passed(said, *cited)
    elif absent == "not_applicable" and not cited:
        yield not_applicable(said)
    else:
        yield review(said, *cited, why=f"材料中未见{'、'.join(lacking)}")


def _counted(places: Sequence[tuple[str, Span]]) -> str:
    files = list(dict.fromkeys(name for name, _ in places))
    more = f"等 {len(files)} 份材料" if len(files) > 2 else ""
    return f"{len(places)} 处（{'、'.join(files[:2])}{more}）" if places else "未见"


def _places(texts: Sequence[PaperText], pattern: str) -> Iterator[tuple[str, Span]]:
    """Where the pattern stands, white space left out; a long line is quoted around the hit."""
    wanted = re.compile(pattern)
    for text in texts:
        for span in text.lines:
            match = wanted.search("".join(span.text.split()))
            if match is not None:
                yield text.name, _near(span, match.group())


def _near(span: Span, words: str) -> Span:
    at = span.text.find(words)
    if len(span.text) <= 80 or at < 0:
        return replace(span, text=span.text[:80])
    return replace(span, text=span.text[max(0, at - 30) : at + len(words) + 40])

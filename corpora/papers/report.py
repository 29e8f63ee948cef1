"""The reports of a station, with exactly so many characters."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from corpora.blocks import Block, Heading, PageBreak, Paper, Paragraph, Title
from corpora.prose import hanzi, paragraphs, visible

TITLES = {
    "needs": "昌平区企业需求分析报告",
    "model": "专家服务企业典型模式报告",
    "region": "昌平区区域企业发展报告",
    "university": "产学研工作模式报告",
}
_HEADINGS = ("一、工作概况", "二、主要情况", "三、问题分析", "四、对策建议")


@dataclass(frozen=True, slots=True)
class Length:
    """Exactly one of them: ideographs of the body (the title is not in it), or characters without white space of the
    whole report (the title is)."""

    hanzi: int | None = None
    visible: int | None = None


def report(kind: str, length: Length, random: Random, *, title: str = "") -> Paper:
    """Title, four headings and paragraphs; the headings count too."""
    fixed = [title or TITLES[kind], *_HEADINGS]
    if length.hanzi is not None:
        texts = paragraphs(random, hanzi=length.hanzi - sum(map(hanzi, _HEADINGS)))
    else:
        texts = paragraphs(random, visible=(length.visible or 0) - sum(map(visible, fixed)))
    return (Title(fixed[0]), *_under_headings(texts))


def padded_report(kind: str, distinct: int, times: int, random: Random) -> Paper:
    """`distinct` ideographs of which one long paragraph comes `times` times more."""
    texts = paragraphs(random, hanzi=distinct)
    return (Title(TITLES[kind]), *_under_headings([*texts, *[texts[0]] * times]))


def with_apparatus(kind: str, body_hanzi: int, random: Random) -> Paper:
    """A cover, references and an appendix around a body that is too short without them."""
    texts = paragraphs(random, hanzi=body_hanzi)
    sources = [f"[{n}] 某行业协会. 年度统计公报第{n}期[R]. 北京, 2024." for n in range(1, 16)]
    annex = paragraphs(random, hanzi=700)
    return (
        Title(TITLES[kind]),
        Paragraph("昌平区科创公共服务工作站点"),
        Paragraph("2025年10月"),
        PageBreak(),
        *_under_headings(texts),
        Heading("参考文献"),
        *map(Paragraph, sources),
        Heading("附录一 调研记录"),
        *map(Paragraph, annex),
    )


def _under_headings(texts: list[str]) -> Paper:
    blocks: list[Block] = []
    share = max(1, -(-len(texts) // len(_HEADINGS)))
    for number, heading in enumerate(_HEADINGS):
        blocks.append(Heading(heading))
        blocks.extend(Paragraph(text) for text in texts[number * share : (number + 1) * share])
    return tuple(blocks)

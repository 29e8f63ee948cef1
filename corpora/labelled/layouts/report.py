"""Reports of a station: title and chapters, or with author and date below the title."""

from __future__ import annotations

from random import Random

from corpora.blocks import Block, Heading, Paper, Paragraph, Title
from corpora.labelled.cast import DISTRICTS, host, some_day
from corpora.labelled.facts import Fact, Facts, day, said
from corpora.prose import paragraphs

NAME = "report"
KINDS = frozenset({"report"})
_KINDS = {"needs": "企业需求分析报告", "region": "区域企业发展报告", "model": "专家服务企业典型模式报告"}


def known(random: Random) -> dict[str, Fact]:
    kind = random.choice(sorted(_KINDS))
    district = random.choice(DISTRICTS)
    texts = paragraphs(random, hanzi=random.randint(600, 1400))
    return {
        "report_kind": Fact(kind, kind),
        "title": said(district + _KINDS[kind]),
        "author_org": said(host(random).name),
        "date": day(some_day(random)),
    } | {f"text[{at}]": said(text) for at, text in enumerate(texts)}


def _chapters(f: Facts) -> Paper:
    texts = [fact.text for path, fact in f.known.items() if path.startswith("text[")]
    headings = ("一、工作概况", "二、主要情况", "三、问题分析", "四、对策建议")
    blocks: list[Block] = []
    share = -(-len(texts) // len(headings))
    for at, heading in enumerate(headings):
        blocks += [Heading(heading), *map(Paragraph, texts[at * share : (at + 1) * share])]
    return tuple(blocks)


def plain(f: Facts) -> Paper:
    f("report_kind")
    return (Title(f("title"), 18), *_chapters(f))


def with_author(f: Facts) -> Paper:
    f("report_kind")
    below = (Paragraph(f"编制单位：{f('author_org')}", "centre"), Paragraph(f("date"), "centre"))
    return (Title(f("title"), 18), *below, *_chapters(f))


LAYOUTS = {"plain": plain, "with_author": with_author}

"""推荐函 with seal and signature; as a letter, or as a form with an opinion in a box."""

from __future__ import annotations

from random import Random

from corpora.blocks import Grid, Paper, Paragraph, Stamped, Title
from corpora.labelled.cast import DISTRICTS, host, people, some_day
from corpora.labelled.facts import Fact, Facts, day, said

NAME = "recommendation"
KINDS = frozenset({"recommendation"})


def known(random: Random) -> dict[str, Fact]:
    district = random.choice(DISTRICTS)
    return {
        "title": said("推荐函"),
        "organisation": said(f"北京市{district}科学技术协会"),
        "date": day(some_day(random)),
        "candidate": said(host(random).name),
        "signatory": said(people(random, 1)[0].name),
    }


def letter(f: Facts) -> Paper:
    body = f"经评审，我单位同意推荐{f.known['candidate'].text}申报北京优秀青年工程师创新工作室，所报材料真实有效。"
    return (
        Title(f("title"), 18),
        Paragraph("北京市科学技术协会创新服务中心："),
        Paragraph(body),
        Paragraph("特此推荐，请予审核。"),
        Stamped("负责人签字：", signature=f.known["signatory"].text, align="left"),
        Stamped(f"{f('organisation')}（盖章）", seal=f("organisation")),
        Paragraph(f("date"), "right"),
    )


def with_opinion(f: Facts) -> Paper:
    body = f"同意推荐{f.known['candidate'].text}牵头的团队申报北京优秀青年工程师创新工作室。"
    return (
        Title(f("title"), 20),
        Grid((("推荐单位", f("organisation")), ("推荐理由", body)), (1, 3.4)),
        Stamped("单位负责人（签字）：", signature=f.known["signatory"].text, align="left"),
        Stamped("（公章）", seal=f("organisation")),
        Paragraph(f"日期：{f('date')}", "right"),
    )


LAYOUTS = {"letter": letter, "with_opinion": with_opinion}

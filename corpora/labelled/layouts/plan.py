"""活动方案 with the programme's name, numbered or labelled."""

from __future__ import annotations

from random import Random

from corpora.blocks import Paper, Paragraph, Title
from corpora.labelled.cast import host, some_day
from corpora.labelled.facts import Fact, Facts, day, said

NAME = "plan"
KINDS = frozenset({"activity"})
_BODY = "围绕工业传感器在线校准开展技术培训和师带徒交流，邀请一线工程师讲解典型故障的处置过程，并组织现场答疑。"


def known(random: Random) -> dict[str, Fact]:
    return {
        "kind": Fact("方案", "plan"),
        "title": said(random.choice(("在线校准技术沙龙活动方案", "师带徒技术交流活动方案", "工艺改进培训活动方案"))),
        "date": day(some_day(random)),
        "place": said(f"北京市昌平区科萃西街{random.randint(5, 90)}号院6号楼三层"),
        "organiser": said(host(random).name),
    }


def numbered(f: Facts) -> Paper:
    f("kind")
    return (
        Title(f("title"), 16),
        Paragraph("北京优秀青年工程师创新工作室", "centre"),
        Paragraph("一、时间"),
        Paragraph(f("date")),
        Paragraph("二、地点"),
        Paragraph(f("place")),
        Paragraph("三、内容"),
        Paragraph(_BODY),
    )


def labelled(f: Facts) -> Paper:
    f("kind")
    return (
        Title(f("title"), 16),
        Paragraph(f"活动时间：{f('date')}"),
        Paragraph(f"活动地点：{f('place')}"),
        Paragraph(f"主办单位：{f('organiser')}"),
        Paragraph(f"活动内容：{_BODY}"),
        Paragraph("北京优秀青年工程师创新工作室", "right"),
    )


LAYOUTS = {"numbered": numbered, "labelled": labelled}

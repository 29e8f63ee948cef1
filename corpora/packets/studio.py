"""Whole studio applications, sound ones and ones with a breach of one clause, in tables and in prose.

`PLANTED` is data for whoever makes many submissions: the name of a breach, what it changes, what must be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from random import Random
from typing import Any

from corpora.blocks import Paper
from corpora.packet import Packet, PacketFile, expect
from corpora.papers.application_form import Form, month
from corpora.papers.studio_form import FACILITIES, Claims, prose, recommendation, rules, tables
from corpora.people import organisation, team
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file

ON = date(2025, 6, 30)
APPLIED = date(2025, 6, 20)
_BORN = (
    date(1984, 4, 12),
    date(1985, 4, 2),
    date(1987, 11, 23),
    date(1990, 7, 14),
    date(1993, 2, 8),
    date(1996, 9, 30),
)
LAYOUTS: Mapping[str, Callable[[Form, Claims], Paper]] = {"tables": tables, "prose": prose}
SOUND = (
    "QC-02.1=pass", "QC-02.3=pass", "QC-04.1a=pass", "QC-04.1b=pass|review", "QC-04.2a=pass", "QC-04.3=pass",
    "QC-04.4b=pass|review", "QC-04.5=pass", "QC-04.7a=pass", "QC-04.7b=pass", "QC-05.1a=pass", "QC-05.1b=pass",
    "QC-05.1c=pass", "QC-05.3b=pass", "QC-06.0a=pass", "QC-06.0b=pass|review", "QC-06.0c=pass", "QC-06.3.1=pass",
    "QC-04.8=review", "X.05=pass", "X.06=pass", "X.08=pass", "X.10=pass", "X.12=pass",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breach:
    """`claims` replaces what the form says, `members` how many there are, `papers` what is handed in with it."""

    about: str
    expected: tuple[str, ...]
    claims: Mapping[str, Any] = field(default_factory=dict)
    members: int = 6
    without: tuple[str, ...] = ()
    broken_code: bool = False
    born: date = _BORN[0]


PLANTED: Mapping[str, Breach] = {
    "no-expert": Breach("the form says that there is no expert", ("QC-04.1a=fail",), {"experts": ()}),
    "vice-professor": Breach(
        "the only expert is a vice professor",
        ("QC-04.1a=pass", "QC-04.1b=review:副教授"),
        {"experts": (("钟离岳", "副教授", "京畿工程大学", "精密测量", "指导团队的科研和生产工作"),)},
    ),
    "four-members": Breach("a team of four", ("QC-04.2a=review:成员 4 人",), members=4),
    "count-wrong": Breach(
        "another number of members than listed",
        ("X.08=review:9", "QC-04.2a=review:所填人数为 9 人"),
        {"stated_count": 9},
    ),
    "rules-short": Breach(
        "one of the four rules documents is missing",
        ("QC-04.3=fail:管理办法",),
        {"rules": ("组织机构", "工作职责", "目标任务")},
    ),
    "rules-missing": Breach(
        "no rules document was handed in", ("QC-04.3=review:未提交规范性文件",), without=("rules",)
    ),
    "young-team": Breach("running for a day less than a year", ("QC-04.7a=fail:2024",), {"founded": "2024年7月1日"}),
    "exactly-a-year": Breach("running for exactly a year", ("QC-04.7a=pass",), {"founded": "2024年6月30日"}),
    "no-result": Breach("no result at all", ("QC-04.8=fail",), {"result": "", "patents": ()}),
    "foreigner": Breach(
        "another nationality against the number", ("QC-05.1a=review|fail:加拿大",), {"nationality": "加拿大"}
    ),
    "no-project": Breach("no project at all", ("QC-05.1c=fail|review:没有填写任何项目",), {"projects": ()}),
    "low-project": Breach(
        "only a project of the unit itself",
        ("QC-05.1c=review:院级",),
        {"projects": (("工艺改造", "院级", "主持", "2021—2022"),)},
    ),
    "patent-digit": Breach(
        "a patent number with a wrong check digit",
        ("QC-05.3b=review:202011234567.9",),
        {"patents": (("发明专利", "一种测量装置", "ZL202011234567.9", "2023年5月16日"),)},
    ),
    "other-unit": Breach(
        "the leader belongs to another unit",
        ("QC-06.3.1=fail:海淀",),
        {"personnel_unit": "北京海淀另一装备有限公司"},
    ),
    "other-district": Breach(
        "recommended by another district", ("QC-06.0b=review:顺义区",), {"recommender": "北京市顺义区科学技术协会"}
    ),
    "no-recommendation": Breach("no recommendation was handed in", ("QC-06.0a=fail",), without=("recommendation",)),
    "code-digit": Breach("a credit code with a wrong check character", ("X.06=fail",), broken_code=True),
    "no-instruments": Breach(
        "one kind of facilities is not there",
        ("QC-04.5=review:实验仪器",),
        {"facilities": {**FACILITIES, "实验仪器": ""}},
    ),
    "template-words": Breach("words of the template are left in", ("X.12=review:XXX",), {"goal": "XXX（请填写）"}),
    "too-old": Breach("the leader is too old", ("QC-05.1b=fail",), born=date(1975, 3, 5)),
}


def packets(seed: int) -> Iterator[Packet]:
    for layout in LAYOUTS:
        name = f"studio-whole-{layout}"
        yield Packet(name, "studio", "application", ON, "sound", expect(*SOUND), partial(files, seed, layout))
    yield Packet(
        "studio-whole-pdf", "studio", "application", ON, "sound, as PDF", expect(*SOUND),
        partial(files, seed, "tables", pdf=True),
    )  # fmt: skip
    for number, (name, breach) in enumerate(PLANTED.items()):
        layout = tuple(LAYOUTS)[number % len(LAYOUTS)]
        make = partial(files, seed, layout, breach)
        about = f"{breach.about} ({layout})"
        yield Packet(f"studio-{name}", "studio", "application", ON, about, expect(*breach.expected), make)


def form_of(seed: int, breach: Breach | None = None) -> tuple[Form, Claims]:
    """A team, its host and what its form says, with the breach if any; another seed gives other names."""
    breach = breach or Breach("", ())
    random = Random(f"{seed}-studio")
    people = team(random, [breach.born, *_BORN[1 : breach.members]])
    leader = replace(people[0], title="正高级工程师", duty="负责人、总体方案")
    host = organisation(random)
    if breach.broken_code:
        host = replace(host, uscc=host.uscc[:-1] + ("0" if host.uscc[-1] != "0" else "1"))
    form = Form(leader, (leader, *people[1:]), host, APPLIED, month(leader.born), id_number=leader.id_number)
    return form, Claims(**breach.claims)


def files(seed: int, layout: str, breach: Breach | None = None, *, pdf: bool = False) -> tuple[PacketFile, ...]:
    form, claims = form_of(seed, breach)
    left_out = breach.without if breach else ()
    made = {
        "form": ("申报书", LAYOUTS[layout](form, claims)),
        "recommendation": ("推荐函", recommendation(form, claims)),
        "rules": ("规范性文件汇编", rules(form, claims)),
    }
    render, suffix = (digital_pdf, ".pdf") if pdf else (docx_file, ".docx")
    return tuple(
        PacketFile(f"{name}{suffix}", render(paper)) for kind, (name, paper) in made.items() if kind not in left_out
    )

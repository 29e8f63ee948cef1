"""Activity material and results: the programme's name right, broken, abbreviated, misspelt, photographed, missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from corpora.packet import Packet, PacketFile, expect
from corpora.papers.activity import NAME, plan, result_list
from corpora.render.digital_pdf import digital_pdf
from corpora.render.docx import docx_file
from corpora.render.photo import banner

ON = date(2026, 6, 30)
_DAY = date(2026, 3, 18)
_TITLE = "在线校准技术沙龙活动方案"


@dataclass(frozen=True, slots=True)
class Case:
    """`line` is printed in the plan; `photo` on a banner inside it, `beside` on a photograph that lies beside it."""

    name: str
    about: str
    expected: tuple[str, ...]
    line: str = ""
    photo: tuple[str, ...] | None = None
    beside: tuple[str, ...] | None = None
    pdf: bool = False


_CASES = (
    Case("right", "the whole name in the text", ("QC-10.1=pass",), NAME),
    Case("right-pdf", "the whole name in a text layer", ("QC-10.1=pass",), NAME, pdf=True),
    Case("broken-line", "the name runs over a line break", ("QC-10.1=pass",), f"主办：{NAME[:7]}\n{NAME[7:]}"),
    Case("broken-line-pdf", "the same in a PDF", ("QC-10.1=pass",), f"主办：{NAME[:7]}\n{NAME[7:]}", pdf=True),
    Case("spaced", "the name set wide", ("QC-10.1=pass",), " ".join(NAME)),
    Case("photo-in-docx", "only on a banner inside the plan", ("QC-10.1=pass|review",), photo=(NAME,)),
    Case("photo-beside", "only on a photograph", ("QC-10.1=pass|review",), beside=(NAME, "技术沙龙")),
    Case("photo-in-pdf", "only on a banner in a PDF", ("QC-10.1=pass|review",), photo=(NAME,), pdf=True),
    Case("short", "only a short form", ("QC-10.1=review", "QC-10.3=review"), "主办：青创室（澄源测控）"),
    Case(
        "misspelt",
        "another word at the end, in the text",
        ("QC-10.1=review|fail", "QC-10.3=fail:工程是"),
        "北京优秀青年工程是创新工作室",
    ),
    Case(
        "misspelt-photo",
        "another word at the end, on a photograph only",
        ("QC-10.1=review|fail", "QC-10.3=review"),
        photo=("北京优秀青年工程师创新工坊",),
    ),
    Case("missing-word", "a word is left out", ("QC-10.3=fail|review",), "主办：优秀青年工程师创新工作室"),
    Case("none", "no name anywhere", ("QC-10.1=fail|review",)),
    Case("none-photo", "no name in text nor photograph", ("QC-10.1=fail|review",), photo=()),
)


def packets(seed: int) -> Iterator[Packet]:  # noqa: ARG001 - nothing here is random
    for case in _CASES:
        yield Packet(
            f"branding-{case.name}",
            "studio",
            "mid",
            ON,
            case.about,
            expect(*case.expected, "QC-05.1b=not_applicable|review"),
            partial(_files, case),
            ocr=case.photo is not None or case.beside is not None,
            told=not case.name.startswith("none"),
        )
    rows = ("1. 论文《工业传感器在线校准方法》，2026年2月发表。", "2. 软件著作权2026SR0199999，2026年3月登记。")
    for name, line, answer in (
        ("results-named", f"成果产生单位：{NAME}", "QC-10.2=pass|review"),
        ("results-unnamed", "", "QC-10.2=review"),
    ):
        paper = docx_file(result_list(rows, line))
        yield Packet(
            f"branding-{name}",
            "studio",
            "mid",
            ON,
            "a list of results" + (" that carries the name" if line else " without the name"),
            expect(answer),
            partial(_one, PacketFile("成果汇编.docx", paper)),
            told=bool(line),
        )


def _one(file: PacketFile) -> tuple[PacketFile, ...]:
    return (file,)


def _files(case: Case) -> tuple[PacketFile, ...]:
    photograph = banner(list(case.photo), (900, 600)) if case.photo is not None else None
    paper = plan(_TITLE, _DAY, case.line, photograph)
    file = (
        PacketFile("活动方案.pdf", digital_pdf(paper)) if case.pdf else PacketFile("活动方案.docx", docx_file(paper))
    )
    if case.beside is None:
        return (file,)
    return (file, PacketFile("现场照片.jpg", banner(list(case.beside))))

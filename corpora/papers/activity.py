"""Activity material: a plan with the programme's name right, wrong, broken over lines or only in a photograph."""

from __future__ import annotations

from datetime import date

from corpora.blocks import Block, Paper, Paragraph, Picture, Title
from corpora.papers.application_form import full

NAME = "北京优秀青年工程师创新工作室"


def plan(title: str, day: date, name_line: str, photograph: bytes | None = None) -> Paper:
    """`name_line` is printed as given (a newline breaks the line); an empty one is left out."""
    lines: list[Block] = [Title(title, 16)]
    lines += [Paragraph(name_line)] if name_line else []
    lines += [
        Paragraph("一、时间"),
        Paragraph(full(day)),
        Paragraph("二、地点"),
        Paragraph("北京市昌平区科萃西街50号院6号楼三层"),
        Paragraph("三、内容"),
        Paragraph("围绕工业传感器在线校准开展技术培训和师带徒交流，邀请一线工程师讲解典型故障的处置过程。"),
        Paragraph("四、参加人员"),
        Paragraph("工作室成员及相关企业技术人员约二十人。"),
    ]
    lines += [Paragraph("五、现场照片"), Picture(photograph)] if photograph else []
    return tuple(lines)


def result_list(rows: tuple[str, ...], name_line: str) -> Paper:
    """成果汇编 with or without the programme's name."""
    return (Title("成果汇编", 16), *([Paragraph(name_line)] if name_line else []), *map(Paragraph, rows))

"""Pages of an invented application form, drawn as WEBP, with the boxes of the texts on them (points, top-left)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import mplfonts
from PIL import Image, ImageDraw, ImageFont

A4 = (595.0, 842.0)
SCALE = 2
FONTS = Path(mplfonts.__file__).parent / "fonts"

Box = tuple[float, float, float, float]


@cache
def font(size: int, face: str = "NotoSerifCJKsc-Regular.otf") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / face), size * SCALE)


@dataclass(eq=False)
class Drawn:
    """One page being drawn; `boxes` remembers where each text stands."""

    boxes: dict[str, Box] = field(default_factory=dict)
    image: Image.Image = field(
        default_factory=lambda: Image.new("RGB", (int(A4[0] * SCALE), int(A4[1] * SCALE)), "white")
    )

    def write(self, x: float, y: float, text: str, size: int = 12) -> None:
        pen = ImageDraw.Draw(self.image)
        pen.text((x * SCALE, y * SCALE), text, fill="#1a1a1a", font=font(size))
        x0, top, x1, bottom = (edge / SCALE for edge in pen.textbbox((x * SCALE, y * SCALE), text, font=font(size)))
        self.boxes[text] = (x0, top, x1, bottom)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        pen = ImageDraw.Draw(self.image)
        for x in xs:
            pen.line((x * SCALE, ys[0] * SCALE, x * SCALE, ys[-1] * SCALE), fill="#333", width=2)
        for y in ys:
            pen.line((xs[0] * SCALE, y * SCALE, xs[-1] * SCALE, y * SCALE), fill="#333", width=2)

    @cache  # noqa: B019 - the few pages live as long as the tests
    def webp(self) -> bytes:
        out = BytesIO()
        self.image.save(out, "WEBP", quality=80)
        return out.getvalue()


ROWS = (
    ("团队名称", "云桥轨道检测青年工程师团队", "所属领域", "智能制造与装备"),
    ("依托单位", "北京云桥检测技术有限公司", "统一社会信用代码", "91110108MA00000X1C"),
    ("负责人姓名", "林知行", "性别", "男"),
    ("出生年月", "1978年7月", "民族", "汉族"),
    ("职称", "正高级工程师", "职务", "技术总监"),
    ("指导专家", "方远之 教授", "专家单位", "北京云桥理工大学"),
)


@cache
def form_page() -> Drawn:
    """The first page of an application form: a ruled table of labels and values."""
    page = Drawn()
    page.write(118, 66, "北京优秀青年工程师创新工作室申报书", 20)
    page.write(56, 122, "一、团队基本情况", 13)
    xs, top, height = [56.0, 136.0, 302.0, 408.0, 540.0], 150.0, 34.0
    page.grid(xs, [top + height * row for row in range(len(ROWS) + 1)])
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            page.write(xs[column] + 6, top + height * row + 9, text, 9 if column == 3 and row == 1 else 11)
    page.write(56, 378, "二、研究方向与目标", 13)
    for line, text in enumerate(
        (
            "团队面向城市轨道交通线路病害的在线检测，围绕钢轨波磨识别、扣件缺失定位和",
            "隧道渗漏监测三个技术难题开展联合攻关，目标是把夜间人工巡检改为车载连续检测。",
            "计划两年内完成样机三台，形成企业标准两项，培养青年工程师八名。",
        )
    ):
        page.write(56, 406 + 24 * line, text, 12)
    return page


@cache
def plan_page() -> Drawn:
    """The second page: members."""
    page = Drawn()
    page.write(56, 66, "三、团队成员", 13)
    xs = [56.0, 96.0, 186.0, 296.0, 420.0, 540.0]
    members = (("序号", "姓名", "出生年月", "职称", "分工"), ("1", "林知行", "1978-07", "正高级工程师", "总体"))
    names = (("周慕云", "1990-03"), ("何晏清", "1992-11"), ("苏既白", "1995-05"), ("顾南乔", "1988-01"))
    rows = [*members, *((str(n), name, born, "工程师", "研发") for n, (name, born) in enumerate(names, 2))]
    page.grid(xs, [96.0 + 30 * row for row in range(len(rows) + 1)])
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            page.write(xs[column] + 6, 96 + 30 * row + 8, text, 11)
    return page


@cache
def photograph() -> Drawn:
    """A picture in a report: a banner at an event."""
    page = Drawn(image=Image.new("RGB", (int(A4[0] * SCALE), 330 * SCALE), "#d9e2ec"))
    pen = ImageDraw.Draw(page.image)
    pen.rectangle((60 * SCALE, 60 * SCALE, 535 * SCALE, 130 * SCALE), fill="#a8322a")
    pen.text((82 * SCALE, 78 * SCALE), "北京优秀青年工程师创新工作室", fill="white", font=font(26))
    page.boxes["banner"] = (60.0, 60.0, 535.0, 130.0)
    return page

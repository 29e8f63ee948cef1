"""Small OFD packages by hand, as the invoice programs of several vendors write them. Invented people and numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NUMBER = "24112000000012345678"
FIELDS = {
    "InvoiceNo": (NUMBER, 170, 10),
    "IssueDate": ("2024年05月28日", 170, 16),
    "BuyerName": ("北京某某仪器有限公司", 20, 34),
    "BuyerTaxID": ("91110108MA00000001", 54, 43),
    "SellerName": ("上海某某科技有限公司", 120, 34),
    "SellerTaxID": ("91310115MA00000002", 154, 43),
    "TaxExclusiveTotalAmount": ("¥1000.00", 130, 90),
    "TaxTotalAmount": ("¥60.00", 180, 90),
    "TaxInclusiveTotalAmount": ("¥1060.00", 160, 97),
    "Item": ("*信息技术服务*测试费", 5, 57),
    "Amount": ("1000.00", 132, 57),
    "TaxScheme": ("6%", 160, 57),
    "TaxAmount": ("60.00", 185, 57),
}
LABELS = (
    ("电子发票（普通发票）", 70, 8, 6.0), ("发票号码：", 154, 10, 3.175), ("开票日期：", 154, 16, 3.175),
    ("名称：", 12, 34, 3.175), ("统一社会信用代码/纳税人识别号：", 12, 43, 2.6),
    ("名称：", 112, 34, 3.175), ("统一社会信用代码/纳税人识别号：", 112, 43, 2.6),
    ("项目名称", 14, 52, 3.175), ("单位", 64, 52, 3.175), ("数量", 90, 52, 3.175), ("单价", 114, 52, 3.175),
    ("金额", 136, 52, 3.175), ("税率/征收率", 153, 52, 3.175), ("税额", 186, 52, 3.175),
    ("合计", 20, 90, 3.175), ("价税合计（大写）", 14, 97, 3.175), ("（小写）", 145, 97, 3.175),
    ("壹仟零陆拾圆整", 62, 97, 3.175), ("开票人：某甲", 20, 129, 3.175),
)  # fmt: skip


def text(number: object, value: str, x: float, y: float, size: float = 3.175, more: str = "", code: str = "") -> str:
    """A TextObject with a step for each character, as vendors write it."""
    steps = " ".join(f"{size if ord(char) > 255 else size / 2:.4f}" for char in value[:-1])
    code = code or f'<ofd:TextCode X="0" Y="{size:.4f}" DeltaX="{steps}">{escape(value)}</ofd:TextCode>'
    box = f"{x} {y} {size * (len(value) + 1):.2f} {size * 1.4:.2f}"
    return f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="3" Size="{size}" {more}>{code}</ofd:TextObject>'


def layer(*objects: str, area: str = "0 0 210 140", template: str = "") -> str:
    """A page or a template."""
    box = f"<ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>" if area else ""
    content = f"<ofd:Content><ofd:Layer ID='1'>{''.join(objects)}</ofd:Layer></ofd:Content>"
    return f"{HEAD}<ofd:Page {NS}>{box}{template}{content}</ofd:Page>"


@dataclass
class Ofd:
    """A package in the making; `doc` is the folder of the document."""

    doc: str = "Doc_0"
    pages: list[str] = field(default_factory=list)
    template: str = ""
    head: Mapping[str, str] = field(default_factory=dict)
    tags: str = ""
    attached: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    absolute: bool = False
    bom: bool = False
    changes: dict[str, bytes | None] = field(default_factory=dict)

    def parts(self) -> dict[str, bytes]:
        doc, at = self.doc, f"/{self.doc}/" if self.absolute else ""
        data = "".join(f'<ofd:CustomData Name="{name}">{value}</ofd:CustomData>' for name, value in self.head.items())
        info = f"<ofd:DocInfo><ofd:CustomDatas>{data}</ofd:CustomDatas></ofd:DocInfo>"
        root = f"{'/' if self.absolute else ''}{doc}/Document.xml"
        pages = "".join(
            f'<ofd:Page ID="{61 + n}" BaseLoc="{at}Pages/Page_{n}/Content.xml"/>' for n in range(len(self.pages))
        )
        common = f"<ofd:PublicRes>{at}PublicRes.xml</ofd:PublicRes>"
        common += f'<ofd:TemplatePage ID="2" BaseLoc="{at}Tpls/Tpl_0/Content.xml"/>' if self.template else ""
        more = f"<ofd:CustomTags>{at}Tags/CustomTags.xml</ofd:CustomTags>" if self.tags else ""
        more += f"<ofd:Attachments>{at}Attachs/Attachments.xml</ofd:Attachments>" if self.attached else ""
        listed = "".join(
            f"<ofd:Attachment><ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment>" for name in self.attached
        )
        media = "".join(
            f'<ofd:MultiMedia ID="{100 + n}"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>'
            for n, name in enumerate(self.media)
        )
        tag = "<ofd:CustomTag><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag>"
        made = {
            "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody>{info}<ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            f"{doc}/Document.xml": f"<ofd:Document {NS}><ofd:CommonData>{common}</ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages>{more}</ofd:Document>",
            f"{doc}/PublicRes.xml": f'<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias>'
            "</ofd:Res>",
        }
        made |= {f"{doc}/Pages/Page_{number}/Content.xml": page for number, page in enumerate(self.pages)}
        made |= {f"{doc}/Tpls/Tpl_0/Content.xml": self.template} if self.template else {}
        if self.tags:
            made[f"{doc}/Tags/CustomTags.xml"] = f"<ofd:CustomTags {NS}>{tag}</ofd:CustomTags>"
            made[f"{doc}/Tags/CustomTag.xml"] = self.tags
        if self.attached:
            made[f"{doc}/Attachs/Attachments.xml"] = f"<ofd:Attachments {NS}>{listed}</ofd:Attachments>"
            made |= {f"{doc}/Attachs/{name}": value for name, value in self.attached.items()}
        lead = b"\xef\xbb\xbf" if self.bom else b""
        parts = {name: lead + value.encode() for name, value in made.items()}
        parts |= {f"{doc}/Res/{name}": value for name, value in self.media.items()}
        parts |= {name: value for name, value in self.changes.items() if value is not None}
        return {name: value for name, value in parts.items() if self.changes.get(name, b"") is not None}

    def bytes(self) -> bytes:
        return packed(self.parts())


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, value in parts.items():
            package.writestr(zipfile.ZipInfo(name), value, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def printed(values: Mapping[str, str] | None = None, area: str = "0 0 210 140") -> str:
    """The page of an invoice; `values` changes what it prints."""
    shown = {name: ((values or {}).get(name, value), x, y) for name, (value, x, y) in FIELDS.items()}
    objects = [text(10 + n, value, x, y) for n, (value, x, y) in enumerate(shown.values()) if value]
    return layer(*objects, area=area, template='<ofd:Template TemplateID="2" ZOrder="Background"/>')


def form() -> str:
    """The template with the labels."""
    stroke = "<ofd:AbbreviatedData>M 0 0.2 L 201 0.2</ofd:AbbreviatedData>"
    lines = [
        f'<ofd:PathObject ID="9" Boundary="4.5 {y} 201 0.4">{stroke}</ofd:PathObject>' for y in (30, 50, 95, 103)
    ]
    vertical = [text(400 + n, char, 5.5, 32 + 3.5 * n) for n, char in enumerate("购买方信息")]
    vertical += [text(420 + n, char, 106, 32 + 3.5 * n) for n, char in enumerate("销售方信息")]
    labels = [text(300 + n, *label[:3], size=label[3]) for n, label in enumerate(LABELS)]
    return layer(*lines, *labels, *vertical)


def references(names: Sequence[str] = tuple(FIELDS), root: str = f"ofd:root {NS}") -> str:
    """The tags of the page that `printed` gives."""
    order = list(FIELDS)
    inner = "".join(
        f'<ofd:{name}><ofd:ObjectRef PageRef="61">{10 + order.index(name)}</ofd:ObjectRef></ofd:{name}>'
        for name in names
    )
    return f"{HEAD}<{root}>{inner}</{root.split(maxsplit=1)[0]}>"


def invoice(**changes: object) -> Ofd:
    """A 数电普票 whose labels stand in the template and whose values are tagged."""
    return Ofd(**{"pages": [printed()], "template": form(), "tags": references(), **changes})  # type: ignore[arg-type]

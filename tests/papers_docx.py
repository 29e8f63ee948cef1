"""A DOCX with everything that a comment can trip over, written part by part. Invented text only."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BOLD = "<w:rPr><w:b/></w:rPr>"
_PICTURE = (
    '<w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="p"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing>"
)
_BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="914400" cy="300000"/>'
    '<wp:docPr id="2" name="b"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>'
    "<w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框中文字"
    "</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)


def run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


PARAGRAPHS = (
    run("一、") + run("基本", _BOLD) + run("情况"),
    run("甲乙丙丁戊己庚辛"),
    run("见") + '<w:hyperlink w:anchor="x">' + run("链接里的", _BOLD) + run("文字") + "</w:hyperlink>" + run("之后"),
    '<w:ins w:id="90" w:author="某人">' + run("插入的文字") + "</w:ins>"
    '<w:del w:id="91" w:author="某人"><w:r><w:delText>删掉的</w:delText></w:r></w:del>' + run("留下"),
    "<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件内") + "</w:sdtContent></w:sdt>" + run("控件外"),
    "<w:r><w:t>制表</w:t><w:tab/><w:t>之后</w:t><w:br/><w:t>第二行</w:t></w:r>" + run("尾"),
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + run("2026年3月")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "<w:r><w:ruby><w:rubyPr/><w:rt>"
    + run("pin")
    + "</w:rt><w:rubyBase>"
    + run("拼")
    + "</w:rubyBase></w:ruby></w:r>"
    + run("音之后"),
    run("公式") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + run("完"),
    run("看见") + run("藏着", "<w:rPr><w:vanish/></w:rPr>") + run("又看见"),
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    + run("是 ")
    + "<w:r><w:t>否</w:t><w:noBreakHyphen/></w:r>",
    run("图：") + f"<w:r>{_PICTURE}</w:r>" + run("图后"),
    run("框：") + f"<w:r>{_BOX}</w:r>" + run("框后"),
    run("有脚注") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("的一段"),
    '<w:commentRangeStart w:id="7"/>' + run("已有批注") + '<w:commentRangeEnd w:id="7"/>'
    '<w:r><w:commentReference w:id="7"/></w:r>',
)


def cell(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>" if text else "<w:p/>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def document_xml() -> str:
    inner = table(cell(paragraph("内一")) + cell(paragraph("内二")))
    outer = table(
        cell(paragraph("表头"), properties='<w:gridSpan w:val="2"/>') + cell(paragraph("")),
        cell(paragraph("纵一"), paragraph("纵二"), properties='<w:vMerge w:val="restart"/>')
        + cell(paragraph("前"), inner, paragraph("后"))
        + f"<w:sdt><w:sdtContent>{cell(paragraph('控件格'))}</w:sdtContent></w:sdt>",
        cell(paragraph(""), properties="<w:vMerge/>") + cell(paragraph("下")) + cell(paragraph("末")),
    )
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('块控件中的段落')}</w:sdtContent></w:sdt>"
    body = "".join(f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{one}</w:p>' for one in PARAGRAPHS)
    return f"{_HEAD}<w:document {_NS}><w:body>{body}{outer}{block}<w:sectPr/></w:body></w:document>"


def tricky_docx(*, with_comments: bool = True) -> bytes:
    """The bytes; without `with_comments` the package has no comments part, though a mark refers to one."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "PNG")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = [("rId1", "footnotes", "footnotes.xml"), ("rId9", "image", "media/image1.png")]
    parts = [
        ("footnotes", f'<w:footnotes {_NS}><w:footnote w:id="2">{paragraph("脚注文字")}</w:footnote></w:footnotes>')
    ]
    if with_comments:
        relations.append(("rId3", "comments", "comments.xml"))
        old = f'<w:comment w:id="7" w:author="老师">{paragraph("原有批注")}</w:comment>'
        parts.append(("comments", f"<w:comments {_NS}>{old}</w:comments>"))
    kinds = {"document": "document.main", **{name: name for name, _ in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{types}.{sort}+xml"/>' for name, sort in kinds.items()
    )
    rels = "".join(f'<Relationship Id="{i}" Type="{kind}/{k}" Target="{t}"/>' for i, k, t in relations)
    space = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{space}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" '
        f'ContentType="image/png"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" '
        f'Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document_xml(),
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{space}/relationships">{rels}</Relationships>',
        **{f"word/{name}.xml": _HEAD + text for name, text in parts},
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
        package.writestr("word/media/image1.png", picture.getvalue())
    return data.getvalue()

"""PDFs and findings for the tests of annotated PDFs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

BOX = (60.0, 100.0, 220.0, 130.0)


def blank(pages: int = 1) -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 600), invariant=1)
    for _ in range(pages):
        canvas.drawString(40, 300, "original text")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def finding(verdict: str = "fail", box: tuple[float, ...] | None = BOX, page: int = 1, **more: Any) -> dict[str, Any]:
    place = (
        {"type": "on_page", "page": page, "bbox": list(box)}
        if box
        else {"type": "in_table", "path": [0], "row": 1, "column": 1}
    )
    evidence = {
        "document": "doc",
        "place": place,
        "page": page if box else None,
        "bbox": list(box) if box else None,
        "text": "出生年月 1978年3月",
        "confidence": 1.0,
        "source": "text",
    }
    return {
        "id": f"id-{verdict}",
        "rule": "QC-05.1b",
        "clause": "第五条 1",
        "verdict": verdict,
        "severity": "error",
        "message": "第1页：负责人为47周岁，上限45周岁；证件号码110101197803050016",
        "evidence": [evidence],
        "why": "",
        "parameters": {},
        "fingerprint": "x",
        **more,
    }


def written(tmp_path: Path, data: bytes, name: str = "original.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def rendered(data: bytes, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    return document[page].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")


def tinted(image: Image.Image) -> tuple[int, int, int, int]:
    """The box of the pixels that are clearly coloured."""
    mask = Image.eval(image.convert("HSV").getchannel("S"), lambda s: 255 if s > 40 else 0)
    box = mask.getbbox()
    assert box, "nothing coloured on the page"
    return box


def signed() -> bytes:
    """A file with a filled signature field; only its shape matters here, not its cryptography."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    value = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/ByteRange"): ArrayObject([NumberObject(n) for n in (0, 100, 200, 300)]),
                NameObject("/Contents"): ByteStringObject(b"\0" * 32),
            }
        )
    )
    field = writer._add_object(
        DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("Signature1"),
                NameObject("/V"): value,
            }
        )
    )
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank())))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()

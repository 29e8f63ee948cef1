"""How the tests of DOCX look at what was read."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from PIL import Image

from extractor.document import Line, Page
from extractor.errors import EngineMissing
from extractor.readers import docx
from extractor.settings import ReadSettings

from .docx_files import saved, with_body

SETTINGS = ReadSettings()


def no_engine() -> None:
    raise EngineMissing


def read(path: Path) -> Page:
    assert docx.accepts(path.read_bytes()[:4096], path)
    return docx.read_page(path, 1, SETTINGS, no_engine)  # type: ignore[arg-type]


def body(path: Path, *blocks: str) -> tuple[Line, ...]:
    return read(saved(with_body(*blocks), path / "t.docx")).lines


def seen(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines if line.role not in {"hidden", "placeholder"} and not line.invisible]


def _field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# -- pictures


def _with_picture(path: Path) -> Path:
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(picture, "PNG")
    document = Document()
    document.add_paragraph("正文")
    document.add_picture(picture)
    picture.seek(0)
    document.add_picture(picture)
    return saved(document, path / "p.docx")

"""Damaged and hostile packages are refused with a stable code, quickly and without harm."""

from __future__ import annotations

import contextlib
import time
import zipfile
from pathlib import Path

import pytest

from extractor.errors import Encrypted, ReadError, TooLarge, UnknownFormat, Unreadable
from extractor.readers import doc, docx
from extractor.settings import ReadSettings

from .docx_files import NAMESPACES, paragraph, saved, with_body, with_part

SETTINGS = ReadSettings()


def sound(path: Path) -> Path:
    return saved(with_body(paragraph("正文")), path / "t.docx")


def refused(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        docx.outline(path, SETTINGS)
    return caught.value


def with_doctype(entities: str, text: str) -> str:
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f"<!DOCTYPE w [{entities}]><w:document {NAMESPACES}>{body}</w:document>"


def test_truncated_package(tmp_path: Path) -> None:
    path = sound(tmp_path)
    path.write_bytes(path.read_bytes()[:-500])
    assert docx.accepts(path.read_bytes()[:4096], path)
    assert isinstance(refused(path), Unreadable)


@pytest.mark.parametrize("where", [0.2, 0.5, 0.8])
def test_overwritten_bytes_are_refused_or_read(tmp_path: Path, where: float) -> None:
    path = sound(tmp_path)
    data = bytearray(path.read_bytes())
    start = int(len(data) * where)
    data[start : start + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    with contextlib.suppress(Unreadable, Encrypted):  # any other exception is a failure
        docx.read_page(path, 1, SETTINGS, lambda: None)  # type: ignore[arg-type,return-value]


def test_another_zip_is_not_a_docx(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "x")
    assert not docx.accepts(path.read_bytes()[:4096], path)


def test_zip_bomb(tmp_path: Path) -> None:
    path = with_part(sound(tmp_path), "word/media/bomb.bin", b"\0" * (64 * 2**20))
    started = time.monotonic()
    assert isinstance(refused(path), TooLarge)
    assert time.monotonic() - started < 5


def test_huge_document_part(tmp_path: Path) -> None:
    xml = f"<w:document {NAMESPACES}><w:body>{'<w:p/>' * (9 * 2**20)}</w:body></w:document>".encode()
    assert isinstance(refused(with_part(sound(tmp_path), "word/document.xml", xml)), TooLarge)


def test_entities_are_refused(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
    xml = with_doctype(f'<!ENTITY l0 "哈">{levels}', "&l8;")
    assert isinstance(refused(with_part(sound(tmp_path), "word/document.xml", xml.encode())), Unreadable)


def test_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    xml = with_doctype(f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;")
    assert isinstance(refused(with_part(sound(tmp_path), "word/document.xml", xml.encode())), Unreadable)


def test_deep_nesting_is_refused_or_read(tmp_path: Path) -> None:
    deep = "<w:ins>" * 5000 + "</w:ins>" * 5000
    xml = f"<w:document {NAMESPACES}><w:body><w:p>{deep}</w:p></w:body></w:document>".encode()
    assert isinstance(refused(with_part(sound(tmp_path), "word/document.xml", xml)), Unreadable)


def test_broken_xml(tmp_path: Path) -> None:
    assert isinstance(refused(with_part(sound(tmp_path), "word/document.xml", b"<w:document")), Unreadable)


def test_encrypted_docx_says_so(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le"))
    assert doc.accepts(path.read_bytes()[:4096], path)
    with pytest.raises(Encrypted):
        doc.outline(path, SETTINGS)


def test_old_word_says_what_to_do(samples: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # as if there were no LibreOffice
    path = samples / "documents" / "documents-04.doc"
    with pytest.raises(UnknownFormat, match="另存为 DOCX 或 PDF"):
        doc.outline(path, SETTINGS)


def test_inserted_file_is_noted(tmp_path: Path) -> None:
    path = saved(with_body(paragraph("正文"), '<w:altChunk r:id="rId99"/>'), tmp_path / "t.docx")
    assert [note.code for note in docx.outline(path, SETTINGS).notes] == ["unread_text"]

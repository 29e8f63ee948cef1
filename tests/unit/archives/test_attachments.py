"""Files that a PDF carries: taken out once, one level deep, within limits, and read as files of their own."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from extractor import attachments
from extractor.unzip import UnzipLimits
from worker.sources import Limits, SourceFile
from worker.unpacking import open_archives

XML = b'<?xml version="1.0"?><EInvoice><Header><EIid>25112000000000000001</EIid></Header></EInvoice>'


def carrying(path: Path, files: dict[str, bytes]) -> Path:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    for name, data in files.items():
        writer.add_attachment(name, data)
    writer.write(path)
    return path


def hung_on_a_page(path: Path, name: str, data: bytes) -> Path:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    spec = DictionaryObject(
        {
            NameObject("/F"): TextStringObject(name),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(stream)}),
        }
    )
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/FileAttachment"), NameObject("/FS"): spec})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.write(path)
    return path


class _Pool:
    """Runs in this process what a reader process would run."""

    def unpack(self, path, folder, limits, inner):
        from worker import reading

        class Done:
            def result(self):
                return reading.unpack(path, folder, limits, inner)

        return Done()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_an_invoice_inside_a_pdf_is_a_file_of_its_own(tmp_path: Path, out: Path) -> None:
    pdf = carrying(tmp_path / "发票.pdf", {"invoice.xml": XML, "说明.txt": b"x"})
    files, refused = open_archives([SourceFile("票据/发票.pdf", pdf)], _Pool(), out, Limits())
    assert [file.name for file in files] == ["票据/发票.pdf", "票据/发票.pdf/invoice.xml", "票据/发票.pdf/说明.txt"]
    assert files[1].path.read_bytes() == XML
    assert files[0].path.read_bytes() == pdf.read_bytes()  # the original, unchanged
    assert refused == []


def test_files_hung_on_a_page_are_found(tmp_path: Path, out: Path) -> None:
    found = attachments.detach(hung_on_a_page(tmp_path / "a.pdf", "合同.pdf", b"%PDF-1.4 x"), out, UnzipLimits())
    assert [member.name for member in found.members] == ["合同.pdf"]


def test_one_level_and_once(tmp_path: Path, out: Path) -> None:
    inner = carrying(tmp_path / "inner.pdf", {"deep.xml": XML})
    outer = carrying(tmp_path / "a.pdf", {"inner.pdf": inner.read_bytes()})
    files, _ = open_archives([SourceFile("a.pdf", outer)], _Pool(), out, Limits())
    assert [file.name for file in files] == ["a.pdf", "a.pdf/inner.pdf"]
    again, _ = open_archives(files, _Pool(), tmp_path / "again", Limits())
    assert [file.name for file in again] == ["a.pdf", "a.pdf/inner.pdf"]


def test_a_pdf_in_a_zip_gives_its_files_too(tmp_path: Path, out: Path) -> None:
    import zipfile

    pdf = carrying(tmp_path / "a.pdf", {"invoice.xml": XML})
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as package:
        package.write(pdf, "材料/a.pdf")
    files, _ = open_archives([SourceFile("all.zip", tmp_path / "all.zip")], _Pool(), out, Limits())
    assert [file.name for file in files] == ["材料/a.pdf", "材料/a.pdf/invoice.xml"]


def test_archives_in_a_pdf_are_named_as_not_read(tmp_path: Path, out: Path) -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "x")
    pdf = carrying(tmp_path / "a.pdf", {"内层.zip": stream.getvalue(), "b.txt": b"y"})
    files, refused = open_archives([SourceFile("a.pdf", pdf)], _Pool(), out, Limits())
    assert [file.name for file in files] == ["a.pdf", "a.pdf/b.txt"]
    assert [(one.name, one.code) for one in refused] == [("a.pdf/内层.zip", "unknown_format")]


def test_names_cannot_leave_the_folder(tmp_path: Path, out: Path) -> None:
    found = attachments.detach(carrying(tmp_path / "a.pdf", {"../../evil": b"x"}), out, UnzipLimits())
    assert [member.name for member in found.members] == ["附件1"]
    assert found.members[0].path.parent == out


def test_limits_of_size_ratio_and_number(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = carrying(tmp_path / "a.pdf", {"big": bytes(3_000_000), "small": b"x"})
    found = attachments.detach(pdf, out, UnzipLimits(free_bytes=1000, max_ratio=0))
    assert [one.code for one in found.refused] == ["too_large", "too_large"] or found.members[-1].name == "small"
    assert all(one.name != "big" for one in found.members)
    monkeypatch.setattr(attachments, "MOST", 2)
    many = carrying(tmp_path / "b.pdf", {f"{n}.txt": b"x" for n in range(5)})
    found = attachments.detach(many, out, UnzipLimits())
    assert len(found.members) == 2
    assert "附件超过 2 个" in found.refused[0].message


def test_damage_costs_the_attachments_only(tmp_path: Path, out: Path) -> None:
    pdf = carrying(tmp_path / "a.pdf", {"invoice.xml": XML})
    pdf.write_bytes(pdf.read_bytes().replace(b"/Names", b"/Nemas").replace(b"/EF", b"/EX"))
    files, _ = open_archives([SourceFile("a.pdf", pdf)], _Pool(), out, Limits())
    assert [file.name for file in files] == ["a.pdf"]


def test_plain_pdfs_are_left_alone(tmp_path: Path, out: Path) -> None:
    pdf = carrying(tmp_path / "a.pdf", {})
    assert not attachments.may_have(pdf)
    files, _ = open_archives([SourceFile("a.pdf", pdf)], _Pool(), out, Limits())
    assert files[0].path == pdf

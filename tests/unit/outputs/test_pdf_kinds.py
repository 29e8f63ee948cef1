"""Annotated PDFs of every sort: signed, locked, damaged, other formats, pictures."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from checks.drawing.highlighted import annotate
from extractor.errors import Encrypted, Unreadable
from tests.unit.outputs.pdf_papers import BOX, blank, encrypted, finding, rendered, signed, tinted, written


def test_a_signature_keeps_its_bytes(tmp_path: Path) -> None:
    original = signed()
    result = annotate(written(tmp_path, original), [finding(), finding("review", None, id="unplaced")], {"doc"})
    assert result.startswith(original)
    pages = PdfReader(io.BytesIO(result)).pages
    assert len(pages) == 1
    kinds = [item.get_object()["/Subtype"] for item in pages[0]["/Annots"]]
    assert kinds == ["/Highlight", "/Popup", "/Text"]
    box = tinted(rendered(result))
    assert (box[0], box[1]) == pytest.approx((8, 8), abs=2)
    assert (box[2], box[3]) == pytest.approx((220, 130), abs=2)


def test_an_owner_password_is_no_obstacle(tmp_path: Path) -> None:
    result = annotate(written(tmp_path, encrypted("")), [finding()], {"doc"})
    assert tinted(rendered(result)) == pytest.approx(BOX, abs=2)


def test_an_opening_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Encrypted):
        annotate(written(tmp_path, encrypted("secret")), [finding()], {"doc"})


def test_a_broken_cross_reference_table_is_mended(tmp_path: Path) -> None:
    data = blank().replace(b"startxref", b"startxxxx")
    assert tinted(rendered(annotate(written(tmp_path, data), [finding()], {"doc"}))) == pytest.approx(BOX, abs=2)


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing else", b"GIF89a", b"\xff\xd8\xff broken", b""])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable):
        annotate(written(tmp_path, data), [finding()], {"doc"})


def test_a_docx_gives_a_sheet_with_quotes(tmp_path: Path) -> None:
    result = annotate(
        written(tmp_path, b"PK\x03\x04", "x.docx"), [finding("review", None)], {"doc"}, name="申报书.docx"
    )
    text = pypdfium2.PdfDocument(result)[0].get_textpage().get_text_range()
    for part in ("申报书.docx", "出生年月 1978年3月", "表1第2行第2列", "110101**********16"):
        assert part in text, part


def test_hostile_text_does_not_break_the_sheet(tmp_path: Path) -> None:
    nasty = finding("fail", None, message="<b>&lt;</para> \x00\ud800 𠮷 " + "长" * 4000)
    assert annotate(written(tmp_path, b"PK\x03\x04", "x.docx"), [nasty], {"doc"}).startswith(b"%PDF")


def test_importing_the_outputs_needs_no_plotting_library() -> None:
    code = "import checks.outputs.pdf, checks.drawing.font as f, sys; f.truetype('字'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "matplotlib" not in done.stdout.split()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize(("suffix", "dpi"), [("JPEG", (150, 150)), ("JPEG", None), ("PNG", (300, 300))])
def test_a_picture_becomes_a_page_of_the_size_that_was_read(
    tmp_path: Path, orientation: int, suffix: str, dpi: tuple[int, int] | None
) -> None:
    from extractor.picture import open_picture
    from extractor.settings import ReadSettings

    picture = Image.new("RGB", (1200, 1600), "white")
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "photo"
    picture.save(path, suffix, exif=exif, **({"dpi": dpi} if dpi else {}))
    read = open_picture(path, ReadSettings())
    result = annotate(path, [finding()], {"doc"})
    page = pypdfium2.PdfDocument(result)[0]
    assert page.get_size() == pytest.approx((read.width, read.height), abs=0.1)
    assert tinted(rendered(result)) == pytest.approx(BOX, abs=2)


def test_a_transparent_picture_is_on_white(tmp_path: Path) -> None:
    path = tmp_path / "stamp.png"
    Image.new("RGBA", (600, 800), (0, 0, 0, 0)).save(path)
    assert rendered(annotate(path, [], {"doc"})).getpixel((5, 5)) == (255, 255, 255)

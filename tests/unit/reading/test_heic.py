"""Photographs of phones: HEIC, upright as the camera says, refused when damaged or too large."""

from __future__ import annotations

from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from extractor import read
from extractor.errors import TooLarge, Unreadable
from extractor.picture import open_picture
from tests.unit.reading.papers import drawn_text


def photograph(path: Path, image: Image.Image, orientation: int = 1) -> Path:
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(path, format="HEIF", quality=80, exif=exif.tobytes())
    return path


def test_outline_and_size(tmp_path, without_ocr):
    path = photograph(tmp_path / "blob", drawn_text("成果路演会签到表"))
    outline = read.outline(path, "IMG_0001.HEIC", without_ocr)
    assert (outline.format, outline.pages) == ("heic", 1)
    page = read.read_page(path, path.name, 1, without_ocr)
    assert page.width > page.height > 0


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_exif_orientation_is_obeyed_once(tmp_path, without_ocr, orientation):
    """The upper left of the upright picture is dark, whichever way the camera was held."""
    upright = Image.new("RGB", (320, 160), "white")
    upright.paste((0, 0, 0), (0, 0, 80, 40))
    stored = {
        1: upright,
        3: upright.transpose(Image.Transpose.ROTATE_180),
        6: upright.transpose(Image.Transpose.ROTATE_90),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[orientation]
    picture = open_picture(photograph(tmp_path / "blob", stored, orientation), without_ocr)
    height, width = picture.pixels.shape[:2]
    assert (width, height) == (320, 160)
    assert picture.pixels[10, 10].max() < 80
    assert picture.pixels[150, 310].min() > 180


@pytest.mark.ocr
def test_text_is_read(tmp_path, settings):
    path = photograph(tmp_path / "blob", drawn_text("成果路演会签到表"))
    assert "签到表" in read.read_page(path, "IMG.HEIC", 1, settings).text


def test_damaged_and_huge(tmp_path, without_ocr):
    path = photograph(tmp_path / "blob", drawn_text("签到表"))
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(Unreadable):
        read.outline(path, "a.heic", without_ocr)
    whole = photograph(tmp_path / "other", drawn_text("签到表"))
    with pytest.raises(TooLarge):
        read.outline(whole, "a.heic", read.ReadSettings(engine="replay", max_pixels=1000))

"""Scanned pages are read by a real reader process, which has no network: see worker.confine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor import codec
from extractor.settings import ReadSettings
from worker.sandbox import PoolSettings, ReaderPool


@pytest.mark.ocr
def test_a_picture_is_read_with_sockets_refused(tmp_path: Path) -> None:
    image = Image.new("RGB", (900, 200), "white")
    ImageDraw.Draw(image).text((40, 60), "CAISHEN 20250630", "black", ImageFont.load_default(64))
    path = tmp_path / "picture"
    image.save(path, "PNG")
    with ReaderPool(PoolSettings(readers=1), ReadSettings()) as pool:
        assert pool.outline(path, "picture.png").result(120).pages == 1
        page = codec.load_page(pool.page(path, "picture.png", 1).result(120))
    assert "20250630" in page.text.replace(" ", "")
    assert page.source.startswith("ocr:")

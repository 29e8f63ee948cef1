"""Fixtures: settings, and PDFs made of drawn pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.read import ReadSettings
from tests.unit.reading.papers import A4, FONTS, Drawn


@pytest.fixture(scope="session")
def settings() -> ReadSettings:
    return ReadSettings(threads=2)


@pytest.fixture(scope="session")
def without_ocr() -> ReadSettings:
    """The null engine: finds nothing on any picture."""
    return ReadSettings(engine="replay")


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[..., Path]:
    """Makes a PDF of pages, each drawn by a function of a Drawn."""
    pdfmetrics.registerFont(TTFont("SimHei", str(FONTS / "SimHei.ttf")))

    def make(*pages: Callable[[Drawn], Any], size: tuple[float, float] = A4, name: str = "a.pdf") -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=size, invariant=True)
        for draw in pages:
            draw(Drawn(canvas, size[1]))
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """A PDF changed by a function of a pypdf writer."""

    def make(path: Path, change: Callable[[pypdf.PdfWriter], Any]) -> Path:
        writer = pypdf.PdfWriter(clone_from=path)
        change(writer)
        target = tmp_path / f"changed-{path.name}"
        writer.write(target)
        return target

    return make

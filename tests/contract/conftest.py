"""Originals of each sort for the contract of the outputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.contract.results import (
    _pdf,
)
from tests.papers_docx import tricky_docx


@pytest.fixture
def originals(tmp_path: Path) -> dict[str, Path]:
    """An original of each sort, by format."""
    paths = {name: tmp_path / f"original-{name}" for name in ("pdf", "docx", "png", "csv")}
    _pdf(paths["pdf"])
    paths["docx"].write_bytes(tricky_docx())
    Image.new("RGB", (400, 600), "white").save(paths["png"], "PNG")
    paths["csv"].write_bytes("科目,金额\n咨询费,1200\n".encode("gb18030"))
    return paths

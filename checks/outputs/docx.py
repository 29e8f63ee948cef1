"""The DOCX with Word comments, of each original that is a DOCX: see checks.drawing.commented."""

from __future__ import annotations

from pathlib import Path

from checks.shown import Copy
from extractor.anchor import DocxOpener

FORMAT = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = ".docx"
TITLE = "批注 DOCX"
ORIGINALS = ("docx",)
ELSEWHERE = True


def of_each(original: Path, copy: Copy, opener: DocxOpener) -> bytes:
    """Raises extractor.errors.ReadError."""
    from checks.drawing.commented import commented

    with opener(original) as opened:
        return commented(opened, copy)

"""The annotated PDF of each original: see checks.drawing.highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checks.shown import Copy, Shown
from extractor.anchor import DocxOpener

FORMAT = "pdf"
MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
TITLE = "批注 PDF"


def of_each(original: Path, copy: Copy, _opener: DocxOpener) -> bytes:
    """A PDF of any original; raises Encrypted or Unreadable (extractor.errors)."""
    from checks.drawing.highlighted import annotate

    return annotate(
        original,
        copy.findings,
        copy.document_ids,
        copy.decisions,
        name=copy.name,
        documents=copy.documents,
        rules=copy.rules,
        part=copy.part,
        others=copy.others,
    )


def front(shown: Shown) -> bytes:
    """The sheet that stands once before the pages of all files."""
    from checks.drawing.front import front as drawn

    return drawn(shown)


def joined(files: Sequence[bytes]) -> bytes:
    """Several PDFs as one, in order; a file without pages has none in it."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    for data in filter(None, files):
        writer.append(BytesIO(data))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()

"""The annotated PDF of each original: see checks.drawing.highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checks.shown import Copy
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
    )


def joined(files: Sequence[bytes]) -> bytes:
    """Several PDFs as one, in order."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter()
    for data in files:
        writer.append(BytesIO(data))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()

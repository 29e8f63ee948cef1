"""What a PDF says of how it was made: the programs that wrote it, and how often it was written to since.

Every save that appends to a PDF leaves one more end-of-file mark (ISO 32000-1, 7.5.6); a digital signature is such a
save, too. Programs may write anything here, so that it is a hint and never a proof.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.document import DataField, InXml, Span
from extractor.records.cited import Absent, Cited, Field
from extractor.records.invoice import FileHistory

PREFIX = "pdf/"
_NAMES = ("Producer", "Creator", "Revisions", "Signed")
_END = re.compile(rb"%%EOF")
_HEAD = 2048  # bytes at the beginning in which a linearized file says so
_LONGEST = 120  # characters of a program's name that are kept


def history_fields(path: Path, document: Any) -> Iterator[DataField]:
    """The history as data of the file; `document` is the same file, open in pypdfium2."""
    told = document.get_metadata_dict()
    said = {name: " ".join(str(told.get(name) or "").split())[:_LONGEST] for name in ("Producer", "Creator")}
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        linearized = b"/Linearized" in data[:_HEAD]
        ends = sum(1 for _ in _END.finditer(data))
        said["Revisions"] = str(max(1, ends - linearized))
        said["Signed"] = "1" if data.find(b"/ByteRange") >= 0 else ""
    for name in _NAMES:
        if said[name]:
            yield DataField("info", PREFIX + name, Span(said[name], _place(name), 1.0, "text", said[name]))


def _place(name: str) -> InXml:
    return InXml(f"文件属性 {name}")


def history_of(data: Iterable[DataField]) -> FileHistory | None:
    """The history that the first page of a PDF carries; None for other files."""
    told = {field.name.removeprefix(PREFIX): field.span for field in data if field.name.startswith(PREFIX)}
    if "Revisions" not in told:
        return None
    revisions = told["Revisions"]
    return FileHistory(
        producer=_field(told.get("Producer"), "制作程序"),
        creator=_field(told.get("Creator"), "来源程序"),
        revisions=Cited(int(revisions.text), (revisions,), 1.0),
        signed="Signed" in told,
    )


def _field(span: Span | None, label: str) -> Field[str]:
    return Absent(label, "not_found") if span is None else Cited(span.text, (span,), 1.0)

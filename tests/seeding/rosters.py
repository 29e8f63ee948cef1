"""A packet of two invented papers whose kinds a person has to tell, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from docx import Document

from worker import store as stored
from worker.store import NewFile, Store

OWNER = {"tenant": "default", "actor": "local"}
MEMBERS = (("闻人远", "1991-04"), ("司空静", "1994-09"), ("钟离越", "1989-12"))


def docx(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A title over a table."""
    paper = Document()
    paper.add_paragraph(title)
    table = paper.add_table(rows=0, cols=len(heads))
    for cells in (heads, *rows):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def people() -> bytes:
    """A list of members under a title that does not say so."""
    rows = [(str(number), name, born, "工程师") for number, (name, born) in enumerate(MEMBERS, 1)]
    return docx("附表二", ("序号", "姓名", "出生年月", "职称"), rows[:2])


def handed_in(store: Store, files: Sequence[tuple[str, bytes]], programme: str = "studio") -> str:
    """The id of a submission that waits to be read."""
    new = [NewFile(name, store.blobs.put(BytesIO(content)), len(content)) for name, content in files]
    return stored.create_submission(
        store, **OWNER, programme=programme, stage="application", on=date(2026, 3, 1), files=new
    ).id

"""Papers through the real reader processes, and what was read held against what is true."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import extractor
from checks.outputs.json import record_json
from corpora.labelled.make import Labelled, Recipe, make
from corpora.score import cells, characters, fields, marks, spans
from corpora.score.cells import Cells
from corpora.score.characters import Errors
from corpora.score.marks import Marks
from corpora.score.outcome import FileScore
from corpora.score.spans import SpanRead
from extractor.document import Page
from extractor.settings import ReadSettings
from worker.gather import FileReading, read_files
from worker.sandbox import PoolSettings, ReaderPool
from worker.sources import SourceFile

READERS = 2
_BATCH = 24
_PATIENCE = 900.0  # seconds
_MEANING = ("kinds", "invoices", "records")


class Pages:
    """Pages kept on disk, by the code that read them: a change of readers, layout or OCR reads anew.

    Kinds and records are left out of that code, since they come after the pages.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / _code_that_reads()
        self.folder.mkdir(parents=True, exist_ok=True)

    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None:
        path = self.folder / f"{blob_sha}-{page}-{reading}"
        return path.read_bytes() if path.is_file() else None

    def put(self, blob_sha: str, page: int, reading: str, content: bytes) -> None:
        (self.folder / f"{blob_sha}-{page}-{reading}").write_bytes(content)


def _code_that_reads() -> str:
    root = Path(extractor.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".tsv", ".yaml", ".txt") and path.relative_to(root).parts[0] not in _MEANING:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def opened(readers: int = READERS, *, weighed: bool = True) -> AbstractContextManager[ReaderPool]:
    """Patient readers: on a busy machine a slow page is no miss. Not `weighed`: the recogniser's own numbers."""
    return ReaderPool(PoolSettings(readers=readers, page_timeout=_PATIENCE), ReadSettings(weighed=weighed))


def written(recipe: Recipe, folder: Path) -> Labelled:
    """The paper with its file in `folder`, its bytes left out."""
    made = make(recipe)
    (folder / made.name).write_bytes(made.data)
    return replace(made, data=b"")


def score_made(
    recipes: Sequence[Recipe],
    pool: ReaderPool,
    folder: Path,
    cache: Pages | None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
    makers: int = READERS,
) -> list[FileScore]:
    """All papers of the recipes, made by so many processes (0: in this one) and read batch by batch.

    `told` hears how many are done.
    """
    found: list[FileScore] = []
    with ProcessPoolExecutor(max(1, makers), mp_context=get_context("spawn")) as making:
        for start in range(0, len(recipes), _BATCH):
            batch = recipes[start : start + _BATCH]
            folders = [folder] * len(batch)
            papers = list((making.map if makers else map)(written, batch, folders))
            sources = [SourceFile(paper.name, folder / paper.name) for paper in papers]
            for paper, reading in zip(papers, read_files(sources, pool, cache), strict=True):
                found.append(scored(paper, reading))
            told(len(found), len(recipes))
    return found


def scored(paper: Labelled, reading: FileReading) -> FileScore:
    """One made paper against its reading."""
    recipe = paper.recipe
    base = FileScore("made", paper.name, recipe.kind, recipe.layout, recipe.font, recipe.medium, recipe.preset)
    if reading.understood is None:
        return replace(
            base,
            fields=tuple(fields.compared(paper.fields, None)),
            characters=_unread(paper),
            kind_right=False,
            error=reading.error.code if reading.error else "unread",
        )
    pages = reading.understood.document.pages
    records = [record_json(record) for one in reading.understood.papers for record in one.records]
    kinds = tuple(one.kind for one in reading.understood.papers)
    # The frame of an invoice is ruled, but its truth is fields, not cells.
    judged = [] if recipe.kind == "invoice" else _paired(paper, pages)
    tables = [cells.compared(true.tables, page.tables if page else ()) for true, page in judged]
    ruled = [t for t, (true, _) in zip(tables, judged, strict=True) if _all_ruled(true.tables)]
    return replace(
        base,
        fields=best(paper.fields, [record["fields"] for record in records if record]),
        characters=_characters(paper, pages),
        cells=sum(tables, Cells()),
        ruled=sum(ruled, Cells()),
        seals=_marks(paper, pages, "seal"),
        signatures=_marks(paper, pages, "signature"),
        kinds_read=kinds,
        kind_right=bool(kinds) and set(kinds) <= paper.kinds,
        spans=_spans(paper, pages),
        ocr=any(page.source.startswith("ocr") or page.source == "mixed" for page in pages),
    )


def best(truth: dict[str, str], records: Sequence[dict[str, Any]]) -> tuple[fields.FieldRead, ...]:
    """The fields of the record that agrees most: which paper a file holds is the kind's score."""
    tried = [fields.compared(truth, record) for record in records] or [fields.compared(truth, None)]
    return tuple(max(tried, key=lambda found: sum(one.right for one in found)))


def _paired(paper: Labelled, pages: Sequence[Page]) -> list[tuple[Any, Page | None]]:
    known = {page.number: page for page in pages}
    return [(true, known.get(number)) for number, true in enumerate(paper.pages, 1)]


def _all_ruled(tables: Sequence[Any]) -> bool:
    return bool(tables) and all(table.ruled for table in tables)


def _characters(paper: Labelled, pages: Sequence[Page]) -> Errors:
    total = Errors(0, 0)
    for true, page in _paired(paper, pages):
        optional = "".join(mark.text for mark in true.marks) + "★☆*"
        total += characters.errors(true.lines, page.text if page else "", optional)
    return total


def _spans(paper: Labelled, pages: Sequence[Page]) -> tuple[SpanRead, ...]:
    found: list[SpanRead] = []
    for true, page in _paired(paper, pages):
        if page is not None:
            found += spans.judged(true.lines, page, "".join(mark.text for mark in true.marks) + "★☆*")
    return tuple(found)


def _unread(paper: Labelled) -> Errors:
    return sum((characters.errors(true.lines, "") for true in paper.pages), Errors(0, 0))


def _marks(paper: Labelled, pages: Sequence[Page], kind: str) -> Marks:
    if not paper.marks_known:
        return Marks()
    return sum((marks.compared(true.marks, page, kind) for true, page in _paired(paper, pages)), Marks())

"""The pages of one file as they were read, out of the page cache: enough to understand it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from extractor import codec
from extractor.document import Page, Problem
from worker.store.database import Store
from worker.store.models import FileRow, PageRow


class Cache(Protocol):
    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class FilePages:
    """`pages` are numbers with the name of the picture that a page is, and why it was not read, if so."""

    sha256: str
    format: str
    pages: tuple[tuple[int, str, Problem | None], ...]

    @property
    def media(self) -> tuple[str, ...]:
        return tuple(media for _, media, _ in self.pages if media)


def pages_of(store: Store, submission_id: str, name: str, sha256: str) -> FilePages | None:
    """None where the submission holds no such file, or nothing of it was read."""
    with store.reading() as session:
        file = session.scalar(
            select(FileRow)
            .where(FileRow.submission_id == submission_id, FileRow.name == name, FileRow.blob_sha == sha256)
            .order_by(FileRow.position)
            .limit(1)
        )
        if file is None:
            return None
        rows = session.scalars(select(PageRow).where(PageRow.file_id == file.id).order_by(PageRow.number)).all()
        pages = tuple((row.number, row.media, _problem(row)) for row in rows)
        return FilePages(sha256, file.format, pages) if pages else None


def contents(cache: Cache, file: FilePages, reading: str) -> list[bytes] | None:
    """In extractor.codec's bytes; a page that could not be read stands as such. None where one is not at hand."""
    found = []
    for number, media, problem in file.pages:
        data = cache.get(file.sha256, number, reading)
        if data is None and problem is not None:
            data = codec.dump(Page(number, 0.0, 0.0, 0, (), source="none", media=media, problem=problem))
        if data is None:
            return None
        codec.load_page(data)  # raises OtherVersion
        found.append(data)
    return found


def _problem(row: PageRow) -> Problem | None:
    return Problem(row.problem["code"], row.problem["message"]) if row.problem else None

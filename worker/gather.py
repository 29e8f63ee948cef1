"""Reads files through the reader pool: outlines, then every page as a task of its own, then what the pages mean.

What fails costs itself only: a file without an outline carries its error, a page that was not read carries its
problem, a file whose meaning was not found is one paper of unknown kind. The same bytes are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeAlias

from extractor import codec
from extractor.document import Document, Outline, Page, Photograph, Problem, ReadWith
from extractor.errors import Empty as NoPages
from extractor.errors import PageCrashed, ReadError, TooLarge, Unreadable
from worker.photographs import keep, may_hold, seen
from worker.sandbox import ReaderPool
from worker.sources import SourceFile, sha256
from worker.understood import Paper, Understood

LOOK_SECONDS = 0.3


class Cancelled(Exception):
    """The user, or the end of this process, wanted no more of it."""


class PageCache(Protocol):
    """Pages already read. `reading` names reader code version and settings."""

    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None: ...

    def put(self, blob_sha: str, page: int, reading: str, content: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """Where file number `file` (of those given) stands. `state` is reading, read or failed."""

    file: int
    name: str
    state: str
    format: str = ""
    pages_done: int = 0
    pages_total: int = 0
    error: ReadError | None = None


Listener: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file, read: `understood` is None exactly where `error` says why nothing was read.

    `problem` says what went wrong although pages were read. `file` is the index among the files given.
    """

    file: int
    name: str
    sha256: str
    format: str = ""
    understood: Understood | None = None
    error: ReadError | None = None
    problem: ReadError | None = None
    photographs: tuple[Photograph, ...] = ()


@dataclass(slots=True)
class _Unit:
    """Distinct bytes on their way through the pool; `indices` are the files that hold them."""

    sha256: str
    source: SourceFile
    indices: list[int]
    outline: Outline | None = None
    pages: dict[int, bytes] = field(default_factory=dict)
    understood: Understood | None = None
    error: ReadError | None = None
    problem: ReadError | None = None
    photographs: tuple[Photograph, ...] = ()


def read_files(
    files: Sequence[SourceFile],
    pool: ReaderPool,
    cache: PageCache | None = None,
    progress: Listener = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[FileReading]:
    """One FileReading for each file, in the order given. Raises Cancelled."""
    return _Gathering(files, pool, cache, progress, cancelled).run()


class _Gathering:
    """One call of read_files. Futures report to `done`, so that waiting costs nothing and cancelling is quick."""

    def __init__(
        self,
        files: Sequence[SourceFile],
        pool: ReaderPool,
        cache: PageCache | None,
        progress: Listener,
        cancelled: Callable[[], bool],
    ) -> None:
        self.files, self.pool, self.cache = files, pool, cache
        self.progress, self.cancelled = progress, cancelled
        self.reading = pool.reading.key() if cache is not None else ""
        self.open: set[Future[Any]] = set()
        self.done: SimpleQueue[tuple[Future[Any], Callable[[Any, ReadError | None], None]]] = SimpleQueue()

    def run(self) -> list[FileReading]:
        units, unreadable = self._units()
        for unit in units:
            self._give(self.pool.outline(unit.source.path, unit.source.name), partial(self._outlined, unit))
        try:
            self._wait()
        finally:
            for future in self.open:
                future.cancel()
        readings = [reading for unit in units for reading in self._readings(unit)] + unreadable
        return sorted(readings, key=lambda reading: reading.file)

    def _units(self) -> tuple[list[_Unit], list[FileReading]]:
        units: dict[str, _Unit] = {}
        unreadable = []
        for index, source in enumerate(self.files):
            try:
                sha = sha256(source.path)
            except ReadError as error:
                unreadable.append(FileReading(index, source.name, "", error=error))
                self.progress(Progress(index, source.name, "failed", error=error))
                continue
            units.setdefault(sha, _Unit(sha, source, [])).indices.append(index)
        return list(units.values()), unreadable

    def _give(self, future: Future[Any], then: Callable[[Any, ReadError | None], None]) -> None:
        self.open.add(future)
        future.add_done_callback(lambda ended: self.done.put((ended, then)))

    def _wait(self) -> None:
        while self.open:
            if self.cancelled():
                raise Cancelled
            try:
                future, then = self.done.get(timeout=LOOK_SECONDS)
            except Empty:
                continue
            self.open.discard(future)
            try:
                then(future.result(), None)
            except ReadError as error:
                then(None, error)
            except CancelledError:
                raise Cancelled from None

    def _outlined(self, unit: _Unit, outline: Outline | None, error: ReadError | None) -> None:
        if outline is not None and outline.pages > self.pool.reading.max_pages:
            error = TooLarge(
                f"文件有 {outline.pages} 页，超过 {self.pool.reading.max_pages} 页的上限，请拆分后重新上传。"
            )
        if outline is not None and outline.pages == 0:
            error = NoPages()
        if outline is None or error is not None:
            # A reader that dies on the outline says "this page"; it is the whole file that was not read.
            whole = Unreadable() if isinstance(error, PageCrashed) else error
            unit.error = whole or Unreadable()
            self._report(unit, "failed")
            return
        unit.outline = outline
        wanted = []
        for number in range(1, outline.pages + 1):
            known = self._known(unit, number)
            if known is None:
                wanted.append(number)
            else:
                unit.pages[number] = known
        self._report(unit, "reading")
        for number in wanted:
            future = self.pool.page(unit.source.path, unit.source.name, number)
            self._give(future, partial(self._paged, unit, number))
        if not wanted:
            self._understand(unit)

    def _known(self, unit: _Unit, number: int) -> bytes | None:
        data = self.cache.get(unit.sha256, number, self.reading) if self.cache is not None else None
        if data is None:
            return None
        try:
            codec.load_page(data)
        except codec.OtherVersion:
            return None
        return data

    def _paged(self, unit: _Unit, number: int, data: bytes | None, error: ReadError | None) -> None:
        assert unit.outline is not None
        if data is None or error is not None:
            data = codec.dump(_unread(unit.outline, number, error or PageCrashed()))
        elif self.cache is not None and codec.load_page(data).problem is None:
            self.cache.put(unit.sha256, number, self.reading, data)
        unit.pages[number] = data
        self._report(unit, "reading")
        if len(unit.pages) == unit.outline.pages:
            self._understand(unit)

    def _understand(self, unit: _Unit) -> None:
        assert unit.outline is not None
        pages = [unit.pages[number] for number in sorted(unit.pages)]
        future = self.pool.understand(unit.source.name, unit.outline, pages)
        self._give(future, partial(self._understood, unit))

    def _understood(self, unit: _Unit, understood: Understood | None, error: ReadError | None) -> None:
        if understood is None or error is not None:
            unit.problem = Unreadable("文件内容已读取，但没能整理出字段，需人工查看。")
            understood = _not_understood(unit)
        unit.understood = understood
        unit.pages = dict.fromkeys(unit.pages, b"")  # their bytes are not needed again
        self._report(unit, "read")
        assert unit.outline is not None
        if unit.problem is None and may_hold(unit.outline, understood):
            known = seen(self.cache, unit.sha256, self.reading)
            if known is None:
                future = self.pool.photographs(unit.source.path, unit.source.name, unit.outline)
                self._give(future, partial(self._looked_at, unit))
            else:
                unit.photographs = known

    def _looked_at(self, unit: _Unit, found: tuple[Photograph, ...] | None, error: ReadError | None) -> None:
        if found is not None and error is None:
            unit.photographs = found
            keep(self.cache, unit.sha256, self.reading, found)

    def _report(self, unit: _Unit, state: str) -> None:
        outline = unit.outline
        for index in unit.indices:
            self.progress(
                Progress(
                    file=index,
                    name=self.files[index].name,
                    state=state,
                    format=outline.format if outline else "",
                    pages_done=len(unit.pages),
                    pages_total=outline.pages if outline else 0,
                    error=unit.error or unit.problem,
                )
            )

    def _readings(self, unit: _Unit) -> Iterable[FileReading]:
        for index in unit.indices:
            name = self.files[index].name
            understood = unit.understood
            if understood is not None:
                understood = replace(understood, document=replace(understood.document, name=name))
            yield FileReading(
                file=index,
                name=name,
                sha256=unit.sha256,
                format=unit.outline.format if unit.outline else "",
                understood=understood,
                error=unit.error,
                problem=unit.problem,
                photographs=unit.photographs,
            )


def _unread(outline: Outline, number: int, error: ReadError) -> Page:
    """The stand-in for a page that was not read. In a DOCX, page n + 1 is the embedded image n."""
    media = outline.media[number - 2] if 2 <= number <= len(outline.media) + 1 else ""
    return Page(number, 0, 0, 0, (), source="none", media=media, problem=Problem(error.code, error.message))


def _not_understood(unit: _Unit) -> Understood:
    assert unit.outline is not None
    pages = tuple(codec.load_page(unit.pages[number]) for number in sorted(unit.pages))
    document = Document(unit.source.name, unit.outline.format, pages, ReadWith(""), unit.outline.notes)
    return Understood(document, (Paper(0, tuple(page.number for page in pages), "unknown", ()),))

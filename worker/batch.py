"""A folder of submissions, one after another, into a folder of results; whatever it is killed at, it goes on there.

Below `out`: a folder of results for each submission; 汇总.xlsx and summary.json in the end; and `.caishen`, which
holds the pages already read, what is finished, and the reference date of a run that is not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from checks import pack
from checks.case import Result, UnreadFile
from checks.outputs.json import dumps, result_json
from extractor.errors import ReadError
from worker import batch_crossing, pipeline, shown
from worker.batch_folder import BatchFolder, Finished
from worker.gather import Listener
from worker.kept import save_case
from worker.register_folder import RegisterFolder
from worker.sandbox import ReaderPool
from worker.sources import Limits, SourceFile, sha256, within
from worker.summary import Asked, Screened, summary_json
from worker.summary_book import workbook
from worker.unpacking import open_archives

Write = Callable[[Path, Sequence[SourceFile], Result, ReaderPool], Iterator[str]]
"""Writes result.json and the annotated copies into a folder; yields what went wrong. See worker.commands.copies."""


@dataclass(frozen=True, slots=True)
class Submission:
    """`name` is its folder or file, relative to the batch; the names of its files are relative to the submission."""

    name: str
    files: tuple[SourceFile, ...]
    refused: tuple[UnreadFile, ...] = ()


class Watcher:
    """Is told how the batch goes on. The null case; see worker.commands.batch_progress."""

    def begun(self, number: int, submission: Submission) -> Listener:  # noqa: ARG002
        return lambda _: None

    def ended(self, number: int, screened: Screened, *, known: bool) -> None:
        """`known`: an earlier run had finished it."""

    def comparing(self, count: int) -> None:
        """All are read, and are now compared with each other."""

    def said(self, words: str) -> None:
        """Something went wrong that sinks nothing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What does not change from one submission to the next. `source` is what the batch is called in the register."""

    folder: BatchFolder
    pool: ReaderPool
    asked: Asked
    limits: Limits
    write: Write
    watcher: Watcher
    source: str = ""
    register: RegisterFolder = field(default_factory=lambda: RegisterFolder(None))

    def run(self, submissions: Sequence[Submission]) -> list[Screened]:
        """In the order given. Raises OSError when the results cannot be written."""
        places = self.folder.places([one.name for one in submissions])
        read = [self._one(number, one, places[one.name]) for number, one in enumerate(submissions)]
        return self._compared(submissions, read)

    def summarise(self, screened: Sequence[Screened]) -> None:
        self.folder.write("summary.json", dumps(summary_json(self.asked, screened)))
        self.folder.write("汇总.xlsx", workbook(self.asked, screened))

    def _one(self, number: int, submission: Submission, place: str) -> Screened:
        fingerprint = self._fingerprint(submission)
        finished = self.folder.finished(submission.name, place, fingerprint)
        if finished is None or batch_crossing.kept(self.folder.out / place) is None:
            finished = self._screened(number, submission, place)
            self.folder.finish(submission.name, place, fingerprint, finished)
            known = False
        else:
            known = True
        screened = Screened(
            name=submission.name,
            place=place,
            state=finished.state,
            files=finished.files,
            pages=finished.pages,
            result=self.folder.result(place),
        )
        self.watcher.ended(number, screened, known=known)
        return screened

    def _screened(self, number: int, submission: Submission, place: str) -> Finished:
        """Results are made aside and renamed into place, so that a folder of results is whole or not there."""
        listener = self.watcher.begun(number, submission)
        with self.folder.scratch() as aside:
            files, refused = self._opened(submission, aside)
            readings = pipeline.read_files(files, self.pool, self.folder.pages, listener)
            result = pipeline.check(
                readings,
                programme=self.asked.programme,
                stage=self.asked.stage,
                on=self.asked.on,
                lineage=f"batch\0{submission.name}",
                refused=refused,
            )
            made = aside / "results"
            made.mkdir()
            (made / "result.json").write_bytes(dumps(result_json(result)))
            save_case(made, result.case)
            self.folder.put_in_place(made, place)
        pages = sum(len(one.understood.document.pages) for one in readings if one.understood is not None)
        unread = result.case.unread_files
        refusals = len(unread) - sum(one.error is not None for one in readings)
        return Finished(shown.state_of(readings, unread), len(readings) + refusals, pages)

    def _opened(self, submission: Submission, aside: Path) -> tuple[list[SourceFile], list[UnreadFile]]:
        """The files to be read, archives unpacked; and those that are not."""
        files, refused = open_archives(submission.files, self.pool, aside / "unpacked", self.limits)
        files, over = within(files, self.limits)
        return files, [*submission.refused, *refused, *over]

    def _compared(self, submissions: Sequence[Submission], read: Sequence[Screened]) -> list[Screened]:
        """All against each other, now that all are read; copies are made of results that changed by it."""
        self.watcher.comparing(len(read))
        cases = {one.name: batch_crossing.kept(self.folder.out / one.place) for one in read}
        results, filings = batch_crossing.crossed(
            {name: case for name, case in cases.items() if case is not None},
            self.source,
            self.register.behind(self.source, self.asked.on.year),
        )
        self.register.enter(self.source, self.asked.on.year, filings)
        return [self._written(one, screened, results) for one, screened in zip(submissions, read, strict=True)]

    def _written(self, submission: Submission, screened: Screened, results: Mapping[str, Result]) -> Screened:
        result = results[submission.name]
        result = replace(result, versions={**screened.result["versions"], **result.versions})
        fingerprint, content = self._fingerprint(submission), dumps(result_json(result))
        finished = self.folder.finished(submission.name, screened.place, fingerprint)
        whole = finished is not None and finished.copied and self.folder.result_bytes(screened.place) == content
        if not whole:
            with self.folder.scratch() as aside:
                files, _ = self._opened(submission, aside)
                made = aside / "results"
                for words in self.write(made, files, result, self.pool):
                    self.watcher.said(f"{submission.name}：{words}")
                self.folder.put_in_place(made, screened.place)
            kept = Finished(screened.state, screened.files, screened.pages, copied=True)
            self.folder.finish(submission.name, screened.place, fingerprint, kept)
        identity = batch_crossing.identity(self.source, self.asked.on, submission.name)
        return replace(screened, result=self.folder.result(screened.place), identity=identity)

    def _fingerprint(self, submission: Submission) -> str:
        """Of everything that the result depends on: the bytes, what was asked, and what reads and checks."""
        programmes = pack.programmes() if self.asked.programme == "auto" else (self.asked.programme,)
        parts = [
            [[file.name, _sha(file.path)] for file in submission.files],
            [[file.name, file.code] for file in submission.refused],
            [self.asked.programme, self.asked.stage, self.asked.on.isoformat()],
            [self.limits.max_files, self.limits.max_bytes, self.pool.reading.max_pages, self.pool.reading.max_bytes],
            [version("caishen"), self.pool.reading.key(), *(pack.load(name).edition for name in programmes)],
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sha(path: Path) -> str:
    try:
        return sha256(path)
    except ReadError as error:
        return error.code

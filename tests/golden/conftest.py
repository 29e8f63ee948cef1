"""The whole pipeline as the command line runs it, with real reader processes, for packets on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from checks.outputs.json import result_json
from extractor.settings import ReadSettings
from worker.pipeline import COMMAND_LINE, process
from worker.sandbox import PoolSettings, ReaderPool
from worker.sources import Limits, collect

Screen: TypeAlias = Callable[..., dict[str, Any]]
WORST_FIRST = ("fail", "review", "pass", "not_applicable")


class PagesOnDisk:
    """Pages that were read once in this test session (worker.gather.PageCache)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None:
        path = self.folder / f"{blob_sha}-{page}-{reading}"
        return path.read_bytes() if path.is_file() else None

    def put(self, blob_sha: str, page: int, reading: str, content: bytes) -> None:
        (self.folder / f"{blob_sha}-{page}-{reading}").write_bytes(content)


@pytest.fixture(scope="session")
def pool() -> Iterator[ReaderPool]:
    readers = ReaderPool(PoolSettings(readers=2), ReadSettings())
    yield readers
    readers.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> PagesOnDisk:
    return PagesOnDisk(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def screen(pool: ReaderPool, pages: PagesOnDisk) -> Screen:
    """screen(paths, on=, programme="auto", stage="auto") -> caishen/result/1."""

    def run(paths: list[Path], *, on: date, programme: str = "auto", stage: str = "auto") -> dict[str, Any]:
        files, refused = collect(paths, Limits())
        assert not refused
        done = process(files, programme=programme, stage=stage, on=on, lineage=COMMAND_LINE, pool=pool, cache=pages)
        return result_json(done)

    return run


def about(result: dict[str, Any], rule: str, file: str = "") -> list[dict[str, Any]]:
    """The rule's findings; with `file`, those of them that cite a paper of that file."""
    papers = {document["id"] for document in result["documents"] if document["name"].endswith(file)}
    found = [finding for finding in result["findings"] if finding["rule"] == rule]
    return [one for one in found if not file or any(item["document"] in papers for item in one["evidence"])]


def worst(result: dict[str, Any], rule: str, file: str = "") -> str:
    """The worst verdict that `rule` gives in the result; an empty text where it gives none."""
    verdicts = {finding["verdict"] for finding in about(result, rule, file)}
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), "")


def said(result: dict[str, Any], rule: str, file: str = "") -> str:
    """All that the rule's findings say and quote."""
    found = about(result, rule, file)
    quotes = [item["text"] for finding in found for item in finding["evidence"]]
    return "\n".join([*(f"{finding['message']} {finding['why']}" for finding in found), *quotes])

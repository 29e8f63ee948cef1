"""Writes result.json and an annotated PDF for each file; the originals are only read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks import pack
from checks.case import Result
from checks.outputs.json import dumps, result_json
from extractor.errors import ReadError
from worker.sandbox import ReaderPool
from worker.sources import SourceFile
from worker.understood import Copy

LONGEST_NAME = 80
"""Characters: with its number and suffix still within the 255 bytes that file systems allow, in Chinese too."""


def write_copies(out: Path, files: Sequence[SourceFile], result: Result, pool: ReaderPool) -> Iterator[str]:
    """Yields a sentence for each file that could not be annotated. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    shown = result_json(result)
    (out / "result.json").write_bytes(dumps(shown))
    held: dict[str, list[str]] = {}
    for document in result.case.documents:
        held.setdefault(document.name, []).append(document.id)
    names = {document.id: document.name for document in result.case.documents}
    rules = {entry.id: entry.name for entry in pack.load(result.case.programme).rules}
    wanted = [file for file in files if file.name in held]
    futures = []
    for file in wanted:
        copy = Copy(file.name, tuple(shown["findings"]), tuple(held[file.name]), {}, names, rules)
        futures.append(pool.annotated(file.path, copy))
    for number, (file, future) in enumerate(zip(wanted, futures, strict=True), start=1):
        try:
            (out / copy_name(number, file.name)).write_bytes(future.result())
        except ReadError as error:
            yield f"{file.name}：没有生成标注文件。{error.message}"


def copy_name(number: int, name: str) -> str:
    """A file name of our own: numbered, so that no two are alike, without anything that steers a path.

    >>> copy_name(3, "a/../申报书.docx")
    '03-申报书.docx.pdf'
    """
    last = name.rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w.()（）【】 -]", "_", last).strip(". ")[:LONGEST_NAME] or "file"
    return f"{number:02d}-{plain}" + ("" if plain.lower().endswith(".pdf") else ".pdf")

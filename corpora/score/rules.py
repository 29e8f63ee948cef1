"""Packets with planted violations, screened as the command line does: which rules say what they must."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
import pypdfium2

from checks.outputs.json import result_json
from corpora.labelled.degrade import chosen, degraded
from corpora.labelled.make import Recipe, scans_pdf
from corpora.labelled.plants import ON, PLANTS
from corpora.packet import Packet, PacketFile
from corpora.packets import every
from corpora.score.outcome import RuleRead
from corpora.score.reading import READERS, Pages, written
from worker.pipeline import COMMAND_LINE, process
from worker.sandbox import ReaderPool
from worker.sources import Limits, collect

AS_MADE = "as made"
Told: TypeAlias = Callable[[int, int], None]
_MAKING = Lock()
"""PDFium draws in one thread at a time."""


def _silent(_done: int, _all: int) -> None:
    """Nobody is told."""


def packets(size: str, seed: int, only: Sequence[str]) -> list[tuple[Packet, str]]:
    """(packet, medium): as made, and those whose papers are PDFs as scans too."""
    found = [(packet, AS_MADE) for packet in every(seed)]
    pdfs = [packet for packet in every(seed) if packet.name.endswith("-pdf")]
    wanted = {"tiny": 0, "small": 4, "full": len(pdfs)}[size]
    found += [(packet, "scan") for packet in Random(seed).sample(pdfs, min(wanted, len(pdfs)))]
    if size == "tiny":
        found = [one for one in found if not one[0].ocr]
    return [one for one in found if not only or any(text in one[0].name for text in only)]


def score_packets(
    wanted: Sequence[tuple[Packet, str]], pool: ReaderPool, folder: Path, cache: Pages | None, told: Told = _silent
) -> list[RuleRead]:
    """Every packet of `wanted`; `told` hears how many are done."""

    def one(chosen: tuple[Packet, str]) -> list[RuleRead]:
        packet, medium = chosen
        where = folder / f"{packet.name}-{medium.replace(' ', '-')}"
        with _MAKING:
            for file in packet.make():
                shown = _scanned(file, packet.name) if medium == "scan" else file
                path = where / shown.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(shown.data)
        return _screened(packet, medium, where, pool, cache, one_subject=False)

    return _each(one, wanted, told)


def score_planted(
    recipes: Sequence[Recipe], pool: ReaderPool, folder: Path, cache: Pages | None, told: Told = _silent
) -> list[RuleRead]:
    """Papers with a planted violation, each screened as a submission of its own."""

    def one(recipe: Recipe) -> list[RuleRead]:
        plant = PLANTS[recipe.plant]
        where = folder / recipe.name
        where.mkdir(parents=True, exist_ok=True)
        with _MAKING:
            written(recipe, where)
        packet = Packet(recipe.name, plant.programme, "auto", ON, "", plant.expected, tuple, told=False)
        return _screened(packet, recipe.medium, where, pool, cache, one_subject=True)

    return _each(one, recipes, told)


def _each(one: Callable[[Any], list[RuleRead]], wanted: Sequence[Any], told: Told) -> list[RuleRead]:
    """As many at a time as there are readers: most packets have a single page to be read."""
    found: list[RuleRead] = []
    with ThreadPoolExecutor(READERS) as threads:
        for number, reads in enumerate(threads.map(one, wanted), 1):
            found += reads
            told(number, len(wanted))
    return found


def _screened(
    packet: Packet, medium: str, where: Path, pool: ReaderPool, cache: Pages | None, *, one_subject: bool
) -> list[RuleRead]:
    files, _ = collect([where], Limits())
    programme = "auto" if packet.told else packet.programme
    done = process(
        files, programme=programme, stage=packet.stage, on=packet.on, lineage=COMMAND_LINE, pool=pool, cache=cache
    )
    findings = result_json(done)["findings"]
    reads = []
    for one in packet.expected:
        verdicts = tuple(sorted({f["verdict"] for f in findings if f["rule"] == one.rule}))
        # A scan that is not read surely enough is rightly asked about; it is never rightly passed or failed.
        accepted = one.accepted if medium == AS_MADE else tuple(dict.fromkeys((*one.accepted, "review")))
        reads.append(RuleRead("made", packet.name, medium, one.rule, one.verdict, accepted, verdicts, one_subject))
    return reads


def _scanned(file: PacketFile, seed: str) -> PacketFile:
    """The same paper as a plain scan; files that are no PDF stay."""
    if not file.name.endswith(".pdf"):
        return file
    how = chosen("scan_200", Random(seed))
    document = pypdfium2.PdfDocument(file.data)
    try:
        shown = []
        for number, page in enumerate(document):
            clean = np.asarray(page.render(scale=how.dpi / 72).to_pil().convert("RGB"), np.uint8)
            shown.append(degraded(clean, how, page.get_size(), None, number))
    finally:
        document.close()
    return PacketFile(file.name, scans_pdf(shown, how))

"""A small submission and what must be found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Expected:
    """`verdict` is the worst that `rule` gives over the packet (fail, review, pass, not_applicable, in that order);
    `accept` holds the other answers that are not wrong, `quote` what the evidence or the message must show."""

    rule: str
    verdict: str
    accept: tuple[str, ...] = ()
    quote: str = ""

    @property
    def accepted(self) -> tuple[str, ...]:
        return (self.verdict, *self.accept)


@dataclass(frozen=True, slots=True)
class PacketFile:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Packet:
    """`make` builds the files when they are wanted; `ocr` tells that some page needs OCR, `told` that its papers say
    which programme they belong to, `heavy` that it holds so many files that not every run of the tests reads it."""

    name: str
    programme: str
    stage: str
    on: date
    about: str
    expected: tuple[Expected, ...]
    make: Callable[[], tuple[PacketFile, ...]]
    ocr: bool = False
    told: bool = True
    heavy: bool = False

    def write(self, folder: Path) -> list[Path]:
        """The files under `folder`, which is made."""
        paths = []
        for file in self.make():
            path = folder / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
            paths.append(path)
        return paths


def expect(*findings: str) -> tuple[Expected, ...]:
    """`QC-05.1b=fail` or, with other answers that are not wrong and a quotation, `QC-10.1=fail|review:工坊`.

    >>> expect("QC-10.3=fail|review:工坊")
    (Expected(rule='QC-10.3', verdict='fail', accept=('review',), quote='工坊'),)
    """
    result = []
    for finding in findings:
        rule, _, answer = finding.partition("=")
        verdicts, _, quote = answer.partition(":")
        verdict, *accept = verdicts.split("|")
        result.append(Expected(rule, verdict, tuple(accept), quote))
    return tuple(result)

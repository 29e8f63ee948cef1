"""Where papers are signed and sealed: what a printed block asks for, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.records.cited import Cited, Field
from extractor.records.partial_date import PartialDate

SealShape = Literal["round", "oval", "square", "electronic"]


@dataclass(frozen=True, slots=True)
class Seal:
    """`organisation` is the text of the ring as read, unreadable where it is not legible; `purpose` the line in the
    middle (合同专用章), not_found where there is none."""

    shape: SealShape
    organisation: Field[str]
    purpose: Field[str]


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """`label` is what the block is called (依托单位意见, 甲方, 负责人签字), absent for a seal in no labelled block.

    `asks` is what the print asks for: seal, signature, date. `opinion` is the text of an opinion in it, `party` the
    organisation it names. A seal or signature is `blank` where the block is printed and bare on a scan, `not_found`
    where no statement is possible (a text layer, or a block that does not ask), `unreadable` where something is there
    that cannot be told. `seals` are all seals in the block; `scanned` says that it stands on pixels.
    """

    label: Field[str]
    asks: tuple[str, ...]
    opinion: Field[str]
    party: Field[str]
    seal: Field[Seal]
    seals: tuple[Cited[Seal], ...]
    signature: Field[bool]
    date: Field[PartialDate]
    scanned: bool

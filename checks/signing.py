"""Blocks for signatures and seals over all papers of a submission: whose they are and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, Literal

from rapidfuzz.distance import Levenshtein

from checks.likeness import kin
from extractor.records.agreement import Agreement
from extractor.records.application_form import ApplicationForm
from extractor.records.cited import Absent, Cited
from extractor.records.settlement import Settlement
from extractor.records.signing import Seal, SigningBlock
from extractor.records.supporting_paper import SupportingPaper
from extractor.text.misread import plain

Paper = ApplicationForm | Agreement | SupportingPaper | Settlement
Sealed = Literal["own", "other", "unclear", "bare", "unreadable", "unknown"]

_MISREAD = 2  # characters of a unit's name
_OWN_LABEL = re.compile(r"(?:依托|申报|所在|承担)单位|^单位(?:审核|审查)?意见|^法人单位")
_OTHERS = re.compile(r"推荐|主管|归口|创新服务中心|专家|区科协|上级|甲方")


@dataclass(frozen=True, slots=True)
class Block:
    """A block with the name of its paper."""

    paper: str
    block: SigningBlock

    @property
    def label(self) -> str:
        return self.block.label.value if isinstance(self.block.label, Cited) else ""


def blocks_of(papers: Iterable[tuple[str, Paper]]) -> list[Block]:
    return [Block(name, block) for name, paper in papers for block in paper.signing]


def hosts_own(blocks: Sequence[Block], host: Cited[str] | None) -> list[Block]:
    """The blocks of the host: by their label, or by the organisation that they name."""
    return [one for one in blocks if _is_hosts(one, host)]


def _is_hosts(one: Block, host: Cited[str] | None) -> bool:
    if one.label and _OTHERS.search(one.label):
        return False
    if one.label and _OWN_LABEL.search(one.label):
        return True
    party = one.block.party
    return isinstance(party, Cited) and host is not None and kin(party, host).kind == "same"


def sealed_by(block: SigningBlock, unit: Cited[str] | None) -> Sealed:
    """Whose seal stands in the block; `unknown` where no statement is possible."""
    if seals := _seals(block):
        return _whose(seals, unit)
    seal = block.seal
    assert isinstance(seal, Absent)
    if seal.reason == "blank" and block.scanned:
        return "bare"
    return "unreadable" if seal.reason == "unreadable" else "unknown"


def _whose(seals: Sequence[Cited[Seal]], unit: Cited[str] | None) -> Sealed:
    names = [seal.value.organisation for seal in seals]
    read = [name for name in names if isinstance(name, Cited)]
    if unit is None or not read:
        return "unclear"
    kinds = {kin(name, unit).kind for name in read}
    if "same" in kinds:
        return "own"
    # The ring of a seal is hard to read: a character or two that differ may well be misread.
    near = any(Levenshtein.distance(plain(name.value), plain(unit.value)) <= _MISREAD for name in read)
    return "other" if kinds == {"other"} and len(read) == len(names) and not near else "unclear"


def impressions(blocks: Iterable[SigningBlock]) -> list[Cited[Seal]]:
    """All seals of known shape; a mark that the reader doubts is none."""
    return [seal for block in blocks for seal in _seals(block)]


def doubted(blocks: Iterable[SigningBlock]) -> list[Absent]:
    """The blocks' places where something stands that may be a seal, and no seal."""
    absent = [block.seal for block in blocks if not block.seals and isinstance(block.seal, Absent)]
    return [seal for seal in absent if seal.reason == "unreadable"]


def one_each(seals: Sequence[Cited[Seal]], first: Cited[str], second: Cited[str]) -> bool:
    """Whether the seals may be those of two units: some pair, of which neither is known to be of another unit.

    A square one is a person's (法定代表人) unless it is read to be the unit's."""
    may = [[_whose((seal,), unit) in _may_be(seal.value) for unit in (first, second)] for seal in seals]
    return any(one[0] and other[1] for one, other in permutations(may, 2))


def _may_be(seal: Seal) -> tuple[Sealed, ...]:
    return ("own",) if seal.shape == "square" else ("own", "unclear")


def marks_of(block: SigningBlock) -> Iterator[Any]:
    """What stands in the block, to be cited."""
    yield from (field for field in (block.label, block.opinion, block.date) if isinstance(field, Cited))
    yield from _seals(block)


def _seals(block: SigningBlock) -> tuple[Cited[Seal], ...]:
    return block.seals or ((block.seal,) if isinstance(block.seal, Cited) else ())


def bare(block: SigningBlock) -> list[tuple[str, Absent]]:
    """What the print asks for and a scan shows empty."""
    if not block.scanned:
        return []
    asked = (("seal", "盖章", block.seal), ("signature", "签字", block.signature), ("date", "日期", block.date))
    return [
        (name, field)
        for what, name, field in asked
        if what in block.asks and isinstance(field, Absent) and field.reason == "blank"
    ]

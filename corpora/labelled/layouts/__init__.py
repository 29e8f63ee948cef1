"""One file for each kind of paper: NAME, KINDS, `known(random)` facts and LAYOUTS that print them.

KINDS are the names under which `caishen read` may show such a paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TypeAlias

from corpora.blocks import Paper
from corpora.labelled.facts import Fact, Facts
from corpora.labelled.sheet import Sheet
from extractor.discover import modules_in

Laid: TypeAlias = Paper | Sheet
"""Blocks to typeset, or a sheet whose places the layout fixes itself."""


@dataclass(frozen=True, slots=True)
class KindOfPaper:
    name: str
    kinds: frozenset[str]
    known: Callable[[Random], dict[str, Fact]]
    layouts: dict[str, Callable[[Facts], Laid]]


@cache
def every() -> dict[str, KindOfPaper]:
    """All kinds of papers, by name."""
    modules = modules_in(__name__)
    return {m.NAME: KindOfPaper(m.NAME, m.KINDS, m.known, m.LAYOUTS) for m in modules}

"""One folder of the district and what was planted in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpora.packet import Expected, PacketFile


@dataclass(frozen=True, slots=True)
class Submission:
    """One folder of the district. `consequences` are rows that fail because of the plant, and are not counted."""

    name: str
    programme: str
    make: Callable[[], tuple[PacketFile, ...]]
    planted: tuple[Expected, ...] = ()
    consequences: tuple[str, ...] = ()

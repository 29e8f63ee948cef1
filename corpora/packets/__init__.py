"""The packets, by programme: one module each, with `packets(seed)`."""

from __future__ import annotations

from corpora.packet import Packet
from extractor.discover import modules_in


def every(seed: int = 1) -> tuple[Packet, ...]:
    """All packets, in the order of their names."""
    found: list[Packet] = []
    for module in modules_in(__name__):
        found.extend(module.packets(seed))
    return tuple(sorted(found, key=lambda packet: packet.name))

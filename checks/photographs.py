"""Photographs by what they show: 64-bit perceptual hashes, filed in bands so that near ones are found by index.

Eight bands of eight bits: of two hashes that differ in at most seven bits, one band at least is the same.

>>> distance("ff00000000000000", "fe00000000000000"), len(bands("ff00000000000000"))
(1, 8)
"""

from __future__ import annotations

SURE_TO_BE_FOUND = 7


def distance(one: str, other: str) -> int:
    """Bits in which two hashes of equal length differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def bands(phash: str) -> list[str]:
    return [f"{at // 2}{phash[at : at + 2]}" for at in range(0, len(phash), 2)]

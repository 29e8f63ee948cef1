"""What an OLE compound file holds: the names of its topmost streams and storages, read from its directory.

Old Word, Excel and PowerPoint files, their WPS twins and encrypted OOXML packages are such files, and an embedded
object brings its own streams along, so that only the topmost names tell which one it is. Source: [MS-CFB] 2.2–2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NONE = 0xFFFFFFFA  # sector numbers from here on mean the end of a chain, a free sector, the table itself
MOST_SECTORS = 4096
ENTRY = 128


def topmost(path: Path) -> frozenset[str]:
    """Names below the root; empty for a file whose directory is damaged. Raises OSError."""
    with path.open("rb") as file:
        try:
            entries = list(_entries(file))
            return frozenset(_below(entries))
        except (struct.error, ValueError, IndexError, UnicodeDecodeError):
            return frozenset()


def _entries(file: BinaryIO) -> Iterator[bytes]:
    head = file.read(512)
    if head[:8] != MAGIC:
        raise ValueError("no compound file")
    size = 1 << struct.unpack_from("<H", head, 0x1E)[0]
    if size not in (512, 4096):
        raise ValueError("sector size")
    tables = [number for number in struct.unpack_from("<109I", head, 0x4C) if number < NONE]
    sector = struct.unpack_from("<I", head, 0x30)[0]
    for _ in range(MOST_SECTORS):
        if sector >= NONE:
            return
        data = _sector(file, sector, size)
        yield from (data[at : at + ENTRY] for at in range(0, size, ENTRY))
        table = _sector(file, tables[sector // (size // 4)], size)
        sector = struct.unpack_from("<I", table, sector % (size // 4) * 4)[0]


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    data = file.read(size)
    if len(data) != size:
        raise ValueError("cut off")
    return data


def _below(entries: list[bytes]) -> Iterator[str]:
    """The tree of the root's children; one that runs in a circle is walked once."""
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        length = struct.unpack_from("<H", entry, 64)[0]
        yield entry[: max(0, min(length, 64) - 2)].decode("utf-16-le")
        waiting += struct.unpack_from("<2I", entry, 68)

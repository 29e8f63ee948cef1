"""Binary workbooks made record by record ([MS-XLS], [MS-CFB]), since no library here writes them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

Value: TypeAlias = str | float | None
SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file whose root holds `streams`; each is padded beyond the size of the mini stream."""
    chains: list[int] = [TABLE, END]  # sector 0 the table, 1 the directory
    body = b""
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096 if len(data) < 4096 else -(-len(data) // SECTOR) * SECTOR, b"\0")
        first, count = len(chains), len(data) // SECTOR
        chains += [*range(first + 1, first + count), END]
        body += data
        right = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, first, len(data), right=right))
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(SECTOR, b"\xff")
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108) + table + directory + body


def _entry(name: str, kind: int, first: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BB3I", kind, 1, FREE, right, child)
    return text.ljust(64, b"\0") + struct.pack("<H", len(text)) + links + bytes(36) + struct.pack("<IQ", first, size)


def xls(
    path: Path, sheets: dict[str, Sequence[Sequence[Value]]], merged: Sequence[tuple[int, ...]] = (), hidden: str = ""
) -> Path:
    """`merged` as (first row, last row, first column, last column) of every sheet."""
    texts = list(dict.fromkeys(v for rows in sheets.values() for row in rows for v in row if isinstance(v, str)))
    bodies = [_sheet(rows, texts, merged) for rows in sheets.values()]
    names = [_record(0x85, b"\0\0\0\0" + bytes([name == hidden, 0]) + _short(name)) for name in sheets]
    shared = _record(0xFC, struct.pack("<2I", len(texts), len(texts)) + b"".join(map(_long, texts)))
    head = _record(0x809, struct.pack("<4H2I", 0x600, 5, 0, 2000, 0, 6)) + _record(0x42, struct.pack("<H", 1200))
    at = len(head) + sum(map(len, names)) + len(shared) + 4
    placed = b""
    for name, body in zip(names, bodies, strict=True):
        placed += name[:4] + struct.pack("<I", at) + name[8:]
        at += len(body)
    path.write_bytes(compound({"Workbook": head + placed + shared + _record(0x0A) + b"".join(bodies)}))
    return path


def _sheet(rows: Sequence[Sequence[Value]], texts: list[str], merged: Sequence[tuple[int, ...]]) -> bytes:
    wide = max((len(row) for row in rows), default=0)
    data = _record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0, 2000, 0, 6))
    data += _record(0x200, struct.pack("<2I3H", 0, len(rows), 0, wide, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                data += _record(0xFD, struct.pack("<3HI", r, c, 0, texts.index(value)))
            elif value is not None:
                data += _record(0x203, struct.pack("<3Hd", r, c, 0, value))
    if merged:
        data += _record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *one) for one in merged))
    return data + _record(0x0A)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


def _short(text: str) -> bytes:
    return bytes([len(text), 1]) + text.encode("utf-16-le")


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")

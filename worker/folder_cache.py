"""Pages already read, as files of a folder: what the store's page cache is for a run without a database."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

DIGEST_BYTES = 32


class FolderPages:
    """A worker.gather.PageCache. A page is written beside its place and renamed, so that it is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None:
        """None also for a page that was damaged on the disk."""
        try:
            kept = self._place(blob_sha, page, reading).read_bytes()
        except OSError:
            return None
        digest, content = kept[:DIGEST_BYTES], kept[DIGEST_BYTES:]
        return content if hashlib.sha256(content).digest() == digest else None

    def put(self, blob_sha: str, page: int, reading: str, content: bytes) -> None:
        """Raises OSError when the disk is full."""
        place = self._place(blob_sha, page, reading)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(place, hashlib.sha256(content).digest() + content)

    def _place(self, blob_sha: str, page: int, reading: str) -> Path:
        key = hashlib.sha256(f"{blob_sha}\0{page}\0{reading}".encode()).hexdigest()
        return self.folder / key[:2] / key[2:]


def write_whole(place: Path, content: bytes) -> None:
    """Whatever moment the process is killed at, the file is the old one or the new one. Raises OSError."""
    beside = place.with_name(f"{place.name}.{os.getpid()}.part")
    with beside.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(beside, place)

"""Files by their SHA-256, in the data folder. Content is never executed; a sender's file name is never a path."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from worker.store.errors import BlobTooLarge, NotFound

CHUNK = 1024 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Blobs:
    """`limit` is the most bytes that one blob may hold."""

    def __init__(self, root: Path, limit: int) -> None:
        self.root = root
        self.limit = limit
        self._incoming = root / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, stream: Readable, limit: int | None = None) -> str:
        """Stream to disk and return the SHA-256. Raises BlobTooLarge, and then keeps nothing."""
        limit = self.limit if limit is None else limit
        digest, size = hashlib.sha256(), 0
        handle, temporary = tempfile.mkstemp(dir=self._incoming)
        try:
            with os.fdopen(handle, "wb") as out:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise BlobTooLarge(f"文件超过大小上限（{limit // CHUNK} MB），请拆分后重新上传。")
                    digest.update(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            target = self._place(digest.hexdigest())
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.replace(temporary, target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return digest.hexdigest()

    def put_bytes(self, content: bytes) -> str:
        """For what the worker made itself; no limit."""
        from io import BytesIO

        return self.put(BytesIO(content), limit=len(content))

    def path(self, sha256: str) -> Path:
        """Raises NotFound when there is no such blob."""
        place = self._place(sha256)
        if not place.is_file():
            raise NotFound("文件内容不在数据目录中。")
        return place

    def open(self, sha256: str) -> BinaryIO:
        return self.path(sha256).open("rb")

    def size(self, sha256: str) -> int:
        return self.path(sha256).stat().st_size

    def delete(self, sha256: str) -> None:
        self._place(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        for folder in sorted(self.root.iterdir()):
            if folder.is_dir() and len(folder.name) == 2:
                yield from (folder.name + entry.name for entry in sorted(folder.iterdir()))

    def _place(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise NotFound("文件标识无效。")
        return self.root / sha256[:2] / sha256[2:]

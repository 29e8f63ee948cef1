"""Which files are worth looking at for photographs, and the page cache's entry of what was found in them."""

from __future__ import annotations

from typing import Protocol

from extractor import record_codec
from extractor.codec import OtherVersion
from extractor.document import Outline, Photograph
from worker.understood import Understood

PAGE = 0
"""Photographs are kept beside the pages of their file, which are numbered from 1."""
CODE = "photographs 1"
FORMATS = frozenset({"pdf", "jpeg", "png", "webp", "bmp", "tiff", "heic"})
PAPERS = frozenset(
    {
        "invoice",
        "identity_card",
        "payment_table",
        "agreement",
        "recommendation",
        "rules_document",
        "settlement",
        "budget",
        "roster",
    }
)
"""Papers that are text however they were photographed: two of a kind look alike without being the same."""


class Cache(Protocol):
    def get(self, blob_sha: str, page: int, reading: str) -> bytes | None: ...

    def put(self, blob_sha: str, page: int, reading: str, content: bytes) -> None: ...


def may_hold(outline: Outline | None, understood: Understood) -> bool:
    if outline is None or not (outline.media or outline.format in FORMATS):
        return False
    return any(paper.kind not in PAPERS for paper in understood.papers)


def seen(cache: Cache | None, blob_sha: str, reading: str) -> tuple[Photograph, ...] | None:
    content = None if cache is None else cache.get(blob_sha, PAGE, reading + CODE)
    try:
        return None if content is None else record_codec.load(content)
    except OtherVersion:
        return None


def keep(cache: Cache | None, blob_sha: str, reading: str, found: tuple[Photograph, ...]) -> None:
    if cache is not None:
        cache.put(blob_sha, PAGE, reading + CODE, record_codec.dump(found))

"""How to read: limits, the OCR engine and its precision. Frozen and picklable, so it travels to reader processes.

>>> ReadSettings().key() == ReadSettings(threads=2).key()
True
>>> ReadSettings().key() == ReadSettings(ocr_dpi=300).key()
False
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

# Raised whenever the readers give other text, places or tables for the same bytes: it parts old cache entries.
READER_VERSION = "3"


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """`engine` is auto or a module of extractor.ocr, with an optional argument after a colon (replay:lines.json).

    `precision` is its arithmetic (auto, f32, bf16, f16); `threads` those of one reader process; `max_bytes` of
    one file, `max_pages` of one file, `max_pixels` of one picture; `ocr_dpi` the rendering of scanned PDF pages;
    `ocr_side` the longest side in pixels that is handed to the engine;
    not `weighed` keeps the recogniser's own confidences (pages are always cached with these: extractor.trust).
    """

    engine: str = "auto"
    precision: str = "auto"
    threads: int = 1
    max_pages: int = 500
    max_bytes: int = 200 * 1024 * 1024
    max_pixels: int = 120_000_000
    ocr_dpi: int = 200
    ocr_side: int = 2400
    weighed: bool = True

    def key(self) -> str:
        """A stable hash of everything here that changes the text that is read: part of every cache key."""
        from extractor.ocr import identity_of

        identity = identity_of(self.engine, self.precision)
        parts = (READER_VERSION, identity.name, identity.version, identity.weights, identity.precision)
        changing = (*parts, str(self.ocr_dpi), str(self.ocr_side))
        return hashlib.sha256("\0".join(changing).encode()).hexdigest()[:32]

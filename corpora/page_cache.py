"""Pages that were read, kept on disk by content, so that a table prints again without OCR."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from extractor.codec import OtherVersion, dump, load_page
from extractor.document import Page
from extractor.read import ReadSettings, outline, read_page


def pages(path: Path, folder: Path, settings: ReadSettings) -> Iterator[Page]:
    """Every page of a file, from `folder` where it has been read with the same settings. Raises ReadError."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
    own = folder / settings.key()[:16]
    own.mkdir(parents=True, exist_ok=True)
    for number in range(1, outline(path, path.name, settings).pages + 1):
        kept = own / f"{digest}-{number}"
        try:
            yield load_page(kept.read_bytes())
            continue
        except (OSError, OtherVersion):
            page = read_page(path, path.name, number, settings)
        kept.write_bytes(dump(page))
        yield page

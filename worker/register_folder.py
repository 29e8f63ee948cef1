"""The register of a run without a database: a folder that holds what each batch filed, one file a batch.

A batch is told by its folder's name and its year: screened again, it takes the place of what it filed before. What
earlier batches filed is loaded once and then found by key, not by scanning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.register import Filing, Held
from checks.register_codec import dump_filings, load_filings
from extractor.codec import OtherVersion
from worker.folder_cache import write_whole

SUFFIX = ".filed"


@dataclass(frozen=True, slots=True)
class RegisterFolder:
    """`folder` is None where no register is kept beyond the batch."""

    folder: Path | None

    def behind(self, source: str, year: int) -> Held | None:
        """What other batches filed. A file of another version of the code is left out."""
        if self.folder is None:
            return None
        own = self._place(source, year)
        return Held(
            filing for place in sorted(self.folder.glob(f"*{SUFFIX}")) if place != own for filing in _in(place)
        )

    def enter(self, source: str, year: int, filings: Sequence[Filing]) -> None:
        """Raises OSError."""
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._place(source, year), dump_filings(filings))

    def _place(self, source: str, year: int) -> Path:
        assert self.folder is not None
        digest = hashlib.sha256(f"{source}\0{year}".encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / f"{digest[:32]}{SUFFIX}"


def _in(place: Path) -> tuple[Filing, ...]:
    try:
        return load_filings(place.read_bytes())
    except (OSError, OtherVersion):
        return ()

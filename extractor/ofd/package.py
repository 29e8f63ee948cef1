"""The zip of an OFD: parts found by whatever path a program wrote, XML parsed leniently and once.

Paths may be absolute, relative to the file that names them, relative to the root, or wrong in their case or folder:
a part is looked for along all of these before it is missing. Nothing is written to a disk. Source: GB/T 33190, §6.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from functools import cached_property
from pathlib import Path
from types import TracebackType

from extractor.errors import ReadError
from extractor.layout.docx_package import Package
from extractor.lenient_xml import MAX_BYTES, Element, parse

LABEL = "OFD"
_DOCUMENT = re.compile(r"(?:^|/)doc_?\d+/document\.xml$", re.IGNORECASE)


class OfdPackage:
    """Use as a context manager. Raises Unreadable, Encrypted or TooLarge."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._package = Package(path, max_bytes, LABEL, " OFD 阅读器")
        self._max_bytes = max_bytes
        self._parsed: dict[str, Element | None] = {}

    def __enter__(self) -> OfdPackage:
        self._package.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._package.__exit__(kind, error, trace)

    @cached_property
    def names(self) -> dict[str, str]:
        """The parts' names, by their names in lower case and with plain slashes."""
        return {name.replace("\\", "/").lstrip("/").lower(): name for name in self._package.names}

    @cached_property
    def _by_base(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(posixpath.basename(name), []).append(name)
        return found

    def find(self, given: str, beside: str = "", folder: str = "") -> str:
        """The part that `given` means in the file `beside` (whose BaseLoc is `folder`); "" where there is none."""
        plain = given.strip().replace("\\", "/").lower()
        if not plain:
            return ""
        home = posixpath.dirname(beside.lower())
        tries = [plain] if plain.startswith("/") else []
        tries += [posixpath.join(home, folder.strip().strip("/").lower(), plain.lstrip("/"))]
        tries += [posixpath.join(home, plain.lstrip("/")), plain]
        tries += [posixpath.join(home.split("/")[0], plain.lstrip("/"))]
        for name in tries:
            known = posixpath.normpath(name.lstrip("/"))
            if known in self.names:
                return known
        same = self._by_base.get(posixpath.basename(plain), [])
        tail = [name for name in same if name.split("/")[-2:-1] == plain.split("/")[-2:-1]]
        return same[0] if len(same) == 1 else tail[0] if len(tail) == 1 else ""

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of a part that `find` gave. Raises Unreadable, TooLarge."""
        return self._package.read(self.names.get(name, name).replace("\\", "/").lstrip("/"), limit)

    def xml(self, name: str) -> Element:
        """The root of a part. Raises Unreadable, TooLarge."""
        if name not in self._parsed:
            self._parsed[name] = parse(self.read(name, MAX_BYTES), LABEL)
        return self._parsed[name]

    def xml_or_none(self, name: str) -> Element | None:
        """The root of a part that is not needed to read the pages: None where it is absent or broken."""
        if not name:
            return None
        try:
            return self.xml(name)
        except ReadError:
            return None

    def documents(self) -> list[str]:
        """Every part that looks like the root of a document, whatever OFD.xml says."""
        return sorted(name for name in self.names if _DOCUMENT.search(name))


def is_ofd(path: Path) -> bool:
    """Whether a ZIP holds an OFD."""
    try:
        with zipfile.ZipFile(path) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        with path.open("rb") as stream:
            start = stream.read(2**20)
        return b"OFD.xml" in start
    return "ofd.xml" in names

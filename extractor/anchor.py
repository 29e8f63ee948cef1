"""Where a place of a DOCX lies in its XML, for a copy that carries comments. The elements are lxml's.

Only what opens a file fills these (extractor.layout.docx_anchors); only what writes copies uses them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from extractor.document import Place


@dataclass(frozen=True, slots=True)
class End:
    """One end of a stretch: a whole w:p, a w:r or the element of a character; `offset` counts within a w:t."""

    element: Any
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """From before `start` to behind `stop`; an offset of `stop` is behind its last character."""

    start: End
    stop: End


@dataclass(frozen=True, slots=True)
class OpenDocx:
    """A DOCX, open. `root` is the document part as a tree that may be changed: nothing reaches the file itself.

    `names` are the parts' names as the package writes them, in its order, `main` the document part's. `read` and
    `xml` raise extractor.errors.ReadError; `packed` is the reverse of `xml`.
    """

    names: tuple[str, ...]
    main: str
    root: Any
    read: Callable[[str], bytes]
    xml: Callable[[str], Any]
    packed: Callable[[Any], bytes]
    anchor: Callable[[Place], Anchor | None]


DocxOpener: TypeAlias = Callable[[Path], AbstractContextManager[OpenDocx]]

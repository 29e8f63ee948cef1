"""What runs inside a reader process: the functions that the pool calls by name.

Another module with the same functions may stand in for this one (setting CAISHEN_READER): the fault tests use
readers that crash, hang or eat memory. Whatever is raised besides extractor.errors counts as a crash of that page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.downloads import downloads
from checks.drawing.packed import packed
from checks.shown import Copy
from extractor import codec, read
from extractor.document import Outline, Part, Photograph
from extractor.errors import ReadError, Unreadable
from extractor.geometry import BBox
from extractor.layout.docx_anchors import open_docx
from extractor.settings import ReadSettings
from extractor.statements import statements
from extractor.unzip import UnzipLimits, Unzipped
from worker.understood import Paper, Understood


def ready() -> None:
    """Import what the first page will need, but no model: done while nobody waits."""
    from extractor import readers
    from extractor.discover import modules_in

    readers.modules()
    modules_in("extractor.kinds")


def unpack(path: Path, folder: Path, limits: UnzipLimits, inner: bool) -> Unzipped | None:
    """The files that an archive or a PDF carries, written into `folder`; None for a package that is one document."""
    from extractor import attachments
    from extractor.readers import archive

    if attachments.may_have(path):
        return attachments.detach(path, folder, limits)
    return archive.unpack(path, folder, limits, inner=inner)


def outline(path: Path, name: str, settings: ReadSettings) -> Outline:
    return read.outline(path, name, settings)


def page(path: Path, name: str, number: int, settings: ReadSettings) -> bytes:
    """The page in extractor.codec's bytes, as the cache keeps it."""
    return codec.dump(read.read_page(path, name, number, settings))


def image(path: Path, name: str, number: int, width: int) -> bytes:
    """WEBP of the upright page, `width` pixels wide."""
    return read.render_page(path, name, number, width)


def box(
    path: Path, name: str, number: int, width: float, box: BBox, turn: int, settings: ReadSettings
) -> tuple[str, float, str]:
    """Text, confidence and source of a box that a person drew."""
    found = read.read_box(path, name, number, width, box, turn, settings)
    return found.text, found.confidence, found.source


def understand(
    name: str,
    outline: Outline,
    pages: Sequence[bytes],
    settings: ReadSettings,
    said: Mapping[tuple[int, ...], str] | None = None,
) -> Understood:
    """Find the papers of a file and read their fields; works on text only, never on the file.

    `said`: kinds that a person gave, by the page numbers of the paper.
    """
    document = read.assemble(name, outline, [codec.load_page(data) for data in pages], settings)
    papers = []
    for part in read.split(document):
        recognised = read.recognise(part)
        numbers = tuple(page.number for page in part.pages)
        paper = Paper(part.index, numbers, recognised.kind, tuple(recognised.records), statements(part))
        kind = (said or {}).get(numbers, "")
        papers.append(_as_said(part, paper, kind) if kind else paper)
    return Understood(document, tuple(papers))


def _as_said(part: Part, paper: Paper, kind: str) -> Paper:
    recognised = read.recognise_as(part, kind)
    return replace(paper, kind=recognised.kind, records=tuple(recognised.records), said=kind, taken=paper.kind)


def photographs(path: Path, name: str, outline: Outline) -> tuple[Photograph, ...]:
    """The photographs of a file by what they show; what is no picture at all has none."""
    from extractor import photographs as found

    try:
        return found.photographs(path, name, outline)
    except (ReadError, OSError, ValueError, RuntimeError):
        return ()


def annotated(original: Path, copy: Copy) -> bytes:
    """The copy of one file with the findings on it, in the output format that `copy` names. Raises ReadError."""
    of_each = downloads()[copy.format].of_each
    if of_each is None:
        raise Unreadable(f"不能按 {copy.format} 格式标注原件。")
    pages = read.printed(original, ReadSettings()) if copy.format == "pdf" else None
    if pages is None:
        return of_each(original, copy, open_docx)
    with TemporaryDirectory() as folder:
        shown = Path(folder) / "pages.pdf"
        shown.write_bytes(pages)
        return of_each(shown, copy, open_docx)


def joined(format: str, copies: Sequence[tuple[str, bytes]]) -> bytes:
    """Several copies, by name, as one file: of the format itself where that can be, else a zip."""
    together = downloads()[format].joined
    return packed(copies) if together is None else together([data for _, data in copies])

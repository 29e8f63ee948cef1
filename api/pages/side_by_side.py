"""The places that a finding quotes, next to each other: the piece of each page, and what the texts differ in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from api.pages.workbench import where
from checks.masking import masked
from worker.store import DocumentView, PageView

_MOST = 4  # places next to each other
_ROUND = 46.0  # points of the page shown around the quoted box
_WIDE = 300.0  # the least width of the piece, in points
_LONGEST = 4000  # characters compared


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `differs` where the other side says something else."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """`image` is the page's, `view` the piece of it (x y width height, points) and `box` the quoted place, or None
    where there is no page image: then there is the text alone.
    """

    where: str
    image: str
    size: tuple[float, float]
    view: tuple[float, float, float, float] | None
    box: tuple[float, float, float, float] | None
    runs: tuple[Run, ...]


def sides_of(finding: Mapping[str, Any], documents: Mapping[str, DocumentView]) -> tuple[Side, ...]:
    """The first places, one of each paper before a second one of any."""
    seen: dict[str, int] = {}
    ranked = []
    for at, evidence in enumerate(finding["evidence"]):
        count = seen[evidence["document"]] = seen.get(evidence["document"], 0) + 1
        ranked.append((count, at, evidence))
    chosen = [evidence for _, _, evidence in sorted(ranked, key=lambda one: one[:2])[:_MOST]]
    texts = [masked(one["text"])[:_LONGEST] for one in chosen]
    runs = differences(*texts) if len(texts) == 2 else tuple((Run(text, differs=False),) for text in texts)
    return tuple(_side(one, documents, said) for one, said in zip(chosen, runs, strict=True))


def differences(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """
    >>> [[run.text for run in side if run.differs] for side in differences("张三，45 岁", "张三，46 岁")]
    [['5'], ['6']]
    """
    one, other = [], []
    for kind, i, j, k, n in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if j > i:
            one.append(Run(left[i:j], kind != "equal"))
        if n > k:
            other.append(Run(right[k:n], kind != "equal"))
    return tuple(one), tuple(other)


def _side(evidence: Mapping[str, Any], documents: Mapping[str, DocumentView], runs: Sequence[Run]) -> Side:
    document, box = documents.get(evidence["document"]), evidence["bbox"]
    page = _page(document, evidence["page"])
    named = where(evidence, documents)
    if document is None or page is None or not box:
        return Side(named, "", (0.0, 0.0), None, None, tuple(runs))
    x0, top, x1, bottom = box
    return Side(
        where=named,
        image=f"/v1/documents/{document.id}/pages/{page.number}.webp",
        size=(page.width, page.height),
        view=_piece(box, page),
        box=(x0 - 2, top - 2, x1 - x0 + 4, bottom - top + 4),
        runs=tuple(runs),
    )


def _page(document: DocumentView | None, number: int | None) -> PageView | None:
    pages = document.pages if document else ()
    return next((page for page in pages if page.number == number and page.drawable), None)


def _piece(box: Sequence[float], page: PageView) -> tuple[float, float, float, float]:
    """The quoted box with what stands around it, kept on the page."""
    width = min(max(box[2] - box[0] + 2 * _ROUND, _WIDE), page.width)
    height = min(box[3] - box[1] + 2 * _ROUND, page.height)
    x = min(max((box[0] + box[2] - width) / 2, 0.0), page.width - width)
    y = min(max((box[1] + box[3] - height) / 2, 0.0), page.height - height)
    return round(x, 1), round(y, 1), round(width, 1), round(height, 1)

"""What is printed or stamped on an invoice beside its fields: 作废, which copy it is (联次), 复印件, 下载次数.

Such words stand in the margin, across the face, or beside the title; they belong to the invoice that they lie on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.geometry import union
from extractor.invoices.pieces import Piece
from extractor.records.cited import Cited

WORDS = (
    "作废", "样票", "样张", "测试发票", "复印件", "复印无效", "发票联", "记账联", "抵扣联", "存根联", "报销联",
)  # fmt: skip
_LOOSE = {word: re.compile(r"\s*".join(word)) for word in WORDS}
_DOWNLOADS = re.compile(r"下\s*载\s*次\s*数\s*[:：]?\s*(\d+)")
_RULES = re.compile(
    r"(?:如有|涂改|逾期|超过|开具后|不得|无权|视为|即为|自行|应|将)[^，。;；]{0,14}作\s*废"
    r"|作\s*废\s*[,，、].{0,8}(?:处理|重开)"
)


def notices(group: Sequence[Piece], margin: Sequence[Piece], groups: int) -> tuple[Cited[str], ...]:
    """The notices of one invoice: `group` is its text, `margin` the page's text that stands in no invoice."""
    near = list(margin) if groups == 1 else _on(group, margin)
    found: dict[str, Cited[str]] = {}
    for said in _said([*group, *near]):
        found.setdefault(said.value, said)
    return tuple(found.values())


def _on(group: Sequence[Piece], margin: Sequence[Piece]) -> list[Piece]:
    area = union(piece.bbox for piece in group)
    return [piece for piece in margin if area.top <= piece.y <= area.bottom]


def _said(pieces: Sequence[Piece]) -> Iterator[Cited[str]]:
    """Conditions printed on the form (涂改作废) are no notice."""
    for piece in pieces:
        downloads = _DOWNLOADS.search(piece.text)
        if downloads:
            yield Cited(f"下载次数：{downloads[1]}", (piece.span,), piece.span.confidence)
        for word, pattern in _LOOSE.items():
            if pattern.search(piece.text) and not (word == "作废" and _RULES.search(piece.text)):
                yield Cited(word, (piece.span,), piece.span.confidence)

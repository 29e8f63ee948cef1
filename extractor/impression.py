"""What a seal's impression says, as Mark.detail keeps it. Standard library only.

>>> seal = Impression("round", "北京某某有限公司", "合同专用章", 0.93)
>>> read_detail(detail_of(seal)) == seal
True
>>> read_detail("")
Impression(shape='', ring='', centre='', confidence=0.0)
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

Shape = Literal["round", "oval", "square", "electronic", ""]
SHAPES: dict[str, Shape] = {"round": "round", "oval": "oval", "square": "square", "electronic": "electronic"}


@dataclass(frozen=True, slots=True)
class Impression:
    """`ring` is the text along the ring, mostly an organisation; `centre` what stands in the middle or below
    (合同专用章, 发票专用章 …); both empty where nothing was read. `confidence` 0 to 1 is that of `ring`."""

    shape: Shape
    ring: str = ""
    centre: str = ""
    confidence: float = 0.0


def detail_of(seal: Impression) -> str:
    """Compact JSON, the same for the same impression."""
    said = {"shape": seal.shape, "ring": seal.ring, "centre": seal.centre, "confidence": round(seal.confidence, 3)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read_detail(detail: str) -> Impression:
    """The impression of a seal's Mark.detail; an empty one for any other text."""
    try:
        said = json.loads(detail)
        shape = SHAPES.get(str(said["shape"]), "")
        return Impression(shape, str(said["ring"]), str(said["centre"]), float(said["confidence"]))
    except (ValueError, KeyError, TypeError):
        return Impression("")

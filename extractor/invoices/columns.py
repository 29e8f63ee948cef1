"""The header of the goods, and which column a token stands in.

Headers are centred, numbers flush right, names flush left: what kind of token it is counts before where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.geometry import BBox, union
from extractor.invoices.pieces import Piece, Strip, strips
from extractor.invoices.wording import spaced

HEADERS: dict[str, tuple[str, ...]] = {
    "name": ("项目名称", "货物或应税劳务、服务名称", "货物或应税劳务名称", "货物或应税劳务服务名称"),
    "plate": ("车牌号",),
    "vehicle": ("车辆类型", "类型"),
    "from_date": ("通行日期起",),
    "to_date": ("通行日期止",),
    "spec": ("规格型号",),
    "unit": ("单位",),
    "quantity": ("数量",),
    "price": ("单价",),
    "amount": ("金额",),
    "rate": ("税率/征收率", "税率", "征收率"),
    "tax": ("税额",),
}
_WORDS = sorted(((word, name) for name, words in HEADERS.items() for word in words), key=lambda pair: -len(pair[0]))
_PATTERN = re.compile("|".join(f"(?P<h{at}>{spaced(word)})" for at, (word, _) in enumerate(_WORDS)))
_TOKEN = re.compile(
    r"\*[^*\s]{1,24}\*\S+|-?[¥￥]?-?\d[\d,]*\.\d{2}(?=\d{1,2}%|免税|不征税|\*{2,})|\d{1,2}(?:\.\d)?%(?=[-¥\d*])|\S+"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The header's columns by name, and the box around them."""

    at: dict[str, BBox]
    bbox: BBox

    def nearest(self, x: float, *names: str) -> str:
        """The column of `names` whose header's middle is nearest to `x`; empty when none of them is printed."""
        known = [name for name in self.at if name in names or name.startswith("other")]
        return min(known, key=lambda name: abs(self.at[name].middle[0] - x), default="")

    def gap(self, name: str, x: float) -> float:
        """Points between `x` and the header of a column, 0 within it; far when it is not printed."""
        box = self.at.get(name)
        return max(0.0, box.x0 - x, x - box.x1) if box else 1e6


def header(pieces: Sequence[Piece]) -> Columns | None:
    """The row with the most column names, at least three; None where there is none.

    Headers of adjoining rows are joined: photographs lean, and some forms print the header in two rows.
    """
    best: dict[str, BBox] = {}
    rows = strips(pieces)
    for row in rows:
        found = _names(row)
        if len(found) > len(best):
            best = found
    if len(best) < 3:
        return None
    whole = union(best.values())
    others: list[BBox] = []
    for row in rows:
        if abs(row.y - whole.middle[1]) < 1.6 * max(whole.height, 8.0):
            for name, box in _names(row).items():
                best.setdefault(name, box)
        if abs(row.y - whole.middle[1]) < 0.6 * max(whole.height, 8.0):
            others += [p.bbox for p in row.pieces if not _PATTERN.search(p.text) and not re.search(r"\d", p.text)]
    others = [box for box in others if not any(box.x0 < b.x1 and b.x0 < box.x1 for b in best.values())]
    columns = _completed(best, others)
    return Columns(columns, union(columns.values()))


def _completed(known: dict[str, BBox], others: Sequence[BBox]) -> dict[str, BBox]:
    """Headers that were misread take their place by order, for the last three are on every invoice; any other is a
    column of its own (建筑服务发生地), which no value of ours stands in."""
    done = dict(known)
    rest = sorted(others, key=lambda box: box.x0)
    last = [name for name in ("amount", "rate", "tax") if name not in known]
    start = known["price"].x1 if "price" in known else known["name"].x1 if "name" in known else float("inf")
    right = [box for box in rest if box.x0 > start]
    if last and len(right) == len(last):
        done.update(zip(last, right, strict=True))
        rest = [box for box in rest if box not in right]
    first = min(known.values(), key=lambda box: box.x0)
    if "name" not in known:
        named = [box for box in rest if box.x1 < first.x0]
        done["name"] = named[0] if named else BBox(first.x0 - 90, first.top, first.x0 - 20, first.bottom)
        rest = [box for box in rest if box not in named[:1]]
    for before, name, after in (("price", "amount", "rate"), ("amount", "rate", "tax")):
        if name not in done and before in done and after in done:
            done[name] = _halfway(done[before], done[after])
    done.update({f"other{at}": box for at, box in enumerate(rest)})
    return done


def _halfway(left: BBox, right: BBox) -> BBox:
    """Where a header must stand that was not read at all."""
    middle = (left.x1 + right.x0) / 2
    return BBox(middle - 12, min(left.top, right.top), middle + 12, max(left.bottom, right.bottom))


def _names(row: Strip) -> dict[str, BBox]:
    found: dict[str, BBox] = {}
    for match in _PATTERN.finditer(row.text):
        name = _WORDS[int((match.lastgroup or "h0")[1:])][1]
        parts = row.take(*match.span())
        before = row.text[: match.start()].rstrip()
        if parts and not before.endswith(("合计", "价税", ":")):
            found.setdefault(name, union(part.bbox for part in parts))
    return found


def tokens(piece: Piece) -> list[Piece]:
    """A piece cut at white space, and where OCR glued a sum and a rate.

    >>> from extractor.document import OnPage, Span
    >>> box = BBox(0, 0, 100, 10)
    >>> [t.text for t in tokens(Piece("166.796%10.01", box, Span("166.796%10.01", OnPage(1, box), 1, "text", "")))]
    ['166.79', '6%', '10.01']
    """
    return [piece.cut(*match.span()) for match in _TOKEN.finditer(piece.text)]

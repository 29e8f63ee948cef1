"""The vertical titles at the left of each block (购买方, 销售方, 密码区, 备注), and the cipher that is nobody's name.

They are single characters in a column, one tall piece, or a single character that OCR saw of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.geometry import BBox, union
from extractor.invoices.pieces import Piece

_CHARS = "购买方信息货单位销貨售密码区备註注"
_KINDS = (
    ("buyer", re.compile("购|买")),
    ("seller", re.compile("销|售")),
    ("cipher", re.compile("密|区")),
    ("remark", re.compile("备|注|註")),
)
_CIPHER = re.compile(r"^[\d+\-*/<>±=_ ]{14,}$")
_SYMBOL = re.compile(r"[+*/<>]")


@dataclass(frozen=True, slots=True)
class Side:
    """`kind`: buyer, seller, cipher or remark."""

    kind: str
    bbox: BBox


def sides(pieces: Sequence[Piece]) -> tuple[list[Side], list[Piece]]:
    """The side titles, and the pieces that are none and no cipher."""
    parts = [piece for piece in pieces if is_part(piece)]
    found: list[Side] = []
    for stack in _stacks(parts):
        text = "".join(piece.text for piece in stack)
        kind = next((name for name, pattern in _KINDS if pattern.search(text)), "")
        if kind:
            found.append(Side(kind, union(piece.bbox for piece in stack)))
    taken = {id(piece) for piece in parts}
    rest = [piece for piece in pieces if id(piece) not in taken and not is_cipher(piece.text)]
    return found, [piece for piece in rest if not _in_cipher(piece, found)]


def is_cipher(text: str) -> bool:
    """
    >>> is_cipher("03-028/088<945327-8704670*98"), is_cipher("0755-86969659 0755-86969658")
    (True, False)
    """
    plain = text.strip()
    return bool(_CIPHER.match(plain)) and len(set(_SYMBOL.findall(plain))) >= 2


def is_part(piece: Piece) -> bool:
    """One character of a side title, or the whole of one, printed downwards."""
    text = re.sub(r"\s", "", piece.text)
    known = sum(char in _CHARS for char in text)
    if len(text) < 2:
        return known == 1
    return known >= 0.6 * len(text) and len(text) <= 6 and piece.bbox.height > 1.3 * piece.bbox.width


def _stacks(parts: Sequence[Piece]) -> list[list[Piece]]:
    """Parts above each other, each within three heights of the one before."""
    stacks: list[list[Piece]] = []
    for piece in sorted(parts, key=lambda p: p.bbox.top):
        for stack in stacks:
            last = stack[-1]
            side = max(last.bbox.width, piece.bbox.width, 6.0)
            near = piece.bbox.top - last.bbox.bottom < 3 * side
            if abs(last.x - piece.x) < side and near and _same_title(stack, piece):
                stack.append(piece)
                break
        else:
            stacks.append([piece])
    return stacks


def _same_title(stack: Sequence[Piece], piece: Piece) -> bool:
    """购 and 销 begin titles of their own."""
    begun = any(re.search("[购销密备]", other.text) for other in stack)
    return not (begun and re.search("[购销密备]", piece.text))


def _in_cipher(piece: Piece, found: Sequence[Side]) -> bool:
    """Right of 密码区 and beside it, unless it is a label with its value (some forms print 备注 there)."""
    for side in found:
        if side.kind != "cipher":
            continue
        beside = side.bbox.top - 12 < piece.y < side.bbox.bottom + 12
        if beside and piece.bbox.x0 > side.bbox.x1 and not re.search(r"[\u3400-\u9fff]", piece.text):
            return True
    return False

"""The text layer of a page, believed only as far as a look at the page bears it out.

Cheap signs first: unknown glyphs, fonts without a sound map, ideographs that nobody writes. Where there are none the
page is not looked at. Else a few lines, chosen by the text itself and so always the same ones, are recognised in the
picture of the page; what contradicts it is read again from there, line by line, or the page as a whole.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extractor.geometry import BBox
from extractor.layout.fragment import Fragment
from extractor.layout.layer_check import MOST, Clash, differ, told, unsure
from extractor.layout.textlayer import doubtful, unlikely

SAMPLE = 4  # lines that are looked at
MOST_AGAIN = 40  # lines read again one by one; from there on the whole page
LYING = 0.5  # share of the sample that must differ for the rest not to be believed
STRAY = 2  # unknown glyphs (a bullet of a symbol font) that no page is looked at for

Look = Callable[[BBox], Fragment | None]


@dataclass(frozen=True, slots=True)
class Verified:
    """`fragments` to be used; `whole`: none of them, the page is to be recognised as if it had no layer."""

    fragments: list[Fragment]
    clashes: list[Clash]
    compared: int = 0
    whole: bool = False


def verified(layer: Sequence[Fragment], look: Look) -> Verified:
    """`look` recognises what the page shows in a box, or None where there is nothing. Raises what `look` raises."""
    visible = "".join(one.text for one in layer if not one.invisible)
    unknown = sum(doubtful(char) for char in visible)
    suspects = unsure(layer) if unknown > STRAY or any(one.doubted and not _holed(one) for one in layer) else []
    if unlikely(visible):
        suspects = [one for one in layer if not one.invisible]
    if not suspects:
        return Verified(list(layer), [])
    holed = [one for one in suspects if _holed(one)]
    sample = _sample([one for one in suspects if not _holed(one)], visible)
    seen = [(one, look(one.bbox)) for one in sample]
    clashes = [
        Clash(one.bbox, one.text, found.text, found.confidence)
        for one, found in seen
        if found is not None and differ(one.text, found.text, found.confidence)
    ]
    lying = bool(clashes) and len(clashes) >= LYING * len(seen)
    again = suspects if lying else holed
    if len(again) > MOST_AGAIN or (lying and len(suspects) == len([one for one in layer if not one.invisible])):
        return Verified([], clashes, len(seen), whole=True)
    return _read_again(layer, again, clashes, len(seen), look)


def _read_again(
    layer: Sequence[Fragment], again: Sequence[Fragment], clashes: list[Clash], compared: int, look: Look
) -> Verified:
    """The lines of `again` as the page shows them; where nothing is seen the layer's text stays, in doubt."""
    shown: dict[int, Fragment] = {}
    found = list(clashes)
    for one in again:
        seen = look(one.bbox)
        if seen is None or not seen.text:
            shown[id(one)] = replace(one, confidence=min(one.confidence, 0.5))
            continue
        shown[id(one)] = replace(seen, bbox=one.bbox, size=one.size)
        if told(one.text) != told(seen.text) and all(clash.bbox != one.bbox for clash in found):
            found.append(Clash(one.bbox, one.text, seen.text, seen.confidence))
    return Verified([shown.get(id(one), one) for one in layer], found[:MOST], compared + len(again))


def _holed(fragment: Fragment) -> bool:
    return any(doubtful(char) for char in fragment.text)


def _sample(fragments: Sequence[Fragment], text: str) -> list[Fragment]:
    """Up to SAMPLE lines long enough to tell, the same ones for the same page."""
    telling = [one for one in fragments if len(told(one.text)) >= 4] or list(fragments)
    if len(telling) <= SAMPLE:
        return telling
    chosen = random.Random(zlib.crc32(text.encode("utf-8", "replace"))).sample(range(len(telling)), SAMPLE)
    return [telling[at] for at in sorted(chosen)]

"""Lines of a width: Chinese text breaks anywhere but before closing marks, numbers and words stay whole.

>>> from corpora.labelled.fonts import FONTS
>>> wrapped("编号2025001，合计", FONTS["sans"], 10, 50)
['编号', '2025001，', '合计']
"""

from __future__ import annotations

import re

from corpora.labelled.fonts import Font

LEADING = 1.6
_WORD = re.compile(r"[A-Za-z0-9.,\-/]+|.")
_NEVER_FIRST = "，。；：、！？）》”’」』】％%)"


def wrapped(text: str, font: Font, size: float, width: float) -> list[str]:
    """At least one line; a newline in `text` always breaks."""
    return [line for part in text.split("\n") for line in _wrapped(part, font, size, width)]


def _wrapped(text: str, font: Font, size: float, width: float) -> list[str]:
    lines = [""]
    for word in _WORD.findall(text):
        fits = font.length(lines[-1] + word, size) <= width
        if fits or not lines[-1] or (word in _NEVER_FIRST):
            lines[-1] += word
        else:
            lines.append(word)
        while font.length(lines[-1], size) > width + 2 * size:  # a number longer than its cell is torn
            at = max(1, int(len(lines[-1]) * width / font.length(lines[-1], size)))
            lines[-1:] = [lines[-1][:at], lines[-1][at:]]
    return [line.strip(" ") for line in lines]

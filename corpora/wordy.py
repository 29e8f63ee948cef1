"""Running text from a whole dictionary: two texts share no more than chance, as reports of two authors do.

corpora.prose repeats a few dozen phrases, which makes any two of its texts near-duplicates of each other.

>>> from random import Random
>>> text = report_text(Random(1), 300)
>>> len(text) >= 300, text == report_text(Random(1), 300)
(True, True)
"""

from __future__ import annotations

from functools import cache
from random import Random

import jieba

MOST_COMMON = 20_000
_SENTENCES = 5


@cache
def words() -> tuple[str, ...]:
    """The most common words of two to four ideographs in jieba's dictionary."""
    found: list[tuple[int, str]] = []
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, count, *_ = line.decode("utf-8").split(" ")
            if 2 <= len(word) <= 4 and all("\u4e00" <= char <= "\u9fff" for char in word):
                found.append((-int(count), word))
    return tuple(word for _, word in sorted(found)[:MOST_COMMON])


def sentence(random: Random) -> str:
    known = words()
    # The product of two draws leans towards the common words.
    parts = [known[int(random.random() * random.random() * len(known))] for _ in range(random.randint(7, 12))]
    cut = len(parts) // 2
    return "".join(parts[:cut]) + "，" + "".join(parts[cut:]) + "。"


def paragraph(random: Random) -> str:
    return "".join(sentence(random) for _ in range(_SENTENCES))


def report_text(random: Random, characters: int) -> str:
    """Paragraphs, one a line, of at least so many characters together."""
    made: list[str] = []
    while sum(map(len, made)) < characters:
        made.append(paragraph(random))
    return "\n".join(made)


def reworded(text: str, kept: float, random: Random) -> str:
    """The text with each sentence kept with the chance `kept`, and written anew otherwise."""
    lines = []
    for line in text.splitlines():
        sentences = [part for part in line.split("。") if part]
        lines.append("".join(f"{one}。" if random.random() < kept else sentence(random) for one in sentences))
    return "\n".join(lines)

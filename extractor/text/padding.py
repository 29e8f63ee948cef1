"""Signs that a text was made longer than it is: repeats, text that nobody sees, text pasted from the policy (W.03).

Whether padding matters is not decided here: places are found, so that a length can be told with and without them.
The policy texts are known by hashes of their shingles (data/policy_shingles.txt, made by corpora.policy_shingles).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from extractor.text.counting import is_hanzi

# Letters of a paragraph, of a sentence, of which a repeat is no accident (a heading, 以上 …).
LEAST_PARAGRAPH = 20
LEAST_NEAR_PARAGRAPH = 40
LEAST_SENTENCE = 12
SENTENCE_TIMES = 3
# A shorter one is no accident either when it comes this often.
LEAST_SLOGAN = 6
SLOGAN_TIMES = 6
# Share of common 3-grams from which two paragraphs are the same but for a few words.
NEAR = 0.75
# Letters of a passage, whatever paragraphs it lies in, that is a copy; and of the piece by which copies are found.
LEAST_PASSAGE = 40
_SEED = 20
POLICY_SHINGLE = 12
LEAST_POLICY = 40
_POLICY_GAP = 6
_GRAM = 3
_COMMON_GRAM = 50


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """Characters start:end of text number `index`."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """`extra` are the repeats of `first`."""

    first: Extent
    extra: tuple[Extent, ...]

    @property
    def times(self) -> int:
        return 1 + len(self.extra)


def repeats(texts: Sequence[str]) -> tuple[Repeat, ...]:
    """Repeated paragraphs (also near-exact, numbers changed), repeated sentences and phrases; extras never overlap.

    >>> [r.times for r in repeats(["各区站点围绕企业需求开展了走访调研并建立了台账。"] * 3)]
    [3]
    """
    found = _paragraph_repeats(texts)
    taken = {extent.index for repeat in found for extent in repeat.extra}
    sentences = _sentence_repeats(texts, taken)
    cut_out = {extent for repeat in sentences for extent in repeat.extra}
    phrases = _phrase_repeats(texts, taken, cut_out)
    cut_out |= {extent for repeat in phrases for extent in repeat.extra}
    return (*found, *sentences, *phrases, *_passage_repeats(texts, taken, cut_out))


def without(texts: Sequence[str], extents: Iterable[Extent]) -> list[str]:
    """The texts with the extents cut out, a line break left in their place."""
    cuts: dict[int, list[Extent]] = defaultdict(list)
    for extent in extents:
        cuts[extent.index].append(extent)
    rest = []
    for index, text in enumerate(texts):
        for extent in sorted(cuts.get(index, ()), reverse=True):
            text = f"{text[: extent.start]}\n{text[extent.end :]}"
        rest.append(text)
    return rest


def policy_passages(texts: Sequence[str], hashes: frozenset[str] | None = None) -> tuple[Extent, ...]:
    """Passages of at least LEAST_POLICY ideographs that stand so in a policy text, whatever marks or lines part them.

    A passage that runs over several texts gives an extent in each.
    """
    known = policy_hashes() if hashes is None else hashes
    places = [(index, i) for index, text in enumerate(texts) for i, char in enumerate(text) if is_hanzi(char)]
    letters = "".join(texts[index][i] for index, i in places)
    found: list[Extent] = []
    for begin, end in _runs(letters, known):
        if end - begin >= LEAST_POLICY:
            run = places[begin:end]
            for index in dict.fromkeys(index for index, _ in run):
                own = [i for other, i in run if other == index]
                found.append(Extent(index, own[0], own[-1] + 1))
    return tuple(found)


def shingle_hashes(text: str) -> Iterator[str]:
    """The hash of every run of POLICY_SHINGLE ideographs of `text`: 8 hexadecimal digits each."""
    letters = "".join(char for char in text if is_hanzi(char))
    for start in range(len(letters) - POLICY_SHINGLE + 1):
        yield _hash(letters[start : start + POLICY_SHINGLE])


@lru_cache(maxsize=1)
def policy_hashes() -> frozenset[str]:
    """The stored hashes of the programmes' policy texts."""
    stored = resources.files("extractor.text").joinpath("data/policy_shingles.txt").read_text(encoding="ascii")
    lines = (line for line in stored.splitlines() if not line.startswith("#"))
    return frozenset(line[i : i + 8] for line in lines for i in range(0, len(line), 8))


def _hash(shingle: str) -> str:
    return hashlib.blake2b(shingle.encode(), digest_size=4).hexdigest()


def _letters(text: str) -> str:
    """What two copies share when white space, marks and numbers are changed."""
    return "".join(char for char in text if char.isalpha())


# -- paragraphs


def _paragraph_repeats(texts: Sequence[str]) -> list[Repeat]:
    original: dict[int, list[int]] = defaultdict(list)
    by_letters: dict[str, int] = {}
    grams: dict[str, list[int]] = defaultdict(list)
    sets: dict[int, frozenset[str]] = {}
    for index, text in enumerate(texts):
        letters = _letters(text)
        if len(letters) < LEAST_PARAGRAPH:
            continue
        first = by_letters.setdefault(letters, index)
        if first == index and len(letters) >= LEAST_NEAR_PARAGRAPH:
            own = frozenset(letters[i : i + _GRAM] for i in range(len(letters) - _GRAM + 1))
            first = _nearest(own, grams, sets, index)
            if first == index:
                sets[index] = own
                for gram in own:
                    grams[gram].append(index)
        if first != index:
            original[first].append(index)
    return [
        Repeat(_whole(texts, first), tuple(_whole(texts, other) for other in others))
        for first, others in original.items()
    ]


def _nearest(own: frozenset[str], grams: dict[str, list[int]], sets: dict[int, frozenset[str]], index: int) -> int:
    """The earlier paragraph that is the same but for a few words, else `index` itself."""
    shared: dict[int, int] = defaultdict(int)
    for gram in own:
        for other in grams.get(gram, ())[:_COMMON_GRAM]:
            shared[other] += 1
    best = max(shared, key=lambda other: (shared[other], -other), default=index)
    if best == index:
        return index
    return best if shared[best] / (len(own) + len(sets[best]) - shared[best]) >= NEAR else index


def _whole(texts: Sequence[str], index: int) -> Extent:
    return Extent(index, 0, len(texts[index]))


# -- sentences and phrases


def _sentences(index: int, text: str) -> Iterator[Extent]:
    for match in re.finditer(r"[^。！？!?；;\n]+[。！？!?；;]?", text):
        yield Extent(index, match.start(), match.end())


def _sentence_repeats(texts: Sequence[str], taken: set[int]) -> list[Repeat]:
    places: dict[str, list[Extent]] = defaultdict(list)
    for index, text in enumerate(texts):
        for extent in _sentences(index, text) if index not in taken else ():
            letters = _letters(text[extent.start : extent.end])
            if len(letters) >= LEAST_SLOGAN:
                places[letters].append(extent)
    return [Repeat(found[0], tuple(found[1:])) for letters, found in places.items() if _too_often(letters, found)]


def _too_often(letters: str, found: Sequence[Extent]) -> bool:
    return len(found) >= (SENTENCE_TIMES if len(letters) >= LEAST_SENTENCE else SLOGAN_TIMES)


def _phrase_repeats(texts: Sequence[str], taken: set[int], cut_out: set[Extent]) -> list[Repeat]:
    """A sentence that is one phrase over and over."""
    found = []
    for index, text in enumerate(texts):
        for extent in _sentences(index, text) if index not in taken else ():
            sentence = text[extent.start : extent.end].strip("。！？!?；;， ,")
            period = _period(sentence)
            if extent not in cut_out and len(sentence) >= 40 and period * SENTENCE_TIMES <= len(sentence):
                middle = extent.start + text[extent.start : extent.end].index(sentence) + period
                times = len(sentence) // period
                rest = Extent(index, middle, extent.end)
                found.append(Repeat(Extent(index, extent.start, middle), (rest,) * min(1, times)))
    return found


def _period(text: str) -> int:
    """The shortest length by which `text` repeats itself.

    >>> _period("提升服务提升服务提升服务提升"), _period("甲乙丙")
    (4, 3)
    """
    border = [0] * len(text)
    length = 0
    for i in range(1, len(text)):
        while length and text[i] != text[length]:
            length = border[length - 1]
        length += text[i] == text[length]
        border[i] = length
    return len(text) - (border[-1] if border else 0)


# -- passages, wherever paragraphs begin: a page break may have joined two or cut one in the copy


def _passage_repeats(texts: Sequence[str], taken: set[int], cut_out: set[Extent]) -> list[Repeat]:
    """Passages of at least LEAST_PASSAGE letters that stood before, outside what other repeats hold."""
    held = {(e.index, i) for e in cut_out for i in range(e.start, e.end)}
    places = [
        (index, i)
        for index, text in enumerate(texts)
        if index not in taken
        for i, char in enumerate(text)
        if char.isalpha() and (index, i) not in held
    ]
    letters = "".join(texts[index][i] for index, i in places)
    found = []
    for origin, begin, end in _copies(letters):
        index, start = places[origin]
        first = Extent(index, start, start + 1)
        found.append(Repeat(first, tuple(_extents(places[begin:end], held))))
    return found


def _copies(letters: str) -> Iterator[tuple[int, int, int]]:
    """(where it stood before, begin, end) of every long passage of `letters` that is a copy, none inside another."""
    seen: dict[str, int] = {}
    at = 0
    while at + _SEED <= len(letters):
        origin = seen.setdefault(letters[at : at + _SEED], at)
        length = _SEED
        while origin < at and at + length < len(letters) and letters[origin + length] == letters[at + length]:
            length += 1
        if origin + _SEED <= at and length >= LEAST_PASSAGE:
            yield origin, at, at + length
            at += length
        else:
            at += 1


def _extents(run: Sequence[tuple[int, int]], held: set[tuple[int, int]]) -> Iterator[Extent]:
    """The stretches of each text that the letters of a run cover, cut where other repeats stand between them."""
    begin = 0
    for at in range(1, len(run) + 1):
        (index, last) = run[at - 1]
        ends = at == len(run) or run[at][0] != index or any((index, i) in held for i in range(last, run[at][1]))
        if ends:
            yield Extent(index, run[begin][1], last + 1)
            begin = at


# -- policy


def _runs(letters: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Runs start:end of `letters` that stand in the policy but for a few letters, long enough to be no quotation."""
    begin = end = -1
    for start, shingle in enumerate(shingle_hashes(letters)):
        if shingle not in known:
            continue
        if begin >= 0 and start > end + _POLICY_GAP:
            yield begin, end
            begin = -1
        begin = start if begin < 0 else begin
        end = start + POLICY_SHINGLE
    if begin >= 0:
        yield begin, end

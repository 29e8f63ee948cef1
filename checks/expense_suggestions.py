"""What an expense line may be where the map is silent: a small text classifier proposes, a person decides.

The model stands beside the map (trained by `make train`, see corpora.expense_training) and is loaded when the first
line asks for it; spaCy is imported nowhere else here, and never where nothing is asked. Without the model, or where
it is not sure, nothing is proposed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from checks.expense_map import load

FILE = Path(str(files("checks.packs.expenses"))) / "suggestions.bin"
FLOOR = 0.55
"""A proposal below this score is none."""
KNOWN = 0.6  # share of the characters that must have been learnt
LONGEST = 60  # characters of a line that say what it is
_SEPARATOR = b"\n"
_BOW = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 3,
    "no_output_layer": False,
    "length": 4096,
}


@dataclass(frozen=True, slots=True)
class Guess:
    good: str
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`to` holds categories and articles of the programme, the likeliest first."""

    good: str
    to: tuple[str, ...]
    words: str
    score: float


class Model:
    """A spaCy pipeline that puts a text to a good; each character is a token. `known` are those it has learnt."""

    def __init__(self, nlp: Any, known: str) -> None:
        self.nlp, self.known = nlp, frozenset(known)

    def understands(self, text: str) -> bool:
        """Whether most of the text is of characters that it has learnt: of others it would say anything."""
        held = [char for char in text[:LONGEST] if char.isalnum()]
        told = sum(char in self.known for char in held)
        return told >= 2 and told >= KNOWN * len(held)

    def best(self, text: str) -> Guess:
        cats = self.nlp(text[:LONGEST]).cats
        good = max(sorted(cats), key=cats.__getitem__)
        return Guess(good, float(cats[good]))

    def data(self) -> bytes:
        """Labels, characters, weights."""
        pipe = self.nlp.get_pipe("textcat")
        head = [",".join(pipe.labels).encode(), "".join(sorted(self.known)).encode()]
        return zlib.compress(_SEPARATOR.join([*head, pipe.model.to_bytes()]), 9)


def blank(labels: Sequence[str]) -> Any:
    """An untrained pipeline. spaCy's Chinese segments into characters where no segmenter is named."""
    import spacy

    nlp = spacy.blank("zh")
    pipe = nlp.add_pipe("textcat", config={"model": _BOW})
    for label in labels:
        pipe.add_label(label)  # type: ignore[attr-defined]
    return nlp


def suggest(text: str, programme: str) -> Suggestion | None:
    """Where a line that the map does not know may belong; None where nothing can be said."""
    model = _model()
    if model is None or not model.understands(text.strip()):
        return None
    guess = model.best(text.strip())
    map = load(programme)
    placing = map.placings.get(guess.good)
    if guess.score < FLOOR or placing is None or not placing.to:
        return None
    named = "、".join(f"“{map.title(target)}”" for target in placing.to)
    words = f"建议：可能是{named}（程序按措辞推测，把握 {guess.score:.0%}，未据此判断）"
    return Suggestion(guess.good, placing.to, words, guess.score)


@cache
def _model() -> Model | None:
    try:
        labels, known, weights = zlib.decompress(FILE.read_bytes()).split(_SEPARATOR, 2)
    except (OSError, zlib.error, ValueError):
        return None
    nlp = blank(labels.decode().split(","))
    nlp.initialize()
    nlp.get_pipe("textcat").model.from_bytes(weights)
    return Model(nlp, known.decode())

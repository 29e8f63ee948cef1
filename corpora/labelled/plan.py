"""Which papers a run makes: every kind with its layouts, fonts and media, drawn from the run's seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from corpora.labelled.degrade import presets
from corpora.labelled.layouts import every
from corpora.labelled.make import Recipe, split

SIZES = {"tiny": (1, 1, 0), "small": (1, 3, 2), "full": (3, 10, 7)}
"""For each layout: digital papers of each format, scans and photographs (each of another preset)."""
SIDES = {"developing": ("developing",), "scored": ("scored",), "both": ("developing", "scored")}


def recipes(size: str, side: str, seed: int, only: Sequence[str] = ()) -> tuple[Recipe, ...]:
    """`only` keeps papers whose name holds one of these texts, wherever (a kind, a layout, a preset)."""
    found = [recipe for one in SIDES[side] for recipe in _of_side(size, one, seed)]
    return tuple(recipe for recipe in found if not only or any(text in recipe.name for text in only))


def _of_side(size: str, side: str, seed: int) -> Iterator[Recipe]:
    random = Random(f"{seed}-{side}")
    scans, photos = (cycle(_shuffled(list(presets()[medium]), random)) for medium in ("scan", "photo"))
    fonts = cycle(_shuffled(split()["fonts"][side], random))
    digital, scanned, photographed = SIZES[size]
    for kind in every():
        for layout in split()["layouts"][kind][side]:
            wanted = ["pdf"] * digital + ([] if kind == "invoice" else ["docx"] * digital)
            wanted += [next(scans) for _ in range(scanned)] + [next(photos) for _ in range(photographed)]
            for number, preset in enumerate(wanted):
                font = next(font for font in fonts if kind not in split()["not_for"].get(font, ()))
                yield Recipe(kind, layout, font, preset, f"{seed}.{number}")


def _shuffled(names: Sequence[str], random: Random) -> list[str]:
    return random.sample(list(names), len(names))

"""Which papers a run makes: every kind with its layouts, fonts and media, drawn from the run's seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from corpora.labelled.degrade import presets
from corpora.labelled.layouts import every
from corpora.labelled.make import Recipe, split
from corpora.labelled.plants import PLANTS

SIZES = {"tiny": (1, 1, 0), "small": (1, 3, 2), "full": (3, 10, 7)}
"""For each layout: digital papers of each format, scans and photographs (each of another preset)."""
PLANTED = {"tiny": 0, "small": 1, "full": 3}
"""Scans, and photographs, of each planted violation in a layout."""
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


def planted(size: str, side: str, seed: int, only: Sequence[str] = ()) -> tuple[Recipe, ...]:
    """Papers with planted violations, each as a PDF, as scans and as photographs."""
    found = []
    for one in SIDES[side] if PLANTED[size] else ():
        random = Random(f"{seed}-{one}-planted")
        for name, plant in PLANTS.items():
            layouts = _shuffled(split()["layouts"][plant.kind][one], random)
            presets_of = [_shuffled(list(names), random) for names in presets().values()]
            for layout in layouts if size == "full" else layouts[:1]:
                for preset in ("pdf", *(p for names in presets_of for p in names[: PLANTED[size]])):
                    fonts = [f for f in split()["fonts"][one] if plant.kind not in split()["not_for"].get(f, ())]
                    found.append(Recipe(plant.kind, layout, random.choice(fonts), preset, str(seed), name))
    return tuple(recipe for recipe in found if not only or any(text in recipe.name for text in only))


def _shuffled(names: Sequence[str], random: Random) -> list[str]:
    return random.sample(list(names), len(names))

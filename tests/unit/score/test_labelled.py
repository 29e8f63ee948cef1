"""Labelled papers: the same bytes again, and truths that lie where the picture shows them."""

from __future__ import annotations

import doctest
from random import Random

import numpy as np
import pytest

import corpora.labelled.facts
import corpora.labelled.wrapping
from corpora.blocks import Cell, Grid
from corpora.labelled.degrade import Degradation, chosen, degraded, presets
from corpora.labelled.fonts import FONTS
from corpora.labelled.grid import laid
from corpora.labelled.make import Recipe, make, split
from corpora.labelled.plan import recipes
from extractor.geometry import BBox

ALL_PRESETS = [name for medium in presets().values() for name in medium]
SHEET = (300.0, 400.0)
SPOT = BBox(60, 80, 80, 90)


@pytest.mark.parametrize("module", [corpora.labelled.facts, corpora.labelled.wrapping])
def test_examples_in_the_modules_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("preset", ["docx", "scan_110"])
def test_the_same_recipe_gives_the_same_bytes(preset: str) -> None:
    recipe = Recipe("recommendation", "letter", "sans", preset, "4")
    assert make(recipe) == make(recipe)


def test_another_seed_says_something_else() -> None:
    first, other = (make(Recipe("roster", "ruled", "sans", "docx", seed)).fields for seed in ("1", "2"))
    assert first != other


def test_layouts_and_fonts_stand_on_one_side_each() -> None:
    for sides in (split()["fonts"], *split()["layouts"].values()):
        assert not set(sides["developing"]) & set(sides["scored"])
        assert sides["developing"]
        assert sides["scored"]


def test_a_run_of_one_side_takes_nothing_of_the_other() -> None:
    scored = {(kind, name) for kind, sides in split()["layouts"].items() for name in sides["scored"]}
    for recipe in recipes("small", "developing", 3):
        assert (recipe.kind, recipe.layout) not in scored
        assert recipe.font in split()["fonts"]["developing"]


@pytest.mark.parametrize("name", ALL_PRESETS)
def test_a_place_of_the_sheet_is_found_where_the_picture_shows_it(name: str) -> None:
    clean = np.full((800, 600, 3), 255, np.uint8)
    clean[160:180, 120:160] = (0, 150, 0)
    shown = degraded(clean, chosen(name, Random(name)), SHEET, None, 7)
    height, width = shown.pixels.shape[:2]
    box = shown.box(SPOT)
    darkest = shown.pixels.astype(float).min(axis=2)
    x, y = (box.x0 + box.x1) / 2 * width, (box.top + box.bottom) / 2 * height
    assert (
        darkest[round(y), round(x)] < darkest[round(y), min(width - 1, round(x + 3 * (box.x1 - box.x0) * width))] - 20
    )


def test_presets_with_a_number_nobody_reads_are_refused() -> None:
    with pytest.raises(TypeError):
        Degradation("x", "scan", glitter=3)  # type: ignore[call-arg]


def test_a_grid_goes_on_over_pages_with_its_head_and_whole_cells() -> None:
    rows = [("号", "名"), (Cell("甲", rows=3), "一"), ("二",), ("三",), *((str(n), "丁") for n in range(40))]
    pieces = list(laid(Grid(tuple(rows), (1, 2), 1), FONTS["sans"], 10, 200, 300, 200, 50))
    assert [piece.new_page for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert all(piece.table.cells[0].text == "号" for piece in pieces)
    told = [cell.text for piece in pieces for cell in piece.table.cells if cell.text.isdigit()]
    assert told == [str(n) for n in range(40)]
    merged = next(cell for piece in pieces for cell in piece.table.cells if cell.text == "甲")
    assert (merged.rowspan, merged.colspan) == (3, 1)
    assert all(piece.bottom <= 300 for piece in pieces)

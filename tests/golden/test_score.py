"""The score's fixed slice: what is read of it may not fall below the floors kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import corpora.score
from corpora.labelled.make import Recipe
from corpora.score.reading import score_made
from corpora.score.show import misses
from corpora.score.sums import summed
from extractor.settings import ReadSettings
from worker.sandbox import PoolSettings, ReaderPool

SLICE = yaml.safe_load(Path(corpora.score.__file__).with_name("slice.yaml").read_text("utf-8"))


@pytest.fixture
def one_reader() -> Iterator[ReaderPool]:
    """The models are loaded once only."""
    with ReaderPool(PoolSettings(readers=1), ReadSettings()) as pool:
        yield pool


@pytest.mark.ocr
def test_what_is_read_of_the_slice_is_above_its_floors(one_reader: ReaderPool, tmp_path: Path) -> None:
    recipes = [Recipe(**paper) for paper in SLICE["papers"]]
    scores = score_made(recipes, one_reader, tmp_path, None, makers=0)
    found, floors = summed(scores).plain(), SLICE["floors"]
    lower = {name: found[name] for name in ("fields_exact", "cells_text_f1", "kinds", "seals_found")}
    too_low = [f"{name}: {value} < {floors[name]}" for name, value in lower.items() if value < floors[name]]
    too_high = [
        f"{name}: {found[name]} > {floors[name]}" for name in ("cer", "seals_false") if found[name] > floors[name]
    ]
    assert not too_low + too_high, "\n".join([*too_low, *too_high, *misses(scores, [])])

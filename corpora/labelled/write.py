"""`python -m corpora papers DIR`: labelled papers into a folder, each with its truth beside it as JSON."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpora.labelled.make import Labelled, Recipe, make
from corpora.labelled.plan import SIDES, SIZES, planted, recipes
from corpora.labelled.plants import ON, PLANTS


def add_to(commands: Any) -> None:
    """Adds the command to argparse's subparsers."""
    parser = commands.add_parser("papers", help="write labelled papers, sound and with planted violations")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", choices=tuple(SIZES), default="small")
    parser.add_argument("--layouts", choices=tuple(SIDES), default="both")
    parser.add_argument("--only", nargs="+", default=[], help="parts of names")


def run(options: argparse.Namespace) -> None:
    """Writes all papers that the options ask for."""
    chosen = (options.size, options.layouts, options.seed, options.only)
    wanted = [*recipes(*chosen), *planted(*chosen)]
    options.folder.mkdir(parents=True, exist_ok=True)
    for recipe in wanted:
        paper = make(recipe)
        (options.folder / paper.name).write_bytes(paper.data)
        truth = options.folder / f"{paper.name}.truth.json"
        truth.write_text(json.dumps(told(paper), ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(wanted)} papers in {options.folder}")


def told(paper: Labelled) -> dict[str, Any]:
    """Kind, fields by path, and of each page its lines, cells and marks (places in shares of the page)."""
    return {
        "kinds": sorted(paper.kinds),
        "recipe": asdict(paper.recipe),
        "fields": paper.fields,
        "pages": [asdict(page) for page in paper.pages],
        "findings": _findings(paper.recipe),
    }


def _findings(recipe: Recipe) -> dict[str, Any]:
    if not recipe.plant:
        return {}
    expected = {one.rule: list(one.accepted) for one in PLANTS[recipe.plant].expected}
    return {"on": ON.isoformat(), "programme": PLANTS[recipe.plant].programme, "accept": expected}

"""Trains the small model that proposes what an expense line is where the map is silent; `python -m corpora train`.

It learns from the map's own words, from the names of the tax classification table and from the lines that corpora
print, each labelled with the good that the map puts it to. A part of every good's words is kept back first, to
measure on wording that it has not seen; then it is trained anew on all of them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks import expense_suggestions as model
from checks.expense_map import ExpenseMap, load
from checks.expense_words import hits, plain
from checks.tax_names import every
from corpora.invoice_faces import GOODS

SEED = 7
ROUNDS = 24
BATCH = 64
KEPT_BACK = 5
"""Every fifth word of a good that has at least so many is kept back."""
_BEFORE = ("", "", "", "项目", "会议", "活动用", "2025年", "现场", "购买", "支付")
_AFTER = ("", "", "", "费", "费用", "服务", "服务费", "采购", "一批", "款")


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    good: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of the unseen wording: `right` of all, `offered` above the floor, `right_offered` of what was offered.

    `same_place` of what was offered: the good was another one, or the right one, but it goes to the same place.
    """

    count: int
    right: float
    offered: float
    right_offered: float
    same_place: float


def examples(map: ExpenseMap) -> list[Example]:
    """Every word that names a good, each once."""
    found = dict(_words(map))
    return [Example(text, good) for text, good in sorted(found.items())]


def _words(map: ExpenseMap) -> Iterator[tuple[str, str]]:
    for entry in every():
        named = hits(entry.name, map.programme)
        good = named[-1].good if named else map.short_names.get(entry.short)
        if good is not None and good.names:
            yield plain(entry.name), good.id
    for line, _ in GOODS:
        named = hits(line.rpartition("*")[2], map.programme)
        if named:
            yield plain(line.rpartition("*")[2]), named[-1].good.id
    for good in map.goods.values():
        for name in good.names:
            yield plain(name), good.id


def parted(found: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """To learn from, and kept back."""
    learnt: list[Example] = []
    kept: list[Example] = []
    counts: dict[str, int] = {}
    totals: dict[str, int] = {}
    for one in found:
        totals[one.good] = totals.get(one.good, 0) + 1
    for one in found:
        counts[one.good] = counts.get(one.good, 0) + 1
        back = totals[one.good] >= KEPT_BACK and counts[one.good] % KEPT_BACK == 0
        (kept if back else learnt).append(one)
    return learnt, kept


def trained(found: Sequence[Example], *, rounds: int = ROUNDS) -> model.Model:
    """The same examples, the same model."""
    from spacy.training import Example as Labelled
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    chance = random.Random(SEED)
    labels = sorted({one.good for one in found})
    nlp = model.blank(labels)
    made = [_docs(nlp, one, chance) for one in found for _ in range(4)]
    shown = [
        Labelled.from_dict(doc, {"cats": {label: float(label == good) for label in labels}}) for doc, good in made
    ]
    optimizer = nlp.initialize(lambda: shown[:1])
    optimizer.learn_rate = 0.01
    for _ in range(rounds):
        chance.shuffle(shown)
        for start in range(0, len(shown), BATCH):
            nlp.update(shown[start : start + BATCH], sgd=optimizer)
    return model.Model(nlp, "".join(sorted({char for one in found for char in one.text})))


def _docs(nlp: Any, one: Example, chance: random.Random) -> tuple[Any, str]:
    text = chance.choice(_BEFORE) + one.text + chance.choice(_AFTER)
    return nlp.make_doc(text), one.good


def measured(one: model.Model, kept: Sequence[Example], map: ExpenseMap) -> Measured:
    """On wording that was kept back."""
    given = [(example, one.best(example.text)) for example in kept]
    offered = [(example, found) for example, found in given if found.score >= model.FLOOR]
    right = sum(found.good == example.good for example, found in given)
    right_offered = sum(found.good == example.good for example, found in offered)
    same = sum(map.placings[found.good].to == map.placings[example.good].to for example, found in offered)
    most = max(len(offered), 1)
    return Measured(len(kept), right / len(kept), len(offered) / len(kept), right_offered / most, same / most)


def main(out: Path) -> None:
    map = load("station")
    found = examples(map)
    learnt, kept = parted(found)
    tried = measured(trained(learnt), kept, map)
    print(
        f"{len(found)} words of {len({one.good for one in found})} goods; {tried.count} kept back: "
        f"{tried.right:.1%} right; offered {tried.offered:.1%}, of these {tried.right_offered:.1%} the right good "
        f"and {tried.same_place:.1%} the right place (station)"
    )
    data = trained(found).data()
    out.write_bytes(data)
    print(f"{out}: {len(data) / 1024:.0f} KiB")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = commands.add_parser("train", help="train the model that proposes what an expense line is, and measure it")
    one.add_argument("--out", type=Path, default=model.FILE)

"""The expense map of a programme as data: which words name which good or service, and where it goes.

The files stand in checks/packs/expenses; they are our reading of the two policies, for staff to edit.

>>> load("station").placings["catering"].to
('ZD-17.2d',)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from checks.pack_file import PackError
from checks.strict_yaml import load as load_yaml

Says = Literal["placed", "likely", "ask", "prohibited", "likely_prohibited", "neutral"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class _GoodFile(_Strict):
    names: list[str] = []
    short_names: list[str] = []
    documents: list[str] = []
    not_under: list[str] = []
    scientific: bool = False


class _GoodsFile(_Strict):
    goods: dict[str, _GoodFile]
    endings: list[str]
    negations: list[str]
    longer_names: list[str]


class _CategoryFile(_Strict):
    rule: str
    article: str
    aliases: list[str] = []


class _SettlesFile(_Strict):
    words: list[str]
    where: list[str]
    as_: str = Field(alias="as")


class _DoubtsFile(_Strict):
    words: list[str]
    at: str
    why: str


class _PlacingFile(_Strict):
    verdict: Says
    to: list[str] = []
    why: str = ""


class _ProgrammeFile(_Strict):
    programme: str
    categories: dict[str, _CategoryFile]
    parts: dict[str, str]
    articles: dict[str, str]
    unrelated: str
    settles: list[_SettlesFile]
    doubts: list[_DoubtsFile]
    placements: dict[str, _PlacingFile]


@dataclass(frozen=True, slots=True)
class Good:
    """One good or service. `names` are words of the item, `short_names` tax short names, `documents` paper kinds."""

    id: str
    names: tuple[str, ...]
    short_names: tuple[str, ...]
    documents: tuple[str, ...]
    not_under: tuple[str, ...]
    scientific: bool


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the programme: the rule that judges its lines, its article, other names for it."""

    name: str
    rule: str
    article: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a good goes: categories and rule ids in `to`, the likeliest first."""

    verdict: Says
    to: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Settles:
    """`words` beside a line of one of the goods `where` put it under the article `article`."""

    words: tuple[str, ...]
    where: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """`words` beside a line under the article `at` leave the verdict to a person, for the reason `why`."""

    words: tuple[str, ...]
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class ExpenseMap:
    """`names` and `short_names` find a good by its word; `articles` are the prohibitions by rule, in Chinese."""

    programme: str
    goods: Mapping[str, Good]
    placings: Mapping[str, Placing]
    categories: Mapping[str, Category]
    parts: Mapping[str, str]
    articles: Mapping[str, str]
    unrelated: str
    settles: tuple[Settles, ...]
    doubts: tuple[Doubts, ...]
    names: Mapping[str, Good]
    short_names: Mapping[str, Good]
    endings: tuple[str, ...]
    negations: tuple[str, ...]
    longer_names: tuple[str, ...]

    def category_of(self, label: str) -> str:
        """The category that a label names, or "".

        >>> load("studio").category_of("其它费用"), load("studio").category_of("会议费")
        ('其他费用', '')
        """
        for category in self.categories.values():
            if label == category.name or label in category.aliases:
                return category.name
        return ""

    def title(self, target: str) -> str:
        """A category or a rule id in words."""
        return self.articles.get(target) or target


@cache
def load(programme: str) -> ExpenseMap:
    """The map of `programme`. Raises PackError naming file and line."""
    folder = Path(str(files("checks.packs.expenses")))
    return load_files(folder / "goods.yaml", folder / f"{programme}.yaml")


def load_files(goods_path: Path, programme_path: Path) -> ExpenseMap:
    """The map in these two files, checked against each other. Raises PackError naming file and line."""
    goods_file, goods_lines = load_yaml(goods_path, _GoodsFile)
    given, lines = load_yaml(programme_path, _ProgrammeFile)
    for id in given.placements.keys() ^ goods_file.goods.keys():
        raise lines.error(("placements", id), f"placements: {id} stands in one of the two files only")
    known = {*given.categories, *given.articles}
    for id, one in given.placements.items():
        for target in one.to:
            if target not in known:
                raise lines.error(("placements", id), f"{id}: there is no category or article {target}")
        if not one.to and one.verdict != "neutral":
            raise lines.error(("placements", id), f"{id}: `to` is empty")
    goods = {id: _good(id, one) for id, one in goods_file.goods.items()}
    try:
        names, short_names = _index(goods, "names"), _index(goods, "short_names")
    except PackError as error:
        raise goods_lines.error(("goods",), str(error)) from error
    return ExpenseMap(
        programme=given.programme,
        goods=goods,
        placings={id: Placing(one.verdict, tuple(one.to), one.why) for id, one in given.placements.items()},
        categories={
            name: Category(name, one.rule, one.article, tuple(one.aliases)) for name, one in given.categories.items()
        },
        parts=given.parts,
        articles=given.articles,
        unrelated=given.unrelated,
        settles=tuple(Settles(tuple(one.words), tuple(one.where), one.as_) for one in given.settles),
        doubts=tuple(Doubts(tuple(one.words), one.at, one.why) for one in given.doubts),
        names=names,
        short_names=short_names,
        endings=tuple(goods_file.endings),
        negations=tuple(goods_file.negations),
        longer_names=tuple(goods_file.longer_names),
    )


def _good(id: str, said: _GoodFile) -> Good:
    return Good(
        id, tuple(said.names), tuple(said.short_names), tuple(said.documents), tuple(said.not_under), said.scientific
    )


def _index(goods: Mapping[str, Good], field: str) -> dict[str, Good]:
    found: dict[str, Good] = {}
    for good in goods.values():
        for name in getattr(good, field):
            if name in found:
                raise PackError(f"{name} names both {found[name].id} and {good.id}")
            found[name] = good
    return found

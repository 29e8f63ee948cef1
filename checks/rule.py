"""A rule is a function; its signature is its declaration.

    @rule("QC-05.1b", name="leader-age")
    def leader_age(form: ApplicationForm, cards: tuple[IdentityCard, ...] = (), *, max_age: int) -> Outcomes:
        \"\"\"The team leader is at most `max_age` full years old on the reference date.\"\"\"

Positional parameters are papers, found by record type: `ApplicationForm` is one paper (the rule runs for each that
there is), `list[Report]` all of them (at least one), `tuple[Report, ...] = ()` all of them, also none. `Matches` asks
for what the register knows of other submissions, `tuple[Finding, ...]` for what the other rows found. Keyword-only
parameters are policy numbers from the pack, in force on the reference date; `on` is that date.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from checks.outcome import Outcomes
from checks.register import Matches
from extractor.discover import modules_in

__all__ = ["BadRule", "Matches", "Need", "Predicate", "Rule", "implemented", "predicates", "rule", "rules_in"]


@dataclass(frozen=True, slots=True)
class Need:
    """One positional parameter: the record type it wants, all of them or one, and whether it can do without."""

    name: str
    record: type
    many: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """`parameters` maps each policy number to whether the pack must hold it; `text` is the docstring's beginning."""

    id: str
    name: str
    check: Callable[..., Outcomes]
    needs: tuple[Need, ...]
    parameters: Mapping[str, bool]
    wants_date: bool
    text: str

    def __call__(self, *papers: Any, **policy: Any) -> Outcomes:
        return self.check(*papers, **policy)


class BadRule(TypeError):
    """A rule whose signature the engine cannot fill: a programming error, raised on import."""


def rule(id: str, *, name: str) -> Callable[[Callable[..., Outcomes]], Rule]:
    """Declares `function` as the predicate of the catalogue row `id`."""

    def declare(function: Callable[..., Outcomes]) -> Rule:
        hints = get_type_hints(function)
        given = inspect.signature(function).parameters.values()
        needs = tuple(_need(p, hints[p.name], id) for p in given if p.kind is not p.KEYWORD_ONLY)
        policy = {p.name: p.default is p.empty for p in given if p.kind is p.KEYWORD_ONLY and p.name != "on"}
        wants_date = any(p.name == "on" and p.kind is p.KEYWORD_ONLY for p in given)
        text = (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")
        if not text:
            raise BadRule(f"{id}: the docstring is the rule's documentation, and there is none")
        return Rule(id, name, function, needs, policy, wants_date, text)

    return declare


@dataclass(frozen=True, slots=True)
class Predicate:
    """A check that a row of the pack takes by name, with the row's own numbers: checks.rules.generic."""

    rule: Rule

    def named(self, id: str, name: str) -> Rule:
        return replace(self.rule, id=id, name=name)


def predicate(name: str) -> Callable[[Callable[..., Outcomes]], Predicate]:
    """Declares `function` as the predicate that packs call `name`."""
    return lambda function: Predicate(rule(name, name=name)(function))


def _need(parameter: inspect.Parameter, hint: Any, id: str) -> Need:
    optional = parameter.default is not parameter.empty
    if get_origin(hint) in (list, tuple):
        return Need(parameter.name, get_args(hint)[0], many=True, optional=optional)
    if not isinstance(hint, type):
        raise BadRule(f"{id}: {parameter.name} is no record type")
    return Need(parameter.name, hint, many=False, optional=optional)


def rules_in(modules: list[ModuleType]) -> dict[str, Rule]:
    """Every rule defined in `modules`, by id. Raises BadRule where two functions claim one clause."""
    found: dict[str, Rule] = {}
    for module in modules:
        for value in vars(module).values():
            if not isinstance(value, Rule) or value.check.__module__ != module.__name__:
                continue
            if value.id in found:
                raise BadRule(f"{value.id} is decided by two functions")
            found[value.id] = value
    return dict(sorted(found.items()))


@cache
def implemented() -> Mapping[str, Rule]:
    """The rules of checks/rules, found by discovery."""
    return rules_in(modules_in("checks.rules"))


@cache
def predicates() -> Mapping[str, Predicate]:
    """The predicates of checks/rules by the name that packs give them, found by discovery."""
    values = (value for module in modules_in("checks.rules") for value in vars(module).values())
    return {value.rule.id: value for value in values if isinstance(value, Predicate)}

"""Word lists of text/data, read once: surnames, professional titles, organisation suffixes, districts, honorifics.

>>> "曹" in surnames(), "欧阳" in surnames(), titles()[0]
(True, True, '教授级高级工程师')
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _words(name: str) -> tuple[str, ...]:
    text = resources.files("extractor.text.data").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@cache
def surnames() -> frozenset[str]:
    """Single surnames stand on the first line of the file, compound ones one a line."""
    first, *compound = _words("surnames")
    return frozenset(first) | frozenset(compound)


@cache
def titles() -> tuple[str, ...]:
    """职称, the longest first, so that 副教授 is found before 教授."""
    return tuple(sorted(_words("titles"), key=lambda word: (-len(word), word)))


@cache
def honorifics() -> tuple[str, ...]:
    """Forms of address that follow a name, the longest first."""
    return tuple(sorted(_words("honorifics"), key=lambda word: (-len(word), word)))


@cache
def organisation_suffixes() -> tuple[str, ...]:
    """How names of organisations end, the longest first."""
    return tuple(sorted(_words("organisations"), key=lambda word: (-len(word), word)))


@cache
def districts() -> tuple[str, ...]:
    """The 16 districts of Beijing and the development area."""
    return _words("districts")


@cache
def not_names() -> frozenset[str]:
    """Words that begin like a surname and are none."""
    return frozenset(_words("not_names"))


@cache
def project_level_words() -> tuple[tuple[str, str], ...]:
    """Words that name a project's level, with that level."""
    pairs = (line.split("\t") for line in _words("project_levels"))
    return tuple((word, level) for level, word in pairs)

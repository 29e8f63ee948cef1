"""The level of a project or prize as running text names it, each with its place.

The levels are those that 青创室 第五条 1 lists (国家级, 省部级, 行业重点, 重大) and what lies below them. A funder
that gives only one level of projects tells it too; a name that tells none is not guessed.

>>> [(l.level, l.text) for l in project_levels("主持国家重点研发计划课题1项，参与省部级项目2项")]
[('national', '国家重点研发计划'), ('provincial', '省部级')]
>>> project_levels("承担院级课题")[0].level, project_levels("企业委托课题")
('below', ())
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.text.gazetteer import project_level_words

Level = Literal["national", "provincial", "industry_key", "major", "below"]


@dataclass(frozen=True, slots=True)
class ProjectLevel:
    """Characters start:end of the text. national 国家级, provincial 省部级, industry_key 行业重点, major 重大, below
    市属区县、厅局、院校、企业自立."""

    level: Level
    text: str
    start: int
    end: int


def project_levels(text: str) -> tuple[ProjectLevel, ...]:
    """In order, not overlapping; of two that begin at one place the longer."""
    levels, shape = _shape()
    return tuple(
        ProjectLevel(levels[match[0]], match[0], match.start(), match.end())
        for match in shape.finditer(text)
        if not _denied(text, match.start())
    )


def _denied(text: str, start: int) -> bool:
    """非国家级, 未获省部级 …: what is not so."""
    return bool(re.search(r"(?:非|未获|没有|无|不属于)$", text[max(0, start - 3) : start]))


@cache
def _shape() -> tuple[dict[str, Level], re.Pattern[str]]:
    levels: dict[str, Level] = dict(project_level_words())  # type: ignore[arg-type]
    return levels, re.compile("|".join(map(re.escape, sorted(levels, key=lambda word: (-len(word), word)))))

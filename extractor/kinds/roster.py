"""成员名册 as a paper of its own, also continued over pages (field_schemas §3.3)."""

from __future__ import annotations

import re

from extractor import people
from extractor.document import Part
from extractor.fields import understood, value_after
from extractor.flow import flow
from extractor.headline import headlines
from extractor.records.roster import Roster
from extractor.text.amounts import integer

NAME = "roster"

_TITLE = re.compile(r"名册|(?:成员|人员)(?:名单|一览表|信息表|情况表|花名册|登记表|汇总表)|花名册")


def score(part: Part) -> float:
    """A table of members under a title that says so."""
    titled = any(_TITLE.search(line.text) for line in headlines(part)[:5])
    listed = sum(len(grid.entries) for grid in people.member_grids(flow(part)))
    if titled:
        return 0.85 if listed else 0.5
    return 0.55 if listed >= 3 else 0.0


def parse(part: Part) -> tuple[Roster]:
    rows = flow(part)
    listed = people.members(people.member_grids(rows)) or people.cards(rows) or people.described(rows)
    count = understood(value_after(rows, "团队人数", "member_count"), integer, "团队人数")
    return (Roster(value_after(rows, "工作室名称", "team_name"), count, listed),)

"""The activities of a station with all that shows them: papers of the event, rows of ledgers, news, experts.

An activity is one by its name and day. Papers of one folder that are of several days are several activities; a plan
alone shows nothing held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from checks.distinct import plain
from checks.events import events, kind_of, title_of
from checks.station_papers import Station
from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited
from extractor.records.ledger import HeldEvent
from extractor.records.partial_date import PartialDate

TRACES = ("photo", "sign_in", "minutes", "news")  # what shows that an event was held
_FRAME = re.compile(
    r"^[\d\s.、_（()）-]+|(?:活动|会议)?(?:方案|策划书?|议程|通知|会议纪要|纪要|记录|(?:专家|企业|参会人员)?"
    r"签到[表册簿单]?|照片|新闻稿?)$"
)
_LIKE = 82.0  # per cent of likeness of two names of one event


@dataclass(slots=True)
class Activity:
    """`name` as its papers or the ledger give it; `rows` are its lines in the ledger; `vague` where papers of it may
    belong to another."""

    name: str
    papers: list[ActivityRecord] = field(default_factory=list)
    rows: list[HeldEvent] = field(default_factory=list)
    news: list[ActivityRecord] = field(default_factory=list)
    vague: bool = False

    @property
    def days(self) -> set[PartialDate]:
        """The days that its papers (not its news) and rows give."""
        dated = [*(one.date for one in self.papers), *(row.date for row in self.rows)]
        return {one.value for one in dated if isinstance(one, Cited) and one.value.day}

    @property
    def day(self) -> date | None:
        days = sorted(one.earliest for one in self.days)
        return days[0] if days else None

    @property
    def kinds(self) -> set[str]:
        return {kind_of(one) for one in self.papers} | ({"news"} if self.news else set())

    @property
    def held(self) -> bool:
        return bool(self.kinds & set(TRACES))

    @property
    def place(self) -> str:
        said = [*(one.place for one in self.papers), *(row.place for row in self.rows)]
        return next((plain(one.value) for one in said if isinstance(one, Cited)), "")

    @property
    def cited(self) -> tuple[Cited[Any], ...]:
        """Where it is named: the titles of its papers, else of its rows."""
        named = [
            *(one.title for one in self.papers),
            *(row.title for row in self.rows),
            *(one.title for one in self.news),
        ]
        kinds = [one.kind for one in self.papers]
        return tuple(one for one in (*named, *kinds) if isinstance(one, Cited))


def core(name: str) -> str:
    """The event's own name, without numbering and without what kind of paper it is.

    >>> core("01 某某需求征集会会议纪要"), core("某某对接会签到表")
    ('某某需求征集会', '某某对接会')
    """
    last = re.sub(r"\.\w{2,5}$", "", name.rsplit("/", 1)[-1])
    return _FRAME.sub("", _FRAME.sub("", "".join(last.split())))


def activities(station: Station) -> tuple[list[Activity], tuple[ActivityRecord, ...]]:
    """The activities by day and name, and the papers that nothing ties to one. News of a station that has no other
    paper on the event are no activity by themselves."""
    own = [one for one in station.activities if kind_of(one) not in ("news", "result")]
    groups, loose = events(own)
    found: list[Activity] = []
    for group in groups:
        for name, papers, vague in _parted(group.name, group.papers, group.mixed):
            _join(found, name, papers, vague)
    for row in station.rows("events"):
        _join_row(found, row)
    for one in station.activities:
        if kind_of(one) == "news":
            _join_news(found, one)
    return found, loose


def _parted(
    name: str, papers: Sequence[ActivityRecord], mixed: bool
) -> Iterable[tuple[str, list[ActivityRecord], bool]]:
    """A group that holds several activities, by their days; what bears no day may belong to any of them."""
    if not mixed:
        yield name, list(papers), False
        return
    by_day: dict[str, list[ActivityRecord]] = {}
    for paper in papers:
        dated = isinstance(paper.date, Cited) and paper.date.value.day and paper.occasions <= 1
        by_day.setdefault(str(paper.date.value) if dated else "", []).append(paper)
    undated = by_day.pop("", [])
    for group in by_day.values():
        titled = next(
            (title_of(one) for one in group if kind_of(one) in ("plan", "minutes", "sign_in") and title_of(one)), ""
        )
        yield titled or name, group, False
    if undated and not by_day:
        yield name, undated, True


def _join(found: list[Activity], name: str, papers: list[ActivityRecord], vague: bool) -> None:
    titled = next(
        (core(title_of(one)) for one in papers if kind_of(one) in ("plan", "minutes") and title_of(one)), ""
    )
    known = titled if len(titled) >= 4 else core(name)
    new = Activity(known, papers, vague=vague)
    same = next((one for one in found if _same(one, new)), None)
    if same is None:
        found.append(new)
    else:
        same.papers += papers
        same.vague = same.vague or vague


def _same(one: Activity, other: Activity) -> bool:
    """One name, and no two days."""
    named = plain(one.name) == plain(other.name) or fuzz.ratio(plain(one.name), plain(other.name)) >= _LIKE
    apart = bool(one.days and other.days and not one.days & other.days)
    return bool(plain(one.name)) and named and not apart


def _join_row(found: list[Activity], row: HeldEvent) -> None:
    if not isinstance(row.title, Cited):
        return
    new = Activity(core(row.title.value), rows=[row])
    same = next((one for one in found if _same(one, new)), None)
    if same is None and new.days:
        same_day = [one for one in found if one.days & new.days and one.papers and not one.rows]
        same = same_day[0] if len(same_day) == 1 and _related(same_day[0].name, new.name) else None
    if same is None:
        found.append(new)
    else:
        same.rows.append(row)


def _related(one: str, other: str) -> bool:
    first, second = plain(one), plain(other)
    return first in second or second in first or fuzz.partial_ratio(first, second) >= _LIKE


def _join_news(found: list[Activity], news: ActivityRecord) -> None:
    """News belong to the activity whose name they carry; without one, to none."""
    said = plain("".join(passage.text for passage in news.passages))
    best = [one for one in found if len(plain(one.name)) >= 5 and plain(one.name) in said]
    if len(best) != 1:
        titled = plain(title_of(news))
        best = [one for one in best or found if len(plain(one.name)) >= 5 and plain(one.name) in titled]
    if len(best) == 1:
        best[0].news.append(news)

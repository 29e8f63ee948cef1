"""The papers of each activity, put together: an activity is judged by all its papers at once (QC 第十条)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited


@dataclass(frozen=True, slots=True)
class Event:
    """`name` is "" for pictures that nothing ties to an event. `mixed`: the papers may be of several activities."""

    name: str
    papers: tuple[ActivityRecord, ...]
    mixed: bool = False


def kind_of(record: ActivityRecord) -> str:
    return record.kind.value if record.kind.present else "other"


def title_of(record: ActivityRecord) -> str:
    return record.title.value if record.title.present else ""


def events(records: Sequence[ActivityRecord]) -> tuple[list[Event], tuple[ActivityRecord, ...]]:
    """The events by name, and the papers that nothing ties to one; results are no activities."""
    groups: dict[str, list[ActivityRecord]] = {}
    for record in records:
        if kind_of(record) != "result":
            groups.setdefault(record.event or title_of(record), []).append(record)
    loose = tuple(groups.pop("", ()))
    return [Event(name, tuple(papers), _mixed(papers)) for name, papers in sorted(groups.items())], loose


def _mixed(papers: Sequence[ActivityRecord]) -> bool:
    """Whether one paper, or one group, say a flat folder, holds plans or sign-in sheets of more than one activity."""
    if any(paper.occasions > 1 for paper in papers):
        return True
    plans = [paper for paper in papers if kind_of(paper) in ("plan", "sign_in")]
    days = {paper.date.value for paper in plans if isinstance(paper.date, Cited) and paper.date.value.day}
    titles = {title_of(paper) for paper in plans if kind_of(paper) == "plan" and title_of(paper)}
    return len(days) > 1 or len(titles) > 1

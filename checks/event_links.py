"""Ties an expense line to an activity of the packet: by the activity's name, or by the day that the line names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.events import kind_of, title_of
from checks.expense_lines import ExpenseLine
from checks.expense_words import plain
from extractor.records.activity import ActivityRecord
from extractor.records.cited import Cited
from extractor.text.dates import find_dates

_NUMBERING = re.compile(r"^[\d\s.、_-]+|(?:活动方案|会议纪要|签到表|通知|方案|纪要)$")


def linked(line: ExpenseLine, activities: Sequence[ActivityRecord]) -> bool:
    """Whether one of `activities` is the event that the line says it was paid for."""
    told = plain(f"{line.said} {line.purpose}")
    days = {found.date for found in find_dates(told) if found.date.precision == "day"}
    for record in activities:
        if kind_of(record) == "result":
            continue
        names = (_NUMBERING.sub("", plain(name)) for name in (record.event.rsplit("/", 1)[-1], title_of(record)))
        if any(len(name) >= 6 and name in told for name in names):
            return True
        if isinstance(record.date, Cited) and record.date.value in days:
            return True
    return False

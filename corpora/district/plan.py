"""Which submissions make the district, and what must be found in each.

`planted` are the rows whose breach was put in; `expected` as in a packet: the worst verdict of the row in that
submission. Every other fail of a decided row is a false one.
"""

from __future__ import annotations

from datetime import date

from corpora.district.station_plan import stations
from corpora.district.studio_application_plan import applications
from corpora.district.studio_closing_plan import closings
from corpora.district.submission import Submission

ON = date(2025, 12, 10)
STUDIO_ON = date(2025, 6, 30)


def district(seed: int) -> tuple[Submission, ...]:
    """By name; at least 60, since some breaches need two."""
    return tuple(sorted([*applications(seed), *closings(seed), *stations(seed)], key=lambda one: one.name))

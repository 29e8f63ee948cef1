"""Whether a task of a station concerns this one: each class has its own (ZD 第七条, 第八条)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.outcome import Outcome, missing, not_applicable
from checks.station_class import NAMES
from checks.station_papers import Station

DISTRICT = ("A", "B")


def not_concerned(station: Station, *wanted: str) -> Iterator[Outcome]:
    """Nothing where the station is of a wanted class; else why the clause is not decided for it."""
    known = station.known
    if known.value in wanted:
        return
    names = "、".join(NAMES[one] for one in wanted)
    if known.value:
        yield not_applicable(f"本站点为{NAMES[known.value]}，本条只对{names}", *known.cited, firm=True)
    else:
        yield missing(f"本条只对{names}；{known.reason}", *known.cited, why=known.reason)


def common_task(station: Station, iur_common_tasks: bool) -> Iterator[Outcome]:
    """第七条① reads 每个站点 of the 区工作站点; the pack may extend it to 产学研."""
    yield from not_concerned(station, *DISTRICT, *(("IUR",) if iur_common_tasks else ()))

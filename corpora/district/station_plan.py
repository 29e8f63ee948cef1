"""The stations of the district: applications, agreements, and what is due at closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from corpora.district import station_breaches
from corpora.district.station import Station
from corpora.district.station_packets import agreeing, applying, closing
from corpora.district.submission import Submission
from corpora.packet import PacketFile, expect

Make = Callable[[Station], tuple[PacketFile, ...]]


def stations(seed: int) -> Iterator[Submission]:
    makers: tuple[tuple[Make, Iterator[station_breaches.Case]], ...] = (
        (applying, station_breaches.applications()),
        (agreeing, station_breaches.agreements()),
        (closing, station_breaches.tasks()),
        (closing, station_breaches.spending()),
    )
    for make, cases in makers:
        for case in cases:
            kind, district = case.of
            station = Station(case.name, kind, district, str(seed), **case.facts)
            yield Submission(f"站-{case.name}", "station", partial(make, station), expect(*case.found), case.also)

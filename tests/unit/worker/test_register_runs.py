"""The register of folders that the command line screened: found by others, replaced by the same folder, by tenant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.register import Entry, Filed, Filing, Profile
from worker import store as stores
from worker.settings import Settings
from worker.store import Store
from worker.store.register import StoredRegister
from worker.store.register_runs import enter_run, run_identity

YEARS = (date(2025, 3, 1), date(2026, 3, 1))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return stores.open_store(Settings(data_dir=tmp_path / "data"))


def filing(run: str, *numbers: str, host: str = "北京青屿科创服务中心", year: int = 2025) -> Filing:
    filed = Filed(run[:8], run, "station", "finance", year, profile=Profile(host_names=(host,)))
    other = Entry("host", f"{year}:{host}", "host")
    return Filing(filed, (*(Entry("invoice", one, one, {"total": "1.00"}) for one in numbers), other))


def numbers_of(store: Store, tenant: str, *numbers: str, besides: str = "") -> list[tuple[str, str]]:
    found = StoredRegister(store, tenant).holding([("invoice", one) for one in numbers], besides)
    return sorted((filed.id, entry.key) for filed, entry in found)


def enters_and_finds(store: Store) -> None:
    """What holds on every database: also used where a PostgreSQL is there."""
    one, other = (run_identity("t", [f"/票据/{name}"], YEARS[0]) for name in "甲乙")
    enter_run(store, "t", "a", filing(one, "11", "22"))
    enter_run(store, "t", "a", filing(other, "22", "33"))
    assert numbers_of(store, "t", "11", "22", "33", besides=one) == [(other[:8], "22"), (other[:8], "33")]
    assert numbers_of(store, "u", "11", "22", "33") == []
    enter_run(store, "t", "a", filing(one, "44"))
    assert numbers_of(store, "t", "11", "22", "44", besides=other) == [(one[:8], "44")]
    many = [str(at) for at in range(1000, 3000)]
    enter_run(store, "t", "a", filing(other, *many))
    assert len(numbers_of(store, "t", *many, besides=one)) == 2000
    (found,) = (filed for filed, _ in StoredRegister(store, "t").holding([("invoice", "44")], other))
    assert (found.programme, found.year, found.profile.host_names) == ("station", 2025, ("北京青屿科创服务中心",))
    assert not list(StoredRegister(store, "t").holding([("host", "2025:北京青屿科创服务中心")], other))


def test_two_folders_find_each_others_invoices(store: Store) -> None:
    enters_and_finds(store)


def test_the_same_folder_next_year_is_another_one() -> None:
    first, again = (run_identity("t", ["/票据"], on) for on in YEARS)
    assert first != again
    assert first == run_identity("t", ["/票据"], date(2025, 12, 31))
    assert first != run_identity("u", ["/票据"], YEARS[0])

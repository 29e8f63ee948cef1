"""The register in the database: who finds whom, what a new version replaces, who is checked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select, update

from checks.filing import filing_of
from checks.matching import matches_for
from checks.register import Matches
from tests.unit.checks.papers import a_case
from worker import store as stores
from worker.settings import Settings
from worker.store import NewFile, Replaces, Store, erasing, outbox, register
from worker.store.models import FindingRow, OutboxRow, SubmissionRow
from worker.store.outbox import Task
from worker.store.register import StoredRegister
from worker.store.register_models import RegisterEntryRow

OWNER = "me"
PROSE = ["".join(chr(0x4E00 + (n * 37 + 11 * i) % 4000) for i in range(60)) for n in range(20)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return stores.open_store(Settings(data_dir=tmp_path / "data"))


def submitted(store: Store, tenant: str = "t", replaces: Replaces | None = None) -> tuple[str, str]:
    """Id and lineage of a submission that has ended."""
    sha = store.blobs.put(BytesIO(b"paper"))
    view = stores.create_submission(
        store,
        tenant=tenant,
        actor="a",
        programme="studio",
        stage="application",
        on=date(2025, 6, 30),
        files=[NewFile("a.pdf", sha, 5)],
        replaces=replaces,
    )
    with store.writing() as session:
        session.execute(update(SubmissionRow).where(SubmissionRow.id == view.id).values(state="succeeded"))
        session.execute(
            update(OutboxRow).where(OutboxRow.submission_id == view.id).values(state="running", lease_owner=OWNER)
        )
    return view.id, view.lineage


def task_of(store: Store, submission: str, tenant: str = "t") -> Task:
    with store.reading() as session:
        row = session.scalar(
            select(OutboxRow).where(OutboxRow.submission_id == submission, OutboxRow.job == "screen")
        )
        assert row is not None
        return Task(row.id, tenant, "a", submission, "read", "screen", {}, 1)


def crossed(store: Store, submission: str, lineage: str, papers: Sequence[object], tenant: str = "t") -> Matches:
    case = a_case({"papers": papers, "stage": "application"})
    case = type(case)(case.programme, case.stage, case.on, lineage, case.documents)
    task = task_of(store, submission, tenant)
    register.enter(store, task, OWNER, filing_of(case, submission))
    matches = matches_for(filing_of(case, submission), StoredRegister(store, tenant))
    register.note(store, task, OWNER, matches)
    return matches


def form(host: str, leader: str, title: str) -> dict[str, object]:
    return {"form": {"host_org": host, "leader": {"name": leader}, "team_name": title, "prose": PROSE}}


def asked_again(store: Store) -> set[str]:
    with store.reading() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.job == "recheck", OutboxRow.state == "pending"))
        return {row.submission_id or "" for row in rows}


def test_two_submissions_find_each_other_and_the_first_is_checked_again(store: Store) -> None:
    first, second = submitted(store), submitted(store)
    assert crossed(store, *first, [form("北京甲公司", "甲某", "智测")]).found == ()
    found = crossed(store, *second, [form("北京甲公司", "乙某", "远程")])
    assert [(one.kind, one.other.id) for one in found.of("host")] == [("host", first[0])]
    assert asked_again(store) == {first[0]}
    back = crossed(store, *first, [form("北京甲公司", "甲某", "智测")])
    assert [one.id for one in back.of("host")] == [one.id for one in found.of("host")]
    assert asked_again(store) == {first[0]}, "the second one knows already"


def test_reports_are_compared_with_their_text(store: Store) -> None:
    report = {"report": {"report_kind": "needs", "hanzi": 1200, "prose": PROSE}}
    first, second = submitted(store), submitted(store)
    crossed(store, *first, [report])
    (match,) = crossed(store, *second, [report]).of("text")
    assert match.measure == 1.0
    assert match.own.evidence


def test_another_tenant_finds_nothing(store: Store) -> None:
    mine, theirs = submitted(store), submitted(store, "u")
    crossed(store, *mine, [form("北京甲公司", "甲某", "智测")])
    assert crossed(store, *theirs, [form("北京甲公司", "乙某", "远程")], "u").found == ()


def test_a_new_version_takes_the_place_of_the_old_one(store: Store) -> None:
    old, other = submitted(store), submitted(store)
    crossed(store, *old, [form("北京甲公司", "甲某", "智测")])
    crossed(store, *other, [form("北京甲公司", "乙某", "远程")])
    new = submitted(store, replaces=Replaces(old[0]))
    assert new[1] == old[1]
    found = crossed(store, *new, [form("北京丙大学", "甲某", "智测")])
    assert {one.other.id for one in found.found} <= {other[0]}, "never its own older version"
    assert crossed(store, *other, [form("北京甲公司", "乙某", "远程")]).of("host") == ()
    crossed(store, *old, [form("北京甲公司", "甲某", "智测")])
    with store.reading() as session:
        held = set(session.scalars(select(RegisterEntryRow.submission_id)))
    assert held == {new[0], other[0]}, "the old version files nothing any more"


def test_what_is_erased_is_found_no_more_and_others_are_checked_again(store: Store) -> None:
    first, second = submitted(store), submitted(store)
    crossed(store, *first, [form("北京甲公司", "甲某", "智测")])
    crossed(store, *second, [form("北京甲公司", "乙某", "远程")])
    with store.writing() as session:
        session.execute(update(OutboxRow).where(OutboxRow.job == "recheck").values(state="done"))
    crossed(store, *first, [form("北京甲公司", "甲某", "智测")])
    erasing.erase(store, "t", "a", second[0])
    assert asked_again(store) == {first[0]}
    assert crossed(store, *first, [form("北京甲公司", "甲某", "智测")]).found == ()


def test_a_worker_without_its_lease_files_nothing(store: Store) -> None:
    first = submitted(store)
    with store.writing() as session:
        session.execute(update(OutboxRow).values(lease_owner="another"))
    with pytest.raises(outbox.LeaseLost):
        crossed(store, *first, [form("北京甲公司", "甲某", "智测")])


def test_entries_are_looked_up_by_index(store: Store) -> None:
    with store.engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM register_entries WHERE tenant='t' AND kind='host' AND key IN ('a','b')"
        ).fetchall()
    assert any("ix_register_entries_key" in str(row) for row in plan), plan


def test_a_batch_lists_what_its_submissions_share(store: Store) -> None:
    sha = store.blobs.put(BytesIO(b"paper"))
    view = stores.create_batch(
        store,
        tenant="t",
        actor="a",
        programme="studio",
        stage="application",
        on=date(2025, 6, 30),
        files=[NewFile(f"区/{name}/a.pdf", sha, 5) for name in ("甲", "乙")],
    )
    ids = {part.name: part.submission_id for part in view.parts}
    with store.writing() as session:
        for name, other in (("甲", "乙"), ("乙", "甲")):
            body = {"rule": "R.02", "clause": "第十八条", "message": "相似"}
            body["shared"] = [{"id": "m", "submission": ids[other]}]  # type: ignore[assignment]
            session.add(
                FindingRow(
                    submission_id=ids[name],
                    id=f"f{name}",
                    tenant="t",
                    actor="a",
                    position=0,
                    verdict="review",
                    fingerprint="x",
                    body=body,
                )
            )
    (shared,) = stores.batch_shared(store, "t", view.id)
    assert {shared.name, shared.other} == {"甲", "乙"}
    assert stores.batch_shared(store, "u", view.id) == []

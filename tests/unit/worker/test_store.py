"""The store: idempotency, guarded states, append-only decisions, erasure, the outbox's leases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import update

from worker import store as stores
from worker.settings import Settings
from worker.store import NewFile, Store, outbox, states
from worker.store.database import newest_revision
from worker.store.models import Base, FindingRow, OutboxRow


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return stores.open_store(Settings(data_dir=tmp_path / "data", max_file_bytes=1000))


def submit(store: Store, content: bytes = b"paper", *, tenant: str = "t", key: str | None = None) -> str:
    sha = store.blobs.put(BytesIO(content))
    view = stores.create_submission(
        store,
        tenant=tenant,
        actor="a",
        programme="auto",
        stage="application",
        on=date(2025, 6, 30),
        files=[NewFile("../申报书.pdf", sha, len(content))],
        idempotency_key=key,
    )
    return view.id


def add_finding(store: Store, submission: str, finding: str = "f1") -> None:
    with store.writing() as session:
        session.add(
            FindingRow(
                submission_id=submission,
                id=finding,
                tenant="t",
                actor="a",
                position=0,
                verdict="fail",
                fingerprint="x",
                body={"id": finding, "verdict": "fail"},
            )
        )


def test_migrations_make_exactly_the_models(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == newest_revision()


def test_every_table_has_tenant_and_actor() -> None:
    for table in Base.metadata.tables.values():
        assert {"tenant", "actor", "created_at"} <= set(table.columns.keys()), table.name


def test_opening_twice_keeps_what_is_there(store: Store) -> None:
    submission = submit(store)
    again = stores.open_store(store.settings)
    assert stores.get_submission(again, "t", submission) is not None


def test_blobs_are_addressed_by_content_and_limited(store: Store) -> None:
    sha = store.blobs.put(BytesIO(b"abc"))
    assert store.blobs.put(BytesIO(b"abc")) == sha
    assert store.blobs.path(sha).read_bytes() == b"abc"
    with pytest.raises(stores.BlobTooLarge):
        store.blobs.put(BytesIO(b"x" * 1001))
    assert not list((store.blobs.root / "incoming").iterdir())
    with pytest.raises(stores.NotFound):
        store.blobs.path("../../etc/passwd")


def test_the_same_key_gives_the_same_submission(store: Store) -> None:
    first = submit(store, key="k")
    assert submit(store, key="k") == first
    assert submit(store, tenant="other", key="k") != first
    with pytest.raises(stores.IdempotencyConflict):
        submit(store, b"another paper", key="k")
    assert len(outbox.pending(store)) == 2


def test_one_tenant_never_sees_another(store: Store) -> None:
    submission = submit(store)
    add_finding(store, submission)
    assert stores.get_submission(store, "u", submission) is None
    assert stores.list_submissions(store, "u") == []
    assert stores.result(store, "u", submission) is None
    for call in (
        lambda: stores.findings(store, "u", submission),
        lambda: stores.erase(store, "u", "a", submission),
        lambda: stores.cancel(store, "u", "a", submission),
        lambda: stores.decide(store, "u", "a", "f1", action="accept"),
    ):
        with pytest.raises(stores.NotFound):
            call()


def test_states_change_only_as_allowed_and_only_once(store: Store) -> None:
    submission = submit(store)
    with store.writing() as session:
        states.change(session, submission, "queued", "running")
    with pytest.raises(stores.NotAllowed), store.writing() as session:
        states.change(session, submission, "queued", "running")
    with pytest.raises(stores.NotAllowed), store.writing() as session:
        states.change(session, submission, "cancelled", "running")


def test_queue_position_and_cancel(store: Store) -> None:
    first, second = submit(store), submit(store, b"two")
    view = stores.get_submission(store, "t", second)
    assert view is not None
    assert view.queue_position == 2
    assert stores.cancel(store, "t", "a", first).state == "cancelled"
    assert stores.cancel(store, "t", "a", first).state == "cancelled"
    assert [task.submission_id for task in outbox.pending(store)] == [second]


def test_decisions_are_only_added_and_can_be_taken_back(store: Store) -> None:
    submission = submit(store)
    add_finding(store, submission)
    with pytest.raises(stores.ReasonRequired):
        stores.decide(store, "t", "r", "f1", action="dismiss")
    stores.decide(store, "t", "r", "f1", action="accept", expected_version=0)
    with pytest.raises(stores.Conflict):
        stores.decide(store, "t", "s", "f1", action="dismiss", reason="不适用", expected_version=0)
    stores.decide(store, "t", "s", "f1", action="dismiss", reason="不适用", expected_version=1)
    undone = stores.decide(store, "t", "s", "f1", action="undo")
    assert undone.decision is not None
    assert (undone.decision.action, undone.decision.actor, len(undone.history)) == ("accept", "r", 3)
    assert stores.decide(store, "t", "s", "f1", action="undo").decision is None
    with pytest.raises(stores.Conflict):
        stores.decide(store, "t", "s", "f1", action="undo")
    with pytest.raises(ValueError, match="delete"):
        stores.decide(store, "t", "s", "f1", action="delete")  # type: ignore[arg-type]


def test_a_decision_is_stale_when_the_finding_changed(store: Store) -> None:
    submission = submit(store)
    add_finding(store, submission)
    stores.decide(store, "t", "r", "f1", action="accept")
    with store.writing() as session:
        session.execute(update(FindingRow).values(fingerprint="y"))
    (view,) = stores.findings(store, "t", submission)
    assert view.decision is not None
    assert view.decision.stale


def test_erasing_leaves_only_the_record_of_it(store: Store) -> None:
    first, second = submit(store, key="k"), submit(store)
    add_finding(store, first)
    stores.decide(store, "t", "r", "f1", action="accept")
    (file,) = stores.get_submission(store, "t", first).files  # type: ignore[union-attr]
    stores.erase(store, "t", "r", first)
    assert stores.get_submission(store, "t", first) is None
    assert store.blobs.path(file.sha256).is_file()
    stores.erase(store, "t", "r", second)
    with pytest.raises(stores.NotFound):
        store.blobs.path(file.sha256)
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(table.select()).all()
            assert bool(rows) == (table.name == "erasures"), table.name


def test_orphaned_uploads_are_collected(store: Store) -> None:
    orphan = store.blobs.put(BytesIO(b"orphan"))
    submit(store)
    assert stores.collect(store) == 0
    assert stores.collect(store, older_than=-1) == 1
    with pytest.raises(stores.NotFound):
        store.blobs.path(orphan)


def test_a_job_is_leased_to_one_worker(store: Store) -> None:
    submit(store)
    (task,) = outbox.pending(store)
    assert outbox.mark_sent(store, task.id)
    assert not outbox.mark_sent(store, task.id)
    assert outbox.claim(store, task.id, "one", 60) is not None
    assert outbox.claim(store, task.id, "two", 60) is None
    assert outbox.renew(store, task.id, "one", 60)
    assert not outbox.renew(store, task.id, "two", 60)
    with pytest.raises(outbox.LeaseLost), store.writing() as session:
        outbox.finish(session, task.id, "two")
    with store.writing() as session:
        outbox.finish(session, task.id, "one")
    assert outbox.claim(store, task.id, "two", 60) is None


def _lapse(store: Store) -> None:
    with store.writing() as session:
        session.execute(update(OutboxRow).values(lease_until=datetime.now(UTC) - timedelta(seconds=1)))


def test_the_sweeper_puts_back_what_a_dead_worker_held_until_it_gives_up(store: Store) -> None:
    submission = submit(store)
    (task,) = outbox.pending(store)
    for attempt in (1, 2):
        assert outbox.claim(store, task.id, f"w{attempt}", 60) is not None
        with store.writing() as session:
            states.change(session, submission, "queued", "running")
        assert outbox.put_back(store, lambda _: True, max_attempts=2, patience=0) == 0
        _lapse(store)
        assert outbox.put_back(store, lambda _: True, max_attempts=2, patience=0) == 1
    view = stores.get_submission(store, "t", submission)
    assert view is not None
    assert (view.state, view.error) == ("failed", outbox.EXHAUSTED)


def test_the_sweeper_sends_again_what_the_queue_forgot(store: Store) -> None:
    submit(store)
    (task,) = outbox.pending(store)
    outbox.mark_sent(store, task.id)
    assert outbox.put_back(store, lambda _: True, max_attempts=3, patience=-1) == 0
    assert outbox.pending(store) == []
    assert outbox.put_back(store, lambda _: False, max_attempts=3, patience=-1) == 1
    assert [again.id for again in outbox.pending(store)] == [task.id]


def test_pages_already_read_are_kept_for_one_tenant(store: Store) -> None:
    from worker.store.cache import StoredPages

    submission = submit(store)
    (file,) = stores.get_submission(store, "t", submission).files  # type: ignore[union-attr]
    mine, theirs = StoredPages(store, "t", "a"), StoredPages(store, "u", "a")
    mine.put(file.sha256, 1, "reader 1", b"page")
    mine.put(file.sha256, 1, "reader 1", b"page")
    assert mine.get(file.sha256, 1, "reader 1") == b"page"
    assert mine.get(file.sha256, 1, "reader 2") is None
    assert theirs.get(file.sha256, 1, "reader 1") is None
    stores.erase(store, "t", "a", submission)
    assert mine.get(file.sha256, 1, "reader 1") is None
    mine.put(file.sha256, 1, "reader 1", b"read while it was being erased")
    assert mine.get(file.sha256, 1, "reader 1") is None

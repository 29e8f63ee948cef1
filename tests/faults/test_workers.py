"""Workers that die, queues that are emptied, jobs that come twice: nothing is lost and nothing is read twice."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from service import BAD_NUMBER, Service, card, open_service, wait_for
from sqlalchemy import select
from undisturbed import findings_without_faults, of_itself

from worker import queue, store
from worker.store import outbox
from worker.store.models import OutboxRow

pytestmark = pytest.mark.server


def test_a_packet_goes_through_and_leaves_nothing_personal_in_the_queue(working: Service) -> None:
    text = card(8)
    submission = working.submit(("card.txt", text), ("同样的.txt", text))
    working.send()
    assert len(working.broker.redis.keys("*")) > 0
    _no_personal_data(working)
    view = working.ended(submission)
    assert view.state == "succeeded"
    assert [(file.state, file.pages_done, file.pages_total) for file in view.files] == [("read", 8, 8)] * 2
    assert set(working.readings(submission)) == {1}
    found = store.findings(working.store, "t", submission)
    assert "X.01" in [view.finding["rule"] for view in found if view.finding["verdict"] == "fail"]
    kinds = {document.name: document.kind for document in store.documents(working.store, "t", submission)}
    assert kinds == {"card.txt": "identity_card", "同样的.txt": "duplicate"}
    _no_personal_data(working)


def _no_personal_data(service: Service) -> None:
    redis = service.broker.redis
    for key in redis.keys("*"):
        content = repr(redis.dump(key)) + repr(key)
        if redis.type(key) == b"hash":
            content += repr(redis.hgetall(key))
        assert BAD_NUMBER not in content
        assert "card.txt" not in content


def test_a_worker_killed_half_way_is_finished_by_another_with_the_same_findings(service: Service) -> None:
    submission = service.submit(("slow.txt", card(8)))
    service.send()
    first = service.reader()
    wait_for(lambda: service.done(submission) >= 2, "two pages")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert len(service.readings(submission)) < 8
    service.reader()
    assert service.ended(submission).state == "succeeded"
    readings = service.readings(submission)
    assert len(readings) == 8
    assert sum(readings) <= 8 + 1, "only the page in hand may be read twice"
    result = store.result(service.store, "t", submission)
    assert result is not None
    assert of_itself(result["findings"]) == findings_without_faults(service, submission)


def test_an_emptied_queue_is_rebuilt_from_the_database(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    submission = service.submit(("card.txt", card()))
    service.send()
    service.broker.redis.flushall()
    monkeypatch.setattr(queue, "PATIENCE_SECONDS", -1.0)
    assert queue.sweep(service.store, service.broker) == 1
    assert queue.sweep(service.store, service.broker) == 0
    service.reader()
    assert service.ended(submission).state == "succeeded"


def test_a_queue_emptied_while_a_job_runs_loses_nothing(service: Service) -> None:
    first, second = service.submit(("slow.txt", card())), service.submit(("card.txt", card()))
    service.send()
    service.reader()
    wait_for(lambda: service.done(first) >= 1, "a page")
    service.broker.redis.flushall()
    assert service.ended(first).state == "succeeded"
    assert service.ended(second).state == "succeeded"


def test_a_job_delivered_twice_is_done_once(working: Service) -> None:
    submission = working.submit(("slow.txt", card()))
    with working.store.reading() as session:
        task = session.scalars(select(OutboxRow.id).where(OutboxRow.submission_id == submission)).one()
    working.send()
    for name in queue.QUEUES:
        working.broker.queue(name).enqueue_call(queue.RUN, args=(task,), job_id=f"again-{name}", timeout=60)
    assert working.ended(submission).state == "succeeded"
    wait_for(lambda: all(working.broker.queue(name).is_empty() for name in queue.QUEUES), "empty queues")
    assert set(working.readings(submission)) == {1}


def test_cancelling_in_the_middle_stops_soon_and_the_worker_lives_on(working: Service) -> None:
    submission, other = working.submit(("slow.txt", card())), working.submit(("card.txt", card()))
    working.send()
    wait_for(lambda: working.done(submission) >= 1, "a page")
    store.cancel(working.store, "t", "a", submission)
    assert working.ended(submission, 10).state == "cancelled"
    assert store.result(working.store, "t", submission) is None
    assert working.ended(other).state == "succeeded"


def test_erasing_in_the_middle_leaves_nothing_and_the_worker_lives_on(working: Service) -> None:
    submission, other = working.submit(("slow.txt", card())), working.submit(("card.txt", "other"))
    working.send()
    wait_for(lambda: working.done(submission) >= 1, "a page")
    store.erase(working.store, "t", "a", submission)
    assert working.ended(other).state == "succeeded"
    assert store.get_submission(working.store, "t", submission) is None


def test_bad_files_cost_themselves_only(working: Service) -> None:
    names = ("empty", "hang", "outline-crash", "parse-crash", "refused", "sigkill", "fine")
    texts = {"empty": "", "fine": card()}
    submission = working.submit(*((name, texts.get(name, f"{name}\fpage\fpage")) for name in names))
    working.send()
    view = working.ended(submission)
    assert view.state == "partial"
    states = {file.name: (file.state, file.error_code) for file in view.files}
    assert states["empty"] == ("failed", "empty")
    assert states["outline-crash"] == ("failed", "unreadable")
    assert states["parse-crash"] == ("read", "unreadable")
    assert states["fine"] == ("read", "")
    problems = {
        document.name: [page.problem["code"] for page in document.pages if page.problem]
        for document in store.documents(working.store, "t", submission)
    }
    assert problems["hang"] == ["page_timeout"]
    assert problems["sigkill"] == ["page_crashed"]
    assert problems["refused"] == ["unreadable"]
    result = store.result(working.store, "t", submission)
    assert result is not None
    assert {file["name"] for file in result["coverage"]["unread_files"]} == {"empty", "outline-crash"}
    assert len(result["coverage"]["unread_pages"]) == 3


def test_nothing_readable_is_a_failure_with_reasons(working: Service) -> None:
    submission = working.submit(("empty", ""))
    working.send()
    view = working.ended(submission)
    assert view.state == "failed"
    assert view.error
    assert view.files[0].error_message


@pytest.mark.slow
def test_a_submission_that_kills_every_worker_fails_in_the_end(tmp_path: Path, environment: dict[str, str]) -> None:
    with open_service(tmp_path, environment, max_attempts=2) as service:
        submission, other = service.submit(("kill-worker", card())), service.submit(("card.txt", card()))
        service.send()
        service.worker()
        view = service.ended(submission)
        assert (view.state, view.error) == ("failed", outbox.EXHAUSTED)
        assert service.ended(other).state == "succeeded"


@pytest.mark.slow
def test_a_stopped_worker_gives_its_job_back(service: Service) -> None:
    submission = service.submit(("slow.txt", card()))
    service.send()
    worker = service.reader()
    wait_for(lambda: service.done(submission) >= 1, "a page")
    worker.terminate()
    assert worker.wait(15) == 0
    assert service.view(submission).state == "queued"
    service.reader()
    assert service.ended(submission).state == "succeeded"
    assert sum(service.readings(submission)) <= 6 + 1


def test_checking_again_reads_nothing_and_keeps_decisions(working: Service) -> None:
    submission = working.submit(("card.txt", card()))
    working.send()
    working.ended(submission)
    (failed,) = [one for one in store.findings(working.store, "t", submission) if one.finding["rule"] == "X.01"]
    store.decide(working.store, "t", "r", failed.id, action="dismiss", reason="另有说明")
    before = working.view(submission).version
    store.recheck(working.store, "t", "r", submission, stage="closing")
    wait_for(lambda: working.view(submission).version > before + 2, "another run")
    assert working.ended(submission).stage == "closing"
    (again,) = [one for one in store.findings(working.store, "t", submission) if one.id == failed.id]
    assert again.decision is not None
    assert not again.decision.stale
    assert set(working.readings(submission)) == {1}


def test_page_images_and_exports_come_from_the_interactive_queue(working: Service) -> None:
    submission = working.submit(("card.txt", card()))
    working.send()
    working.ended(submission)

    def images() -> list[str | None]:
        (document,) = store.documents(working.store, "t", submission)
        return [page.image_sha for page in document.pages]

    wait_for(lambda: all(images()), "page images")
    assert working.store.blobs.open(images()[1] or "").read() == b"2 1400"
    for format, inside in (
        ("json", b"caishen/result/1"),
        ("xlsx", b"PK"),
        ("sarif", b"2.1.0"),
        ("pdf", b"annotated"),
    ):
        assert store.export(working.store, "t", submission, format) is None
        wait_for(lambda format=format: store.export(working.store, "t", submission, format) is not None, "the export")
        sha = store.export(working.store, "t", submission, format)
        assert inside in working.store.blobs.open(sha or "").read()

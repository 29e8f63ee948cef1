"""Workers that die, queues that are emptied, jobs that come twice: nothing is lost and nothing is read twice."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from service import BAD_NUMBER, CARD, Service, wait_for
from undisturbed import findings_without_faults

from worker import queue, store
from worker.store import outbox

pytestmark = pytest.mark.server


def test_a_packet_goes_through_and_leaves_nothing_personal_in_the_queue(service: Service) -> None:
    submission = service.submit(("card.txt", CARD), ("同样的.txt", CARD))
    service.send()
    assert len(service.broker.redis.keys("*")) > 0
    _no_personal_data(service)
    service.reader()
    view = service.ended(submission)
    assert view.state == "succeeded"
    assert [(file.state, file.pages_done, file.pages_total) for file in view.files] == [("read", 8, 8)] * 2
    assert set(service.readings().values()) == {1}
    found = store.findings(service.store, "t", submission)
    assert [view.finding["rule"] for view in found if view.finding["verdict"] == "fail"] == ["X.01"]
    kinds = {document.name: document.kind for document in store.documents(service.store, "t", submission)}
    assert kinds == {"card.txt": "identity_card", "同样的.txt": "duplicate"}
    _no_personal_data(service)


def _no_personal_data(service: Service) -> None:
    redis = service.broker.redis
    for key in redis.keys("*"):
        content = repr(redis.dump(key)) + repr(key)
        if redis.type(key) == b"hash":
            content += repr(redis.hgetall(key))
        assert BAD_NUMBER not in content
        assert "card.txt" not in content


def test_a_worker_killed_half_way_is_finished_by_another_with_the_same_findings(service: Service) -> None:
    submission = service.submit(("slow.txt", CARD))
    service.send()
    first = service.reader()
    wait_for(lambda: service.done(submission) >= 2, "two pages")
    first.send_signal(signal.SIGKILL)
    first.wait()
    read_before = len(service.readings())
    assert read_before < 8
    service.reader()
    assert service.ended(submission).state == "succeeded"
    readings = service.readings()
    assert len(readings) == 8
    assert sum(readings.values()) <= 8 + 1, "only the page in hand may be read twice"
    result = store.result(service.store, "t", submission)
    assert result is not None
    assert result["findings"] == findings_without_faults(service, submission)


def test_an_emptied_queue_is_rebuilt_from_the_database(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    submission = service.submit(("card.txt", CARD))
    service.send()
    service.broker.redis.flushall()
    monkeypatch.setattr(queue, "PATIENCE_SECONDS", -1.0)
    assert queue.sweep(service.store, service.broker) == 1
    assert queue.sweep(service.store, service.broker) == 0
    service.reader()
    assert service.ended(submission).state == "succeeded"


def test_a_queue_emptied_while_a_job_runs_loses_nothing(service: Service) -> None:
    first, second = service.submit(("slow.txt", CARD)), service.submit(("card.txt", CARD))
    service.send()
    service.reader()
    wait_for(lambda: service.done(first) >= 1, "a page")
    service.broker.redis.flushall()
    assert service.ended(first).state == "succeeded"
    assert service.ended(second).state == "succeeded"


def test_a_job_delivered_twice_is_done_once(service: Service) -> None:
    submission = service.submit(("slow.txt", CARD))
    (task,) = outbox.pending(service.store)
    service.send()
    for ticket in ("again", "and-again"):
        service.broker.queue("read").enqueue_call(queue.RUN, args=(task.id,), job_id=ticket, timeout=60)
    service.reader()
    service.reader()
    assert service.ended(submission).state == "succeeded"
    wait_for(lambda: service.broker.queue("read").is_empty(), "an empty queue")
    assert set(service.readings().values()) == {1}


def test_cancelling_in_the_middle_stops_soon_and_the_worker_lives_on(service: Service) -> None:
    submission, other = service.submit(("slow.txt", CARD)), service.submit(("card.txt", CARD))
    service.send()
    worker = service.reader()
    wait_for(lambda: service.done(submission) >= 1, "a page")
    store.cancel(service.store, "t", "a", submission)
    assert service.ended(submission, 10).state == "cancelled"
    assert store.result(service.store, "t", submission) is None
    assert service.ended(other).state == "succeeded"
    assert worker.poll() is None


def test_erasing_in_the_middle_leaves_nothing_and_the_worker_lives_on(service: Service) -> None:
    submission, other = service.submit(("slow.txt", CARD)), service.submit(("card.txt", "other"))
    service.send()
    worker = service.reader()
    wait_for(lambda: service.done(submission) >= 1, "a page")
    store.erase(service.store, "t", "a", submission)
    assert service.ended(other).state == "succeeded"
    assert store.get_submission(service.store, "t", submission) is None
    assert worker.poll() is None


def test_bad_files_cost_themselves_only(service: Service) -> None:
    names = ("empty", "hang", "outline-crash", "parse-crash", "refused", "sigkill", "fine")
    texts = {"empty": "", "fine": CARD}
    submission = service.submit(*((name, texts.get(name, f"{name}\fpage\fpage")) for name in names))
    service.send()
    worker = service.reader()
    view = service.ended(submission)
    assert view.state == "partial"
    states = {file.name: (file.state, file.error_code) for file in view.files}
    assert states["empty"] == ("failed", "empty")
    assert states["outline-crash"] == ("failed", "unreadable")
    assert states["parse-crash"] == ("read", "unreadable")
    assert states["fine"] == ("read", "")
    problems = {
        document.name: [page.problem["code"] for page in document.pages if page.problem]
        for document in store.documents(service.store, "t", submission)
    }
    assert problems["hang"] == ["page_timeout"]
    assert problems["sigkill"] == ["page_crashed"]
    assert problems["refused"] == ["unreadable"]
    result = store.result(service.store, "t", submission)
    assert result is not None
    assert {file["name"] for file in result["coverage"]["unread_files"]} == {"empty", "outline-crash"}
    assert len(result["coverage"]["unread_pages"]) == 3
    assert worker.poll() is None


def test_nothing_readable_is_a_failure_with_reasons(service: Service) -> None:
    submission = service.submit(("empty", ""))
    service.send()
    service.reader()
    view = service.ended(submission)
    assert view.state == "failed"
    assert view.error
    assert view.files[0].error_message


def test_a_submission_that_kills_every_worker_fails_in_the_end(tmp_path: Path, environment: dict[str, str]) -> None:
    from service import open_service

    from worker.embedded import valkey

    service = open_service(tmp_path, environment, max_attempts=2)
    with valkey(service.settings):
        submission, other = service.submit(("kill-worker", CARD)), service.submit(("card.txt", CARD))
        service.send()
        service.worker()
        view = service.ended(submission)
        assert (view.state, view.error) == ("failed", outbox.EXHAUSTED)
        assert service.ended(other).state == "succeeded"
        service.close()


def test_a_stopped_worker_gives_its_job_back(service: Service) -> None:
    submission = service.submit(("slow.txt", CARD))
    service.send()
    worker = service.reader()
    wait_for(lambda: service.done(submission) >= 1, "a page")
    worker.terminate()
    assert worker.wait(15) == 0
    assert service.view(submission).state == "queued"
    service.reader()
    assert service.ended(submission).state == "succeeded"
    assert sum(service.readings().values()) <= 9


def test_checking_again_reads_nothing_and_keeps_decisions(service: Service) -> None:
    submission = service.submit(("card.txt", CARD))
    service.send()
    service.worker()
    service.ended(submission)
    (failed,) = [one for one in store.findings(service.store, "t", submission) if one.finding["verdict"] == "fail"]
    store.decide(service.store, "t", "r", failed.id, action="dismiss", reason="另有说明")
    before = service.view(submission).version
    store.recheck(service.store, "t", "r", submission, stage="closing")
    wait_for(lambda: service.view(submission).version > before + 2, "another run")
    assert service.ended(submission).stage == "closing"
    (again,) = [one for one in store.findings(service.store, "t", submission) if one.id == failed.id]
    assert again.decision is not None
    assert not again.decision.stale
    assert set(service.readings().values()) == {1}


def test_page_images_and_exports_come_from_the_interactive_queue(service: Service) -> None:
    submission = service.submit(("card.txt", CARD))
    service.send()
    service.worker()
    service.ended(submission)

    def images() -> list[str | None]:
        (document,) = store.documents(service.store, "t", submission)
        return [page.image_sha for page in document.pages]

    wait_for(lambda: all(images()), "page images")
    assert service.store.blobs.open(images()[1] or "").read() == b"2 1400"
    assert store.export(service.store, "t", submission, "json") is None
    wait_for(lambda: store.export(service.store, "t", submission, "json") is not None, "the export")
    sha = store.export(service.store, "t", submission, "json")
    assert b"caishen/result/1" in service.store.blobs.open(sha or "").read()

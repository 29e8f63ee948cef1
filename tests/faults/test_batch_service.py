"""Batches through the service: unpacked, read behind single packets, finished by others, cancelled, erased."""

from __future__ import annotations

import signal
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from service import PATIENCE, Service, card, wait_for

from worker import store
from worker.store import BatchView, NewFile, NotAllowed

pytestmark = pytest.mark.server


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return data.getvalue()


def hand_in(service: Service, *files: tuple[str, bytes]) -> str:
    new = [NewFile(name, service.store.blobs.put(BytesIO(data)), len(data)) for name, data in files]
    view = store.create_batch(
        service.store,
        tenant="t",
        actor="a",
        programme="studio",
        stage="application",
        on=date(2025, 6, 30),
        files=new,
    )
    service.send()
    return view.id


def view_of(service: Service, batch: str) -> BatchView:
    view = store.get_batch(service.store, "t", batch)
    assert view is not None
    return view


def ended(service: Service, batch: str) -> BatchView:
    wait_for(lambda: view_of(service, batch).state not in ("queued", "running"), "the end of the batch", PATIENCE)
    return view_of(service, batch)


def test_a_zip_becomes_submissions_and_a_summary(working: Service) -> None:
    inner = zipped({"card.txt": card(2), "里.zip": zipped({"x.txt": "x"})})
    packed = zipped({"区/甲/card.txt": card(2), "区/甲/附件.zip": zipped({"b.txt": card(1)}), "区/乙.zip": inner})
    batch = hand_in(working, ("区.zip", packed))
    view = ended(working, batch)
    assert (view.state, view.name, [part.name for part in view.parts]) == ("partial", "区.zip", ["乙.zip", "甲"])
    states = {part.name: (part.state, part.files, part.pages_done, part.unread) for part in view.parts}
    assert states == {"甲": ("succeeded", 2, 3, 0), "乙.zip": ("partial", 2, 2, 1)}
    by_name = {part.name: working.view(part.submission_id) for part in view.parts}
    assert [file.name for file in by_name["甲"].files] == ["card.txt", "附件/b.txt"]
    assert [(file.name, file.state) for file in by_name["乙.zip"].files] == [
        ("card.txt", "read"),
        ("里.zip", "failed"),
    ]
    held = store.result(working.store, "t", by_name["乙.zip"].id)
    assert held is not None
    assert [file["name"] for file in held["coverage"]["unread_files"]] == ["里.zip"]
    assert store.batch_summary(working.store, "t", batch, actor="a") is None
    wait_for(lambda: store.batch_summary(working.store, "t", batch, actor="a") is not None, "the summary")
    sha = store.batch_summary(working.store, "t", batch, actor="a")
    book = load_workbook(working.store.blobs.path(sha or "").open("rb"))
    assert book.sheetnames == ["汇总", "问题清单", "跨材料重复", "需人工判断", "未能读取"]
    assert [row[0].value for row in book["汇总"].iter_rows(min_row=2)] == ["乙.zip", "甲"]
    assert [cell.value for cell in book["未能读取"][2]][1] == "里.zip"
    submissions = [part.submission_id for part in view.parts]
    store.erase_batch(working.store, "t", "a", batch)
    assert store.get_batch(working.store, "t", batch) is None
    assert [store.get_submission(working.store, "t", one) for one in submissions] == [None, None]


def test_a_single_zip_is_a_packet(working: Service) -> None:
    packed = zipped({"card.txt": card(2), "../x.txt": "evil", "里.zip": zipped({"x.txt": "x"})})
    sha = working.store.blobs.put(BytesIO(packed))
    made = store.create_submission(
        working.store,
        tenant="t",
        actor="a",
        programme="studio",
        stage="application",
        on=date(2025, 6, 30),
        files=[NewFile("材料.zip", sha, len(packed))],
    )
    working.send()
    view = working.ended(made.id)
    assert view.state == "partial"
    assert {file.name: file.state for file in view.files} == {
        "card.txt": "read",
        "../x.txt": "failed",
        "里.zip": "failed",
    }
    assert not working.store.blobs._place(sha).exists()
    before = view.version
    store.recheck(working.store, "t", "a", made.id)
    wait_for(lambda: working.view(made.id).version > before + 2, "another run")
    assert len(working.ended(made.id).files) == 3


def test_what_is_no_archive_fails_with_a_reason(working: Service) -> None:
    view = ended(working, hand_in(working, ("坏.zip", b"PK\x03\x04 rubbish")))
    assert (view.state, view.parts) == ("failed", ())
    assert "压缩包" in view.error
    with pytest.raises(NotAllowed):
        store.batch_summary(working.store, "t", view.id, actor="a")


@pytest.mark.slow
def test_a_single_packet_overtakes_a_batch(service: Service) -> None:
    batch = hand_in(service, *((f"{name}/slow.txt", card(12).encode()) for name in ("a", "b")))
    service.reader()
    first = view_of(service, batch).parts[0].submission_id
    wait_for(lambda: service.done(first) >= 1, "a page of the batch")
    single = service.submit(("card.txt", card(1)))
    service.send()
    assert service.ended(single).state == "succeeded"
    assert view_of(service, batch).state == "running"
    assert ended(service, batch).state == "succeeded"
    readings = service.readings(first)
    assert len(readings) == 12
    assert sum(readings) <= 12 + 1, "the batch goes on where it stepped back"


def test_a_worker_killed_in_a_batch_is_replaced(service: Service) -> None:
    batch = hand_in(service, *((f"{name}/slow.txt", card(6).encode()) for name in ("a", "b")))
    worker = service.reader()
    first = view_of(service, batch).parts[0].submission_id
    wait_for(lambda: service.done(first) >= 2, "two pages")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    service.reader()
    assert ended(service, batch).state == "succeeded"
    assert sum(service.readings(first)) <= 6 + 1


def test_cancelling_a_batch_stops_all_of_it(service: Service) -> None:
    batch = hand_in(service, *((f"{name}/slow.txt", card(8).encode()) for name in "abc"))
    service.reader()
    first = view_of(service, batch).parts[0].submission_id
    wait_for(lambda: service.done(first) >= 1, "a page")
    store.cancel_batch(service.store, "t", "a", batch)
    assert ended(service, batch).state == "cancelled"
    assert view_of(service, batch).states == {"cancelled": 3}

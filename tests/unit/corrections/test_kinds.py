"""What a person says a paper is: understood again without reading, decisions kept, taken back, told everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages import words
from api.pages.views.boxes import LATER
from corpora.blocks import Paragraph
from corpora.invoice_faces import draft
from corpora.render.docx import docx_file
from extractor.discover import modules_in
from extractor.errors import PageTimeout, ReadError
from extractor.kind_names import kind_names
from tests.seeding.rosters import MEMBERS, handed_in, people
from tests.seeding.vouchers import HerePool, invoice, working
from worker import rechecking
from worker import store as stored
from worker.kinds_said import NOT_TOLD
from worker.settings import Settings
from worker.store import Store
from worker.store.corrections import NOT_STORABLE

ADDRESS = "http://127.0.0.1:8321"


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url=ADDRESS) as made:
        yield made


@pytest.fixture
def store(client: TestClient) -> Store:
    held: Store = client.app.state.store  # type: ignore[attr-defined]
    return held


@pytest.fixture
def work(store: Store, settings: Settings) -> Iterator[Callable[[], int]]:
    with working(store, settings) as made:
        yield made


def papers(client: TestClient, submission: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/v1/submissions/{submission}/documents").json()["documents"]
    return found


def one_paper(
    client: TestClient, store: Store, work: Callable[[], int], file: tuple[str, bytes]
) -> tuple[str, dict[str, Any]]:
    """The id of a submission of this file, read, and its only paper."""
    submission = handed_in(store, [file])
    work()
    [paper] = papers(client, submission)
    return submission, paper


def findings(client: TestClient, submission: str) -> dict[str, dict[str, Any]]:
    found = client.get(f"/v1/submissions/{submission}/findings").json()["findings"]
    return {one["id"]: one for one in found}


def test_every_kind_can_be_said_and_has_a_name() -> None:
    modules = {module.NAME for module in modules_in("extractor.kinds")} - {"supporting_paper", "report"}
    assert modules < set(kind_names())
    named = dict(words.kinds_to_choose())
    assert set(named) == {*kind_names(), "unknown"}
    assert [kind for kind, name in named.items() if kind == name] == []


def test_a_kind_is_said_checked_at_once_and_taken_back(
    client: TestClient, store: Store, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    submission, paper = one_paper(client, store, work, ("附表二.docx", people()))
    assert (paper["kind"], paper["kind_read"]) == ("unknown", "")
    before = findings(client, submission)
    decided = next(iter(before))
    client.patch(f"/v1/findings/{decided}", json={"action": "accept"})
    monkeypatch.setattr(HerePool, "page", None, raising=False)  # no page is read again
    answer = client.patch(f"/v1/documents/{paper['id']}/kind", json={"kind": "roster", "version": 0})
    assert (answer.status_code, answer.json()["correction"]["read"]) == (202, "unknown")
    assert client.get(f"/v1/submissions/{submission}").json()["rechecking"]
    work()
    [paper] = papers(client, submission)
    assert (paper["kind"], paper["kind_read"]) == ("roster", "unknown")
    whole = client.get(f"/v1/documents/{paper['id']}").json()
    names = {one["name"]["value"] for one in whole["record"]["fields"]["members"]}
    assert names == {name for name, _ in MEMBERS[:2]}
    assert [one["path"] for one in whole["corrections"]] == [["@kind"]]
    result = client.get(f"/v1/submissions/{submission}/annotated.json")
    assert result.status_code == 202
    work()
    told = client.get(f"/v1/submissions/{submission}/annotated.json").json()["documents"]
    assert [(one["kind"], one["kind_read"]) for one in told] == [("roster", "unknown")]
    after = findings(client, submission)
    assert after[decided]["decision"]["action"] == "accept"
    assert set(after) != set(before)
    undone = client.patch(f"/v1/documents/{paper['id']}/kind", json={"undo": True})
    assert undone.status_code == 202
    work()
    assert [(one["kind"], one["kind_read"]) for one in papers(client, submission)] == [("unknown", "")]
    assert set(findings(client, submission)) == set(before)


def breaking(error: ReadError, name: str = "understand") -> Callable[..., Future[Any]]:
    """What a reader process gives that times out or dies over what a person said."""
    sound = getattr(HerePool, name, None)

    def give(pool: HerePool, *given: Any) -> Future[Any]:
        if name == "understand" and not (len(given) > 3 and given[3]):
            return sound(pool, *given)  # type: ignore[misc, no-any-return]
        broken: Future[Any] = Future()
        broken.set_exception(error)
        return broken

    return give


def test_a_kind_that_breaks_the_reader_leaves_the_papers_as_they_were(
    client: TestClient, store: Store, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    submission, paper = one_paper(client, store, work, ("附表二.docx", people()))
    kind = f"/v1/documents/{paper['id']}/kind"
    before = findings(client, submission)
    with monkeypatch.context() as patched:
        patched.setattr(HerePool, "understand", breaking(PageTimeout()))
        client.patch(kind, json={"kind": "roster"})
        # Said twice it is said once, as long as it waits.
        assert client.patch(kind, json={"kind": "roster"}).status_code == 422
        work()
        told = client.get(f"/v1/submissions/{submission}").json()
        assert (told["rechecking"], told["recheck_failed"]) == (False, False)
        assert [one["kind"] for one in papers(client, submission)] == ["unknown"]
        assert set(findings(client, submission)) == set(before)
        assert NOT_TOLD in client.get(f"/submissions/{submission}").text
        # A reading of everything meets the same, and does not end in nothing either.
        stored.recheck(store, "default", "local", submission)
        assert client.get(f"/v1/submissions/{submission}").json()["rechecking"]
        work()
        assert client.get(f"/v1/submissions/{submission}").json()["state"] in ("succeeded", "partial")
        assert client.get(f"/submissions/{submission}").text.count(NOT_TOLD) == 1
    # Taken back, nothing is said of it any more; said again before that was done, it counts.
    client.patch(kind, json={"undo": True})
    work()
    assert NOT_TOLD not in client.get(f"/submissions/{submission}").text
    client.patch(kind, json={"kind": "roster"})
    work()
    client.patch(kind, json={"undo": True})
    assert client.patch(kind, json={"kind": "roster"}).status_code == 202
    work()
    assert [one["kind"] for one in papers(client, submission)] == ["roster"]


def test_saying_it_again_tries_again_what_failed(
    client: TestClient, store: Store, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    submission, paper = one_paper(client, store, work, ("附表二.docx", people()))
    kind = f"/v1/documents/{paper['id']}/kind"
    with monkeypatch.context() as patched:
        patched.setattr(rechecking, "decide", lambda *_: 1 / 0)
        client.patch(kind, json={"kind": "roster"})
        work()
    told = client.get(f"/v1/submissions/{submission}").json()
    assert (told["rechecking"], told["recheck_failed"]) == (False, True)
    asked = client.get(f"/submissions/{submission}/rechecking")
    assert words.NOT_RECHECKED in asked.text
    assert "hx-trigger" not in asked.headers
    page = client.get(f"/submissions/{submission}").text
    assert words.NOT_RECHECKED in page
    assert "已由人更正为成员名册，还没有按它整理" in page
    assert client.patch(kind, json={"kind": "roster"}).status_code == 202
    work()
    assert [one["kind"] for one in papers(client, submission)] == ["roster"]
    assert "种类由人更正，原识别为未识别的材料" in client.get(f"/submissions/{submission}").text
    asked = client.get(f"/submissions/{submission}/rechecking")
    assert (asked.headers["hx-trigger"], words.NOT_RECHECKED in asked.text) == ("rechecked", False)


def test_photographs_that_break_the_reader_are_none(
    client: TestClient, store: Store, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    submission, paper = one_paper(client, store, work, ("票据.pdf", invoice(draft(5))))
    monkeypatch.setattr(HerePool, "photographs", breaking(PageTimeout(), "photographs"), raising=False)
    client.patch(f"/v1/documents/{paper['id']}/kind", json={"kind": "unknown"})
    work()
    assert [one["kind"] for one in papers(client, submission)] == ["unknown"]


def test_fields_of_the_kind_that_was_said_are_corrected_too(
    client: TestClient, store: Store, work: Callable[[], int]
) -> None:
    submission, paper = one_paper(client, store, work, ("附表二.docx", people()))
    client.patch(f"/v1/documents/{paper['id']}/kind", json={"kind": "roster"})
    work()
    change = {"path": ["team_name"], "value": "长庚测控团队"}
    assert client.patch(f"/v1/documents/{paper['id']}/record", json=change).status_code == 202
    work()
    whole = client.get(f"/v1/documents/{paper['id']}").json()
    assert whole["record"]["fields"]["team_name"]["value"] == "长庚测控团队"
    # A text that nobody could show again is refused.
    for value in ("\ud800", "甲\0"):
        content = json.dumps({"path": ["team_name"], "value": value})
        head = {"content-type": "application/json"}
        refused = client.patch(f"/v1/documents/{paper['id']}/record", content=content, headers=head)
        assert (refused.status_code, NOT_STORABLE in refused.text) == (422, True)
    # A version that holds the same paper is read with what was said of it.
    again = client.post(
        "/v1/submissions",
        files=[("files", ("说明.docx", docx_file((Paragraph("另附说明。"),)), "application/octet-stream"))],
        data={"replaces": submission, "keep": "true", "programme": "studio", "on": "2026-03-01"},
    ).json()["id"]
    work()
    assert {(one["name"], one["kind"]) for one in papers(client, again)} >= {("附表二.docx", "roster")}
    # On the page of the version before, nothing is said of it any more, and nothing is written either.
    at, head = f"/submissions/{submission}/documents/{paper['id']}", {"hx-request": "true"}
    fields = {"path": "team_name", "value": "别的团队"}
    for answer in (
        client.get(f"{at}/fields", headers=head),
        client.post(f"{at}/fields", data=fields, headers=head),
        client.post(f"{at}/kind", data={"kind": "unknown"}, headers=head),
    ):
        assert (answer.status_code, LATER in answer.text) == (404, True)
    assert len(client.get(f"/v1/documents/{paper['id']}").json()["corrections"]) == 2


def test_what_cannot_be_said_and_what_says_nothing(client: TestClient, store: Store, work: Callable[[], int]) -> None:
    submission, paper = one_paper(client, store, work, ("附表二.docx", people()))
    kind = f"/v1/documents/{paper['id']}/kind"
    for body, status, code in (
        ({"kind": "novel"}, 422, "cannot_correct"),
        ({"kind": "unknown"}, 422, "cannot_correct"),
        ({"undo": True}, 409, "conflict"),
        ({"kind": "roster", "version": 3}, 409, "conflict"),
    ):
        answer = client.patch(kind, json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert client.patch("/v1/documents/none/kind", json={"kind": "roster"}).status_code == 404
    # A kind of which nothing is found on the pages is kept and told, and nothing is made up.
    client.patch(kind, json={"kind": "invoice"})
    work()
    assert [(one["kind"], one["kind_read"]) for one in papers(client, submission)] == [("invoice", "unknown")]
    assert client.get(f"/v1/documents/{paper['id']}").json()["record"] is None
    page = client.get(f"/submissions/{submission}").text
    assert "按人工指定的种类没有读出内容" in page
    assert "种类由人更正" in page

"""Every error is a problem: RFC 9457, a stable code, a Chinese sentence."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from api.problems import MEDIA_TYPE

CHINESE = re.compile(r"[一-鿿]")
MULTIPART = {"content-type": "multipart/form-data; boundary=x"}


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/v1/nothing", {}, 404, "not_found"),
        ("GET", "/v1/submissions/nothing", {}, 404, "not_found"),
        ("GET", "/v1/submissions/nothing/events", {}, 404, "not_found"),
        ("GET", "/v1/submissions/nothing/findings", {}, 404, "not_found"),
        ("GET", "/v1/submissions/nothing/documents", {}, 404, "not_found"),
        ("GET", "/v1/submissions/nothing/annotated.pdf", {}, 404, "not_found"),
        ("DELETE", "/v1/submissions/nothing", {}, 404, "not_found"),
        ("GET", "/v1/documents/nothing", {}, 404, "not_found"),
        ("GET", "/v1/documents/nothing/pages/1.webp", {}, 404, "not_found"),
        ("PUT", "/v1/submissions", {}, 405, "method_not_allowed"),
        ("POST", "/v1/submissions", {"json": {}}, 415, "unsupported_media_type"),
        ("POST", "/v1/submissions", {"files": {"programme": (None, b"auto")}}, 422, "no_files"),
        ("POST", "/v1/submissions", {"files": {"files": b"1"}, "data": {"programme": "x"}}, 422, "invalid_request"),
        ("POST", "/v1/submissions", {"files": {"files": b"1"}, "data": {"on": "gestern"}}, 422, "invalid_request"),
        ("POST", "/v1/submissions", {"content": b"rubbish", "headers": MULTIPART}, 422, "damaged_upload"),
        ("POST", "/v1/submissions", {"files": {"files": b"0" * 300_000}}, 413, "payload_too_large"),
        ("POST", "/v1/submissions", {"files": [("files", b"1")] * 6}, 413, "too_many_files"),
        ("GET", "/v1/submissions?limit=0", {}, 422, "invalid_request"),
        ("PATCH", "/v1/findings/nothing", {"json": {"action": "accept"}}, 404, "not_found"),
        ("PATCH", "/v1/findings/nothing", {"json": {"action": "explode"}}, 422, "invalid_request"),
        ("PATCH", "/v1/findings/nothing", {"json": {"action": "dismiss"}}, 422, "reason_required"),
        ("GET", "/v1/submissions", {"headers": {"host": "evil.example"}}, 400, "unknown_host"),
        ("GET", "/v1/submissions", {"headers": {"host": ""}}, 400, "unknown_host"),
        ("DELETE", "/v1/submissions/a", {"headers": {"origin": "https://evil.example"}}, 403, "cross_origin"),
        ("DELETE", "/v1/submissions/a", {"headers": {"sec-fetch-site": "cross-site"}}, 403, "cross_origin"),
        ("DELETE", "/v1/submissions/a", {"headers": {"origin": "null"}}, 403, "cross_origin"),
    ],
)
def test_errors(client: TestClient, method: str, path: str, options: dict, status: int, code: str) -> None:  # type: ignore[type-arg]
    answer = client.request(method, path, **options)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert body["status"] == status
    assert body["type"].startswith("urn:caishen:problem:")
    assert CHINESE.search(body["detail"])
    assert "content-security-policy" in answer.headers


def test_what_nobody_foresaw_is_a_problem_too(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("worker.store.get_submission", broken)
    answer = client.get("/v1/submissions/a")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    assert "failed" in caplog.text


def test_a_browser_gets_a_page_and_htmx_a_paragraph(client: TestClient) -> None:
    whole = client.get("/submissions/nothing", headers={"accept": "text/html"})
    assert whole.status_code == 404
    assert "<!doctype html>" in whole.text
    part = client.get("/submissions/nothing/progress", headers={"hx-request": "true"})
    assert part.status_code == 404
    assert part.text.startswith("<p")


def test_what_was_sent_is_not_said_back(client: TestClient) -> None:
    answer = client.patch("/v1/findings/a", json={"action": "110108199001011234"})
    assert "110108" not in answer.text

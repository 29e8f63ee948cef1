"""Papers, page images, exports, originals."""

from __future__ import annotations

from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from checks.downloads import downloads
from worker import store as stored
from worker.store import Store
from worker.store.models import ExportRow, FileRow, OutboxRow, PageRow


def test_a_paper_with_its_pages(client: TestClient, seeded: str) -> None:
    listed = client.get(f"/v1/submissions/{seeded}/documents").json()["documents"]
    assert [one["kind"] for one in listed] == ["application_form", "activity", "unknown"]
    form = client.get(f"/v1/documents/{listed[0]['id']}").json()
    assert [page["number"] for page in form["pages"]] == [1, 2]
    assert client.get(form["pages"][0]["image"]).headers["content-type"] == "image/webp"
    same = client.get(f"/v1/submissions/{seeded}/documents/{listed[0]['id']}")
    assert same.json() == form
    assert client.get(f"/v1/submissions/another/documents/{listed[0]['id']}").status_code == 404


def test_text_has_no_page_image(client: TestClient, seeded: str) -> None:
    report = client.get(f"/v1/documents/doc-report-{seeded}").json()
    assert report["pages"][0]["image"] is None
    answer = client.get(f"/v1/documents/doc-report-{seeded}/pages/1.webp")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_page_image")


def test_an_image_not_made_yet_is_asked_for(client: TestClient, store: Store, seeded: str) -> None:
    with store.writing() as session:
        for page in session.scalars(select(PageRow)):
            page.image_sha = None
    answer = client.get(f"/v1/documents/doc-form-{seeded}/pages/1.webp")
    assert (answer.status_code, answer.headers["retry-after"]) == (202, "1")
    with store.reading() as session:
        assert session.scalar(select(OutboxRow.queue).where(OutboxRow.job == "render")) == "interactive"


def test_an_export_is_made_and_then_downloaded(client: TestClient, store: Store, seeded: str) -> None:
    address = f"/v1/submissions/{seeded}/annotated.pdf"
    assert client.get(address).status_code == 202
    sha = store.blobs.put(BytesIO(b"%PDF-1.7 made"))
    with store.writing() as session:
        for row in session.scalars(select(ExportRow)):
            row.blob_sha = sha
    made = client.get(address)
    assert (made.status_code, made.content) == (200, b"%PDF-1.7 made")
    assert made.headers["content-disposition"].startswith("attachment; filename=annotated.pdf; filename*=UTF-8''")


@pytest.mark.parametrize("suffix", sorted(downloads()))
def test_every_output_is_downloaded_as_what_it_is(client: TestClient, store: Store, seeded: str, suffix: str) -> None:
    address = f"/v1/submissions/{seeded}/annotated.{suffix}"
    assert client.get(address).status_code == 202
    sha = store.blobs.put(BytesIO(b"made"))
    with store.writing() as session:
        for row in session.scalars(select(ExportRow)):
            row.blob_sha = sha
    made = client.get(address)
    assert made.headers["content-type"] == downloads()[suffix].media_type
    assert f"filename=annotated{downloads()[suffix].suffix};" in made.headers["content-disposition"]


def test_an_output_that_there_is_not(client: TestClient, seeded: str) -> None:
    answer = client.get(f"/v1/submissions/{seeded}/annotated.exe")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_format")
    assert client.get(f"/v1/submissions/{seeded}/annotated.table").status_code == 404


def test_the_page_offers_what_the_files_allow(client: TestClient, store: Store, seeded: str) -> None:
    page = client.get(f"/submissions/{seeded}").text
    result = stored.result(store, "default", seeded)
    assert result is not None
    offered = {suffix for suffix in downloads() if f"/v1/submissions/{seeded}/annotated.{suffix}" in page}
    assert offered == {suffix for suffix, download in downloads().items() if download.concerns(result)}
    assert "ledger" not in offered


def test_several_docx_are_a_zip_and_one_of_them_is_not(client: TestClient, store: Store, seeded: str) -> None:
    with store.writing() as session:
        for file in session.scalars(select(FileRow).where(FileRow.submission_id == seeded)):
            file.format = "docx"
    address = f"/v1/submissions/{seeded}/annotated.docx"
    (paper, *_) = client.get(f"/v1/submissions/{seeded}/documents").json()["documents"]
    for query in ("", f"?document={paper['id']}"):
        assert client.get(address + query).status_code == 202
    sha = store.blobs.put(BytesIO(b"made"))
    with store.writing() as session:
        for row in session.scalars(select(ExportRow)):
            row.blob_sha = sha
    assert client.get(address).headers["content-type"] == "application/zip"
    one = client.get(f"{address}?document={paper['id']}")
    assert one.headers["content-type"] == downloads()["docx"].media_type


def test_an_export_that_failed_says_why(client: TestClient, store: Store, seeded: str) -> None:
    address = f"/v1/submissions/{seeded}/annotated.json"
    assert client.get(address).status_code == 202
    with store.writing() as session:
        for row in session.scalars(select(ExportRow)):
            row.error = "没有可以标注的文件。"
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (409, "export_failed")


def test_originals_are_only_ever_downloaded(client: TestClient, seeded: str) -> None:
    file = client.get(f"/v1/submissions/{seeded}").json()["files"][0]
    answer = client.get(f"/submissions/{seeded}/files/{file['id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"

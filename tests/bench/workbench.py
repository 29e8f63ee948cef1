"""`python -m tests.bench.workbench`: a submission of 300 pages and 1,000 findings on the page, in milliseconds.

Prints how long the server needs for the page; how long until a reader can begin (the first finding is chosen, the
picture of its page is there, keys are answered) and how much of a processor that takes, which says more than the time
where others use the machine too; how long one `j` takes until the next finding and its place on the page are shown
(median and 95 %), at once and when all cards that ask for a person have followed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
import urllib.request
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select

from tests.browser.chromium import launched
from tests.browser.serving import serving
from tests.seeding.drawn import A4, form_page
from tests.seeding.findings import finding, on_page
from tests.seeding.submission import OWNER, named, waiting
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.models import DocumentRow, FileRow, FindingRow, OutboxRow, PageRow, ResultRow, SubmissionRow

WATCH = """(() => {
  const inView = (image, pane) => {
    const box = image.getBoundingClientRect();
    return box.bottom > pane.top && box.top < pane.bottom;
  };
  const look = () => {
    const papers = document.getElementById("papers");
    const there = papers && document.querySelector(".chosen-finding") && document.querySelector(".chosen-evidence")
      && [...papers.querySelectorAll("img[data-page-image]")].some((image) =>
        image.complete && image.naturalWidth && inView(image, papers.getBoundingClientRect()));
    if (there) requestAnimationFrame(() => { window.usable = performance.now(); });
    else requestAnimationFrame(look);
  };
  look();
})()"""
NEXT = """() => new Promise(done => {
  const from = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "j", bubbles: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
})"""
CARDS = "document.querySelectorAll('.group:not([hidden]) .finding').length"
LOADED = "!document.querySelector('.group:not([hidden]) [data-rest]')"
VERDICTS = ("fail", "review", "pass", "pass", "not_applicable")


def large(store: Store, pages: int, count: int) -> str:
    """A submission of one file of `pages` pages, ten papers of it, and `count` findings with two places each."""
    identity = waiting(store)
    with store.writing() as session:
        row = session.get_one(SubmissionRow, identity)
        row.state, row.recognised = "succeeded", "studio"
        for job in session.scalars(select(OutboxRow).where(OutboxRow.submission_id == identity)):
            job.state = "done"
        file = session.scalars(select(FileRow).where(FileRow.submission_id == identity)).first()
        assert file is not None
        file.format, file.state, file.pages_total, file.pages_done = "pdf", "read", pages, pages
        picture = store.blobs.put(BytesIO(form_page().webp()))
        session.add_all(_page(file.id, number, picture) for number in range(1, pages + 1))
        papers = [
            (named(identity, f"paper{at}"), range(at * pages // 10 + 1, (at + 1) * pages // 10 + 1))
            for at in range(10)
        ]
        for position, (document, numbers) in enumerate(papers):
            session.add(
                DocumentRow(
                    **OWNER,
                    id=document,
                    submission_id=identity,
                    file_id=file.id,
                    position=position,
                    kind="report",
                    page_numbers=list(numbers),
                    record=None,
                )
            )
        found = [_finding(identity, number, papers, pages) for number in range(1, count + 1)]
        for position, body in enumerate(found):
            session.add(
                FindingRow(
                    **OWNER,
                    submission_id=identity,
                    id=body["id"],
                    position=position,
                    verdict=body["verdict"],
                    fingerprint=body["fingerprint"],
                    body=body,
                )
            )
        body = {
            "schema": "caishen/result/1",
            "programme": "studio",
            "edition": "test",
            "documents": [],
            "findings": found,
        }
        coverage = {"decided": [], "not_decided": [], "unread_files": [], "unread_pages": [], "unknown_documents": []}
        session.add(ResultRow(**OWNER, submission_id=identity, body={**body, "coverage": coverage, "versions": {}}))
    return identity


def _page(file: str, number: int, picture: str) -> PageRow:
    line = {"text": "正文" * 20, "role": "body", "confidence": 1.0, "place": {"type": "on_page", "page": number}}
    line["place"] |= {"bbox": [90.0, 90.0, 480.0, 104.0]}  # type: ignore[operator]
    return PageRow(
        **OWNER,
        file_id=file,
        number=number,
        width=A4[0],
        height=A4[1],
        source="text",
        media="",
        problem=None,
        image_sha=picture,
        content={"lines": [line] * 40, "tables": []},
    )


def _finding(identity: str, number: int, papers: list[tuple[str, range]], pages: int) -> dict[str, Any]:
    at = (number * 7) % pages + 1
    document = next(document for document, numbers in papers if at in numbers)
    places = [
        on_page(document, at, (90.0, 60.0 + 12 * line, 300.0, 72.0 + 12 * line), "读到的一句话")
        for line in (number % 40, 45)
    ]
    verdict = VERDICTS[number % len(VERDICTS)]
    body = finding(
        number, f"QC-{number % 20 + 1:02d}.{number}", "第五条", verdict, f"第 {number} 条写的是一件事。", *places
    )
    body["id"] = named(identity, body["id"])
    return body


def processor() -> float:
    """Milliseconds of processor that this process's server and browser have used."""
    stats = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            stats[int(path.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    ours, grown = {os.getpid()}, True
    while grown:
        more = {pid for pid, (parent, _) in stats.items() if parent in ours} - ours
        ours |= more
        grown = bool(more)
    return 1000 * sum(stats[pid][1] for pid in ours - {os.getpid()} if pid in stats) / os.sysconf("SC_CLK_TCK")


def until(page: Page, condition: str, seconds: float = 120) -> None:
    """The page's security policy forbids what Playwright's own waiting does."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(0.02)


def measure(address: str, identity: str, page: Page, steps: int) -> dict[str, float]:
    url = f"{address}/submissions/{identity}"
    urllib.request.urlopen(url).read()
    before, start = processor(), time.perf_counter()
    size = len(urllib.request.urlopen(url).read())
    server, served = time.perf_counter() - start, processor() - before
    page.goto(address)  # the browser is awake and has the scripts
    page.add_init_script(WATCH)
    before = processor()
    page.goto(url, wait_until="commit")
    until(page, "Boolean(window.usable)")
    first, used = page.evaluate("window.usable"), processor() - before
    at_once = sorted(page.evaluate(NEXT) for _ in range(min(steps, 15)))
    until(page, LOADED)
    each = sorted(page.evaluate(NEXT) for _ in range(steps))
    return {
        "HTML, MB": size / 1e6,
        "server, ms": server * 1000,
        "server, processor ms": served,
        "first page usable, ms": first,
        "same, processor ms": used,
        "next finding at once, median": statistics.median(at_once),
        "next finding, median ms": statistics.median(each),
        "next finding, 95 % ms": each[int(len(each) * 0.95)],
        "cards of open groups": page.evaluate(CARDS),
        "elements": page.evaluate("document.querySelectorAll('*').length"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--findings", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings(data_dir=Path(folder) / "data"))
        identity = large(store, asked.pages, asked.findings)
        store.close()
        with serving(Path(folder) / "data") as address, launched(Path(folder)) as browser:
            page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN", reduced_motion="reduce")
            for name, value in measure(address, identity, page, asked.steps).items():
                print(f"{name:30} {value:10.1f}")


if __name__ == "__main__":
    main()

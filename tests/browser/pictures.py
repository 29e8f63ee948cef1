"""`python -m tests.browser.pictures FOLDER`: README's pictures of the main pages, from invented papers."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from corpora.invoice_faces import draft
from tests.browser.chromium import launched
from tests.browser.serving import serving
from tests.seeding.batch import district
from tests.seeding.submission import finished
from tests.seeding.vouchers import invoice, working
from worker import store as stored
from worker.settings import Settings
from worker.store import NewFile, Store, open_store

COLOURS = 256
SIZE = {"width": 1366, "height": 768}
VOUCHERS = range(3, 8)


def vouchers(store: Store, settings: Settings) -> str:
    """A folder of invented invoices, read and checked."""
    files = []
    for seed in VOUCHERS:
        content = invoice(draft(seed))
        files.append(NewFile(f"示例站点票据/票据{seed}.pdf", store.blobs.put(BytesIO(content)), len(content)))
    view = stored.create_submission(
        store,
        tenant="default",
        actor="local",
        programme="station",
        stage="finance",
        on=date(2026, 3, 1),
        files=files,
        idempotency_key=None,
        sort="invoices",
    )
    with working(store, settings) as work:
        work()
    return view.id


def bench(page: Page) -> None:
    page.locator(".finding .quote").first.click()
    page.locator("#papers .chosen-evidence").wait_for()


def as_it_is(_page: Page) -> None:
    pass


def pictures(folder: Path) -> dict[str, bytes]:
    """PNG by name."""
    settings = Settings(data_dir=folder / "data")
    store = open_store(settings)
    invoices = vouchers(store, settings)
    batch, one = district(store), finished(store)
    store.close()
    shown: Mapping[str, tuple[str, Callable[[Page], object]]] = {
        "home": ("/", as_it_is),
        "workbench": (f"/submissions/{one}", bench),
        "glance": (f"/submissions/{one}/glance", as_it_is),
        "batch": (f"/batches/{batch}", as_it_is),
        "invoices": (
            f"/invoices/{invoices}",
            lambda page: page.locator(".voucher-field input[type=text]").first.focus(),
        ),
    }
    made = {}
    with serving(folder / "data") as address, launched(folder) as browser:
        page = browser.new_page(viewport=SIZE, locale="zh-CN", reduced_motion="reduce")
        for name, (path, prepare) in shown.items():
            page.goto(address + path)
            prepare(page)
            page.wait_for_load_state("networkidle")
            made[name] = page.screenshot(full_page=name == "batch")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    target: Path = parser.parse_args().folder
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, png in pictures(Path(folder)).items():
            picture = Image.open(BytesIO(png)).convert("RGB")
            small = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            small.save(target / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

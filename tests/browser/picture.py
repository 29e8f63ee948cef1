"""`python -m tests.browser.picture FILE.png`: README's picture of a finding on its page, from invented papers."""

from __future__ import annotations

import argparse
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.chromium import launched
from tests.browser.serving import serving
from tests.seeding.submission import finished
from worker.settings import Settings
from worker.store import open_store

COLOURS = 256
SIZE = {"width": 1366, "height": 768}


def draw(folder: Path) -> bytes:
    """A PNG of the submission page with the first finding that quotes a page chosen."""
    store = open_store(Settings(data_dir=folder / "data"))
    identity = finished(store)
    store.close()
    with serving(folder / "data") as address, launched(folder) as browser:
        page = browser.new_page(viewport=SIZE, locale="zh-CN", reduced_motion="reduce")
        page.goto(f"{address}/submissions/{identity}")
        page.locator(f"#finding-finding0001-{identity} .quote").first.click()
        page.locator("#papers .chosen-evidence").wait_for()
        page.wait_for_load_state("networkidle")
        return page.screenshot()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args().file
    with tempfile.TemporaryDirectory() as folder:
        picture = Image.open(BytesIO(draw(Path(folder)))).convert("RGB")
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()

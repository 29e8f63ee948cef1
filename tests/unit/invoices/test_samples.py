"""Real invoices in place: the text pages are read without OCR, exactly; a few pictures with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora.invoice_table import matching, records, truths
from corpora.invoice_truth import Outcome, compared
from extractor.errors import ReadError
from extractor.read import ReadSettings

# What a file does not print cannot be read from it (the tickets' truth also knows their XBRL).
NOT_PRINTED = {("航空电子行程单", "seller_tax_id")}
TEXT_ONLY = ReadSettings(engine="replay")


def outcomes(sample: Path, folder: Path, settings: ReadSettings) -> list[tuple[str, Outcome]]:
    known = truths(json.loads(Path(f"{sample}.truth.json").read_text("utf-8")))
    found = records(sample, folder, settings)
    return [
        (str(truth.get("kind")), outcome) for truth in known for outcome in compared(truth, matching(truth, found))
    ]


def test_text_pages_are_exact(samples: Path, tmp_path: Path) -> None:
    folder = samples / "invoices"
    checked, missed = 0, []
    for sample in [*sorted((folder / "pdf").glob("*.pdf")), *sorted((folder / "digital" / "pdf").glob("*.pdf"))]:
        if _is_picture(sample, tmp_path):
            continue
        for kind, outcome in outcomes(sample, tmp_path, TEXT_ONLY):
            checked += 1
            if outcome.result != "right" and (kind, outcome.field) not in NOT_PRINTED:
                missed.append((sample.name, outcome))
    assert missed == []
    assert checked > 800


def _is_picture(sample: Path, folder: Path) -> bool:
    """Without an engine a page whose text is a picture has none."""
    from corpora.page_cache import pages

    return not any(page.lines for page in pages(sample, folder, TEXT_ONLY))


@pytest.mark.ocr
@pytest.mark.parametrize("name", ["digital/image/i10.jpg", "digital/scan/s01.pdf", "image/image-12.png"])
def test_pictures_are_never_wrong_and_sure(samples: Path, tmp_path: Path, name: str) -> None:
    try:
        found = outcomes(samples / "invoices" / name, tmp_path, ReadSettings())
    except ReadError as error:
        pytest.skip(error.message)
    assert [outcome for _, outcome in found if outcome.result == "wrong" and outcome.sure] == []
    assert sum(outcome.result == "right" for _, outcome in found) >= 0.9 * len(found)

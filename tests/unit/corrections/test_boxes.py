"""A box that a person drew: checked, read from the file's text or from the picture, kept with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from extractor.box_reading import FRAME, picture_text
from extractor.box_text import layer_text
from extractor.document import Disagreement, Line, OnPage, Page, Span
from extractor.errors import EngineMissing
from extractor.geometry import BBox
from extractor.ocr import EngineIdentity, Image, OcrLine
from tests.seeding.forms import SIZE, form, where
from tests.seeding.rosters import handed_in
from tests.seeding.vouchers import HerePool, working
from tests.unit.api.conftest import ADDRESS
from worker import store as stored
from worker.settings import Settings
from worker.store import Store, outbox

BOX = [share * edge for share, edge in zip(where(), (*SIZE, *SIZE), strict=True)]


class Eye:
    """An engine that reads two lines in everything, the lower one first; it remembers what it was shown."""

    identity = EngineIdentity("eye", "1", "", "")

    def __init__(self) -> None:
        self.shown: list[tuple[int, ...]] = []

    def recognise(self, image: Image) -> list[OcrLine]:
        self.shown.append(image.shape)
        return [_line("下面", 40, 0.8), _line("上面", 10, 0.95)]

    def read_line(self, image: Image) -> tuple[str, float]:  # noqa: ARG002
        return "", 0.0


def _line(text: str, top: float, confidence: float) -> OcrLine:
    return OcrLine(text, ((0, top), (30, top), (30, top + 12), (0, top + 12)), confidence)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data_dir=tmp_path / "data")), base_url=ADDRESS) as made:
        yield made


@pytest.fixture
def store(client: TestClient) -> Store:
    held: Store = client.app.state.store  # type: ignore[attr-defined]
    return held


@pytest.fixture
def work(store: Store) -> Iterator[Callable[[], int]]:
    with working(store, store.settings) as made:
        yield made


def drawn(client: TestClient, paper: str, box: list[float], page: int = 1) -> Any:
    return client.post(f"/v1/documents/{paper}/boxes", json={"page": page, "bbox": box})


def test_a_box_is_read_and_its_value_kept_with_its_place(
    client: TestClient, store: Store, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = handed_in(store, [("申报书.pdf", form())])
    work()
    paper = client.get(f"/v1/submissions/{submission}/documents").json()["documents"][0]["id"]
    for box, code in (
        ([10, 10, 900, 30], "box_outside_page"),
        ([-9, 10, 90, 30], "box_outside_page"),
        ([10, 10, 12, 30], "box_too_small"),
        ([30, 10, 10, 30], "box_too_small"),
    ):
        answer = drawn(client, paper, box)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert drawn(client, paper, BOX, page=7).status_code == 404
    answer = drawn(client, paper, BOX)
    assert (answer.status_code, answer.json()["done"]) == (202, False)
    change = {"path": ["leader", "birth_date"], "value": "1991年4月", "box": answer.json()["id"]}
    early = client.patch(f"/v1/documents/{paper}/record", json=change)
    assert (early.status_code, early.json()["code"]) == (409, "box_not_read")
    work()
    told = client.get(answer.headers["location"]).json()
    assert (told["done"], told["text"], told["source"], told["confidence"]) == (True, "1991年4月", "text", 1.0)
    made = client.patch(f"/v1/documents/{paper}/record", json=change).json()["correction"]
    assert (made["read"], made["place"]["page"]) == ("1991年4月", 1)
    work()
    born = client.get(f"/v1/documents/{paper}").json()["record"]["fields"]["leader"]["birth_date"]
    assert (born["value"], born["source"], born["raw"]) == ("1991-04", "person", "1991年4月")
    assert born["evidence"][0]["bbox"] == [round(edge, 2) for edge in BOX]
    # Where the file says nothing, a reader process looks at the picture; what it cannot do is said.
    asked: list[tuple[Any, ...]] = []

    def look(_: HerePool, *given: Any) -> Any:
        asked.append(given)
        raise EngineMissing

    monkeypatch.setattr(HerePool, "box", look, raising=False)
    elsewhere = drawn(client, paper, [60, 700, 200, 720]).json()["id"]
    work()
    told = client.get(f"/v1/boxes/{elsewhere}").json()
    assert (told["done"], told["error_code"]) == (True, "engine_missing")
    assert asked[0][2:5] == (1, pytest.approx(SIZE[0], abs=0.1), BBox(60.0, 700.0, 200.0, 720.0))
    assert client.get("/v1/boxes/none").status_code == 404


def test_a_box_that_is_read_just_now_is_not_taken_for_lost(
    client: TestClient, store: Store, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = handed_in(store, [("申报书.pdf", form())])
    work()
    paper = client.get(f"/v1/submissions/{submission}/documents").json()["documents"][0]["id"]
    box = drawn(client, paper, BOX).json()["id"]

    def ended(*_: Any) -> bool:
        work()
        return False

    monkeypatch.setattr(outbox, "is_open", ended)
    told = stored.look(store, "default", box)
    assert told is not None
    assert (told.done, told.error_code, told.text) == (True, "", "1991年4月")


def test_text_that_the_picture_contradicts_is_not_taken() -> None:
    place = OnPage(1, BBox(0, 0, 60, 10))
    page = Page(1, 595, 842, 0, (Line((Span("一二三四五", place, 1.0, "text", ""),)),))
    box = BBox(-1, -1, 30, 11)
    found = layer_text(page, box)
    assert found is not None
    assert found.text == "一二三"[: len(found.text)]
    doubted = Page(1, 595, 842, 0, page.lines, disagreements=(Disagreement(place, "一二", "七二", 0.9),))
    assert layer_text(doubted, box) is None
    recognised = Page(1, 595, 842, 0, (Line((Span("一二三", place, 0.7, "ocr:eye", ""),)),))
    assert layer_text(recognised, box) is None


def test_a_picture_is_cut_turned_and_read_in_order() -> None:
    pixels = np.full((842, 595, 3), 255, np.uint8)
    pixels[100:140, 50:250] = 0
    eye = Eye()
    found = picture_text(pixels, 595.0, BBox(40, 90, 260, 150), 0, lambda: eye)
    assert (found.text, found.confidence, found.source) == ("上面 下面", 0.8, "ocr:eye")
    picture_text(pixels, 595.0, BBox(40, 90, 260, 150), 90, lambda: eye)
    (flat_height, flat_width, _), (tall_height, tall_width, _) = eye.shown
    assert flat_width > flat_height
    assert tall_height - 2 * FRAME > tall_width - 2 * FRAME
    empty = picture_text(pixels, 595.0, BBox(300, 600, 400, 650), 0, lambda: pytest.fail("nothing to read"))
    assert (empty.text, empty.confidence) == ("", 0.0)

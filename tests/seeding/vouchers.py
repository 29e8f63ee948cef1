"""Invented invoices as files, and the workers' jobs done in this process: reading, checking, drawing, exporting."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from PIL import Image

from corpora.invoice_faces import Draft, digital, draft, old
from corpora.invoice_sheets import pdf
from extractor.errors import ReadError
from extractor.settings import ReadSettings
from worker import jobs, reading
from worker.queue import Broker
from worker.sandbox import ReaderPool
from worker.settings import Settings
from worker.station import Station
from worker.store import Store, outbox

MODERN, BEFORE = (595.28, 396.85), (610.0, 394.0)


def invoice(what: Draft) -> bytes:
    """A PDF with a text layer."""
    return pdf(old(what), BEFORE, what.qr) if what.code else pdf(digital(what), MODERN, what.qr)


def invoices(count: int, start: int = 0) -> list[tuple[str, bytes]]:
    """Names and bytes; no two alike."""
    return [(f"票据{seed:04d}.pdf", invoice(draft(seed))) for seed in range(start, start + count)]


def rubbish() -> list[tuple[str, bytes]]:
    """What lies about in a folder: a film, an empty file, a ZIP in a ZIP, a note, a copy."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("里面.pdf", invoice(draft(91)))
    with zipfile.ZipFile(outer, "w") as package:
        package.writestr("内.zip", inner.getvalue())
        package.writestr("外面.pdf", invoice(draft(92)))
    return [
        ("手机录像.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(4000)),
        ("空的.pdf", b""),
        ("打包.zip", outer.getvalue()),
        ("说明.xyz", b"\x00\x01\x02 nothing"),
        ("票据0000 副本.pdf", invoice(draft(0))),
    ]


def strangers(folder: Path) -> tuple[str, ...]:
    """Puts what else may lie in a folder there; gives the names that cannot be read, each of which must be told."""
    (folder / "夹.pdf").mkdir()
    (folder / "夹.pdf" / "内.txt").write_text("x")
    (folder / "链接.pdf").symlink_to(folder / "没有.pdf")
    (folder / "Thumbs.db").write_bytes(b"x")
    pages = b"<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>"
    held = {
        "压缩.rar": b"Rar!\x1a\x07\x01\x00" + bytes(900),
        "压缩.7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(900),
        "无页.pdf": b"%PDF-1.4\n1 0 obj" + pages,
        "截断.zip": b"PK\x03\x04" + bytes(80),
        "坏.xml": b"<EInvoice><a></EInvoice>",
        "巨图.png": _huge(),
    }
    for name, data in held.items():
        (folder / name).write_bytes(data)
    return (*held, "夹.pdf/内.txt", "链接.pdf")


def _huge() -> bytes:
    """A picture of 480 million points, in half a megabyte."""
    data = io.BytesIO()
    Image.new("1", (24000, 20000), 1).save(data, "PNG")
    return data.getvalue()


class HerePool:
    """What worker.sandbox.ReaderPool does, done at once in this process: for tests of what stands around it."""

    def __init__(self) -> None:
        self.reading = ReadSettings()

    def __getattr__(self, name: str) -> Callable[..., Future[Any]]:
        given = {"outline", "page", "box"}

        def give(*arguments: Any) -> Future[Any]:
            future: Future[Any] = Future()
            try:
                more = (self.reading,) if name in given else ()
                future.set_result(getattr(reading, name)(*arguments, *more))
            except ReadError as error:
                future.set_exception(error)
            return future

        return give

    def understand(self, name: str, outline: Any, pages: Any, said: Any = None) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(reading.understand(name, outline, pages, self.reading, said))
        return future

    def unpack(self, path: Path, folder: Path, limits: Any, inner: bool) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(reading.unpack(path, folder, limits, inner))
        return future

    def close(self) -> None:
        pass


@contextmanager
def working(store: Store, settings: Settings) -> Iterator[Callable[[], int]]:
    """Gives what does every waiting job, one after another, and says how many there were."""
    station = Station(settings, store, cast(Broker, None), cast(ReaderPool, HerePool()))
    jobs.use(station)

    def work() -> int:
        done = 0
        while waiting := outbox.pending(store):
            for task in waiting:
                jobs.run(task.id)
                done += 1
        return done

    yield work

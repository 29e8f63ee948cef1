"""Readers that fail, one fault for each file name. They stand in for worker.reading (setting CAISHEN_READER).

A file's content is the text of its pages, parted by form feeds; the file's name says what goes wrong on page 2.
"""

# ruff: noqa: ARG001  the signatures are worker.reading's

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from checks.shown import Copy
from extractor import codec
from extractor.document import Document, Line, OnPage, Outline, Page, ReadWith, Span
from extractor.errors import Empty, Unreadable
from extractor.geometry import BBox
from extractor.records.cited import Absent, cite
from extractor.records.identity_card import IdentityCard
from extractor.settings import ReadSettings
from extractor.unzip import UnzipLimits, Unzipped
from worker.understood import Paper, Understood


def ready() -> None:
    pass


def unpack(path: Path, folder: Path, limits: UnzipLimits, inner: bool) -> Unzipped | None:
    from worker import reading

    if b"unpack-crash" in path.read_bytes():
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.unpack(path, folder, limits, inner)


def outline(path: Path, name: str, settings: ReadSettings) -> Outline:
    text = path.read_text()
    if not text:
        raise Empty()
    if "kill-worker" in name:
        os.kill(os.getppid(), signal.SIGKILL)
    if "outline-crash" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    return Outline("text", len(text.split("\f")))


def page(path: Path, name: str, number: int, settings: ReadSettings) -> bytes:
    if number == 2:
        _sabotage(name)
    _count(path, number)
    if "slow" in name:
        time.sleep(0.5)
    text = path.read_text().split("\f")[number - 1]
    span = Span(text, OnPage(number, BBox(50, 50, 300, 70)), 1.0, "text", text)
    return codec.dump(Page(number, 595, 842, 0, (Line((span,)),)))


def image(path: Path, name: str, number: int, width: int) -> bytes:
    return f"{number} {width}".encode()


def annotated(original: Path, copy: Copy) -> bytes:
    return b"annotated"


def understand(name: str, outline: Outline, pages: Sequence[bytes], settings: ReadSettings) -> Understood:
    if "parse-crash" in name:
        os.kill(os.getpid(), signal.SIGSEGV)
    read = tuple(codec.load_page(data) for data in pages)
    document = Document(name, "text", read, ReadWith("saboteur"))
    numbers = tuple(page.number for page in read)
    return Understood(document, (Paper(0, numbers, "identity_card", (_card(read[0]),)),))


def _card(page: Page) -> IdentityCard:
    """An identity card whose number is the first page's text, so that a rule has something to find."""
    absent = Absent("label", "not_found")
    name, number = cite("甲某", *page.lines[0].spans), cite(page.text, *page.lines[0].spans)
    return IdentityCard(name, absent, absent, absent, absent, number, absent, absent)


def no_start(parent: int, pid: object) -> None:
    """An initialiser that fails."""
    raise OSError


def _sabotage(name: str) -> None:
    if "sigkill" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "segfault" in name:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "exit" in name:
        raise SystemExit(3)
    if "memory-error" in name:
        raise MemoryError
    if "refused" in name:
        raise Unreadable()
    if "defect" in name:
        raise ZeroDivisionError
    if "hang" in name:
        time.sleep(3600)
    if "flood" in name:
        hoard = []
        while True:
            hoard.append(bytearray(b"x" * 20_000_000))
            time.sleep(0.01)
    if "network" in name:
        socket.create_connection(("127.0.0.1", 9), timeout=1)


def _count(path: Path, number: int) -> None:
    """Leave a trace of each page read, so that tests see what was read again."""
    folder = os.environ.get("SABOTEUR_TRACE")
    if folder:
        with (Path(folder) / f"{path.name}-{number}").open("a") as trace:
            trace.write(f"{os.getpid()}\n")

"""The job that unpacks a batch handed in as one ZIP into its submissions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.errors import ReadError
from extractor.unzip import UnzipLimits
from worker.batch_sources import in_zip
from worker.gather import Cancelled
from worker.sources import Limits, SourceFile
from worker.station import Station
from worker.store import NotAllowed, NotFound, TooMany, batches
from worker.store.batches import NewPart
from worker.store.erasing import discard
from worker.store.files import RefusedFile
from worker.store.outbox import LeaseLost, Task
from worker.store.views import NewFile

NOTHING = "压缩包里没有可以核对的材料：每个文件夹、里面的 ZIP 或单个文件是一份。"


def run(station: Station, task: Task, stop: Callable[[], bool]) -> None:
    """Raises Cancelled, LeaseLost, NotAllowed; and leaves no blob behind then."""
    batch = batches.begin_unpacking(station.store, task, station.owner)
    kept: list[str] = []
    try:
        parts = _parts(station, batch.blob_sha or "", kept, stop)
        if not parts:
            raise ReadError(NOTHING)
        batches.save_unpacked(station.store, task, station.owner, parts)
    except (ReadError, TooMany, NotFound) as error:
        _discard(station, kept)
        batches.save_not_unpacked(station.store, task, station.owner, error.message)
    except (Cancelled, LeaseLost, NotAllowed):
        _discard(station, kept)
        raise


def _parts(station: Station, packed: str, kept: list[str], stop: Callable[[], bool]) -> list[NewPart]:
    settings = station.settings
    room = UnzipLimits(settings.max_batch_files, settings.max_batch_bytes)
    limits = Limits(settings.max_files, settings.max_submission_bytes)
    with TemporaryDirectory(dir=settings.data_dir, prefix="unpacking-") as folder:
        found = in_zip(station.store.blobs.path(packed), station.pool, Path(folder), room, limits)
        return [
            NewPart(
                one.name,
                put_files(station, one.files, kept, stop),
                tuple(RefusedFile(file.name, file.code, file.message) for file in one.refused),
            )
            for one in found
        ]


def put_files(
    station: Station, files: Sequence[SourceFile], kept: list[str], stop: Callable[[], bool]
) -> tuple[NewFile, ...]:
    """Unpacked files as blobs; their hashes go to `kept` at once. Raises Cancelled."""
    made = []
    for file in files:
        if stop():
            raise Cancelled
        size = file.path.stat().st_size
        with file.path.open("rb") as stream:
            kept.append(station.store.blobs.put(stream, limit=size))
        made.append(NewFile(file.name, kept[-1], size))
        file.path.unlink()
    return tuple(made)


def _discard(station: Station, kept: Sequence[str]) -> None:
    for sha in kept:
        discard(station.store, sha)

"""The folder of a batch's results, and below it the state from which an interrupted run goes on.

State is believed only where it fits: a submission is finished when its record carries the fingerprint of what would
be screened now, and its result.json is the one that the record was written for.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from worker.folder_cache import FolderPages, write_whole

STATE = ".caishen"
OWN_FILES = frozenset({"汇总.xlsx", "summary.json", STATE})
LONGEST_NAME = 60


class CannotUse(Exception):
    """The folder is not one for results; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What is kept of a finished submission beside its results. `state` is succeeded, partial or failed; `copied`
    says that the copies beside result.json show that very result."""

    state: str
    files: int
    pages: int
    copied: bool = False


@contextmanager
def batch_folder(out: Path, *sources: Path) -> Iterator[BatchFolder]:
    """One run at a time. Raises CannotUse, OSError.

    Folders of results are replaced, so a folder that held something else before is refused, and the batch's own.
    """
    place, given = out.resolve(), [source.resolve() for source in sources]
    if any(one == place or place in one.parents for one in given):
        raise CannotUse("结果文件夹不能是材料文件夹本身或它的上级，请另选一个。")
    if out.exists() and not (out / STATE).is_dir() and any(out.iterdir()):
        raise CannotUse(f"{out} 里已有别的内容；请另选一个新的或空的结果文件夹。")
    state = out / STATE
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotUse(f"{out} 正被另一个 caishen 使用。") from None
        folder = BatchFolder(out)
        folder.tidy()
        try:
            yield folder
        finally:
            folder.tidy()


class BatchFolder:
    """Everything is written aside and renamed."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.state = out / STATE
        self.pages = FolderPages(self.state / "pages")
        self._scratch = self.state / "scratch"

    def tidy(self) -> None:
        """Clear away what a killed run has left half-made."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        for left in self.out.glob("*.part"):
            left.unlink(missing_ok=True)

    def reference_date(self) -> date | None:
        """The date of an unfinished run."""
        try:
            return date.fromisoformat(json.loads((self.state / "unfinished.json").read_text())["on"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def begin(self, on: date) -> None:
        write_whole(self.state / "unfinished.json", json.dumps({"on": on.isoformat()}).encode())

    def end(self) -> None:
        (self.state / "unfinished.json").unlink(missing_ok=True)

    def places(self, names: Sequence[str]) -> dict[str, str]:
        """A folder name of our own for each submission: its name where that is plain and nobody else's."""
        found: dict[str, str] = {}
        taken = {name.casefold() for name in OWN_FILES}
        for name in names:
            plain = re.sub(r"[^\w.()（）【】 -]", "_", name)[:LONGEST_NAME].strip(". ") or "submission"
            if plain != name or plain.casefold() in taken:
                plain = f"{plain}-{_hash(name)[:8]}"
            taken.add(plain.casefold())
            found[name] = plain
        return found

    def finished(self, name: str, place: str, fingerprint: str) -> Finished | None:
        try:
            kept = json.loads(self._record(name).read_text())
            result = hashlib.sha256(self._result(place).read_bytes()).hexdigest()
            if (kept["fingerprint"], kept["place"], kept["result"]) != (fingerprint, place, result):
                return None
            return Finished(**kept["finished"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def finish(self, name: str, place: str, fingerprint: str, finished: Finished) -> None:
        result = hashlib.sha256(self._result(place).read_bytes()).hexdigest()
        kept = {"fingerprint": fingerprint, "place": place, "result": result, "finished": asdict(finished)}
        self._record(name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(self._record(name), json.dumps(kept).encode())

    def result(self, place: str) -> dict[str, Any]:
        """caishen/result/1 of a finished submission."""
        shown: dict[str, Any] = json.loads(self.result_bytes(place))
        return shown

    def result_bytes(self, place: str) -> bytes:
        return self._result(place).read_bytes()

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder on the same disk, gone afterwards."""
        folder = self._scratch / os.urandom(8).hex()
        folder.mkdir(parents=True, mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put_in_place(self, made: Path, place: str) -> None:
        """Killed between the two steps, the submission has no results and is screened again."""
        target = self.out / place
        if target.exists():
            os.replace(target, made.parent / "replaced")
        os.replace(made, target)

    def write(self, name: str, content: bytes) -> None:
        write_whole(self.out / name, content)

    def _record(self, name: str) -> Path:
        return self.state / "finished" / f"{_hash(name)}.json"

    def _result(self, place: str) -> Path:
        return self.out / place / "result.json"


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()

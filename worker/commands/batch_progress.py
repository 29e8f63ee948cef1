"""How a batch goes on, on stderr: a bar on a terminal, else a line for each submission and now and then for pages."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from worker.batch import Submission, Watcher
from worker.gather import Listener, Progress
from worker.summary import Screened, counts

EVERY_SECONDS = 5.0
STATES = {"succeeded": "读完", "partial": "部分未读", "failed": "未能读取"}


class ShownBatch(Watcher):
    """Two lines: submissions, and the pages of the one in hand."""

    def __init__(self, console: Console, bar: Bar, total: int) -> None:
        self.console, self.bar, self.total = console, bar, total
        self.whole = bar.add_task("材料", total=total)
        self.pages = bar.add_task("", total=None)
        self.told = 0.0

    def begun(self, number: int, submission: Submission) -> Listener:
        name = submission.name
        self.bar.reset(self.pages, description=escape(name[:40]), total=None)
        self._line(f"[{number + 1}/{self.total}] {name}：{len(submission.files)} 个文件")
        latest: dict[int, Progress] = {}

        def listen(progress: Progress) -> None:
            latest[progress.file] = progress
            if progress.state in ("failed", "read") and progress.error is not None:
                self.said(f"{name}/{progress.name}：{progress.error.message}")
            done = sum(one.pages_done for one in latest.values())
            total = sum(one.pages_total for one in latest.values())
            self.bar.update(self.pages, completed=done, total=total or None)
            if time.monotonic() - self.told > EVERY_SECONDS:
                self._line(f"[{number + 1}/{self.total}] {name}：已读 {done} / {total} 页")

        return listen

    def ended(self, number: int, screened: Screened, *, known: bool) -> None:
        self.bar.update(self.whole, completed=number + 1)
        found = counts(screened.result)
        state = "已完成，不再重复" if known else STATES[screened.state]
        self._line(
            f"[{number + 1}/{self.total}] {screened.name}：{state}，{screened.pages} 页，"
            f"不符合 {found['fail']}，需人工判断 {found['review']}"
        )

    def comparing(self, count: int) -> None:
        self._line(f"{count} 份材料都已读完，正在相互比对并写出标注文件")

    def said(self, words: str) -> None:
        self.console.print(escape(words), style="yellow", highlight=False, soft_wrap=True)

    def _line(self, words: str) -> None:
        self.told = time.monotonic()
        if not self.console.is_terminal:
            self.console.print(escape(words), highlight=False, soft_wrap=True)


@contextmanager
def shown_batch(submissions: Sequence[Submission]) -> Iterator[ShownBatch]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield ShownBatch(console, bar, len(submissions))

"""A progress bar on stderr: one line for each file being read, one for all pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from worker.gather import Listener, Progress
from worker.sources import SourceFile


@contextmanager
def shown_progress(files: Sequence[SourceFile]) -> Iterator[Listener]:
    """A listener for pipeline progress. Without a terminal only what went wrong is printed."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    latest: dict[int, Progress] = {}
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        shown = bar.add_task(f"读取 {len(files)} 个文件", total=None)

        def listen(progress: Progress) -> None:
            latest[progress.file] = progress
            if progress.state in ("failed", "read") and progress.error is not None:
                console.print(f"[yellow]{escape(progress.name)}：{progress.error.message}[/yellow]")
            done = sum(one.pages_done for one in latest.values())
            total = sum(one.pages_total for one in latest.values())
            bar.update(shown, completed=done, total=total or None, description=f"读取 {escape(progress.name[:40])}")

        yield listen

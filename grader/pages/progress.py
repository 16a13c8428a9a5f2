"""How far long work is: a bar with the time that is left on a terminal, plain lines in a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader.pages.console import Terminal


@contextmanager
def show_progress(what: str, total: int, before: str = "", lines: bool = True) -> Iterator[Callable[[str], None]]:
    """Gives a function that is called with a name when one more is done.

    `before` is said until the first is done; with `lines`, a log gets a line at most every two seconds.
    """
    console = Terminal(stderr=True)
    if not console.is_terminal:
        yield _Lines(what, total).advance if lines else lambda name: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task(before or what, total=total, name="")
        yield lambda name: progress.update(bar, advance=1, description=what, name=escape(name[:30]))


class _Lines:
    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._started = self._last = time.monotonic()

    def advance(self, name: str) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last >= 2 or self._done == self._total:
            left = (now - self._started) / self._done * (self._total - self._done)
            self._last = now
            click.echo(f"{self._what} {self._done} of {self._total}, about {left:.0f} s left", err=True)

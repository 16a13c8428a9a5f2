"""The terminal that commands print to."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console

from grader.records.errors import OutputClosed


class Terminal(Console):
    """A console whose reader may go away, as `head` does: that is told like all that ends a command."""

    def on_broken_pipe(self) -> NoReturn:
        raise OutputClosed

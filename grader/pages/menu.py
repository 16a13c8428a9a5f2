"""The list of commands in `grader --help`: students' first, instructors' and authors' where their rooms are there."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

import click

from grader.records.errors import OutputClosed

STUDENTS = ("list", "check", "hint", "watch", "run", "train")
AUTHORS = ("new", "verify", "release")


class Menu(click.Group):
    """A group of commands that shows them by who types them; a bundle shows students' only."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command. Raises `OutputClosed` for a broken pipe, which click would end with the code of a failing case."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise OutputClosed from None

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Reads the command line, and prints the help where that is asked for."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            raise OutputClosed from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Returns the commands that can be used here, in the order in which one meets them."""
        return [name for _, names in self._sections(ctx) for name in names]

    def _sections(self, ctx: click.Context) -> list[tuple[str, Sequence[str]]]:
        others = [name for name in sorted(self.commands) if name not in STUDENTS + AUTHORS]
        sections = [
            ("", "students", STUDENTS),
            ("Instructors' ", "instructors", others),
            ("Authors' ", "authors", AUTHORS),
        ]
        return [
            (f"{whose}Commands", [name for name in names if name in self.commands])
            for whose, room, names in sections
            if importlib.util.find_spec(f"grader.commands.{room}") is not None
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each section with a line for each command."""
        for heading, names in self._sections(ctx):
            width = formatter.width - 6 - max(map(len, names))
            rows = [(name, self.commands[name].get_short_help_str(width)) for name in names]
            with formatter.section(heading):
                formatter.write_dl(rows)
        if self._sections(ctx):
            formatter.write_paragraph()
            formatter.write_text("`grader COMMAND --help` shows examples. Begin with `grader list`.")

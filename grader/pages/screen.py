"""One screen of text with a fixed first and last line: what does not fit between them scrolls.

A screen is given its content and a size each time it is drawn, so that a resize is nothing but another drawing. It knows
which lines of the content have been in view, so that what was never seen does not count as shown.
"""

from __future__ import annotations

from rich.console import Console, Group
from rich.text import Text

from grader.pages.wrap import wrap_lines


class Screen:
    """The part of the content that is in view."""

    def __init__(self) -> None:
        self.top = 0
        self._lines: list[Text] = []
        self._marked = 0
        self._height = 1

    def draw(self, console: Console, head: Text, body: list[Text], keys: str) -> Group:
        """Returns what fits: the head on one line, the part of `body` that is in view, the keys on the last lines."""
        width, height = console.size
        self._lines = [line for part in body for line in wrap_lines(console, part, width, code_too=True)]
        bottom = Text(keys, style="reverse dim").wrap(console, max(10, width))
        self._height = max(1, height - 1 - len(bottom))
        self.scroll(0)
        shown = self._lines[self.top : self.top + self._height]
        shown = [*shown, *[Text("")] * (self._height - len(shown))]
        head = head.copy()
        head.append(self._describe_place())
        head.truncate(width, overflow="ellipsis")
        for line in [head, *shown]:
            line.no_wrap, line.overflow = True, "ellipsis"
        return Group(head, *shown, *bottom)

    def scroll(self, lines: int) -> None:
        """Moves the view by so many lines, as far as there are any."""
        self.top = max(0, min(self.top + lines, len(self._lines) - self._height))

    def page(self, pages: int) -> None:
        """Moves the view by so many screens; a line of the old one stays in view."""
        self.scroll(pages * max(1, self._height - 1))

    def to_start(self) -> None:
        """Moves the view to the first line."""
        self.top = 0

    def to_end(self) -> None:
        """Moves the view to the last line."""
        self.scroll(len(self._lines))

    def shows(self, count: int) -> bool:
        """Tells whether the first `count` lines' end is in view, or was scrolled past."""
        return self.top + self._height >= count

    def _describe_place(self) -> str:
        if len(self._lines) <= self._height:
            return ""
        last = min(self.top + self._height, len(self._lines))
        return f"   lines {self.top + 1}-{last} of {len(self._lines)}"


def count_lines(console: Console, parts: list[Text]) -> int:
    """Returns how many lines these parts take on this console."""
    return sum(len(wrap_lines(console, part, console.size.width, code_too=True)) for part in parts)

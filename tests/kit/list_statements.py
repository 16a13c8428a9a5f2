"""Prints a table of all exercises: words of the statement, its headings, hints by task, the last hint, figures.

    python tests/kit/list_statements.py
"""

from __future__ import annotations

import re
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grader.course.layout import Exercise, load_course


def describe(exercise: Exercise) -> list[str]:
    """Returns an exercise's row."""
    statement = (exercise.folder / "README.md").read_text(encoding="utf-8")
    hints = exercise.hints
    own = sum(bool(hint.cases) for hint in hints)
    return [
        exercise.slug,
        str(len(statement.split())),
        str(len(re.findall(r"^##+ ", statement, re.MULTILINE))),
        f"{len(hints)}, {own} for some cases",
        f"{len(hints[-1].text.split())} words",
        ", ".join(path.stem for path in sorted(exercise.folder.glob("*.svg"))),
        ", ".join(exercise.settings.needs),
    ]


def main() -> None:
    """Prints the table, in the order of the course."""
    table = Table("exercise", "words", "headings", "hints", "last hint", "figures", "needs", box=None)
    for exercise in load_course(Path(__file__).parents[2]).exercises:
        table.add_row(*describe(exercise))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()

"""What a bundle must not hold, and where it does: lines of solutions, hidden cases, wrong models, solution markers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from grader.course.layout import DATA, Course
from grader.course.stubs import BEGIN, END, derive_stub
from grader.link.wrong_models import load_misconceptions


def find_hidden_text(course: Course, bundle: Path) -> list[str]:
    """Returns where the bundle holds a solution line, a hidden case's name, a misconception, or a marker."""
    secrets = dict(_list_secrets(course))
    found = []
    for path in sorted(bundle.rglob("*")):
        if not path.is_file() or path.suffix in (*DATA, ".svg"):
            continue
        place = path.relative_to(bundle)
        text = path.read_text(encoding="utf-8", errors="replace")
        engine = place.parts[0] == "grader"
        for number, line in enumerate(text.splitlines(), start=1):
            kind = secrets.get(_normalise(line))
            if kind and not engine:
                found.append(f"{place}:{number}: {kind}")
            if not engine and line.strip() in (BEGIN, END):
                found.append(f"{place}:{number}: a solution marker")
        if not engine:
            found += [
                f"{place}: {kind}"
                for secret, kind in secrets.items()
                if kind in _WORDS and secret in text and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text)
            ]
    return found


_WORDS = ("the name of a hidden case", "a misconception's title", "a misconception's hint")
_SHORTEST_NAME = 16
_SHORTEST = 24
"""Solution lines below this length, such as `self.W = None`, stand in statements and suites by right."""


def _list_secrets(course: Course) -> Iterator[tuple[str, str]]:
    """Yields what a bundle must not hold, and what it is."""
    given = "\n".join(path.read_text(encoding="utf-8") for path in course.root.glob("exercises/*/*.py"))
    given_lines = {_normalise(line) for line in given.splitlines()}
    public = {name for path in course.root.glob("tests/public/*/*.py") for name in _case_names(path)}
    for exercise in course.exercises:
        source = exercise.reference.read_text(encoding="utf-8")
        stub = {_normalise(line) for line in derive_stub(source, exercise.reference).splitlines()}
        for line in source.splitlines():
            text = _normalise(line)
            if len(text) >= _SHORTEST and text not in stub and text not in given_lines:
                yield text, "a line of a solution"
        hidden = exercise.suite("hidden")
        if hidden.is_file():
            for name in _case_names(hidden):
                if name not in public and len(name) >= _SHORTEST_NAME:
                    yield name, "the name of a hidden case"
        for item in load_misconceptions(exercise):
            yield item.title, "a misconception's title"
            yield item.hint, "a misconception's hint"


def _case_names(suite: Path) -> list[str]:
    """Returns the names of a suite's cases: the functions that are worth points."""
    tree = ast.parse(suite.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if any("points" in ast.dump(item) for item in node.decorator_list)]


def _normalise(line: str) -> str:
    return re.sub(r"\s+", " ", line.split("#")[0]).strip()

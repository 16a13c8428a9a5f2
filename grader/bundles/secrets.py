"""What a bundle must not hold, and where it does: lines of solutions, hidden cases, wrong models, solution markers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeGuard

from grader.course.layout import DATA, MISTAKES, Course
from grader.course.stubs import BEGIN, END, derive_stub
from grader.link.wrong_models import load_misconceptions


class Finding(NamedTuple):
    """Hidden text in a bundle: the file as it is called there, the line, or 0, and what it is."""

    place: Path
    line: int
    kind: str


def find_hidden_text(course: Course, bundle: Path) -> list[Finding]:
    """Returns where the bundle holds a solution line, a hidden case's name, a misconception, or a marker.

    The names of mistakes belong into the files that `grader.diagnosis.knowledge` reads, and nowhere else.
    """
    secrets = dict(_list_secrets(course))
    words = {secret: kind for secret, kind in secrets.items() if kind in _WORDS}
    found = []
    for path in sorted(bundle.rglob("*")):
        place = path.relative_to(bundle)
        if not path.is_file() or path.suffix in (*DATA, ".svg") or place.parts[0] == "grader":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        names_mistakes = place.is_relative_to(MISTAKES)
        for number, line in enumerate(text.splitlines(), start=1):
            kind = secrets.get(_normalise(line))
            if kind and not names_mistakes:
                found.append(Finding(place, number, kind))
            if line.strip() in (BEGIN, END):
                found.append(Finding(place, number, "a solution marker"))
        for secret, kind in words.items():
            if names_mistakes and kind != _HIDDEN_CASE:
                continue
            if secret in text and (match := re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text)):
                found.append(Finding(place, text.count("\n", 0, match.start()) + 1, kind))
    return found


_HIDDEN_CASE = "the name of a hidden case"
_WORDS = (_HIDDEN_CASE, "a misconception's title", "a misconception's hint")
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
            if len(text) >= _SHORTEST and text not in stub and text not in given_lines and not _is_formula(text):
                yield text, "a line of a solution"
        hidden = exercise.suite("hidden")
        if hidden.is_file():
            for name in _case_names(hidden):
                if name not in public and len(name) >= _SHORTEST_NAME:
                    yield name, _HIDDEN_CASE
        for item in load_misconceptions(exercise):
            yield item.title, "a misconception's title"
            yield item.hint, "a misconception's hint"


def _case_names(suite: Path) -> list[str]:
    """Returns the names of a suite's cases: the functions that are worth points."""
    tree = ast.parse(suite.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if any("points" in ast.dump(item) for item in node.decorator_list)]


def _is_formula(line: str) -> bool:
    """Tells whether a line gives a name to a number that is computed from others, as any statement or public test may do.

    Such as `limit = np.sqrt(6 / (n_in + n_out))`: arithmetic and roots, no attribute, no item, no array.
    """
    try:
        statement = ast.parse(line).body[0]
    except (SyntaxError, IndexError):
        return False
    if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
        return False
    names = {name for call in ast.walk(statement.value) if _is_root(call) for name in ast.walk(call.func)}
    allowed = (ast.BinOp, ast.UnaryOp, ast.Name, ast.Constant, ast.operator, ast.unaryop, ast.expr_context)
    return all(isinstance(node, allowed) or _is_root(node) or node in names for node in ast.walk(statement.value))


def _is_root(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.sqrt", "math.sqrt")


def _normalise(line: str) -> str:
    return re.sub(r"\s+", " ", line.split("#")[0]).strip()

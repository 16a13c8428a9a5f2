"""Hints that give too much away: a line of the solution, or a number that a case expects.

A hint asks, it does not answer. What counts as a line of the solution is every statement between the reference's
markers and every part of one that holds a decision: two operations at least, such as `np.exp(-np.abs(X))`. Spaces,
case and `self.` make no difference. What counts as an expected number is a constant of a suite with three significant
digits or more; round numbers such as 0.5 or 1000 are anybody's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from grader.course.layout import VISIBILITIES, Exercise
from grader.course.stubs import derive_stub
from grader.link.wrong_models import load_misconceptions, misconceptions_path

MIN_OPERATIONS = 2
MIN_CHARACTERS = 8
MIN_DIGITS = 3


def find_giveaways(exercises: Iterable[Exercise]) -> list[str]:
    """Returns a line, `path:line: what is wrong; what to do`, for every hint or title that gives too much away."""
    problems = []
    for exercise in exercises:
        if not exercise.reference.is_file():
            continue
        lines, numbers = list(solution_parts(exercise)), expected_numbers(exercise)
        for path, kind, text in _texts(exercise):
            place = f"{path}:{_line_of(path, text)}: {kind}"
            squeezed = squeeze(text)
            given = next((line for line in lines if squeeze(line) in squeezed), "")
            if given:
                problems.append(f"{place} contains `{given}` of the solution; ask for it instead")
            for number in find_numbers(text):
                if number in numbers:
                    problems.append(f"{place} contains {number}, which a case expects; use another example")
    return problems


def _texts(exercise: Exercise) -> Iterator[tuple[Path, str, str]]:
    for hint in exercise.hints:
        yield exercise.folder / "exercise.toml", "a hint", hint.text
    for item in load_misconceptions(exercise):
        yield misconceptions_path(exercise), f"the title of {item.id}", item.title
        yield misconceptions_path(exercise), f"the hint of {item.id}", item.hint


def solution_parts(exercise: Exercise) -> Iterator[str]:
    """Yields the statements and expressions of the solution that no hint may contain."""
    source = exercise.reference.read_text(encoding="utf-8")
    known = {line.strip() for line in derive_stub(source, exercise.reference).splitlines()}
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.expr | ast.stmt) or isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if lines[node.lineno - 1].strip() in known or isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        operations = sum(isinstance(part, _OPERATIONS) for part in ast.walk(node))
        text = ast.unparse(node)
        if operations >= MIN_OPERATIONS and len(squeeze(text)) >= MIN_CHARACTERS and "\n" not in text:
            yield text


_OPERATIONS = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Compare, ast.BoolOp, ast.Subscript, ast.AugAssign, ast.Assign)


def squeeze(text: str) -> str:
    """Returns `text` without spaces, backticks and `self.`, in lower case."""
    return re.sub(r"[\s`]|\bself\.", "", text).lower()


def expected_numbers(exercise: Exercise) -> set[Decimal]:
    """Returns the constants of an exercise's suites that have enough digits to give something away."""
    found: set[Decimal] = set()
    for visibility in VISIBILITIES:
        path = exercise.suite(visibility)
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                found |= set(find_numbers(repr(node.value)))
    return found


def find_numbers(text: str) -> list[Decimal]:
    """Returns the numbers in a text that have enough digits to give something away, without their signs."""
    found = [Decimal(match.replace(",", "")) for match in re.findall(r"\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?", text)]
    return [number for number in found if len(number.normalize().as_tuple().digits) >= MIN_DIGITS]


def _line_of(path: Path, text: str) -> int:
    """Returns the line that holds the beginning of a text, or 1."""
    start = text[:20]
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if start in line), 1)

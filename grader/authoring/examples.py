"""Every statement's worked example: it runs as it is printed, and prints what the statement shows."""

from __future__ import annotations

import concurrent.futures
import itertools
from collections.abc import Iterator, Sequence

from grader.course.layout import Course, Exercise
from grader.course.statements import load_examples, same_output
from grader.own.examples import Played, play_examples


def verify_examples(course: Course, exercises: Sequence[Exercise], jobs: int) -> list[str]:
    """Returns a line, `path:line: what is wrong; what to do`, for every example that does not do what it shows."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as executor:
        found = executor.map(lambda exercise: list(_verify(course, exercise)), exercises)
        return [problem for problems in found for problem in problems]


def _verify(course: Course, exercise: Exercise) -> Iterator[str]:
    statement = exercise.folder / "README.md"
    if not statement.is_file():
        return
    examples = load_examples(statement.read_text(encoding="utf-8"))
    if not any(example.output for example in examples):
        yield f"{statement}:1: has no worked example; show code in a python fence and what it prints in the fence below"
        return
    played, raised = play_examples(course, exercise, examples, reference=True)
    for item in played:
        problem = "" if raised and item is played[-1] else _compare(item)
        if problem:
            yield f"{statement}:{item.example.line}: the example {problem}"
    if raised:
        line = played[-1].example.line if played else examples[0].line
        yield f"{statement}:{line}: the example does not run as printed: {raised.strip().splitlines()[-1]}"


def _compare(item: Played) -> str:
    if item.is_shown or (item.example.output is None and not item.printed.strip()):
        return ""
    if item.example.output is None:
        return "prints what the statement does not show; put it into a fence below"
    pairs = itertools.zip_longest(item.example.output.splitlines(), item.printed.splitlines(), fillvalue="nothing")
    shown, printed = next(pair for pair in pairs if not same_output(*pair))
    return f"prints `{printed.strip()}` where the statement shows `{shown.strip()}`"

"""`grader verify --mutants`: how many slips the suites notice, and which ones they do not.

Mutants are graded like submissions. One that keeps full points survives: either a case is missing, or the mutant is as
right as the reference and is listed with the reason. Both ways the list stays true: a survivor that is not listed is a
problem of the course, and so is a listed one that loses points.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import click
import msgspec

from grader.authoring.mutants import Mutant, equivalents_path, load_equivalents, make_mutants
from grader.course.layout import Course, Exercise
from grader.records.results import Result, write_atomically


class Score(msgspec.Struct, frozen=True):
    """How many mutants an exercise has, how many of them are listed as equivalent, and how many lose points."""

    mutants: int
    equivalent: int
    noticed: int

    @property
    def percent(self) -> float:
        """The share that loses points, among those that are not equivalent."""
        return 100 * self.noticed / max(1, self.mutants - self.equivalent)


class ScoresFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`reference/mutants.json`, format 1: the scores of the last full runs."""

    format: Literal[1] = 1
    exercises: dict[str, Score] = {}


def verify_mutants(
    course: Course,
    exercises: Sequence[Exercise],
    sample: int | None,
    write: bool,
    grade: Callable[[list[tuple[Exercise, Mutant]]], list[Result]],
) -> list[str]:
    """Grades mutants, all or a sample, and prints the scores; returns a line for each problem.

    `grade` returns a result for each mutant; its student is the mutant's id.

    With `write`, the scores of a full run are written beside the course and into the README.
    """
    made = {exercise.slug: make_mutants(exercise) for exercise in exercises}
    listed = {exercise.slug: load_equivalents(exercise, made[exercise.slug]) for exercise in exercises}
    chosen = choose_mutants(made, sample, course.settings.seed)
    results = grade([(exercise, mutant) for exercise in exercises for mutant in chosen[exercise.slug]])
    outcomes = {(result.exercise, result.student): result for result in results}
    problems, scores = [], {}
    for exercise in exercises:
        pairs = [(mutant, outcomes[exercise.slug, mutant.id]) for mutant in chosen[exercise.slug]]
        problems += judge_mutants(exercise, pairs, listed[exercise.slug])
        scores[exercise.slug] = score = count_mutants(pairs, listed[exercise.slug])
        if pairs:
            click.echo(render_score(exercise.slug, score))
    if write and sample is None:
        write_scores(course, scores)
    return problems


def choose_mutants(made: dict[str, list[Mutant]], sample: int | None, seed: int) -> dict[str, list[Mutant]]:
    """Returns all mutants, or a sample of them; equal seeds choose alike."""
    everything = [(slug, number) for slug, mutants in made.items() for number in range(len(mutants))]
    if sample is not None and sample < len(everything):
        everything = random.Random(seed).sample(everything, sample)
    taken = set(everything)
    return {slug: [mutant for n, mutant in enumerate(made[slug]) if (slug, n) in taken] for slug in made}


def judge_mutants(exercise: Exercise, pairs: Sequence[tuple[Mutant, Result]], listed: dict[str, str]) -> list[str]:
    """Returns a line for each mutant that speaks against the suites, or against the list."""
    problems = []
    for mutant, result in pairs:
        path = f"{exercise.reference}:{mutant.line}"
        change = f"`{_shorten(mutant.before)}` as `{_shorten(mutant.after)}`"
        if result.score is None:
            reason = next((case.message for case in result.cases if case.message), "")
            problems.append(f"{path}: {change} breaks a suite ({mutant.id}): {reason}")
        elif result.score == result.max_score and mutant.id not in listed:
            problems.append(f"{path}: {change} keeps full points; sharpen a case, or list {mutant.id} as equivalent")
        elif result.score < result.max_score and mutant.id in listed:
            text = f"{mutant.id} loses points, so it is not equivalent; take it off the list"
            problems.append(f"{equivalents_path(exercise)}:1: {text}")
    return problems


def _shorten(line: str) -> str:
    return line if len(line) <= 100 else line[:97] + "..."


def count_mutants(pairs: Sequence[tuple[Mutant, Result]], listed: dict[str, str]) -> Score:
    """Returns the score of these mutants."""
    noticed = sum(result.score is not None and result.score < result.max_score for _, result in pairs)
    return Score(len(pairs), sum(mutant.id in listed for mutant, _ in pairs), noticed)


def render_score(slug: str, score: Score) -> str:
    """Returns one line about an exercise."""
    equivalent = f", {score.equivalent} are equivalent" if score.equivalent else ""
    return f"{slug}: {score.noticed} of {score.mutants} mutants lose points{equivalent}: {score.percent:.1f} %"


def scores_path(course: Course) -> Path:
    """Returns where the scores are written."""
    return course.root / "reference" / "mutants.json"


def load_scores(course: Course) -> dict[str, Score]:
    """Returns the scores that were written last, exercise by exercise."""
    path = scores_path(course)
    if not path.is_file():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=ScoresFile).exercises


def write_scores(course: Course, scores: dict[str, Score]) -> None:
    """Writes these scores beside those of the other exercises, and the table of all of them into the README."""
    known = {**load_scores(course), **scores}
    kept = {item.slug: known[item.slug] for item in course.exercises if item.slug in known}
    data = msgspec.json.format(msgspec.json.encode(ScoresFile(exercises=kept)), indent=2)
    write_atomically(scores_path(course), data + b"\n")
    readme = course.root / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    table = render_table(kept).replace("\\", r"\\")
    write_atomically(readme, re.sub(_TABLE, table, text, flags=re.DOTALL).encode())


def render_table(scores: dict[str, Score]) -> str:
    """Returns the README's table, between the comments that mark it."""
    total = Score(*(sum(getattr(score, name) for score in scores.values()) for name in Score.__struct_fields__))
    names = [*(f"`{slug}`" for slug in scores), "all"]
    rows = [
        f"| {name} | {score.mutants} | {score.equivalent} | {score.noticed} | {score.percent:.1f} % |"
        for name, score in zip(names, [*scores.values(), total], strict=True)
    ]
    return "\n".join([_BEGIN, _HEAD, "|---|---|---|---|---|", *rows, _END])


_BEGIN, _END = "<!-- written by `grader verify --mutants --write` -->", "<!-- end -->"
_HEAD = "| exercise | mutants | equivalent | lose points | of those that are not equivalent |"
_TABLE = f"{_BEGIN}.*?{_END}"

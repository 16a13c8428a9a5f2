"""`grader verify`: the course proves itself, with the same judges and workers that grade a class.

For every exercise: the stub is what the reference derives to, byte for byte; the reference and every other correct
style score full points on every seed; the stub scores nothing on any case; every misconception loses points, and the
public suite alone catches at least half of them; points add up; no file is stray.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from grader.authoring.files import find_strays, find_styles, verify_files
from grader.authoring.giveaways import find_giveaways
from grader.course.layout import VISIBILITIES, Course, Exercise, open_course
from grader.course.submissions import Code
from grader.judge.loop import Graded
from grader.judge.pool import Judges, count_cores
from grader.judge.processes import Setup
from grader.judge.tasks import Models, Task
from grader.link.wrong_models import load_misconceptions, misconceptions_path
from grader.pages.progress import show_progress
from grader.records.errors import COURSE_ERROR
from grader.records.results import Result

SLOW_CPU_S = 20.0
"""Exercises whose budget is above this are tried on one seed; none of this course is."""


def verify_course(
    folder: Path | None, slugs: Sequence[str], write: bool, seeds: int, jobs: int | None, matrix: bool
) -> None:
    """Verifies the exercises; exits with 3 where something is wrong."""
    course = open_course(folder)
    exercises = [course.exercise(slug) for slug in slugs] or list(course.exercises)
    problems = [] if slugs else find_strays(course)
    problems += find_giveaways(exercises)
    for exercise in exercises:
        problems += verify_files(exercise, write)
    if not problems:
        problems = _verify_scores(course, exercises, seeds, jobs, matrix)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"grader: {len(problems)} problem{'s' if len(problems) > 1 else ''} in the course", err=True)
        sys.exit(COURSE_ERROR)
    click.echo(f"{len(exercises)} exercise{'s' if len(exercises) > 1 else ''} verified")


def _verify_scores(
    course: Course, exercises: Sequence[Exercise], seeds: int, jobs: int | None, matrix: bool
) -> list[str]:
    slugs = [exercise.slug for exercise in exercises]
    setup = Setup(os.fsencode(course.root), slugs, list(VISIBILITIES), course.settings.seed, warm_up=False)
    tasks = [task for exercise in exercises for task in _tasks(course, exercise, seeds)]
    results: list[Result] = []
    with show_progress("verifying", len(tasks), before="collecting suites", lines=False) as advance:

        def deliver(graded: Graded) -> None:
            results.append(graded.result)
            advance(graded.result.exercise)

        Judges(setup, jobs or count_cores(), course).run(tasks, deliver)
    order = {(task.slug, task.student, task.seed): number for number, task in enumerate(tasks)}
    results.sort(key=lambda result: order.get((result.exercise, result.student, result.seed), 0))
    problems = []
    for exercise in exercises:
        own = [result for result in results if result.exercise == exercise.slug]
        problems += judge_results(exercise, own)
        if matrix:
            click.echo(render_matrix(exercise, own))
    return problems


def _tasks(course: Course, exercise: Exercise, seeds: int) -> Iterator[Task]:
    """Yields what is graded. The task's student says what it is: `reference`, `stub`, `style NAME`, `wrong ID`."""
    count = 1 if exercise.settings.limits.cpu_s > SLOW_CPU_S else seeds
    first = course.settings.seed
    for seed in range(first, first + count):
        for name, path in [
            ("reference", exercise.reference),
            *((f"style {p.stem}", p) for p in find_styles(exercise)),
        ]:
            yield _task(course, exercise, name, path, seed)
    yield _task(course, exercise, "stub", exercise.stub, first)
    for diagnosis in load_misconceptions(exercise):
        parts = course.reference_parts(exercise)
        yield Task(f"wrong {diagnosis.id}", exercise.slug, Models((diagnosis.id,)), parts, first)


def _task(course: Course, exercise: Exercise, name: str, path: Path, seed: int) -> Task:
    parts = course.reference_parts(exercise)
    data = path.read_bytes()
    return Task(name, exercise.slug, Code(exercise.file_name, data, hashlib.sha256(data).hexdigest()), parts, seed)


def judge_results(exercise: Exercise, results: Sequence[Result]) -> list[str]:
    """Returns a line for everything that these results say against the exercise."""
    problems = []
    for result in results:
        if result.status == "ungraded":
            reason = next((case.message for case in result.cases if case.message), "")
            problems.append(f"{exercise.suite('hidden')}:0: broken on {result.student}, seed {result.seed}: {reason}")
        elif result.student == "stub":
            paid = [case.id for case in result.cases if case.outcome == "passed"]
            problems += [f"{exercise.stub}:1: the stub passes {case}; check an answer there" for case in paid]
        elif not result.student.startswith("wrong "):
            path = exercise.reference if result.student == "reference" else _style_path(exercise, result.student)
            lost = [case.id for case in result.cases if case.outcome != "passed"]
            problems += [f"{path}:1: correct, but loses {case} with seed {result.seed}" for case in lost]
            if result.max_score != exercise.settings.points:
                text = f"the cases are worth {result.max_score} points, exercise.toml says {exercise.settings.points}"
                problems.append(f"{exercise.folder / 'exercise.toml'}:1: {text}")
    wrong = [result for result in results if result.student.startswith("wrong ")]
    path = misconceptions_path(exercise)
    survivors = [result.student for result in wrong if result.score == result.max_score]
    problems += [f"{path}:1: {name.removeprefix('wrong ')} keeps full points; sharpen a case" for name in survivors]
    caught = [
        result for result in wrong if any(c.visibility == "public" and c.outcome != "passed" for c in result.cases)
    ]
    if 2 * len(caught) < len(wrong):
        problems.append(f"{path}:1: the public cases catch {len(caught)} of {len(wrong)}; they should catch half")
    return list(dict.fromkeys(problems))


def _style_path(exercise: Exercise, name: str) -> Path:
    return (
        exercise.root
        / "tests"
        / "kit"
        / "styles"
        / exercise.track
        / exercise.slug
        / f"{name.removeprefix('style ')}.py"
    )


def render_matrix(exercise: Exercise, results: Sequence[Result]) -> str:
    """Returns which case catches which misconception, a row each; `x` where it does."""
    wrong = [result for result in results if result.student.startswith("wrong ")]
    styles = len({result.student for result in results if result.student.startswith("style ")})
    lines = [f"{exercise.slug}: {len(wrong)} misconceptions, {styles} other correct styles"]
    for number, case in enumerate(wrong[0].cases if wrong else [], start=1):
        lines.append(f"  {number:2} {case.visibility:6} {case.title}")
    for result in wrong:
        row = "".join("." if case.outcome == "passed" else "x" for case in result.cases)
        score = "ungraded" if result.score is None else f"{result.score:2} of {result.max_score}"
        lines.append(f"  {row}  {score}  {result.student.removeprefix('wrong ')}")
    return "\n".join(lines)

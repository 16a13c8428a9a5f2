"""`grader verify`: the course proves itself, with the same judges and workers that grade a class.

For every exercise: the stub is what the reference derives to, byte for byte; the reference and every other correct
style score full points on every seed; the stub scores nothing on any case; every misconception loses points, and the
public suite alone catches at least half of them; points add up; no file is stray; every worked example runs as it is
printed and prints what its statement shows.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import click

from grader.authoring.examples import verify_examples
from grader.authoring.files import find_strays, find_styles, verify_files
from grader.authoring.giveaways import find_giveaways
from grader.authoring.independence import About, find_alike, judge_costs, render_row
from grader.authoring.mutants import Mutant
from grader.authoring.survivors import verify_mutants
from grader.course.layout import VISIBILITIES, Course, Exercise, open_course
from grader.course.submissions import Code
from grader.judge.capacity import count_jobs
from grader.judge.pool import Judges
from grader.judge.protocol import Graded, Setup
from grader.judge.tasks import Models, Task
from grader.link.wrong_models import load_about, load_wrong_models, misconceptions_path
from grader.pages.progress import show_progress
from grader.records.errors import COURSE_ERROR
from grader.records.results import Result

SLOW_CPU_S = 20.0
"""Exercises whose budget is above this are tried on one seed; none of this course is."""


def verify_course(
    folder: Path | None,
    slugs: Sequence[str],
    write: bool,
    seeds: int,
    jobs: int | None,
    matrix: bool,
    mutants: bool = False,
    sample: int | None = None,
) -> None:
    """Verifies the exercises; exits with 3 where something is wrong."""
    course = open_course(folder)
    exercises = [course.exercise(slug) for slug in slugs] or list(course.exercises)
    problems = [] if slugs else find_strays(course)
    problems += find_giveaways(exercises)
    for exercise in exercises:
        problems += verify_files(exercise, write)
    problems += verify_examples(course, exercises, jobs or count_jobs())
    if not problems and mutants:
        grade = functools.partial(_grade_mutants, course, exercises, jobs)
        problems = verify_mutants(course, exercises, sample, write, grade)
    elif not problems:
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
    tasks = [task for exercise in exercises for task in _tasks(course, exercise, seeds)]
    problems: list[str] = []
    answers: dict[tuple[str, str], str] = {}
    results = _grade(course, exercises, jobs, tasks, problems, answers)
    order = {(task.slug, task.student, task.seed): number for number, task in enumerate(tasks)}
    results.sort(key=lambda result: order.get((result.exercise, result.student, result.seed), 0))
    problems = list(dict.fromkeys(problems))
    for exercise in exercises:
        own = [result for result in results if result.exercise == exercise.slug]
        about = load_about(exercise)
        problems += judge_results(exercise, own, about)
        if matrix:
            click.echo(render_matrix(exercise, own, about))
            for names in find_alike({id: answer for (slug, id), answer in answers.items() if slug == exercise.slug}):
                click.echo(f"  alike in every case, so that neither is named: {', '.join(names)}")
    return problems


def _grade(
    course: Course,
    exercises: Sequence[Exercise],
    jobs: int | None,
    tasks: list[Task],
    problems: list[str] | None = None,
    answers: dict[tuple[str, str], str] | None = None,
) -> list[Result]:
    """Returns the results of all tasks, in the order in which they were ready.

    Adds what is wrong with suites, and what the wrong models answered, by slug and name.
    """
    slugs = [exercise.slug for exercise in exercises]
    seed = course.settings.seed
    setup = Setup(os.fsencode(course.root), slugs, list(VISIBILITIES), seed, prove=True, diagnose=False)
    results: list[Result] = []
    with show_progress("verifying", len(tasks), before="collecting suites", lines=False) as advance:

        def deliver(graded: Graded) -> None:
            results.append(graded.result)
            if problems is not None:
                problems.extend(graded.problems)
            if answers is not None and graded.answers:
                answers[graded.result.exercise, graded.result.student] = graded.answers
            advance(graded.result.exercise)

        Judges(setup, jobs or count_jobs(), course).run(tasks, deliver)
    return results


def _grade_mutants(
    course: Course, exercises: Sequence[Exercise], jobs: int | None, mutants: list[tuple[Exercise, Mutant]]
) -> list[Result]:
    seed = course.settings.seed
    tasks = [
        Task(mutant.id, exercise.slug, _code(exercise, mutant.source), course.reference_parts(exercise), seed)
        for exercise, mutant in mutants
    ]
    return _grade(course, exercises, jobs, tasks)


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
    for name in load_wrong_models(exercise):
        parts = course.reference_parts(exercise)
        yield Task(f"wrong {name}", exercise.slug, Models((name,)), parts, first)


def _task(course: Course, exercise: Exercise, name: str, path: Path, seed: int) -> Task:
    parts = course.reference_parts(exercise)
    return Task(name, exercise.slug, _code(exercise, path.read_bytes()), parts, seed)


def _code(exercise: Exercise, data: bytes) -> Code:
    return Code(exercise.file_name, data, hashlib.sha256(data).hexdigest())


def judge_results(exercise: Exercise, results: Sequence[Result], about: About = MappingProxyType({})) -> list[str]:
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
    problems += judge_costs(path, [result for result in wrong if result.score is not None], about)
    mistakes = {result.student.partition("--")[0] for result in wrong}
    caught = {
        result.student.partition("--")[0]
        for result in wrong
        if any(case.visibility == "public" and case.outcome != "passed" for case in result.cases)
    }
    if 2 * len(caught) < len(mistakes):
        problems.append(f"{path}:1: the public cases catch {len(caught)} of {len(mistakes)}; they should catch half")
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


def render_matrix(exercise: Exercise, results: Sequence[Result], about: About = MappingProxyType({})) -> str:
    """Returns which case catches which misconception, a row each; `x` where it does, `o` where it is not about it."""
    wrong = [result for result in results if result.student.startswith("wrong ")]
    styles = len({result.student for result in results if result.student.startswith("style ")})
    lines = [f"{exercise.slug}: {len(wrong)} misconceptions, {styles} other correct styles"]
    for number, case in enumerate(wrong[0].cases if wrong else [], start=1):
        lines.append(f"  {number:2} {case.visibility:6} {case.title}")
    for result in wrong:
        lines.append("  " + render_row(result, about.get(result.student.removeprefix("wrong "), ())))
    return "\n".join(lines)

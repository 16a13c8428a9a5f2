"""`grader verify`: the course proves itself, with the same judges and workers that grade a class.

For every exercise: the stub is what the reference derives to, byte for byte; the reference and every other correct
style score full points on every seed; the stub scores nothing on any case; every misconception loses points, and the
public suite alone catches at least half of them; points add up; no file is stray.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grader.course import VISIBILITIES, Course, CourseError, Exercise, find_root, load_course
from grader.exits import COURSE_ERROR
from grader.giveaways import find_giveaways
from grader.independence import About, judge_costs, render_row
from grader.misconceptions import load_about, load_misconceptions, misconceptions_path
from grader.notebooks import derive_notebook
from grader.pool import Pool, Setup
from grader.results import Result, write_atomically
from grader.skeletons import find_placeholders
from grader.stubs import derive_stub
from grader.survivors import verify_mutants
from grader.tasks import Task

SLOW_CPU_S = 20.0
"""Exercises whose budget is above this are tried on one seed; none of this course is."""


def verify_course(
    folder: Path | None, slugs: Sequence[str], write: bool, seeds: int, jobs: int | None, matrix: bool,
    mutants: bool = False, sample: int | None = None,
) -> None:  # fmt: skip
    """Verifies the exercises; exits with 3 where something is wrong."""
    course = load_course(find_root((folder or Path.cwd()).absolute()))
    exercises = [course.exercise(slug) for slug in slugs] or list(course.exercises)
    problems = [] if slugs else [*find_strays(course), *find_giveaways(course)]
    for exercise in exercises:
        problems += verify_files(exercise, write)
    if not problems and mutants:
        grade = functools.partial(_grade, course, exercises, jobs)
        problems = verify_mutants(course, exercises, sample, write, grade)
    elif not problems:
        problems = _verify_scores(course, exercises, seeds, jobs, matrix)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        click.echo(f"grader: {len(problems)} problem{'s' if len(problems) > 1 else ''} in the course", err=True)
        sys.exit(COURSE_ERROR)
    click.echo(f"{len(exercises)} exercise{'s' if len(exercises) > 1 else ''} verified")


def find_strays(course: Course) -> list[str]:
    """Returns a line for every file that belongs to no exercise."""
    slugs = {(exercise.track, exercise.slug) for exercise in course.exercises}
    problems = []
    patterns = [
        "reference/*/*.py",
        "reference/*/misconceptions/*.py",
        "reference/*/mutants/*.toml",
        "tests/public/*/*.py",
        "tests/hidden/*/*.py",
    ]
    for pattern in patterns:
        for path in sorted(course.root.glob(pattern)):
            track = path.relative_to(course.root).parts[2 if pattern.startswith("tests") else 1]
            slug = path.stem.removeprefix("test_") if pattern.startswith("tests") else path.stem
            if (track, slug) not in slugs and not (pattern == patterns[0] and path.stem.startswith("draw_")):
                problems.append(f"{path}:1: belongs to no exercise; rename it after its slug, or remove it")
    for exercise in course.exercises:
        for path in sorted(exercise.folder.iterdir()):
            known = path.name in _FILES or path.name.startswith(f"{exercise.slug}.") or path.suffix in _DATA
            if not known and path.name != "__pycache__":
                problems.append(f"{path}:1: is no file of an exercise; remove it")
    return problems


_FILES = {"README.md", "exercise.toml"}
_DATA = {".svg", ".npz", ".md"}


def verify_files(exercise: Exercise, write: bool) -> list[str]:
    """Returns what is wrong with an exercise's files, before anything is run; with `write`, derives stub and notebook."""
    problems = []
    try:
        source = exercise.reference.read_text(encoding="utf-8")
        stub = derive_stub(source, exercise.reference)
    except OSError as error:
        return [f"{exercise.reference}:0: cannot be read ({error.strerror}); every exercise has a reference"]
    except CourseError as error:
        return [str(error)]
    problems += find_placeholders(exercise)
    if write:
        write_atomically(exercise.stub, stub.encode())
    problems += _verify_notebook(exercise, stub, write)
    if not exercise.stub.is_file() or exercise.stub.read_bytes() != stub.encode():
        problems.append(f"{exercise.stub}:1: is not what the reference derives to; run `grader verify --write`")
    for path, what in [
        (exercise.folder / "README.md", "the statement"), (exercise.suite("public"), "the public suite"),
        (exercise.suite("hidden"), "the hidden suite"), (misconceptions_path(exercise), "the wrong models"),
    ]:  # fmt: skip
        if not path.is_file():
            problems.append(f"{path}:0: is missing; it holds {what}")
    return problems


def _verify_notebook(exercise: Exercise, stub: str, write: bool) -> list[str]:
    statement = exercise.folder / "README.md"
    if not statement.is_file():
        return []
    path = exercise.folder / f"{exercise.slug}.ipynb"
    notebook = derive_notebook(exercise.slug, statement.read_text(encoding="utf-8"), stub)
    if write:
        write_atomically(path, notebook)
    if not path.is_file() or path.read_bytes() != notebook:
        return [f"{path}:1: is not what statement and reference derive to; run `grader verify --write`"]
    return []


def _verify_scores(
    course: Course, exercises: Sequence[Exercise], seeds: int, jobs: int | None, matrix: bool
) -> list[str]:
    tasks = [task for exercise in exercises for task in _tasks(course, exercise, seeds)]
    results = _grade(course, exercises, jobs, tasks)
    order = {(task.slug, task.student, task.seed): number for number, task in enumerate(tasks)}
    results.sort(key=lambda result: order.get((result.exercise, result.student, result.seed), 0))
    problems = []
    for exercise in exercises:
        own = [result for result in results if result.exercise == exercise.slug]
        about = load_about(exercise)
        problems += judge_results(exercise, own, about)
        if matrix:
            click.echo(render_matrix(exercise, own, about))
    return problems


def _grade(course: Course, exercises: Sequence[Exercise], jobs: int | None, tasks: list[Task]) -> list[Result]:
    """Returns the results of all tasks, in the order in which they were ready."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    setup = Setup(str(course.root), [exercise.slug for exercise in exercises], list(VISIBILITIES), warm_up=False)
    results: list[Result] = []
    with _show_progress(len(tasks)) as advance:
        Pool(setup, jobs or cores).run(tasks, lambda result: advance(results, result))
    return results


class _show_progress:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, total: int) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._total = total

    def __enter__(self) -> Callable[[list[Result], Result], None]:
        self._progress.start()
        bar = self._progress.add_task("", total=self._total)

        def advance(results: list[Result], result: Result) -> None:
            results.append(result)
            self._progress.advance(bar)

        return advance

    def __exit__(self, *error: object) -> None:
        self._progress.stop()


def find_styles(exercise: Exercise) -> list[Path]:
    """Returns the correct submissions in other styles that are kept for an exercise."""
    return sorted((exercise.root / "tests" / "kit" / "styles" / exercise.track / exercise.slug).glob("*.py"))


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
        yield Task(
            f"wrong {diagnosis.id}",
            exercise.slug,
            exercise.file_name,
            None,
            models=(diagnosis.id,),
            parts=course.reference_parts(exercise),
            seed=first,
        )


def _task(course: Course, exercise: Exercise, name: str, path: Path, seed: int) -> Task:
    parts = course.reference_parts(exercise)
    return Task(name, exercise.slug, exercise.file_name, path.read_bytes(), parts=parts, seed=seed)


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
